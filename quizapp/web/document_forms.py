"""The forms about documents and their pairs."""

from flask_wtf.file import FileField
from wtforms import HiddenField, StringField, TextAreaField

from quizapp.errors import QuizError
from quizapp.services.jobs import MOST_QUESTIONS
from quizapp.web.forms import CLEAN, Form

LARGEST_SEED = 1_000_000


class DocumentForm(Form):
    """Bring in a document: a file or pasted text, and perhaps the name of its format."""

    file = FileField()
    text = TextAreaField()
    reader = StringField(filters=CLEAN)

    def sent(self) -> tuple[bytes, str]:
        """Give the bytes and the name of what was sent. Raises QuizError when it is nothing, or two things."""
        file = self.file.data
        has_file = file is not None and bool(file.filename)
        has_text = bool((self.text.data or "").strip())
        if has_file and has_text:
            raise QuizError("Choose a file or paste text, not both.")
        if has_file:
            return file.read(), file.filename
        if has_text:
            return self.text.data.encode("utf-8", "replace"), ""
        raise QuizError("Choose a file, or paste the text below.")


class AboutForm(Form):
    """Change title and summary of a document."""

    title = StringField(filters=CLEAN)
    summary = TextAreaField(filters=CLEAN)


class PairForm(Form):
    """Write a pair; ``place`` is where a new one goes, ``before`` the pair that it is merged with."""

    question = TextAreaField(filters=CLEAN)
    answer = TextAreaField(filters=CLEAN)
    place = StringField(filters=CLEAN)
    before = HiddenField(filters=CLEAN)


class MakeForm(Form):
    """Ask for questions."""

    questions = StringField(filters=CLEAN)
    seed = StringField(filters=CLEAN)

    def wanted(self) -> tuple[int | None, int]:
        """Give how many questions are wanted (None: all that are good) and the seed. Raises QuizError."""
        questions = whole_number(self.questions.data)
        if self.questions.data.strip() and not 1 <= (questions or 0) <= MOST_QUESTIONS:
            raise QuizError(f"Give a number of questions from 1 to {MOST_QUESTIONS:,}, or nothing.")
        return questions, min(whole_number(self.seed.data) or 0, LARGEST_SEED)


def whole_number(text: str | None) -> int | None:
    """Read a whole number of at most nine digits; None for anything else."""
    typed = (text or "").strip()
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None
