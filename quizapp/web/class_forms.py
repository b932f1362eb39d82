"""The forms of classes: a name, a roster that is pasted or uploaded, one member."""

from flask_wtf.file import FileField
from wtforms import HiddenField, StringField, TextAreaField

from quizapp.errors import QuizError
from quizapp.model.timing import ExtraTime
from quizapp.services.classes import Person
from quizapp.storage.classes import MemberRecord
from quizapp.web.forms import CLEAN, Form, cleaned

NO_ROSTER = "Choose a file, or paste the list: one learner a row."


class ClassForm(Form):
    """The name of a class."""

    name = StringField(filters=CLEAN)


class RosterForm(Form):
    """A roster; ``mark`` stands for the plan that was looked at before it is taken."""

    file = FileField()
    text = TextAreaField(filters=CLEAN)
    mark = HiddenField(filters=CLEAN)

    def sent(self) -> tuple[bytes, str]:
        """Give the bytes and the name of the file, or the pasted text. Raises QuizError without either."""
        upload = self.file.data
        if upload is not None and upload.filename:
            return upload.read(), cleaned(upload.filename)
        if not self.text.data.strip():
            raise QuizError(NO_ROSTER)
        return self.text.data.encode(), ""


class MemberForm(Form):
    """One member of a class."""

    name = StringField(filters=CLEAN)
    login = StringField(filters=CLEAN)
    email = StringField(filters=CLEAN)
    sis_id = StringField(filters=CLEAN)
    extra = StringField(filters=CLEAN)

    @classmethod
    def showing(cls, member: MemberRecord | None) -> "MemberForm":
        """Give the form with a member in it, or empty."""
        if member is None:
            return cls(formdata=None, extra=ExtraTime.AS_OTHERS.value)
        return cls(
            formdata=None,
            name=member.name,
            login=member.login,
            email=member.email,
            sis_id=member.sis_id,
            extra=member.extra.value,
        )

    def person(self) -> Person:
        """Read what was typed. Raises QuizError."""
        try:
            extra = ExtraTime(self.extra.data)
        except ValueError:
            raise QuizError("Choose one of the extra times shown.") from None
        return Person(self.name.data, self.login.data, self.email.data, self.sis_id.data, extra)
