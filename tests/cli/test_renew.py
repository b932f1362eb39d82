import pytest
from click.testing import CliRunner

from quizapp.banks import read_bank
from quizapp.cli import main

BEFORE = "How deep is Lake Baikal?\nLake Baikal is 1,642 metres deep.\nWho was first?\nJohn Murray was the first.\n"
AFTER = BEFORE.replace("1,642", "1,700") + "How long is the Rhine?\nThe Rhine is 1,230 kilometres long.\n"


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def bank(tmp_path):
    """A bank file that was generated, and in which a person changed one prompt."""
    (tmp_path / "lakes.txt").write_text(BEFORE)
    path = tmp_path / "lakes.yaml"
    assert run("generate", tmp_path / "lakes.txt", "-o", path).exit_code == 0
    text = path.read_text()
    assert "prompt: Who was first?" in text
    path.write_text(text.replace("prompt: Who was first?", "prompt: Who came first, by the source?"))
    (tmp_path / "lakes.txt").write_text(AFTER)
    return path


def test_edits_stay_and_the_new_text_comes_in(bank, tmp_path):
    before = read_bank(bank.read_bytes(), "lakes.yaml")
    result = run("renew", bank, tmp_path / "lakes.txt", "-o", bank)
    assert result.exit_code == 0, result.output
    after = read_bank(bank.read_bytes(), "lakes.yaml")
    assert set(before.question_by_id) & set(after.question_by_id)
    assert "Who came first, by the source?" in [question.prompt for question in after.questions]
    assert "1,700" in bank.read_text()
    assert "1,642" not in bank.read_text()
    assert "How long is the Rhine?" in result.output
    assert "as before;" in result.output


def test_without_an_output_nothing_is_written(bank, tmp_path):
    before = bank.read_bytes()
    result = run("renew", bank, tmp_path / "lakes.txt")
    assert result.exit_code == 0
    assert "Nothing was written" in result.output
    assert bank.read_bytes() == before


def test_a_second_run_changes_nothing(bank, tmp_path):
    run("renew", bank, tmp_path / "lakes.txt", "-o", bank)
    before = bank.read_bytes()
    result = run("renew", bank, tmp_path / "lakes.txt", "-o", bank)
    assert "0 new, 0 changed, 0 gone." in result.output
    assert bank.read_bytes() == before


def test_a_broken_bank_is_refused_and_left_alone(bank, tmp_path):
    bank.write_text("format: 1\n")
    result = run("renew", bank, tmp_path / "lakes.txt", "-o", bank)
    assert result.exit_code == 1
    assert "lakes.yaml" in result.output
    assert bank.read_text() == "format: 1\n"
