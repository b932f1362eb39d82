"""The form of a quiz: its settings, who may take it, which questions it asks, and what they are worth."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import request
from wtforms import HiddenField, StringField

from quizapp.model.bank import Bank
from quizapp.model.quiz import Counting, QuizSettings
from quizapp.services.publishing import Difference, Published, Wanted
from quizapp.web.forms import CLEAN, SettingsForm

WORTH = "points-"
"""What the names of the fields begin with that say what a question is worth; its id follows."""

WORDS = {
    "audience": "who may take it",
    "label": "label",
    "mode": "what it is",
    "layout": "what a test shows",
    "minutes": "time limit",
    "caution": "certainty below which you are asked",
    "opens_at": "opening",
    "closes_at": "closing",
    "reveal": "when results are shown",
    "shuffle_questions": "order of the questions",
    "shuffle_choices": "order of the choices",
    "attempts": "attempts",
    "counting": "which attempt counts",
    "questions": "chosen questions",
    "draw": "draw",
    "points": "points",
}
"""What the fields are called where somebody else changed them."""


class PublishForm(SettingsForm):
    """A quiz; ``state`` stands for what it was like when the page was made.

    The questions and their points are as many as the bank has, so they are read from the request: ``chosen`` are
    the ids that are ticked, ``worth`` what was typed for each.
    """

    label = StringField(filters=CLEAN)
    audience = StringField(filters=CLEAN)
    counting = StringField(filters=CLEAN, default=Counting.BEST.value)
    ask = StringField(filters=CLEAN, default="all")
    draw = StringField(filters=CLEAN)
    points = HiddenField()
    state = HiddenField(filters=CLEAN)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.chosen: frozenset[str] = frozenset(request.form.getlist("questions"))
        self.worth: Mapping[str, str] = {
            name.removeprefix(WORTH): value for name, value in request.form.items() if name.startswith(WORTH)
        }

    @classmethod
    def of(cls, wanted: Wanted, state: str = "") -> "PublishForm":
        """Give the form with a quiz in it."""
        settings = wanted.settings
        shown = SettingsForm.showing(settings)
        values = {field.name: field.data for field in shown if field.name != "csrf_token"}
        form = cls(
            formdata=None,
            **values,
            label=wanted.label,
            audience=wanted.audience,
            counting=settings.counting.value,
            ask="all" if settings.questions is None else "chosen",
            draw=str(settings.draw or ""),
            state=state,
        )
        form.chosen = frozenset(settings.questions or ())
        form.worth = {question_id: f"{points:g}" for question_id, points in settings.points}
        return form

    def wanted(self, bank: Bank) -> Wanted | None:
        """Read what is wanted of a quiz of ``bank``; None when a field cannot be read, which then says why."""
        counting = self.one_of("counting", Counting)
        draw = self.whole_number("draw")
        points = self.points_given()
        if self.ask.data not in ("all", "chosen"):
            self.refuse("ask", "Choose one of those shown.")
        elif self.ask.data == "all" and self.chosen and self.chosen < set(bank.question_by_id):
            self.refuse("ask", "Some questions are not ticked. Choose “those that are ticked”, or tick all.")
        settings = self.settings()
        if settings is None or not isinstance(counting, Counting):
            return None
        chosen = tuple(sorted(self.chosen)) if self.ask.data == "chosen" else None
        full: QuizSettings = replace(settings, counting=counting, draw=draw, questions=chosen, points=points)
        return Wanted(full, self.audience.data, self.label.data)

    @property
    def has_worth(self) -> bool:
        """Whether something was typed about points."""
        return any(typed.strip() for typed in self.worth.values())

    def points_given(self) -> tuple[tuple[str, float], ...]:
        """Read what the questions are worth; an empty field is 1 point, a decimal comma is understood."""
        found = []
        for question_id, typed in sorted(self.worth.items()):
            text = typed.strip().replace(",", ".")
            if not text:
                continue
            try:
                found.append((question_id, round(float(text), 2)))
            except ValueError:
                message = f"“{typed.strip()[:20]}” is no number of points. Type one like 2 or 0.5."
                self.refuse("points", message)
        return tuple(found)


def said(differences: tuple[Difference, ...], form: Published) -> list[tuple[str, str, str]]:
    """Say differences in words: the field, its value before, its value now."""
    names = dict(form.classes)

    def value(name: str, given: Any) -> str:
        if name == "audience":
            return names.get(given, "anybody with the link")
        if name == "questions":
            return "all" if given is None else f"{len(given):,} chosen"
        if name == "points":
            return f"{len(given):,} questions worth something else than 1" if given else "1 each"
        if isinstance(given, bool):
            return "shuffled" if given else "as in the bank"
        if hasattr(given, "strftime"):
            return f"{given.day} {given:%B %Y, %H:%M} UTC"
        return "none" if given in (None, "") else str(given).replace("_", " ")

    return [(WORDS[one.name], value(one.name, one.before), value(one.name, one.now)) for one in differences]
