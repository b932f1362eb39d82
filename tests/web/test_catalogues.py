"""Every language has all sentences, with the places and marks that they have in English."""

import ast
import re
from pathlib import Path

import pytest
from web.catalogues import FOLDER, ROOT, catalogue, compiled, extracted, forms, sentences, translations

from quizapp.web.language import ENGLISH, LANGUAGES, LOCALES

OTHERS = [code for code in LANGUAGES if code != ENGLISH]
PLACE = re.compile(r"%\((\w+)\)s|</?\w+[^>]*>|[{}]")
"""What a translation keeps: the places of values, and tags."""

SERVICES = (
    "answering attempt_access attempt_view cleaning coming_back handing_in hints results stored study throttle"
).split()
MODULES = [
    *(ROOT / "quizapp" / "services" / f"{name}.py" for name in SERVICES),
    *sorted((ROOT / "quizapp" / "web" / "learner").glob("*.py")),
    ROOT / "quizapp" / "web" / "errors.py",
    ROOT / "quizapp" / "explain.py",
]
"""What these say, learners read."""

SAYING = {"QuizError", "NotFound", "NotAllowed", "Conflict", "NotRevealed", "TooManyTries", "flash", "refuse"}


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return extracted(tmp_path_factory.mktemp("messages"))


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_translated_and_nothing_else(language, source):
    wanted = {forms(message) for message in sentences(source)}
    there = {forms(message) for message in sentences(catalogue(language))}
    assert len(wanted) > 200
    assert (wanted - there, there - wanted) == (set(), set()), "call `make messages`"


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_is_empty_or_unsure(language):
    known = catalogue(language)
    wrong = [
        message.id
        for message in sentences(known)
        if message.fuzzy
        or not all(translations(message))
        or len(translations(message)) not in (1, known.num_plurals)
    ]
    assert wrong == []
    assert known.obsolete == {}


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_places_and_the_tags_of_its_sentence(language):
    wrong = []
    for message in sentences(catalogue(language)):
        wanted = [sorted(PLACE.findall(form)) for form in forms(message)]
        got = [sorted(PLACE.findall(form)) for form in translations(message)]
        if len(wanted) != (1 if isinstance(message.string, str) else 2) or any(
            one not in wanted for one in got
        ):
            wrong.append(message.id)
    assert wrong == []


@pytest.mark.parametrize("language", OTHERS)
def test_the_compiled_catalogue_is_that_of_the_text(language):
    place = FOLDER / language / "LC_MESSAGES" / "messages.mo"
    assert place.read_bytes() == compiled(catalogue(language)), "call `make messages`"


def test_every_language_has_a_catalogue_and_a_way_to_write_numbers():
    assert {path.name for path in FOLDER.iterdir()} == set(OTHERS)
    assert set(LOCALES) == set(LANGUAGES)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_whatever_a_learner_is_told_is_marked_for_translation(path):
    assert bare_sentences(path.read_text(encoding="utf-8")) == []


def bare_sentences(code: str) -> list[str]:
    """Give the calls that tell somebody a string that no translator saw."""
    found = []
    for node in ast.walk(ast.parse(code)):
        name = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
        if name in SAYING:
            told = node.args[1:] if name == "refuse" else node.args
            found += [ast.unparse(node) for one in told if isinstance(one, ast.Constant | ast.JoinedStr)]
    return found


def test_the_search_notices_a_bare_sentence():
    bare = [
        'raise NotFound("No.")',
        'raise errors.Conflict(f"No {x}.")',
        'flash("Yes.")',
        'form.refuse("x", "No.")',
    ]
    marked = ['raise QuizError(sentence("No."))', 'flash(gettext("Yes."))', 'form.refuse("name", e)']
    assert [len(bare_sentences(line)) for line in [*bare, *marked]] == [1, 1, 1, 1, 0, 0, 0]


@pytest.mark.parametrize("name", ["app.js", "question.js"])
def test_the_scripts_say_nothing_that_the_page_did_not_give_them(name):
    code = re.sub(r"//.*", "", Path(ROOT / "static" / name).read_text(encoding="utf-8"))
    texts = [text for group in re.findall(r'"([^"]*)"|`([^`]*)`', code) for text in group]
    assert [text for text in texts if re.match(r"[A-Z][\w ]* ", text)] == []
