"""The fields of a question as its page shows them; what comes back is read by ``forms.AnswerForm``."""

from dataclasses import dataclass, field

from quizapp.model.answer import Answer, trace_of
from quizapp.services.attempt_view import QuestionView
from quizapp.web.language import translated


@dataclass
class Field:
    """What stands in a field, and what is wrong with it."""

    data: str
    errors: list[str] = field(default_factory=list)


@dataclass
class AnswerFields:
    """The fields of one question; ``place`` is what their names begin with, for a page may hold many questions.

    ``choice`` is the place on the page. ``before`` says what was saved when the page was made, so that a stale
    tab whose answer nobody touched overwrites nothing.
    """

    choice: Field
    text: Field
    before: Field
    place: str = ""

    @classmethod
    def showing(cls, question: QuestionView, place: str = "") -> "AnswerFields":
        """Give the fields with the saved answer in them."""
        answer = question.answer or Answer()
        places = [str(n) for n, choice in enumerate(question.choices) if choice.position == answer.choice]
        return cls.keeping(question, places[0] if places else "", answer.text, place)

    @classmethod
    def keeping(cls, question: QuestionView, choice: str, text: str, place: str = "") -> "AnswerFields":
        """Give the fields with an answer that is not saved yet."""
        return cls(Field(choice), Field(text), Field(trace_of(question.answer)), place)

    @property
    def errors(self) -> list[str]:
        """All that is wrong with what was sent."""
        return [*self.choice.errors, *self.text.errors]

    def refuse(self, name: str, message: object) -> None:
        """Say beside the field "choice" or "text" why what was sent cannot be used."""
        shown = self.choice if name == "choice" else self.text
        shown.errors.append(translated(message))
