"""The review queue: answers that wait for a teacher, those alike together, ruled on once for all of them."""

import hashlib
import importlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache

from quizapp.errors import Conflict, NotFound, QuizError
from quizapp.explain import explain
from quizapp.model.answer import Answer
from quizapp.model.explanation import Explanation
from quizapp.model.mark import Mark
from quizapp.model.question import MultipleChoice, Question
from quizapp.services import teach
from quizapp.services.accounts import User
from quizapp.services.deciding import decisions_of
from quizapp.services.marking import as_marked
from quizapp.services.tokens import new_public_id
from quizapp.storage import attempts, audit, contests, marks, quizzes, remarks, review
from quizapp.storage.attempts import AttemptRecord
from quizapp.storage.audit import Entry
from quizapp.storage.contests import ContestRecord
from quizapp.storage.marks import RULING, NewOverride, Standing
from quizapp.storage.quizzes import QuizRecord
from quizapp.storage.review import Waiting
from quizapp.storage.store import Store, Transaction

ALMOST = 1e-9
GONE = "These answers no longer wait: somebody has ruled on them. Look at the list again."


@dataclass(frozen=True)
class QuizWaiting:
    """A quiz in the queue of all quizzes."""

    code: str
    title: str
    answers: int
    contested: int


@dataclass(frozen=True)
class QuestionWaiting:
    """A question in the queue of a quiz: how many answers to it wait, and how many of them are contested."""

    id: str
    prompt: str
    kind: str
    answers: int
    contested: int


@dataclass(frozen=True)
class WaitingAnswer:
    """One answer that waits, of one learner, with what counts for it now and what is held against its mark."""

    attempt: AttemptRecord
    answer: Answer
    said: str
    mark: Mark
    version_id: int | None
    standing: Standing
    contest: ContestRecord | None


@dataclass(frozen=True)
class Wording:
    """The same words of one or more learners; ``key`` stands for them in a form."""

    key: str
    said: str
    answers: tuple[WaitingAnswer, ...]

    @property
    def credit(self) -> float:
        """What it earns now; where learners got different credits, the highest."""
        return max(one.standing.credit for one in self.answers)


@dataclass(frozen=True)
class AnswerGroup:
    """Answers that are alike, the most typical first, with the explanation of that one's mark."""

    wordings: tuple[Wording, ...]
    told: Explanation
    confidence: float

    @property
    def learners(self) -> int:
        """How many learners wait with these answers."""
        return sum(len(wording.answers) for wording in self.wordings)


@dataclass(frozen=True)
class Groups:
    """All that waits on one question."""

    code: str
    title: str
    slug: str
    question: Question
    groups: tuple[AnswerGroup, ...] = field(default=())


def waiting_for(db: Transaction, found: Sequence[QuizRecord]) -> dict[int, list[Waiting]]:
    """Give what waits in quizzes, by quiz; questions that the teacher dropped wait for nobody."""
    by_quiz: dict[int, list[Waiting]] = {}
    for one in review.waiting_in(db, [quiz.id for quiz in found]):
        by_quiz.setdefault(one.quiz_id, []).append(one)
    kept = {}
    for quiz_id, waiting in by_quiz.items():
        dropped = decisions_of(db, quiz_id).dropped
        left = [one for one in waiting if one.question_id not in dropped]
        if left:
            kept[quiz_id] = left
    return kept


def all_waiting(store: Store, teacher: User) -> list[QuizWaiting]:
    """Give the quizzes a teacher sees, also those shared with them, in which answers wait, those with most first."""
    with store.reading() as db:
        found = teach.quizzes_seen_by(db, teacher)
        waiting = waiting_for(db, found)
    rows = [
        QuizWaiting(
            quiz.code, quiz.title, len(waiting[quiz.id]), sum(one.contested for one in waiting[quiz.id])
        )
        for quiz in found
        if quiz.id in waiting
    ]
    return sorted(rows, key=lambda row: (-row.answers, row.title))


def queue(store: Store, teacher: User, code: str) -> tuple[QuizRecord, list[QuestionWaiting]]:
    """Give a quiz and the questions whose answers wait, those with most first. Raises NotFound."""
    with store.reading() as db:
        quiz = teach.quiz_for(db, code, teacher)
        waiting = waiting_for(db, [quiz]).get(quiz.id, [])
        taken = {one.id: one for one in attempts.attempts_of_quiz(db, quiz.id)}
    many = Counter(one.question_id for one in waiting)
    contested = Counter(one.question_id for one in waiting if one.contested)
    asked = {one.question_id: taken[one.attempt_id] for one in waiting}
    rows = []
    for name, attempt in asked.items():
        question = store.bank(attempt.version_id).question_by_id[name]
        rows.append(QuestionWaiting(name, question.prompt, question.kind, many[name], contested[name]))
    return quiz, sorted(rows, key=lambda row: (-row.answers, row.prompt))


def groups_of(store: Store, teacher: User, code: str, question_id: str) -> Groups:
    """Give what waits on a question in groups of like answers, those of most learners first. Raises NotFound."""
    with store.reading() as db:
        quiz = teach.quiz_for(db, code, teacher)
        waiting = [one for one in waiting_for(db, [quiz]).get(quiz.id, []) if one.question_id == question_id]
        answers = waiting_answers(store, db, quiz, question_id, waiting)
    question = store.bank(quiz.version_id).question_by_id.get(question_id)
    if question is None and answers:
        question = store.bank(answers[0].attempt.version_id).question_by_id[question_id]
    if question is None:
        raise NotFound("Nothing waits on such a question.")
    wordings = wordings_of(answers)
    ways = alike(tuple((one.said, one.answers[0].mark) for one in wordings), question.kind)
    found = [group_of(store, question_id, [wordings[place] for place in places]) for places in ways]
    found.sort(key=lambda group: -group.learners)
    return Groups(quiz.code, quiz.title, quiz.slug, question, tuple(found))


def waiting_answers(
    store: Store, db: Transaction, quiz: QuizRecord, question_id: str, waiting: Iterable[Waiting]
) -> list[WaitingAnswer]:
    """Give the answers that wait on a question with all that is known of them."""
    taken = {one.id: one for one in attempts.attempts_of_quiz(db, quiz.id)}
    given = attempts.answers_of_quiz(db, quiz.id, question_id)
    standings = marks.standings_of_quiz(db, quiz.id, question_id)
    newest = {
        attempt_id: (one.mark, one.version_id)
        for (attempt_id, _), one in marks.first_marks_of_quiz(db, quiz.id, question_id).items()
    }
    for record in marks.overrides_of_quiz(db, quiz.id, question_id):
        if record.mark is not None:
            newest[record.attempt_id] = (record.mark, record.version_id)
    held = {
        one.attempt_id: one
        for one in contests.contests_of_quiz(db, quiz.id)
        if one.question_id == question_id and one.kind == "mark" and one.accepted is None
    }
    found = []
    for one in waiting:
        attempt = taken[one.attempt_id]
        answer = given.get(attempt.id, {}).get(question_id, Answer())
        mark, version = newest[attempt.id]
        question = store.bank(attempt.version_id).question_by_id[question_id]
        said = said_by(question, answer)
        standing = standings[attempt.id][question_id]
        found.append(WaitingAnswer(attempt, answer, said, mark, version, standing, held.get(attempt.id)))
    return found


def said_by(question: Question, answer: Answer) -> str:
    """Give an answer in words."""
    if isinstance(question, MultipleChoice):
        return "" if answer.choice is None else question.choices[answer.choice].text
    return answer.text.strip()


def wordings_of(answers: Iterable[WaitingAnswer]) -> list[Wording]:
    """Put the same words together, however they are spaced and written large or small."""
    found: dict[str, list[WaitingAnswer]] = {}
    for one in answers:
        found.setdefault(" ".join(one.said.casefold().split()), []).append(one)
    return [Wording(key_of(text), same[0].said, tuple(same)) for text, same in found.items()]


def key_of(text: str) -> str:
    """Give a short stand-in for words."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@lru_cache(maxsize=64)
def alike(said: tuple[tuple[str, Mark], ...], kind: str) -> tuple[tuple[int, ...], ...]:
    """Give the places of answers in groups of those alike; choices are alike only to themselves."""
    if kind == "multiple_choice" or len(said) < 2:
        return tuple((place,) for place in range(len(said)))
    grouping = importlib.import_module("quizapp.grade.grouping")
    found = grouping.group([text for text, _ in said], [mark for _, mark in said])
    return tuple(group.members for group in found)


def group_of(store: Store, question_id: str, wordings: Sequence[Wording]) -> AnswerGroup:
    """Give a group with the explanation of its most typical answer."""
    first = wordings[0].answers[0]
    taken = first.attempt.version_id
    question = store.bank(taken).question_by_id[question_id]
    asked, answer, used = as_marked(store, question, first.answer, taken, first.version_id)
    told = explain(store.bank(used or taken), asked, answer, first.mark)
    return AnswerGroup(tuple(wordings), told, first.mark.confidence)


def chosen(groups: Groups, keys: Sequence[str]) -> list[Wording]:
    """Give the wordings that a form names. Raises QuizError when none is named, Conflict when one is gone."""
    if not keys:
        raise QuizError("Tick the answers that this is for.")
    there = {wording.key: wording for group in groups.groups for wording in group.wordings}
    if any(key not in there for key in keys):
        raise Conflict(GONE)
    return [there[key] for key in dict.fromkeys(keys)]


@dataclass(frozen=True)
class Ruling:
    """What a teacher rules for many answers at once; ``lower``: some may lose by it."""

    credit: float
    reason: str
    lower: bool = False


def rule(
    store: Store,
    teacher: User,
    code: str,
    question_id: str,
    keys: Sequence[str],
    ruling: Ruling,
    now: datetime,
) -> int:
    """Give all learners with these words the same credit (0 to 1); gives how many they are.

    What they held against the mark is answered by it. Raises NotFound, QuizError without a reason or consent,
    Conflict when somebody was faster.
    """
    teach.require_change(store, teacher, code)
    teach.check_credit(ruling.credit)
    why = teach.reason_of(ruling.reason)
    wordings = chosen(groups_of(store, teacher, code, question_id), keys)
    answers = [one for wording in wordings for one in wording.answers]
    downs = sum(one.standing.credit > ruling.credit + ALMOST for one in answers)
    if downs and not ruling.lower:
        raise QuizError(f"{downs} of them would lose something. Tick the box that allows it.")
    with store.writing() as db:
        quiz = teach.quiz_for(db, code, teacher, change=True)
        quizzes.lock_marks(db, quiz.id, alone=True)
        write_ruling(db, teacher, quiz, question_id, answers, replace(ruling, reason=why), now)
    return len(answers)


def write_ruling(
    db: Transaction,
    teacher: User,
    quiz: QuizRecord,
    question_id: str,
    answers: Sequence[WaitingAnswer],
    ruling: Ruling,
    now: datetime,
) -> None:
    """Write a ruling on many answers as one batch. Raises Conflict when what counts has changed since."""
    standings = marks.standings_of_quiz(db, quiz.id, question_id)
    if any(standings.get(one.attempt.id, {}).get(question_id) != one.standing for one in answers):
        raise Conflict(GONE)
    public_id, credit, why = new_public_id(), float(ruling.credit), ruling.reason
    batch_id = remarks.add_batch(
        db,
        public_id=public_id,
        quiz_id=quiz.id,
        kind=RULING,
        question_id=question_id,
        detail={"credit": credit},
        reason=why,
        account_id=teacher.id,
        now=now,
    )
    rows = [NewOverride(one.attempt.id, question_id, credit, RULING) for one in answers]
    marks.add_overrides(db, batch_id, rows, why, teacher.id, now)
    line = Entry(now, teacher.login, "mark.override", quiz.code, question_id=question_id, reason=why)
    after = {"credit": credit, "batch": public_id}
    audit.add_entries(
        db,
        [
            replace(line, attempt=one.attempt.public_id, before={"credit": one.standing.credit}, after=after)
            for one in answers
        ],
    )
    for one in answers:
        if one.contest is not None:
            better = credit > one.standing.credit + ALMOST
            contests.decide(db, one.contest.id, better, why, teacher.id, now)
