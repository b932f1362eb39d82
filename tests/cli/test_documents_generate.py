"""``quizapp generate`` and ``quizapp check`` on real files."""

import json

import pytest
import yaml
from click.testing import CliRunner

from quizapp.banks import read_bank
from quizapp.cli import main
from quizapp.paths import data_dir

SEED = data_dir("seeds") / "us-russia-ukraine.txt"
SAMPLE = data_dir("questions") / "us-russia-ukraine.yaml"


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The bank of the seed, and what was said about it."""
    path = tmp_path_factory.mktemp("made") / "bank.yaml"
    return path, run("generate", SEED, "-o", path)


def test_the_seed_gives_a_bank_with_verbatim_evidence(made):
    path, result = made
    assert result.exit_code == 0, result.output
    bank = read_bank(path.read_bytes(), path.name)
    kinds = [question.kind for question in bank.questions]
    assert kinds.count("short_answer") == 8
    assert kinds.count("multiple_choice") >= 4
    rows = SEED.read_text(encoding="utf-8").splitlines()
    assert [passage.answer for passage in bank.passages] == rows[2::2]


def test_it_is_told_what_was_made_and_nothing_flickers_in_a_pipe(made):
    path, result = made
    assert f"Wrote {path}: " in result.stdout
    assert "8 short answer" in result.stdout
    assert "from 8 pairs" in result.stdout
    assert result.stderr == ""
    assert "\r" not in result.stdout


def test_the_same_file_and_seed_give_the_same_bytes(made, tmp_path):
    again = tmp_path / "again.yaml"
    run("generate", SEED, "-o", again)
    assert again.read_bytes() == made[0].read_bytes()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["again.yaml"]


def test_a_document_that_gives_no_question_is_told_so_first_with_the_reasons_below(tmp_path):
    faq = tmp_path / "faq.txt"
    faq.write_text("What now?\n…\nWhat then?\n…\n")
    result = run("generate", faq, "-o", tmp_path / "bank.yaml")
    assert result.exit_code == 1
    told = result.stderr.splitlines()
    first = next(line for line in told if line.startswith("Error: "))
    assert first == "Error: No question could be made; nothing was written."
    assert told.index(first) < told.index("  What now?")
    assert not (tmp_path / "bank.yaml").exists()


def test_fewer_questions_an_id_and_a_title_can_be_asked_for(tmp_path):
    path = tmp_path / "bank.yaml"
    result = run("generate", SEED, "-o", path, "--questions", 5, "--id", "my bank", "--title", "no")
    assert result.exit_code == 0, result.output
    bank = read_bank(path.read_bytes(), path.name)
    assert (len(bank.questions), bank.id, bank.title) == (5, "my-bank", "no")


def test_a_bank_of_too_many_questions_is_split(tmp_path):
    faq = tmp_path / "faq.txt"
    faq.write_text(
        "".join(f"How deep is lake {n}?\nLake {n} is {n + 3} metres deep.\n" for n in range(1, 1102))
    )
    result = run("generate", faq, "-o", tmp_path / "bank.yaml", "--all")
    assert result.exit_code == 0, result.output
    written = sorted(file.name for file in tmp_path.glob("*.yaml"))
    assert written[:2] == ["bank-1.yaml", "bank-2.yaml"]
    counts = [
        len(yaml.load(file.read_text(), yaml.CSafeLoader)["questions"]) for file in tmp_path.glob("*.yaml")
    ]
    assert max(counts) <= 1000
    assert sum(counts) >= 1101


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nowhere.txt", "-o", "bank.yaml"), "nowhere.txt: there is no such file"),
        (("nowhere.txt", "elsewhere.txt", "-o", "bank.yaml"), "elsewhere.txt: there is no such file"),
        ((SEED, "-o", "no/such/folder/bank.yaml"), "there is no folder"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(tmp_path, monkeypatch, arguments, says):
    monkeypatch.chdir(tmp_path)
    result = run("generate", *arguments)
    assert result.exit_code == 1
    assert says in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments", [(SEED,), ("-o", "bank.yaml"), (SEED, "-o", "b", "--all", "--questions", 3)]
)
def test_wrong_usage_exits_with_2(arguments):
    assert run("generate", *arguments).exit_code == 2


def test_the_sample_bank_has_nothing_to_mend():
    result = run("check", SAMPLE)
    assert result.exit_code == 0, result.output
    assert "the file is in order" in result.stdout
    assert "chance" in result.stdout


def test_a_broken_bank_is_checked_beside_a_sound_one(tmp_path):
    broken = tmp_path / "broken.yaml"
    broken.write_text(SAMPLE.read_text(encoding="utf-8").replace("kind: short_answer", "kind: essay"))
    result = run("check", SAMPLE, broken, tmp_path / "nowhere.yaml")
    assert result.exit_code == 1
    assert "the file is in order" in result.stdout
    assert result.stdout.count("broken.yaml:") == 8
    assert "nowhere.yaml: there is no such file" in result.stdout


def test_check_as_json(tmp_path):
    data = json.loads(run("check", SAMPLE, "--json").stdout)
    assert data[0]["problems"] == []
    assert {rate["attack"] for rate in data[0]["guess_rates"]}
    assert all(0 <= rate["rate"] <= 1 for rate in data[0]["guess_rates"])
