"""The forms about accounts: signing in with a code, invitations, one's own account, other people's, sharing."""

from collections.abc import Callable

from wtforms import HiddenField, PasswordField, StringField

from quizapp.errors import QuizError
from quizapp.services import accounts, passwords
from quizapp.services.cleaning import clean_name
from quizapp.web.forms import CLEAN, Form

NOT_THE_SAME = "This is not the same as above."


class CodeForm(Form):
    """Type a code of the second factor; ``next`` is where to go then."""

    code = StringField(filters=CLEAN)
    next = HiddenField(filters=CLEAN)


class NameForm(Form):
    """Change the name that others see."""

    name = StringField(filters=CLEAN)


class AskPasswordForm(Form):
    """Give the present password, before something of weight is changed."""

    password = PasswordField()


class NewPasswordForm(Form):
    """Choose a password, twice the same."""

    password = PasswordField()
    again = PasswordField()

    def check(self, login: str) -> bool:
        """Say beside the fields what is wrong with the password; gives whether nothing is."""
        self.check_field("password", lambda: passwords.check_rules(self.password.data or "", login))
        if self.password.data != self.again.data:
            self.refuse("again", NOT_THE_SAME)
        return not any(field.errors for field in self)

    def check_field(self, name: str, check: Callable[[], object]) -> None:
        """Say beside a field what ``check`` raises."""
        try:
            check()
        except QuizError as e:
            self.refuse(name, e)


class ChangePasswordForm(NewPasswordForm):
    """Change one's own password."""

    present = PasswordField()


class AcceptForm(NewPasswordForm):
    """Make an account of one's own, when invited."""

    login = StringField(filters=CLEAN)
    name = StringField(filters=CLEAN)

    def check_all(self) -> bool:
        """Say beside the fields all that is wrong; gives whether nothing is."""
        self.check_field("login", lambda: accounts.checked_login(self.login.data))
        self.check_field("name", lambda: clean_name(self.name.data, "the name"))
        return self.check(accounts.as_login(self.login.data))


class TokenForm(Form):
    """Make a token for a program, or revoke it."""

    name = StringField(filters=CLEAN)


class InviteForm(Form):
    """Invite somebody."""

    role = StringField(filters=CLEAN)
    note = StringField(filters=CLEAN)


class ShareForm(Form):
    """Share a bank with a colleague; ``rights`` is ``look`` or ``edit``."""

    login = StringField(filters=CLEAN)
    rights = StringField(filters=CLEAN)
    with_quizzes = StringField(filters=CLEAN)
