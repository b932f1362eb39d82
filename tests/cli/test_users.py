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


def test_an_invitation_is_printed_as_an_address(monkeypatch):
    monkeypatch.setenv("QUIZAPP_URL", "https://quiz.example/")
    result = run("users", "invite", "--for", "Ines")
    assert result.exit_code == 0
    assert result.output.startswith("https://quiz.example/invitation/")


def test_a_reset_is_printed_as_an_address_and_needs_somebody():
    assert run("users", "reset", "nobody").exit_code == 1
    run("users", "add", "tara", typed="correct horse battery\n")
    assert run("users", "reset", "tara").output.startswith("http://127.0.0.1:8000/new-password/")


def test_a_deactivated_account_is_listed_as_such_until_it_is_activated():
    run("users", "add", "tara", typed="correct horse battery\n")
    assert run("users", "deactivate", "tara").exit_code == 0
    assert run("users", "list").output == "tara\tteacher\ttara\tdeactivated\n"
    assert run("users", "activate", "tara").exit_code == 0
    assert run("users", "list").output == "tara\tteacher\ttara\n"


def test_the_last_administrator_stays_one():
    run("users", "add", "root", "--role", "administrator", typed="correct horse battery\n")
    result = run("users", "role", "root", "teacher")
    assert result.exit_code == 1
    assert "only administrator" in result.output
    run("users", "add", "tara", typed="correct horse battery\n")
    assert run("users", "role", "tara", "administrator").output == "tara is now an administrator.\n"
    assert run("users", "role", "root", "teacher").exit_code == 0


def test_who_has_no_second_factor_loses_none():
    run("users", "add", "tara", typed="correct horse battery\n")
    assert "has no second factor" in run("users", "no-second-factor", "tara").output
    assert run("users", "no-second-factor", "nobody").exit_code == 1
