"""One contract, run over every question format: what goes out comes in again, and what does not is said."""

from dataclasses import replace
from pathlib import Path

import builders
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quizapp.banks import read_bank
from quizapp.errors import FileProblems, MissingExtra, UnknownFormat
from quizapp.formats.banks import BANK_FORMATS, FEATURES, bank_format, read_questions, write_questions
from quizapp.formats.banks.items import Item, deck_of, tidy
from quizapp.model.bank import Bank
from quizapp.model.question import Choice, KeyPoint, MultipleChoice, ShortAnswer
from quizapp.paths import data_dir

TWO_WAYS = [name for name, format_ in BANK_FORMATS.items() if format_.reader]
DOCS = Path(__file__).resolve().parents[3] / "docs" / "exchange.md"
SAMPLES = sorted(data_dir("questions").glob("*.yaml"))
every_format = pytest.mark.parametrize("name", list(BANK_FORMATS))
every_two_way = pytest.mark.parametrize("name", TWO_WAYS)

ALPHABET = (
    "abc XYZ 0123 {}=~#:\\/%[]()<>&;'\"`*_$@!?|+-.,\n\t"
    "\u00a0\u2028\u0085\u200f\u202eאבגدعπéß“”‘’–…×🙂👩‍👩‍👧日本\u0301"
)
texts = (
    st.text(alphabet=st.sampled_from(ALPHABET), min_size=1, max_size=40).map(tidy).filter(bool)
    | st.text(min_size=1, max_size=20).map(tidy).filter(bool)
    | st.sampled_from(
        [
            "{=a ~b}", "~%50%x", "=%100%y", "a::b", "[html]<b>x</b>", "->", "a -> b", "####", "%20%z", "T", "TRUE",
            "\\n", "C:\\new\\table", "]]>", "<!-- x -->", "&amp;", "&#9;", "a\n\nb", "a  b", " // c", "=1+1", "'=1",
            "#tags", '"quoted"', 'a"b', "Source: “x”", "* star *", "$CATEGORY: x", "|", "007", "1e5", "-1",
        ]
    )
)  # fmt: skip
word = st.text("abcdefghij-0123456789", min_size=1, max_size=12).filter(lambda text: text[0].isalnum())


@st.composite
def banks(draw: st.DrawFn) -> Bank:
    """Draw a bank of one question of each kind, with every text that a format may carry."""
    options = draw(
        st.lists(texts, min_size=2, max_size=6, unique_by=lambda text: " ".join(text.casefold().split()))
    )
    key = draw(st.integers(0, len(options) - 1))
    choice = MultipleChoice(
        id=draw(word),
        prompt=draw(texts),
        choices=tuple(
            Choice(text, place == key, draw(texts | st.just(""))) for place, text in enumerate(options)
        ),
        explanation=draw(texts),
        fixed_order=draw(st.booleans()),
    )
    accepted = draw(st.lists(texts, min_size=1, max_size=4, unique=True))
    typed = ShortAnswer(
        id=choice.id + "-sa",
        prompt=draw(texts),
        points=(KeyPoint("k1", accepted[0]),),
        accept=tuple(accepted[1:]),
        explanation=draw(texts),
    )
    return Bank("bank", draw(texts), questions=(choice, typed))


def essence(item: Item, with_order: bool) -> Item:
    """What every format with both directions keeps."""
    return replace(item, tags=(), fixed_order=with_order and item.fixed_order)


def assert_round_trip(bank: Bank, name: str) -> None:
    written = write_questions(bank, name, only_fitting=True)
    back = read_questions(written.data, f"file{bank_format(name).suffix}", name)
    missing = {problem.where for problem in written.left_out}
    with_order = "fixed order" in bank_format(name).carries
    sent = [essence(item, with_order) for item in deck_of(bank).items if f"question {item.id}" not in missing]
    come = [essence(item, with_order) for item in deck_of(back.bank).items]
    assert come == sent


def sample(path: Path) -> Bank:
    return read_bank(path.read_bytes(), path.name)


@every_two_way
@settings(max_examples=60, deadline=None)
@given(bank=banks())
@example(bank=builders.bank())
def test_a_bank_that_went_out_comes_in_with_the_same_questions(name: str, bank: Bank) -> None:
    assert_round_trip(bank, name)


@pytest.mark.parametrize("name", [n for n in TWO_WAYS if "tolerance" in bank_format(n).carries])
@pytest.mark.parametrize(("numbers", "tolerance"), [(("3",), 0.5), (("-3.50", "4"), 0.25), (("1642",), None)])
def test_a_number_stays_a_number_with_its_tolerance(
    name: str, numbers: tuple[str, ...], tolerance: float | None
) -> None:
    points = (KeyPoint("k1", numbers[0]),)
    question = ShortAnswer("n", "How many?", points, explanation="So many.", answer_type="number")
    question = replace(question, tolerance=tolerance, accept=numbers[1:])
    bank = Bank("bank", "Numbers", questions=(question,))
    [back] = read_questions(write_questions(bank, name).data, "x", name).bank.questions
    assert (back.answer_type, back.tolerance) == ("number", tolerance)
    assert (back.points[0].text, *back.accept) == numbers


@every_two_way
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_bank_comes_in_as_it_went_out(name: str, path: Path) -> None:
    bank = sample(path)
    assert_round_trip(bank, name)
    back = read_questions(write_questions(bank, name).data, f"x{bank_format(name).suffix}", name).bank
    assert [question.id for question in back.questions] == [question.id for question in bank.questions]


@every_two_way
def test_the_format_of_a_file_is_recognised(name: str, bank: Bank) -> None:
    format_ = bank_format(name)
    data = write_questions(bank, name).data
    assert read_questions(data, f"x{format_.suffix}").bank.questions
    if name != "csv":
        assert read_questions(data, "upload").bank.questions


@every_format
def test_the_same_bank_gives_the_same_bytes(name: str, bank: Bank) -> None:
    try:
        first = write_questions(bank, name, only_fitting=True)
    except MissingExtra as e:
        pytest.skip(str(e))
    assert write_questions(bank, name, only_fitting=True) == first
    assert first.data


@every_format
def test_every_sample_bank_goes_out_or_is_refused_question_by_question(name: str, tmp_path: Path) -> None:
    for path in SAMPLES:
        bank = sample(path)
        file = tmp_path / f"{bank.id}{bank_format(name).suffix}"
        try:
            file.write_bytes(write_questions(bank, name).data)
        except MissingExtra as e:
            pytest.skip(str(e))
        except FileProblems as e:
            assert name == "kahoot"
            named = {problem.where.removeprefix("question ") for problem in e.problems[:-1]}
            assert named < {question.id for question in bank.questions}
        else:
            assert file.stat().st_size > 1_000


@every_format
def test_a_format_says_what_it_is(name: str) -> None:
    format_ = bank_format(name)
    assert format_.name == name
    assert format_.suffix.startswith(".")
    assert "/" in format_.mimetype
    assert format_.carries <= set(FEATURES)


def test_an_unknown_format_is_told_what_there_is(bank: Bank) -> None:
    with pytest.raises(UnknownFormat, match="gift"):
        write_questions(bank, "word")
    with pytest.raises(UnknownFormat, match="cannot be read here"):
        read_questions(b"a\tb", "x.txt", "quizlet")


@every_two_way
def test_quotes_of_the_source_become_a_passage_with_evidence_again(name: str, bank: Bank) -> None:
    back = read_questions(write_questions(bank, name).data, f"x{bank_format(name).suffix}", name).bank
    key = next(choice for choice in back.questions[0].choices if choice.correct)
    assert back.quote(key.evidence[0]) == "The tides are caused mainly by the gravity of the Moon."
    assert back.questions[0].explanation == ""


def test_every_loss_is_said_once_and_counted(bank: Bank) -> None:
    lost = write_questions(bank, "blackboard").lost
    assert lost[0].startswith("2 questions are marked by their key points here")
    assert "2 questions lose why each choice is right or wrong." in lost
    assert "1 question loses that their choices keep their order." in lost
    assert write_questions(bank, "yaml").lost == ()


def test_the_table_of_the_docs_says_what_each_format_carries() -> None:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in DOCS.read_text(encoding="utf-8").splitlines()
        if line.startswith("| ")
    ]
    names = (
        "short answers",
        "explanations",
        "why",
        "quotes",
        "key points",
        "rejected",
        "fixed order",
        "tolerance",
        "tags",
    )
    wanted = [
        [
            format_.title,
            f"`{format_.name}`",
            "yes",
            yes(bool(format_.reader)),
            *(yes(n in format_.carries) for n in names),
        ]
        for format_ in BANK_FORMATS.values()
    ]
    assert set(names) == set(FEATURES)
    assert rows[1:] == wanted


def yes(is_so: bool) -> str:
    return "yes" if is_so else "–"
