"""Questions: multiple choice and short answer, with the evidence for what they claim."""

from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Evidence:
    """A span of a passage's answer: the characters from ``start`` to before ``end``, always verbatim."""

    passage: str
    start: int
    end: int


@dataclass(frozen=True)
class Choice:
    """One option of a multiple-choice question; ``why`` says why it is right or wrong."""

    text: str
    correct: bool
    why: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class KeyPoint:
    """One thing that a good short answer says.

    ``weight`` is its share in ``full_marks_at``. ``accept`` and ``reject`` are answers that a teacher
    ruled on.
    """

    id: str
    text: str
    weight: float = 1.0
    evidence: tuple[Evidence, ...] = ()
    accept: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()


@dataclass(frozen=True)
class MultipleChoice:
    """A question with one right choice, the key.

    ``passage`` is the id of the passage that settles it (None for a question written by hand, which has an
    ``explanation`` instead). With ``fixed_order`` the choices are never shuffled (numbers, dates). ``made`` is
    the digest of the question as it was generated (see ``generate.authorship``).
    """

    id: str
    prompt: str
    choices: tuple[Choice, ...]
    passage: str | None = None
    family: str = ""
    fixed_order: bool = False
    explanation: str = ""
    tags: tuple[str, ...] = ()
    made: str = ""
    kind: str = field(default="multiple_choice", init=False)

    @property
    def key(self) -> int:
        """The position of the right choice, counted from 0."""
        return next(i for i, choice in enumerate(self.choices) if choice.correct)


@dataclass(frozen=True)
class ShortAnswer:
    """A question answered in the learner's own words, marked by its key points.

    ``answer_type`` is ``text``, ``number``, ``name`` or ``date``; ``tolerance`` belongs to numbers.
    ``accept`` and ``reject`` are whole answers that earn everything or nothing. ``full_marks_at`` is the
    weight of found points that earns full credit (None: the weight of all points). ``made`` as above.
    """

    id: str
    prompt: str
    points: tuple[KeyPoint, ...]
    passage: str | None = None
    family: str = ""
    answer_type: str = "text"
    tolerance: float | None = None
    accept: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()
    full_marks_at: float | None = None
    explanation: str = ""
    tags: tuple[str, ...] = ()
    made: str = ""
    kind: str = field(default="short_answer", init=False)

    @property
    def target(self) -> float:
        """The weight of found points that earns full credit."""
        return self.full_marks_at or sum(point.weight for point in self.points)


Question = MultipleChoice | ShortAnswer
