"""``quizapp db`` and ``quizapp doctor``: what a person who runs the server sees."""

import re
import sqlite3
from contextlib import closing

import pytest
from click.testing import CliRunner

from quizapp.cli import main


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("QUIZAPP_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return tmp_path / "data"


def run(*arguments, typed=None):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=typed)


def test_a_backup_brings_the_accounts_back(tmp_path):
    assert run("users", "add", "tara", typed="correct horse battery\n").exit_code == 0
    assert run("db", "backup", tmp_path / "b.db").exit_code == 0
    assert run("users", "add", "theo", typed="correct horse battery\n").exit_code == 0
    result = run("db", "restore", tmp_path / "b.db")
    assert result.exit_code == 0
    assert "theo" not in run("users", "list").output
    kept = re.search(r"\S+before-restore\S+\.db", result.output).group()
    assert run("db", "restore", kept).exit_code == 0
    assert "theo" in run("users", "list").output


def test_a_backup_over_another_file_is_refused(tmp_path):
    (tmp_path / "b.db").write_text("mine")
    result = run("db", "backup", tmp_path / "b.db")
    assert result.exit_code == 1
    assert "there already" in result.output


def test_damage_is_told_and_exits_with_1(data):
    assert run("db", "check").output == "The database is whole.\n"
    with closing(sqlite3.connect(data / "quizapp.db")) as connection:
        connection.execute(
            "INSERT INTO session (token_hash, account_id, created_at, seen_at, expires_at)"
            " VALUES ('x', 9, '2026-01-01', '2026-01-01', '2026-01-01')"
        )
        connection.commit()
    result = run("db", "check")
    assert result.exit_code == 1
    assert "row 1 of session" in result.output or "of session points" in result.output
    assert "db restore" in result.output
    assert "MEND  database" in run("doctor").output


def test_the_doctor_finds_a_sound_installation(data):
    result = run("doctor")
    assert result.exit_code == 0, result.output
    assert result.output.count("ok  ") == 5
    assert str(data) in result.output


def test_the_doctor_names_each_ill(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("QUIZAPP_DATA", str(tmp_path / "file" / "data"))
    result = run("doctor")
    assert result.exit_code == 1
    assert "MEND  database" in result.output
    assert "1 thing to mend" in result.output


def test_a_copy_brings_everything_to_the_server(postgresql_copies, monkeypatch, data):
    assert run("users", "add", "tara", typed="correct horse battery\n").exit_code == 0
    with postgresql_copies.copy() as address:
        monkeypatch.setenv("DATABASE_URL", address)
        result = run("db", "copy")
        assert result.exit_code == 0, result.output
        assert "1  account" in result.output
        assert "tara" in run("users", "list").output
        assert run("db", "check").output == "The database is whole.\n"
        again = run("db", "copy", data / "quizapp.db")
        assert again.exit_code == 1
        assert "not empty" in again.output


def test_a_backup_of_a_server_brings_the_accounts_back(postgresql_copies, monkeypatch, tmp_path):
    with postgresql_copies.copy() as address:
        monkeypatch.setenv("DATABASE_URL", address)
        assert run("users", "add", "tara", typed="correct horse battery\n").exit_code == 0
        result = run("db", "backup", tmp_path / "b.db")
        assert result.exit_code == 0, result.output
        assert run("users", "add", "theo", typed="correct horse battery\n").exit_code == 0
        result = run("db", "restore", tmp_path / "b.db")
        assert result.exit_code == 0, result.output
        assert "theo" not in run("users", "list").output
        assert run("db", "check").output == "The database is whole.\n"
        kept = re.search(r"\S+before-restore\S+\.db", result.output).group()
        assert run("db", "restore", kept).exit_code == 0
        assert "theo" in run("users", "list").output


def test_a_copy_needs_somewhere_to_go_and_something_to_copy(data, tmp_path):
    assert "no such file" in run("db", "copy").output
    assert run("db", "upgrade").exit_code == 0
    result = run("db", "copy")
    assert result.exit_code == 1
    assert "where to copy to" in result.output
