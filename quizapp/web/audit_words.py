"""What the lines of the audit log say, in words."""

import json
from collections.abc import Mapping
from typing import Any

ACTIONS = {
    "account.activate": "Activated an account",
    "account.add": "Added an account",
    "account.deactivate": "Deactivated an account",
    "account.invite": "Invited somebody",
    "account.join": "Made an account when invited",
    "account.name": "Changed their name",
    "account.password": "Set a password",
    "account.reset-link": "Made a link to a new password",
    "account.role": "Changed a role",
    "account.withdraw": "Took an invitation back",
    "attempt.add-time": "Gave an attempt more minutes",
    "attempt.end": "Ended an attempt",
    "attempt.extra-time": "Gave an attempt extra time",
    "attempt.reopen": "Reopened an attempt",
    "bank.save": "Stored a new version of the bank",
    "class.add-member": "Put a learner on a roster",
    "class.archive": "Put a class away",
    "class.change-member": "Changed a learner on a roster",
    "class.create": "Made a class",
    "class.delete": "Deleted a class",
    "class.import": "Took a roster",
    "class.links": "Made personal links",
    "class.rename": "Renamed a class",
    "class.restore": "Took a class back into use",
    "class.take-off": "Took a learner off a roster",
    "comment.add": "Commented on an answer",
    "comment.remove": "Removed a comment",
    "contest.decide": "Answered a contest",
    "factor.add": "Set a second factor up",
    "factor.codes": "Made new recovery codes",
    "factor.recovery": "Signed in with a recovery code",
    "factor.remove": "Removed a second factor",
    "mark.override": "Ruled on a mark",
    "mark.remark": "Marked again",
    "note.add": "Wrote a note on an attempt",
    "note.remove": "Removed a note",
    "question.reword": "Changed the words of a question",
    "quiz.close": "Closed the quiz",
    "quiz.duplicate": "Duplicated the quiz",
    "quiz.extra-time": "Gave somebody extra time",
    "quiz.open": "Opened the quiz again",
    "quiz.publish": "Published the quiz",
    "quiz.settings": "Changed the settings",
    "remark.accept": "Accepted another choice",
    "remark.answered": "Gave full credit to everybody who answered",
    "remark.drop": "Left a question out",
    "remark.full": "Gave everybody full credit",
    "remark.remark": "Marked answers again",
    "remark.undo": "Undid a change of marks",
    "score.remark": "Counted the scores again",
    "session.end": "Signed other browsers out",
    "share.give": "Shared a bank",
    "share.take": "Stopped sharing a bank",
    "token.make": "Made a token for a program",
    "token.revoke": "Revoked a token",
}


def action_words(action: str) -> str:
    """Say an action; one without words of its own as it is called: ``class.import`` is "Class: import"."""
    subject, _, verb = action.partition(".")
    return ACTIONS.get(action, f"{subject.capitalize()}: {verb.replace('-', ' ')}" if verb else action)


def said(values: Mapping[str, Any]) -> str:
    """Say what was there before or after: ``login tara, role teacher``."""
    return ", ".join(f"{name} {value_words(value)}".strip() for name, value in values.items())


def value_words(value: Any) -> str:
    """Say one value."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or value == "":
        return "–"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
