"""The command line: one table of commands, each loaded when it is called.

``quizapp --help`` needs no more than the table, so it is there at once.
"""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

import click

from quizapp import __version__
from quizapp.errors import QuizError
from quizapp.settings import WrongSetting


@dataclass(frozen=True)
class Entry:
    """Where a command is defined, and what it does in a few words."""

    module: str
    attribute: str
    help: str


COMMANDS = {
    "read": Entry("documents", "read", "Show a FAQ document as quizapp understands it."),
    "generate": Entry("generating", "generate_command", "Make a bank of questions from FAQ documents."),
    "renew": Entry("renewing", "renew_command", "Make a bank again when its document has changed."),
    "check": Entry("checking", "check_command", "Check banks: the file, flaws of questions, guess rates."),
    "mark": Entry("marking", "mark", "Mark a file of answers."),
    "import": Entry("exchange", "import_", "Bring a bank into the library."),
    "export": Entry("exchange", "export", "Write scores or a bank to a file."),
    "serve": Entry("serve", "serve", "Serve the web app."),
    "demo": Entry("serve", "demo", "Serve the sample quizzes, with a link for learner and teacher."),
    "worker": Entry("serve", "worker", "Do the long work of a server in a process of its own."),
    "users": Entry("users", "users", "Accounts of teachers and administrators."),
    "learners": Entry("learners", "learners", "See, erase and purge learners' data."),
    "db": Entry("db", "db", "Look after the database."),
    "doctor": Entry("doctor", "doctor", "Check the installation, and say what to mend."),
}


class Commands(click.Group):
    """The group of all commands: loads them on use, and is the one place that shows errors for people."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command; None for a name that is not in the table."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        command = getattr(import_module(f"quizapp.cli.{entry.module}"), entry.attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"quizapp.cli.{entry.module}.{entry.attribute} is no command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an error for people is shown as its message, a line a problem, and exits with 1."""
        try:
            return super().invoke(ctx)
        except (QuizError, WrongSetting) as e:
            raise click.ClickException(str(e)) from e


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="quizapp")
def main() -> None:
    """Turn a FAQ document into a fair quiz, mark it honestly, and explain every mark from the source."""
