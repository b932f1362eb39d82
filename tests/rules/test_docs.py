"""The docs name every command, setting and room, and agree with pyproject.toml."""

import re
import tomllib
from pathlib import Path

import click
import pytest

from quizapp.cli import main
from quizapp.settings import SETTINGS

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
RUNNING = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
MAP = (ROOT / "quizapp" / "README.md").read_text(encoding="utf-8")


def command_names(group: click.Group, prefix: str) -> list[str]:
    context = click.Context(group)
    names = []
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        full = f"{prefix} {name}"
        names += command_names(command, full) if isinstance(command, click.Group) else [full]
    return names


@pytest.mark.parametrize("name", command_names(main, "quizapp"))
def test_every_command_is_described_and_has_help(name):
    assert name in COMMANDS
    command = main
    for part in name.split()[1:]:
        command = command.get_command(click.Context(command), part)
    assert command.help


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`(quizapp \w+(?: \w[\w-]*)?)", COMMANDS))))
def test_every_described_command_exists(name):
    known = command_names(main, "quizapp")
    assert any(name == full or full.startswith(f"{name} ") or name.startswith(f"{full} ") for full in known)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_is_described(setting):
    assert f"| `{setting.name}` |" in RUNNING


def test_the_map_names_every_room():
    rooms = {
        path.stem
        for path in (ROOT / "quizapp").iterdir()
        if not path.name.startswith(("_", ".")) and path.suffix in ("", ".py")
    }
    assert rooms
    assert [room for room in sorted(rooms) if f"{room}/" not in MAP and f"{room}.py" not in MAP] == []


def test_the_readme_asks_for_the_python_that_the_package_asks_for():
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]
    version = wanted.removeprefix(">=")
    assert f"Python {version}" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "path", sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")]), ids=lambda path: path.name
)
def test_every_link_to_a_file_leads_somewhere(path):
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []
