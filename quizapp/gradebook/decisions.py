"""What a teacher decided on a question after people took it, and what that makes of a mark."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from quizapp.model.answer import Answer
from quizapp.model.mark import Mark, Verdict
from quizapp.model.question import MultipleChoice, Question
from quizapp.model.text import Text, sentence

FULL_FOR_ALL = sentence("Your teacher gave everybody full credit for this question.")
FULL_FOR_ANSWERED = sentence("Your teacher gave everybody who answered full credit for this question.")
ACCEPTED = sentence("Your teacher accepts this choice as well.")


@dataclass(frozen=True)
class Decision:
    """What holds for one question of a quiz.

    ``version_id`` is the version of the bank by whose question it is marked (None: the one that was taken),
    ``accepted`` the texts of choices that count as the key does, ``full`` who gets full credit whatever they
    answered (``full``: everybody, ``answered``: who answered, "": nobody).
    """

    version_id: int | None = None
    accepted: tuple[str, ...] = ()
    full: str = ""
    dropped: bool = False


NOTHING = Decision()


@dataclass(frozen=True)
class Step:
    """One decision as it was made: ``kind`` is ``remark``, ``accept``, ``drop``, ``full`` or ``answered``.

    Without ``question_id`` it is about every question.
    """

    kind: str
    question_id: str | None = None
    version_id: int | None = None
    text: str = ""


@dataclass(frozen=True)
class Decisions:
    """What holds for the questions of a quiz; ``version_id`` is for those without a decision of their own."""

    by_question: Mapping[str, Decision] = field(default_factory=dict)
    version_id: int | None = None

    def of(self, question_id: str) -> Decision:
        """Give what holds for one question."""
        return self.by_question.get(question_id) or Decision(version_id=self.version_id)

    @property
    def dropped(self) -> frozenset[str]:
        """The questions that no longer count."""
        return frozenset(name for name, decision in self.by_question.items() if decision.dropped)

    def with_step(self, step: Step) -> "Decisions":
        """Give what holds after one more decision."""
        if step.question_id is None:
            moved = {name: replace(one, version_id=step.version_id) for name, one in self.by_question.items()}
            return Decisions(moved, step.version_id)
        before = self.of(step.question_id)
        return replace(self, by_question={**self.by_question, step.question_id: after(before, step)})


def after(before: Decision, step: Step) -> Decision:
    """Give what holds for a question after one more decision on it."""
    if step.kind == "remark":
        return replace(before, version_id=step.version_id)
    if step.kind == "accept":
        return replace(before, accepted=(*before.accepted, step.text))
    if step.kind == "drop":
        return replace(before, dropped=True)
    return replace(before, full="full" if "full" in (step.kind, before.full) else "answered")


def decisions_after(steps: Iterable[Step]) -> Decisions:
    """Give what holds after decisions, the first first."""
    held = Decisions()
    for step in steps:
        held = held.with_step(step)
    return held


def decided(question: Question, answer: Answer, mark: Mark, decision: Decision) -> Mark:
    """Give the mark of an answer to the question that was taken, as the teacher's decision has it."""
    if decision.full == "full":
        return in_full(mark, FULL_FOR_ALL)
    if decision.full == "answered" and not answer.is_blank:
        return in_full(mark, FULL_FOR_ANSWERED)
    if isinstance(question, MultipleChoice) and chosen_text(question, answer) in decision.accepted:
        return in_full(mark, ACCEPTED) if mark.credit < 1.0 else mark
    return mark


def in_full(mark: Mark, note: Text) -> Mark:
    """Give a mark of full credit; what was found in the answer stays."""
    return replace(mark, credit=1.0, verdict=Verdict.CORRECT, confidence=1.0, needs_review=False, note=note)


def chosen_text(question: MultipleChoice, answer: Answer) -> str | None:
    """Give the words of the choice that was taken."""
    if answer.choice is None or not 0 <= answer.choice < len(question.choices):
        return None
    return question.choices[answer.choice].text


def translated(question: Question, other: Question, answer: Answer) -> Answer | None:
    """Give an answer to ``question`` as one to ``other``, a later wording of it; None where there is none.

    A choice is found by its words; one that was reworded in its place, by its place.
    """
    if not (isinstance(question, MultipleChoice) and isinstance(other, MultipleChoice)):
        return answer if question.kind == other.kind else None
    if answer.choice is None or not 0 <= answer.choice < len(question.choices):
        return answer
    now = [choice.text for choice in other.choices]
    text = question.choices[answer.choice].text
    if text in now:
        return Answer(choice=now.index(text))
    reworded = len(now) == len(question.choices) and now[answer.choice] not in {
        choice.text for choice in question.choices
    }
    return answer if reworded else None
