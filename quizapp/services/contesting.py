"""A learner's word against a mark or a question, and the teacher's answer to it."""

from dataclasses import dataclass
from datetime import datetime

from quizapp.errors import Conflict, NotFound, QuizError
from quizapp.model.question import MultipleChoice
from quizapp.model.text import sentence
from quizapp.services import teach
from quizapp.services.accounts import User, may_see, require_edit
from quizapp.services.attempt_access import attempt_for, questions_of
from quizapp.services.cleaning import LONGEST_REASON, clean_text
from quizapp.services.handing_in import require_revealed
from quizapp.services.noting import note
from quizapp.storage import attempts, contests
from quizapp.storage.contests import ContestRecord
from quizapp.storage.store import Store

KINDS = ("mark", "question")


@dataclass(frozen=True)
class ContestCard:
    """A contest as the teacher sees it, with the question and what was answered."""

    contest: ContestRecord
    prompt: str
    answered: str


def contest(
    store: Store, public_id: str, holder: str, question_id: str, kind: str, reason: str, now: datetime
) -> None:
    """Hold something against a mark that counts, or a question; once each, sent again nothing happens.

    Raises NotFound for strangers and questions that are not there, Conflict before the marks are shown,
    QuizError without a reason.
    """
    if kind not in KINDS:
        raise QuizError(sentence("Say whether this is about the mark or about the question."))
    why = reason_of(reason)
    with store.reading() as db:
        attempt = attempt_for(db, public_id, holder)
        if kind == "mark" and not attempt.counts:
            raise QuizError(
                sentence(
                    "Practice counts nowhere, so there is no mark to contest. Report the question instead."
                )
            )
        if attempt.finished_at is None:
            raise Conflict(sentence("This attempt is not handed in yet, so there is no mark to speak of."))
        require_revealed(db, attempt, now)
    asked = questions_of(store.bank(attempt.version_id), attempt.plan)
    if question_id not in {question.id for question in asked}:
        raise NotFound(sentence("This attempt has no such question."))
    with store.writing() as db:
        held = contests.contests_of_attempt(db, attempt.id)
        if not any((old.question_id, old.kind) == (question_id, kind) for old in held):
            contests.add_contest(db, attempt.id, question_id, kind, why, now)


def reason_of(reason: str) -> str:
    """Give a reason as it is kept. Raises QuizError when it is empty or too long."""
    why = clean_text(reason).strip()
    if not why:
        raise QuizError(sentence("Give a reason: it is what your teacher decides by."))
    if len(why) > LONGEST_REASON:
        raise QuizError(
            sentence(
                "The reason has %(count)s characters; at most %(most)s are kept.",
                count=len(why),
                most=LONGEST_REASON,
            )
        )
    return why


def contests_for(store: Store, teacher: User, code: str) -> list[ContestCard]:
    """Give the contests of a quiz, those that wait first. Raises NotFound when it is not the teacher's."""
    with store.reading() as db:
        quiz = teach.quiz_for(db, code, teacher)
        found = contests.contests_of_quiz(db, quiz.id)
        given = {one.attempt_id: attempts.answers_of(db, one.attempt_id) for one in found}
    cards = []
    for one in found:
        question = store.bank(one.version_id).question_by_id[one.question_id]
        answer = given[one.attempt_id].get(one.question_id)
        words = answer.text if answer else ""
        if answer and answer.choice is not None and isinstance(question, MultipleChoice):
            words = question.choices[answer.choice].text
        cards.append(ContestCard(one, question.prompt, words))
    return sorted(cards, key=lambda card: card.contest.accepted is not None)


def title_of(store: Store, teacher: User, code: str) -> str:
    """Give the title of one of the teacher's quizzes. Raises NotFound."""
    with store.reading() as db:
        return teach.quiz_for(db, code, teacher).title


def decide(
    store: Store,
    teacher: User,
    contest_id: int,
    accepted: bool,
    reply: str,
    credit: float | None,
    now: datetime,
) -> None:
    """Answer a contest; accepting one of a mark rules that the answer earns ``credit`` (0 to 1).

    Raises NotFound when it is not the teacher's, Conflict when it is decided, QuizError without a reply.
    """
    said = clean_text(reply).strip()
    if not said:
        raise QuizError("Write a sentence to the learner, whatever you decide.")
    if len(said) > LONGEST_REASON:
        raise QuizError(f"The reply has {len(said):,} characters; at most {LONGEST_REASON:,} are kept.")
    with store.reading() as db:
        found = contests.contest_by_id(db, contest_id)
        if found is None or not may_see(db, teacher, found.owner_id, quiz_id=found.quiz_id):
            raise NotFound("None of your quizzes has such a contest.")
        require_edit(db, teacher, found.owner_id, quiz_id=found.quiz_id)
    if found.accepted is not None:
        raise Conflict("This contest is decided already.")
    if accepted and found.kind == "mark":
        if credit is None:
            raise QuizError("Say what the answer earns, from 0 to 1.")
        teach.override(store, teacher, found.public_id, found.question_id, credit, said, now)
    with store.writing() as db:
        contests.decide(db, contest_id, accepted, said, teacher.id, now)
        about = {"quiz": found.code, "attempt": found.public_id, "question_id": found.question_id}
        note(db, teacher, now, "contest.decide", **about, reason=said, after={"accepted": accepted})


def waiting(store: Store, teacher: User, code: str) -> int:
    """Give how many contests of a quiz wait for a decision. Raises NotFound."""
    with store.reading() as db:
        quiz = teach.quiz_for(db, code, teacher)
        return contests.open_counts(db, [quiz.id]).get(quiz.id, 0)
