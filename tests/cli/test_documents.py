"""``quizapp read``: what people and programs get to see, and the messages for what cannot be read."""

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from quizapp.cli import COMMANDS, main
from quizapp.paths import data_dir

SEED = data_dir("seeds") / "us-russia-ukraine.txt"


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_the_seed_is_shown_for_people():
    result = run("read", SEED)
    assert result.exit_code == 0
    assert result.stdout.startswith("US Russia Ukraine\n\nNegotiations between the USA and Russia")
    assert "\n8.  What are the potential risks" in result.stdout
    assert "8 pairs, read as Plain text" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 100


def test_the_seed_as_json_is_its_lines_in_turn():
    data = json.loads(run("read", SEED, "--json").stdout)
    rows = SEED.read_text(encoding="utf-8").splitlines()
    assert data["summary"] == rows[0]
    assert data["pairs"] == [
        {"question": q, "answer": a} for q, a in zip(rows[1::2], rows[2::2], strict=True)
    ]
    assert data["lines"] == list(range(2, 18, 2))
    assert data["format"] == "lines"
    assert data["file"] == SEED.name
    assert data["problems"] == []


def test_a_question_without_an_answer_exits_with_1_and_the_rest_is_shown(tmp_path):
    file = tmp_path / "faq.txt"
    file.write_text("Is it?\nWas it?\nYes.\nWill it?\nNo.\n")
    result = run("read", file)
    assert result.exit_code == 1
    assert "faq.txt:1:" in result.stderr
    assert "Was it?" in result.stdout
    assert json.loads(run("read", file, "--json").stdout)["problems"][0]["line"] == 1


def test_a_title_alone_is_no_question(tmp_path):
    file = tmp_path / "faq.md"
    file.write_text("# Only a title\n\nSome words.\n")
    assert "no pair of question and answer" in run("read", file).stderr


def test_a_remark_does_not_fail(tmp_path):
    file = tmp_path / "faq.txt"
    file.write_text("Is it?\nYes.\n")
    result = run("read", file)
    assert result.exit_code == 0
    assert "only one pair" in result.stderr


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: None, "there is no such file"),
        (lambda path: path.mkdir(), "is a folder"),
        (lambda path: path.write_bytes(b""), "is empty"),
        (lambda path: path.write_bytes(b"\x89PNG\r\n"), "a picture"),
        (lambda path: path.write_bytes(bytes(range(256)) * 9), "is not text"),
        (lambda path: path.write_text("Only words."), "no pair of question and answer"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(tmp_path, make, says):
    path = tmp_path / "faq.txt"
    make(path)
    result = run("read", path)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert says in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_one_sentence(tmp_path):
    path = tmp_path / "faq.txt"
    path.write_text("Is it?\nYes.\n")
    path.chmod(0)
    assert "may not be read" in run("read", path).stderr


@pytest.mark.parametrize("arguments", [("reed",), ("read",), ("read", SEED, "--as", "papyrus"), ("--what",)])
def test_wrong_usage_exits_with_2(arguments):
    assert run(*arguments).exit_code == 2


def test_the_format_can_be_named():
    assert run("read", SEED, "--as", "yaml").exit_code == 1
    assert run("read", SEED, "--as", "lines").exit_code == 0


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_of_the_table_can_be_loaded(name):
    result = run(name, "--help")
    assert result.exit_code == 0
    assert COMMANDS[name].help in run("--help").output.replace("\n           ", " ")


def test_read_needs_neither_the_models_nor_the_database():
    code = (
        "import sys\nfrom quizapp.cli import main\n"
        f"try: main(['read', {str(SEED)!r}])\nexcept SystemExit: pass\n"
        "heavy = {'flask', 'sqlalchemy', 'numpy', 'nltk', 'markdown_it'} & set(sys.modules)\n"
        "sys.exit(str(sorted(heavy) or ''))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr.strip() == ""
