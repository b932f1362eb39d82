"""Settings of quizzes and plans of attempts as JSON text, and back; defaults are left out."""

import json
from dataclasses import fields
from datetime import datetime
from functools import lru_cache
from typing import Any

from quizapp.model.quiz import AttemptPlan, Counting, Layout, Mode, QuizSettings, Reveal

READERS: dict[str, Any] = {
    "mode": Mode,
    "layout": Layout,
    "reveal": Reveal,
    "opens_at": datetime.fromisoformat,
    "closes_at": datetime.fromisoformat,
    "questions": tuple,
    "counting": Counting,
    "points": lambda pairs: tuple((question_id, points) for question_id, points in pairs),
}
"""How the values that JSON does not have are read."""


def write_settings(thing: QuizSettings | AttemptPlan) -> str:
    """Give settings or a plan as JSON."""
    values = {
        field.name: value for field in fields(thing) if (value := getattr(thing, field.name)) != field.default
    }
    return json.dumps(values, default=datetime.isoformat)


@lru_cache(maxsize=1_000)
def read_settings_content(content: str) -> QuizSettings:
    """Give the settings that ``write_settings`` wrote."""
    return QuizSettings(**values_of(content))


@lru_cache(maxsize=1_000)
def read_plan(content: str) -> AttemptPlan:
    """Give the plan that ``write_settings`` wrote."""
    return AttemptPlan(**values_of(content))


def values_of(content: str) -> dict[str, Any]:
    """Read the values by their names."""
    return {name: READERS.get(name, keep)(value) for name, value in json.loads(content).items()}


def keep(value: Any) -> Any:
    """Give a value that JSON has."""
    return value
