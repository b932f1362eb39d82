"""Accounts from the command line."""

import pytest
from click.testing import CliRunner

from quizapp.cli import main


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("QUIZAPP_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("DATABASE_URL", raising=False)


def run(*arguments, typed=None):
    return CliRunner().invoke(main, list(arguments), input=typed)


def test_an_added_teacher_is_listed():
    assert run("users", "add", "tara", "--name", "Tara Lee", typed="correct horse battery\n").exit_code == 0
    assert run("users", "list").output == "tara\tteacher\tTara Lee\n"


def test_a_login_that_is_taken_is_refused_by_name():
    run("users", "add", "tara", typed="correct horse battery\n")
    result = run("users", "add", "tara", typed="another fine password\n")
    assert result.exit_code == 1
    assert "tara" in result.output


def test_a_short_password_makes_no_account():
    assert run("users", "add", "tara", typed="short\n").exit_code == 1
    assert "no accounts" in run("users", "list").output


def test_the_password_of_nobody_cannot_be_changed():
    result = run("users", "password", "nobody", typed="correct horse battery\n")
    assert result.exit_code == 1
    assert "nobody" in result.output
