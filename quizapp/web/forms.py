"""The forms: what a page may send, with NUL and the like removed before anything looks at it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import HiddenField, PasswordField, StringField, TextAreaField

from quizapp.errors import QuizError
from quizapp.model.answer import Answer, trace_of
from quizapp.model.quiz import Layout, Mode, QuizSettings, Reveal
from quizapp.model.text import sentence
from quizapp.model.timing import ExtraTime
from quizapp.services.attempt_view import QuestionView
from quizapp.services.cleaning import clean_text
from quizapp.web.language import translated


def cleaned(text: str | None) -> str:
    """Give what was typed, as it may be stored; nothing at all is empty text."""
    return clean_text(text or "")


CLEAN = (cleaned,)


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The base of all forms. Errors come from the services; ``refuse`` puts them beside a field."""

    def refuse(self, field: str, message: object) -> None:
        """Say beside ``field`` why what was sent cannot be used."""
        self[field].errors = [*self[field].errors, translated(message)]

    def refuse_all(self, problems: Mapping[str, str]) -> None:
        """Say beside several fields what is wrong with each."""
        for field, message in problems.items():
            self.refuse(field, message)


class StartForm(Form):
    """Begin a quiz."""

    name = StringField(filters=CLEAN)


class JoinForm(Form):
    """Find a quiz by its join code."""

    code = StringField(filters=CLEAN)


class ReceiptForm(Form):
    """Come back to an attempt; the hidden fields carry an answer that could not be saved."""

    receipt = StringField(filters=CLEAN)
    attempt = HiddenField(filters=CLEAN)
    number = HiddenField(filters=CLEAN)
    choice = HiddenField(filters=CLEAN)
    text = TextAreaField(filters=CLEAN)


class SignInForm(Form):
    """Sign in with a password; ``next`` is where to go then."""

    login = StringField(filters=CLEAN)
    password = PasswordField()
    next = HiddenField(filters=CLEAN)


class UploadForm(Form):
    """Bring a bank into the library."""

    file = FileField()


class RenewForm(Form):
    """Bring a changed document; ``content`` carries it (base64) from the page that shows what it changes."""

    file = FileField()
    content = HiddenField()
    name = HiddenField(filters=CLEAN)
    action = HiddenField(filters=CLEAN)


class SettingsForm(Form):
    """How a quiz is taken."""

    mode = StringField(filters=CLEAN)
    layout = StringField(filters=CLEAN)
    minutes = StringField(filters=CLEAN)
    opens_at = StringField(filters=CLEAN)
    closes_at = StringField(filters=CLEAN)
    reveal = StringField(filters=CLEAN)
    shuffle_questions = StringField(filters=CLEAN)
    shuffle_choices = StringField(filters=CLEAN)
    attempts = StringField(filters=CLEAN)
    caution = StringField(filters=CLEAN)

    @classmethod
    def showing(cls, settings: QuizSettings) -> "SettingsForm":
        """Give the form with settings in it."""
        return cls(
            formdata=None,
            mode=settings.mode.value,
            layout=settings.layout.value,
            minutes=str(settings.minutes or ""),
            opens_at=typed_time(settings.opens_at),
            closes_at=typed_time(settings.closes_at),
            reveal=settings.reveal.value,
            shuffle_questions="on" if settings.shuffle_questions else "",
            shuffle_choices="on" if settings.shuffle_choices else "",
            attempts=str(settings.attempts or ""),
            caution="" if settings.caution is None else f"{settings.caution:g}",
        )

    def settings(self) -> QuizSettings | None:
        """Read the settings; None when a field cannot be read, which then says why."""
        read: dict[str, Any] = {
            "mode": self.one_of("mode", Mode),
            "layout": self.one_of("layout", Layout),
            "reveal": self.one_of("reveal", Reveal),
            "minutes": self.whole_number("minutes"),
            "attempts": self.whole_number("attempts"),
            "opens_at": self.time("opens_at"),
            "closes_at": self.time("closes_at"),
            "shuffle_questions": bool(self.shuffle_questions.data),
            "shuffle_choices": bool(self.shuffle_choices.data),
            "caution": self.share("caution"),
        }
        return None if any(field.errors for field in self) else QuizSettings(**read)

    def one_of(self, name: str, kind: type[StrEnum]) -> StrEnum | None:
        """Read one of a few values."""
        try:
            return kind(self[name].data)
        except ValueError:
            self.refuse(name, "Choose one of those shown.")
            return None

    def whole_number(self, name: str) -> int | None:
        """Read a number that may be left out."""
        typed = self[name].data.strip()
        if typed and not (typed.isascii() and typed.isdigit() and len(typed) < 7):
            self.refuse(name, "Type a whole number, or leave this empty.")
            return None
        return int(typed) if typed else None

    def share(self, name: str) -> float | None:
        """Read a number from 0 to 1 that may be left out; a decimal comma is understood."""
        typed = self[name].data.strip().replace(",", ".")
        try:
            value = float(typed) if typed else None
        except ValueError:
            value = -1.0
        if value is not None and not 0.0 <= value <= 1.0:
            self.refuse(name, "Type a number from 0 to 1, or leave this empty.")
        return value

    def time(self, name: str) -> datetime | None:
        """Read a time in UTC that may be left out."""
        typed = self[name].data.strip()
        try:
            return datetime.fromisoformat(typed).replace(tzinfo=UTC) if typed else None
        except ValueError:
            self.refuse(name, "Type date and time like 2026-03-02T09:00, or leave this empty.")
            return None


def typed_time(time: datetime | None) -> str:
    """Give a time as browsers type it."""
    return "" if time is None else f"{time:%Y-%m-%dT%H:%M}"


class ExtraTimeForm(Form):
    """Give a person extra time."""

    name = StringField(filters=CLEAN)
    extra = StringField(filters=CLEAN)

    def extra_given(self) -> ExtraTime:
        """Read the extra time. Raises QuizError."""
        try:
            return ExtraTime(self.extra.data)
        except ValueError:
            raise QuizError("Choose one of the extra times shown.") from None


class DecisionForm(Form):
    """Answer a contest."""

    decision = StringField(filters=CLEAN)
    reply = TextAreaField(filters=CLEAN)
    credit = StringField(filters=CLEAN)


class OverrideForm(Form):
    """Rule on one mark."""

    question = HiddenField(filters=CLEAN)
    credit = StringField(filters=CLEAN)
    reason = TextAreaField(filters=CLEAN)

    def credit_given(self) -> float:
        """Read the credit. Raises QuizError."""
        return credit_of(self.credit.data)


def credit_of(typed: str) -> float:
    """Read a credit, 0 to 1; a decimal comma is understood. Raises QuizError."""
    try:
        credit = float(typed.strip().replace(",", "."))
    except ValueError:
        credit = -1.0
    if not 0.0 <= credit <= 1.0:
        raise QuizError("The credit must be a number from 0 to 1, like 0.5.")
    return credit


class CommentForm(Form):
    """Say something about an answer, or (without ``question``) note something about an attempt."""

    question = HiddenField(filters=CLEAN)
    text = TextAreaField(filters=CLEAN)


class FillForm(Form):
    """Fill scores into a gradebook file; ``content`` carries it (base64) from the page that gives the account."""

    file = FileField()
    content = HiddenField()
    name = HiddenField(filters=CLEAN)
    column = StringField(filters=CLEAN)
    heading = StringField(filters=CLEAN)
    scale = StringField(filters=CLEAN)
    action = StringField(filters=CLEAN)


class ContestForm(Form):
    """Hold something against a mark or a question."""

    question = HiddenField(filters=CLEAN)
    kind = HiddenField(filters=CLEAN)
    reason = TextAreaField(filters=CLEAN)


class AnswerForm(Form):
    """Answer one question.

    ``choice`` is the place on the page, not in the bank, where the key may well come first. ``before`` says
    what was saved when the page was made, so that a stale tab whose answer nobody touched overwrites nothing;
    ``key`` is that of the last draft of the page (the script sets it).
    """

    choice = StringField(filters=CLEAN)
    text = TextAreaField(filters=CLEAN)
    before = HiddenField(filters=CLEAN)
    key = HiddenField(filters=CLEAN)
    confidence = StringField(filters=CLEAN)

    @property
    def place(self) -> str:
        """What the names of the fields begin with: a page may hold the forms of many questions."""
        return str(self._prefix)

    def given(self, question: QuestionView) -> Answer | None:
        """Read the answer; None when this page changes nothing. Raises QuizError."""
        answer = self.sent(question)
        if question.choices and answer.choice is None:
            return None
        return None if trace_of(answer) == self.before.data else answer

    def sent(self, question: QuestionView) -> Answer:
        """Read the answer as it was sent, whether it is new or not. Raises QuizError."""
        if question.kind == "short_answer":
            return Answer(text=self.text.data)
        return Answer(choice=self.position(question)) if self.choice.data else Answer()

    def position(self, question: QuestionView) -> int:
        """Give the place in the bank of the choice that was taken on the page. Raises QuizError."""
        for place, choice in enumerate(question.choices):
            if self.choice.data == str(place):
                return choice.position
        raise QuizError(sentence("That choice is none of this question's. Choose one of those shown."))
