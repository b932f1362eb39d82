"""Every change that is written into the audit log has words of its own on the page of the log."""

import ast
import re
from pathlib import Path

from quizapp.services import deciding
from quizapp.web.audit_words import ACTIONS

SERVICES = Path(deciding.__file__).parent
ACTION = re.compile(r"[a-z]+\.[a-z]+([-_][a-z]+)*")


def actions_written():
    """Give the action of every call in the services that names one."""
    calls = [
        call
        for path in SERVICES.glob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
    ]
    given = [value for call in calls for value in (*call.args, *(word.value for word in call.keywords))]
    named = {
        value.value for value in given if isinstance(value, ast.Constant) and isinstance(value.value, str)
    }
    return {name for name in named if ACTION.fullmatch(name)} - MODULES


MODULES = {"quizapp.generate", "quizapp.grade"}
"""What is imported late, by name."""


def test_every_action_that_is_written_has_words():
    written = actions_written() | {f"remark.{kind}" for kind in (*deciding.CHANGES, "undo")}
    assert len(written) > 40
    assert sorted(written - set(ACTIONS)) == []
