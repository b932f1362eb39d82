"""The forms: what a page may send, with NUL and the like removed before anything looks at it."""

import hashlib

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import HiddenField, PasswordField, StringField, TextAreaField

from quizapp.errors import QuizError
from quizapp.model.answer import Answer
from quizapp.services.attempt_view import QuestionView
from quizapp.services.cleaning import clean_text


def cleaned(text: str | None) -> str:
    """Give what was typed, as it may be stored; nothing at all is empty text."""
    return clean_text(text or "")


CLEAN = (cleaned,)


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The base of all forms. Errors come from the services; ``refuse`` puts them beside a field."""

    def refuse(self, field: str, message: object) -> None:
        """Say beside ``field`` why what was sent cannot be used."""
        self[field].errors = [*self[field].errors, str(message)]


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


class OverrideForm(Form):
    """Rule on one mark."""

    question = HiddenField(filters=CLEAN)
    credit = StringField(filters=CLEAN)
    reason = TextAreaField(filters=CLEAN)

    def credit_given(self) -> float:
        """Read the credit, 0 to 1; a decimal comma is understood. Raises QuizError."""
        try:
            credit = float(self.credit.data.strip().replace(",", "."))
        except ValueError:
            credit = -1.0
        if not 0.0 <= credit <= 1.0:
            raise QuizError("The credit must be a number from 0 to 1, like 0.5.")
        return credit


class AnswerForm(Form):
    """Answer one question.

    ``choice`` is the place on the page, not in the bank, where the key may well come first. ``before`` says
    what was saved when the page was made, so that a stale tab whose answer nobody touched overwrites nothing.
    """

    choice = StringField(filters=CLEAN)
    text = TextAreaField(filters=CLEAN)
    before = HiddenField(filters=CLEAN)

    @classmethod
    def showing(cls, question: QuestionView) -> "AnswerForm":
        """Give the form with the saved answer in it."""
        answer = question.answer or Answer()
        places = [str(n) for n, choice in enumerate(question.choices) if choice.position == answer.choice]
        return cls(
            formdata=None, choice=places[0] if places else "", text=answer.text, before=trace(question.answer)
        )

    @classmethod
    def keeping(cls, question: QuestionView, choice: str, text: str) -> "AnswerForm":
        """Give the form with an answer that is not saved yet."""
        return cls(formdata=None, choice=choice, text=text, before=trace(question.answer))

    def given(self, question: QuestionView) -> Answer | None:
        """Read the answer; None when this page changes nothing. Raises QuizError."""
        if question.kind == "short_answer":
            answer = Answer(text=self.text.data)
        elif self.choice.data:
            answer = Answer(choice=self.position(question))
        else:
            return None
        return None if trace(answer) == self.before.data else answer

    def position(self, question: QuestionView) -> int:
        """Give the place in the bank of the choice that was taken on the page. Raises QuizError."""
        for place, choice in enumerate(question.choices):
            if self.choice.data == str(place):
                return choice.position
        raise QuizError("That choice is none of this question's. Choose one of those shown.")


def trace(answer: Answer | None) -> str:
    """Give a short stand-in for an answer: equal answers have equal ones."""
    given = answer or Answer()
    if given.is_blank:
        return "blank"
    return hashlib.sha256(f"{given.choice}:{given.text}".encode()).hexdigest()[:16]
