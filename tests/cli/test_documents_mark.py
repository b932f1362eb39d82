"""``quizapp mark``: lines in, the same lines with marks out; broken lines are all listed."""

import json

import pytest
from click.testing import CliRunner

from quizapp.cli import main

LINE = {
    "id": 7,
    "question": "What are the tides mainly caused by?",
    "references": ["The tides are caused mainly by the gravity of the Moon."],
    "answer": "By the gravity of the Moon.",
}


def run(*arguments, lines=None):
    typed = (
        None
        if lines is None
        else "\n".join(row if isinstance(row, str) else json.dumps(row) for row in lines)
    )
    return CliRunner().invoke(main, ["mark", *map(str, arguments)], input=typed)


def test_a_line_comes_back_with_its_mark_and_its_own_keys():
    result = run("--json", lines=[LINE, {**LINE, "answer": "   "}])
    assert result.exit_code == 0
    right, blank = map(json.loads, result.stdout.splitlines())
    assert {key: right[key] for key in LINE} == LINE
    assert right["credit"] > 0.7
    assert right["verdict"] == "correct"
    assert 0 <= right["confidence"] <= 1
    assert isinstance(right["needs_review"], bool)
    assert right["marked_points"]
    assert (blank["credit"], blank["verdict"], blank["marked_points"]) == (0, "blank", [])


def test_a_file_is_read_as_well_as_a_pipe(tmp_path):
    file = tmp_path / "answers.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(LINE).encode() + b"\r\n\r\n")
    assert run(file, "--json").stdout == run("--json", lines=[LINE]).stdout


def test_people_get_a_table():
    result = run(lines=[LINE, LINE])
    assert result.exit_code == 0
    assert "verdict" in result.stdout.splitlines()[0]
    assert "By the gravity of the Moon." in result.stdout
    assert "2 answers" in result.stdout


def test_given_key_points_replace_those_of_the_references():
    line = {**LINE, "key_points": [{"text": "The gravity of the Moon", "weight": 2}]}
    [row] = run("--json", lines=[line]).stdout.splitlines()
    assert json.loads(row)["marked_points"] == ["The gravity of the Moon"]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("{", "is not JSON"),
        ("[1]", "must be an object"),
        ({**LINE, "answer": None}, "“answer” must be text"),
        ({**LINE, "question": 5}, "“question” must be text"),
        ({**LINE, "references": "The Moon."}, "“references” must be a list"),
        ({**LINE, "references": []}, "nothing to mark against"),
        ({**LINE, "references": [5]}, "“references” must be a list"),
        ({**LINE, "key_points": [{"weight": 1}]}, "“key_points” must be a list"),
        ({**LINE, "key_points": [{"text": "a", "weight": -1}]}, "“key_points” must be a list"),
        ("[" * 100_000, "is not JSON"),
    ],
)
def test_broken_lines_are_named_and_nothing_is_marked(row, says):
    result = run("--json", lines=[LINE, row, "", row])
    assert result.exit_code == 1
    assert result.stdout == ""
    assert [f"standard input:{n}: " in result.stderr for n in (1, 2, 3, 4)] == [False, True, False, True]
    assert says in result.stderr


def test_no_line_at_all_is_said():
    result = run(lines=[""])
    assert result.exit_code == 1
    assert "holds no line" in result.stderr


def test_awkward_answers_come_back_as_they_were():
    answers = ["\ud800", "<b>é</b>\u2028", "\x00\x1b[31m", "x" * 100_000]
    result = run("--json", lines=[{**LINE, "answer": answer} for answer in answers])
    assert result.exit_code == 0
    assert [json.loads(row)["answer"] for row in result.stdout.split("\n")[:-1]] == answers
    assert "\x1b" not in run(lines=[{**LINE, "answer": answers[2]}]).stdout
