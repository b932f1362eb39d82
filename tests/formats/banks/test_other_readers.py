"""What other programs find in our files, question by question."""

import json
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import builders
import openpyxl
import pytest
from formats.banks.test_contract import banks
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from quizapp.errors import FileProblems
from quizapp.formats.banks import write_questions
from quizapp.formats.banks.html_text import text_of
from quizapp.formats.banks.items import Item, deck_of
from quizapp.formats.banks.moodle import without_wildcards
from quizapp.formats.banks.quoting import feedback

HERE = Path(__file__).parent


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def gift_of(folder, data, tmp_path):
    path = tmp_path / "bank.gift"
    path.write_bytes(data)
    found = json.loads(run("node", HERE / "read_gift.cjs", folder, path))
    return [question for question in found if question["type"] != "Category"]


def single(text):
    """gift-pegjs makes one space of several, of whatever kind."""
    return re.sub(r"[^\S\n]+", " ", text)


def plain(text):
    return single(text["text"]) if text else ""


def assert_gift_says(found, items):
    assert len(found) == len(items)
    for question, item in zip(found, items, strict=True):
        assert question["id"] == item.id
        assert question["stem"]["format"] == "plain"
        assert plain(question["stem"]) == single(item.prompt)
        assert plain(question["globalFeedback"]) == single(feedback(item))
        texts = [plain(choice["text"]) for choice in question["choices"]]
        if item.options:
            assert question["type"] == "MC"
            assert texts == [single(option.text) for option in item.options]
            assert [choice["isCorrect"] for choice in question["choices"]] == [
                o.correct for o in item.options
            ]
            assert [plain(choice["feedback"]) for choice in question["choices"]] == [
                single(option.feedback) for option in item.options
            ]
        else:
            assert question["type"] == "Short"
            assert texts == [single(without_wildcards(text)) for text in item.accepted]


def test_gift_pegjs_finds_every_question_of_the_samples(checker, samples, tmp_path):
    folder = checker("gift-pegjs")
    for bank in samples:
        found = gift_of(folder, write_questions(bank, "gift").data, tmp_path)
        assert_gift_says(found, deck_of(bank).items)


def many(drawn):
    """One bank of many, so that one process reads them all."""
    questions = [
        replace(question, id=f"b{number}-{place}")
        for number, bank in enumerate(drawn)
        for place, question in enumerate(bank.questions)
    ]
    return replace(drawn[0], questions=tuple(questions))


@settings(max_examples=8, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(drawn=st.lists(banks(), min_size=5, max_size=25))
def test_gift_pegjs_reads_any_text_to_the_letter(checker, tmp_path_factory, drawn):
    folder = checker("gift-pegjs")
    written = write_questions(many(drawn), "gift", only_fitting=True)
    left_out = {problem.where for problem in written.left_out}
    items = [item for item in deck_of(many(drawn)).items if f"question {item.id}" not in left_out]
    assert_gift_says(gift_of(folder, written.data, tmp_path_factory.mktemp("gift")), items)


def imported(checker, tmp_path, *files):
    paths = []
    for number, (name, data) in enumerate(files):
        paths.append(tmp_path / f"{number}{name}")
        paths[-1].write_bytes(data)
    return json.loads(run(checker("anki"), HERE / "read_anki.py", tmp_path, *paths))


def fields_of(notes, item: Item, front: str):
    """Give the fields of the note of an item; of several that ask the same, of the one that says most of it."""
    of_options = (text for option in item.options for text in (option.text, option.feedback))
    wanted = [*item.quotes, *item.accepted, *of_options]
    asking = [note["fields"] for note in notes if text_of(note["fields"][front])[0].startswith(item.prompt)]
    return max(
        asking, key=lambda fields: sum(text in text_of(" ".join(fields.values()))[0] for text in wanted)
    )


def assert_cards_say(notes, items: tuple[Item, ...], front: str, back: str):
    assert len(notes) == len(items)
    for item in items:
        fields = fields_of(notes, item, front)
        answer = text_of(" ".join(value for name, value in fields.items() if name != front))[0]
        for text in (item.explanation, *item.quotes, *item.accepted):
            assert text in answer
        for option in item.options:
            assert option.text in text_of("".join(fields.values()))[0]
            assert option.feedback in answer
            assert not option.correct or option.text in text_of(fields[back])[0]


def test_anki_imports_the_package_with_every_question(checker, samples, tmp_path):
    for bank in samples:
        folder = tmp_path / bank.id
        folder.mkdir()
        [notes] = imported(checker, folder, (".apkg", write_questions(bank, "apkg").data))
        assert {note["deck"] for note in notes} == {bank.title}
        assert_cards_say(notes, deck_of(bank).items, "Question", "Answer")


def test_anki_imports_the_text_file_with_every_question(checker, samples, tmp_path):
    for bank in samples:
        folder = tmp_path / bank.id
        folder.mkdir()
        [notes] = imported(checker, folder, (".txt", write_questions(bank, "anki").data))
        assert {note["deck"] for note in notes} == {bank.title}
        assert {note["guid"] for note in notes} == {f"{bank.id}/{item.id}" for item in deck_of(bank).items}
        assert_cards_say(notes, deck_of(bank).items, "Front", "Back")


@pytest.mark.parametrize(("name", "suffix"), [("apkg", ".apkg"), ("anki", ".txt")])
def test_a_second_export_updates_the_notes_in_anki_instead_of_doubling_them(checker, tmp_path, name, suffix):
    bank = builders.bank()
    first = bank.questions[0]
    changed = replace(
        bank, questions=(replace(first, tags=("sea",), explanation="Changed."), *bank.questions[1:])
    )
    states = imported(
        checker,
        tmp_path,
        (suffix, write_questions(bank, name, edition=1).data),
        (suffix, write_questions(changed, name, edition=2).data),
    )
    assert [len(state) for state in states] == [4, 4]
    assert sum("Changed." in "".join(note["fields"].values()) for note in states[1]) == 1
    assert sum(note["tags"] == ["sea"] for note in states[1]) == 1


def converted(checker, tmp_path, name, data, target):
    path = tmp_path / name
    path.write_bytes(data)
    run(
        checker("LibreOffice"), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
        "--convert-to", target, "--outdir", tmp_path / "out", path,
    )  # fmt: skip
    return next((tmp_path / "out").iterdir()).read_text(encoding="utf-8-sig")


def test_libreoffice_opens_the_kahoot_sheet_with_every_fitting_question(checker, samples, tmp_path):
    bank = next(bank for bank in samples if bank.id == "honey-bees")
    written = write_questions(bank, "kahoot", only_fitting=True)
    seen = converted(
        checker, tmp_path, "kahoot.xlsx", written.data, "csv:Text - txt - csv (StarCalc):44,34,76"
    )
    left_out = {problem.where for problem in written.left_out}
    fitting = [item for item in deck_of(bank).items if item.options and f"question {item.id}" not in left_out]
    assert fitting
    for item in fitting:
        assert item.prompt in seen.replace('""', '"')
        assert all(option.text in seen for option in item.options)


def test_libreoffice_opens_the_word_document_with_every_question(checker, samples, tmp_path):
    bank = samples[0]
    seen = converted(
        checker, tmp_path, "bank.docx", write_questions(bank, "docx").data, "txt:Text (encoded):UTF8"
    )
    for item in deck_of(bank).items:
        for text in (item.prompt, *item.quotes, *(option.text for option in item.options)):
            assert text in seen


def test_the_kahoot_sheet_has_the_rows_of_the_template(tmp_path):
    path = tmp_path / "kahoot.xlsx"
    path.write_bytes(write_questions(builders.bank(), "kahoot").data)
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(path).active.iter_rows()]
    assert rows[7][1] == "Question - max 120 characters"
    assert rows[7][2] == "Answer 1 - max 75 characters"
    assert rows[8] == [
        1, "What are the tides mainly caused by?", "The gravity of the Moon", "The rotation of the Sun",
        "The winds over the sea", None, 60, "1",
    ]  # fmt: skip
    assert rows[9][0] == 2


def test_kahoot_refuses_what_it_would_cut_and_names_every_question():
    long = builders.multiple_choice("long", prompt="x" * 121)
    wide = builders.multiple_choice("wide", key="y" * 76)
    bank = builders.bank(questions=(long, wide, builders.multiple_choice()))
    with pytest.raises(FileProblems) as caught:
        write_questions(bank, "kahoot")
    assert [problem.where for problem in caught.value.problems[:-1]] == ["question long", "question wide"]
    written = write_questions(bank, "kahoot", only_fitting=True)
    assert [problem.where for problem in written.left_out] == ["question long", "question wide"]


def test_the_word_document_is_a_zip_without_a_time_of_its_writing(tmp_path):
    path = tmp_path / "bank.docx"
    path.write_bytes(write_questions(builders.bank(), "docx").data)
    with zipfile.ZipFile(path) as parts:
        assert {part.date_time[:3] for part in parts.infolist()} == {(1980, 1, 1)}
        assert "2000-01-01" in parts.read("docProps/core.xml").decode()


def test_bytes_depend_on_the_bank_alone():
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import builders, hashlib\n"
        "from quizapp.formats.banks import BANK_FORMATS, write_questions\n"
        "print([hashlib.sha256(write_questions(builders.bank(), n).data).hexdigest()\n"
        "       for n in BANK_FORMATS if n != 'pdf'])"
    )
    tests = HERE.parents[1]
    seen = {
        subprocess.run(
            [sys.executable, "-c", code, tests],
            env={"PYTHONHASHSEED": seed, "TZ": zone, "PATH": ""},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }  # fmt: skip
    assert len(seen) == 1
