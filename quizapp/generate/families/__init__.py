"""The families of multiple-choice questions: each proposes candidates for a sentence, with their proof."""

from collections.abc import Callable, Iterator

from quizapp.generate.candidate import Candidate
from quizapp.generate.chance import Chance
from quizapp.generate.families import (
    about,
    best_answer,
    contradictions,
    degrees,
    duties,
    either,
    extents,
    gaps,
    numbers,
    predicates,
    subjects,
    two_by_two,
    verdicts,
    which_question,
)
from quizapp.generate.material import Material, Sentence

Propose = Callable[[Material, Sentence, Chance], Iterator[Candidate]]

FAMILIES: dict[str, Propose] = {
    two_by_two.NAME: two_by_two.propose,
    best_answer.NAME: best_answer.propose,
    degrees.NAME: degrees.propose,
    duties.NAME: duties.propose,
    extents.NAME: extents.propose,
    subjects.NAME: subjects.propose,
    predicates.NAME: predicates.propose,
    numbers.NAME: numbers.propose,
    gaps.NAME: gaps.propose,
    about.NAME: about.propose,
    either.NAME: either.propose,
    contradictions.NAME: contradictions.propose,
    which_question.NAME: which_question.propose,
}
"""Families that ask about a sentence which stands alone."""

OF_ANSWERS: dict[str, Propose] = {verdicts.NAME: verdicts.propose}
"""Families that ask about an answer as a whole, and get its first sentence, be it a mere "No."."""
