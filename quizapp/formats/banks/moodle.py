"""Moodle XML out: a category for the bank, a question each with its idnumber, feedback as HTML."""

from xml.etree.ElementTree import Element

from quizapp.formats.banks.html_text import paragraph
from quizapp.formats.banks.items import Deck, Item, Option
from quizapp.formats.banks.quoting import feedback
from quizapp.formats.banks.xml_tree import child, serialise

LONGEST_NAME = 80
EMPTY_FEEDBACK = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")


def write(deck: Deck) -> bytes:
    """Write the bank."""
    quiz = Element("quiz")
    category(quiz, deck)
    for item in deck.items:
        question(quiz, item)
    return serialise(quiz)


def category(quiz: Element, deck: Deck) -> None:
    """Say where the questions belong; a slash in a name is doubled."""
    entry = child(quiz, "question", type="category")
    child(child(entry, "category"), "text", "$course$/top/" + deck.bank.title.replace("/", "//"))
    child(child(entry, "info", format="html"), "text", paragraph(deck.bank.summary))
    child(entry, "idnumber", deck.bank.id)


def question(quiz: Element, item: Item) -> None:
    """Write one question."""
    kind = "multichoice" if item.options else "numerical" if item.is_numeric else "shortanswer"
    entry = child(quiz, "question", type=kind)
    child(child(entry, "name"), "text", name_of(item))
    html(entry, "questiontext", item.prompt)
    html(entry, "generalfeedback", feedback(item))
    for tag, text in (
        ("defaultgrade", "1"),
        ("penalty", "0.3333333"),
        ("hidden", "0"),
        ("idnumber", item.id),
    ):
        child(entry, tag, text)
    if item.options:
        multiple_choice(entry, item)
    elif item.is_numeric:
        for accepted in item.accepted:
            child(answer(entry, accepted, 100), "tolerance", f"{item.tolerance or 0:.15g}")
        child(entry, "unitgradingtype", "0")
        child(entry, "unitpenalty", "0.1")
        child(entry, "showunits", "3")
        child(entry, "unitsleft", "0")
    else:
        child(entry, "usecase", "0")
        for accepted in item.accepted:
            answer(entry, without_wildcards(accepted), 100)
    if item.tags:
        tags = child(entry, "tags")
        for tag in item.tags:
            child(child(tags, "tag"), "text", tag)


def multiple_choice(entry: Element, item: Item) -> None:
    """Write what only multiple choice has."""
    child(entry, "single", "true")
    child(entry, "shuffleanswers", "false" if item.fixed_order else "true")
    child(entry, "answernumbering", "abc")
    child(entry, "showstandardinstruction", "0")
    for tag in EMPTY_FEEDBACK:
        html(entry, tag, "")
    for option in item.options:
        choice(entry, option)


def choice(entry: Element, option: Option) -> None:
    """Write one choice."""
    made = child(entry, "answer", fraction="100" if option.correct else "0", format="html")
    child(made, "text", paragraph(option.text))
    html(made, "feedback", option.feedback)


def answer(entry: Element, text: str, fraction: int) -> Element:
    """Write an accepted answer, which is plain text."""
    made = child(entry, "answer", fraction=str(fraction), format="moodle_auto_format")
    child(made, "text", text)
    html(made, "feedback", "")
    return made


def html(parent: Element, tag: str, text: str) -> None:
    """Write a text as HTML."""
    child(child(parent, tag, format="html"), "text", paragraph(text))


def without_wildcards(text: str) -> str:
    """Give an accepted answer in which a star is a star."""
    return text.replace("*", "\\*")


def name_of(item: Item) -> str:
    """Give the name in the question list: the beginning of the prompt."""
    prompt = " ".join(item.prompt.split())
    return prompt if len(prompt) <= LONGEST_NAME else prompt[: LONGEST_NAME - 1].rstrip() + "…"
