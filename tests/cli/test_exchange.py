"""Banks into the library and out again, from the command line."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizapp.cli import main
from quizapp.cli.opening import open_store
from quizapp.paths import data_dir
from quizapp.services import study

CANVAS = Path(__file__).resolve().parents[1] / "formats" / "gradebooks" / "samples" / "canvas-gradebook.csv"
BANK = data_dir("questions") / "us-russia-ukraine.yaml"


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("QUIZAPP_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("DATABASE_URL", raising=False)


def run(*arguments, typed=None):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=typed)


@pytest.fixture
def tara(data):
    assert run("users", "add", "tara", typed="correct horse battery\n").exit_code == 0


@pytest.mark.usefixtures("tara")
def test_an_imported_bank_comes_out_as_it_went_in(tmp_path):
    assert run("import", BANK).exit_code == 0
    assert run("export", "bank", "us-russia-ukraine", "-o", tmp_path / "out.yaml").exit_code == 0
    assert (tmp_path / "out.yaml").read_text() == BANK.read_text()


@pytest.mark.usefixtures("tara")
def test_the_same_bank_twice_is_one_version():
    assert "version 1 is in the library" in run("import", BANK).output
    assert "nothing changed" in run("import", BANK).output


@pytest.mark.usefixtures("tara")
def test_a_published_bank_has_scores_to_export():
    code = run("import", BANK, "--publish").output.split("/quiz/")[1].strip()
    result = run("export", "scores", code)
    assert result.exit_code == 0
    assert result.output.lstrip("\ufeff").lower().startswith("learner,")


@pytest.fixture
def taken(tara):
    """A quiz that Eve handed in blank: its code."""
    code = run("import", BANK, "--publish").output.split("/quiz/")[1].strip()
    with open_store() as store:
        now = datetime.now(UTC)
        attempt = study.start(store, code, "Eve Łukasz-Öz", "holder-of-eve-0123456789", now)
        study.finish(store, attempt, "holder-of-eve-0123456789", now)
    return code


def test_a_gradebook_file_comes_out_with_one_column_filled_and_an_account_beside_it(taken, tmp_path):
    out = tmp_path / "out.csv"
    result = run("export", "scores", taken, "--roster", CANVAS, "--column", "FAQ quiz (4711)", "-o", out)
    assert result.exit_code == 0, result.output
    row = b'Eve",9005,1005,eve,Biology 1,-,'
    assert out.read_bytes() == CANVAS.read_bytes().replace(row, row + b"0")
    assert "1 score written into the column 'FAQ quiz (4711)'" in result.stderr
    assert "line 3, García Núñez, Ana" in result.stderr
    result = run("export", "scores", taken, "--roster", CANVAS, "--new-column", "Talks", "--scale", "percent")
    assert result.stdout_bytes.splitlines()[0].endswith(b",Final Score,Talks")


def test_a_column_that_is_not_there_is_told_which_there_are(taken, tmp_path):
    result = run(
        "export", "scores", taken, "--roster", CANVAS, "--column", "Sums", "-o", tmp_path / "out.csv"
    )
    assert result.exit_code == 1
    assert "Essay 1 (4710), FAQ quiz (4711)" in result.output
    assert not (tmp_path / "out.csv").exists()
    assert "there is no such file" in run("export", "scores", taken, "--roster", tmp_path / "no.csv").output


@pytest.mark.usefixtures("tara")
def test_every_problem_of_a_bank_is_listed_and_nothing_is_stored(tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text(BANK.read_text().replace("kind: short_answer", "kind: essay"))
    result = run("import", bad)
    assert result.exit_code == 1
    assert result.output.count("bad.yaml:") >= 8
    assert run("export", "bank", "us-russia-ukraine").exit_code == 1


def test_a_file_that_is_no_bank_is_told_before_anything_else(tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_bytes(b"")
    result = run("import", bad)
    assert result.exit_code == 1
    assert "bad.yaml: is empty; expected a bank" in result.output
    assert not (tmp_path / "data").exists()


def test_without_an_account_the_way_to_one_is_told():
    assert "quizapp users add" in run("import", BANK).output


@pytest.mark.usefixtures("tara")
def test_a_missing_file_is_one_sentence():
    result = run("import", "nowhere.yaml")
    assert result.exit_code == 1
    assert "nowhere.yaml" in result.output


@pytest.mark.usefixtures("tara")
def test_a_bank_goes_to_another_system_with_what_is_lost_and_comes_back(tmp_path):
    assert run("import", BANK).exit_code == 0
    gift = tmp_path / "talks.gift"
    result = run("export", "bank", "us-russia-ukraine", "--format", "gift", "-o", gift)
    assert result.exit_code == 0
    assert "8 questions are marked by their key points here" in result.output
    result = run("import", gift, "--id", "talks", "--title", "Talks")
    assert result.exit_code == 0
    assert "talks: version 1 is in the library." in result.output
    assert "How often somebody who never read the source picks the key" in result.output
    there = run("export", "bank", "us-russia-ukraine").output.count("kind: ")
    assert run("export", "bank", "talks").output.count("kind: ") == there > 8


def test_a_bank_file_goes_out_without_a_library(tmp_path, data):
    result = run("export", "bank", BANK, "--format", "json", "-o", tmp_path / "x.json")
    assert result.exit_code == 0
    assert not (tmp_path / "data").exists()


def test_questions_that_would_be_cut_are_listed_and_no_file_is_written(tmp_path):
    honey = BANK.with_name("honey-bees.yaml")
    result = run("export", "bank", honey, "--format", "kahoot", "-o", tmp_path / "k.xlsx")
    assert result.exit_code == 1
    assert "p-52778ec3-mc-d419: the prompt has 130 characters" in result.output
    assert not (tmp_path / "k.xlsx").exists()
    result = run("export", "bank", honey, "--format", "kahoot", "--only-fitting", "-o", tmp_path / "k.xlsx")
    assert result.exit_code == 0
    assert re.search(r"\d+ questions left out:\n  question", result.output)
    assert (tmp_path / "k.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.usefixtures("tara")
def test_what_has_no_equal_here_is_listed_and_a_broken_file_brings_nothing(tmp_path):
    path = tmp_path / "sums.gift"
    path.write_text("Sum? {=2 ~3 ~4}\n\nMatch {=a -> b =c -> d}\n")
    result = run("import", path)
    assert result.exit_code == 0
    assert "sums.gift:3: question 2: is left out: a matching question has no equal here." in result.output
    path.write_text("Sum? {=5 ~3 ~4}\n\nBroken {=a\n")
    result = run("import", path)
    assert result.exit_code == 1
    assert "sums.gift:3: question 2: has an opening brace" in result.output
    assert "version 1 says the same already" in run("import", path_with(tmp_path)).output


def path_with(tmp_path):
    """The first file again."""
    path = tmp_path / "sums.gift"
    path.write_text("Sum? {=2 ~3 ~4}\n\nMatch {=a -> b =c -> d}\n")
    return path
