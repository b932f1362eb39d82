"""The forms in which questions are written: a row a choice or key point, and always one row to spare."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from wtforms import BooleanField, Field, FieldList, FormField, HiddenField, StringField, TextAreaField
from wtforms import Form as Rows

from quizapp.services.drafting import ChoiceDraft, Draft, PointDraft, Problems
from quizapp.web.forms import CLEAN, Form

MOST_ROWS = {"choices": 8, "points": 50}
MORE = 3
"""Rows that are added at a time."""


class ChoiceRow(Rows):  # type: ignore[misc]  # WTForms has no types
    """One option."""

    text = StringField(filters=CLEAN)
    why = StringField(filters=CLEAN)
    quotes = TextAreaField(filters=CLEAN)


class PointRow(Rows):  # type: ignore[misc]
    """One key point."""

    id = HiddenField(filters=CLEAN)
    text = StringField(filters=CLEAN)
    weight = StringField(filters=CLEAN, default="1")
    quotes = TextAreaField(filters=CLEAN)
    accept = TextAreaField(filters=CLEAN)
    reject = TextAreaField(filters=CLEAN)


class QuestionForm(Form):
    """What both kinds of questions have; ``base`` is the version that the page was made from."""

    kind = ""
    rows = ""
    base = HiddenField(filters=CLEAN)
    passage = StringField(filters=CLEAN)
    prompt = TextAreaField(filters=CLEAN)
    explanation = TextAreaField(filters=CLEAN)
    tags = StringField(filters=CLEAN)

    @classmethod
    def showing(cls, draft: Draft, base: int) -> "QuestionForm":
        """Give the form with a draft in it."""
        form = cls(formdata=None, data={**asdict(draft), "base": str(base)})
        form.spare(1)
        return form

    def spare(self, count: int) -> None:
        """See to it that at least ``count`` rows at the end are empty, as far as there may be more."""
        rows = self[self.rows]
        empty = 0
        for entry in reversed(rows.entries):
            if entry.data["text"] or entry.data["quotes"]:
                break
            empty += 1
        for _ in range(min(count - empty, MOST_ROWS[self.rows] - len(rows))):
            rows.append_entry()

    def show(self, problems: Problems) -> None:
        """Put every problem beside its field; those of fields that are not shown go to the prompt."""
        by_name = {field.name: field for field in self.leaves()}
        for name, messages in problems.items():
            field = by_name.get(name, self.prompt)
            field.errors = [*field.errors, *messages]

    def wrong_fields(self) -> list[tuple[Field, str]]:
        """Give the fields with something wrong, each with the id that it has on the page."""
        return [(field, field.name) for field in self.leaves() if field.errors]

    def leaves(self) -> Iterator[Field]:
        """Give all fields, those of the rows as well."""
        for field in self:
            yield field
            if isinstance(field, FieldList):
                for entry in field:
                    yield from entry

    def common(self) -> dict[str, Any]:
        """Give what both kinds have, as a draft takes it."""
        return {
            "kind": self.kind,
            "passage": self.passage.data,
            "prompt": self.prompt.data,
            "explanation": self.explanation.data,
            "tags": self.tags.data,
        }


class ChoiceForm(QuestionForm):
    """A multiple-choice question; ``key`` is the number of the row that is right."""

    kind = "multiple_choice"
    rows = "choices"
    key = StringField(filters=CLEAN)
    fixed_order = BooleanField()
    choices = FieldList(FormField(ChoiceRow))

    def draft(self) -> Draft:
        """Give what was typed."""
        return Draft(
            **self.common(),
            key=self.key.data,
            fixed_order=self.fixed_order.data,
            choices=tuple(ChoiceDraft(row["text"], row["why"], row["quotes"]) for row in self.choices.data),
        )


class PointForm(QuestionForm):
    """A short-answer question."""

    kind = "short_answer"
    rows = "points"
    points = FieldList(FormField(PointRow))
    answer_type = StringField(filters=CLEAN)
    tolerance = StringField(filters=CLEAN)
    full_marks_at = StringField(filters=CLEAN)
    accept = TextAreaField(filters=CLEAN)
    reject = TextAreaField(filters=CLEAN)

    def draft(self) -> Draft:
        """Give what was typed."""
        return Draft(
            **self.common(),
            points=tuple(
                PointDraft(row["id"], row["text"], row["weight"], row["quotes"], row["accept"], row["reject"])
                for row in self.points.data
            ),
            answer_type=self.answer_type.data or "text",
            tolerance=self.tolerance.data,
            full_marks_at=self.full_marks_at.data,
            accept=self.accept.data,
            reject=self.reject.data,
        )


FORMS: dict[str, type[ChoiceForm] | type[PointForm]] = {form.kind: form for form in (ChoiceForm, PointForm)}
