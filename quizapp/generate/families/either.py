"""What the document answers to one of two FAQ questions: a statement of one, against turned statements of both."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from quizapp.generate.asking import answers_well, asks_either, is_clear
from quizapp.generate.candidate import Candidate
from quizapp.generate.chance import Chance
from quizapp.generate.material import Material, Sentence
from quizapp.generate.standing import is_introduced, stands_alone
from quizapp.generate.statements import Said, against_wrong, distractor_sets, key_text, wrong_versions
from quizapp.generate.wording import tidy
from quizapp.language.words import content_stems
from quizapp.model.bank import Passage

NAME = "either-question"

FIRM = 0.55
"""Weight from which on an edit of the other answer is good enough."""

PARTNERS, PARTNERS_OF_MANY = 4, 3
"""Other questions, the nearest first, that one is asked beside: in a document of ordinary size and in a large one."""

NEIGHBOURS = 2
"""Passages that a question may stand from another to be about something near, though they share no words."""

LONGEST_QUESTIONS = 34
"""Words of both questions."""


def propose(material: Material, sentence: Sentence, chance: Chance) -> Iterator[Candidate]:
    """Propose a sentence as an answer to its FAQ question or to one about something near."""
    key = key_text(sentence)
    if not key or not _is_good_answer(material, sentence):
        return
    used = 0
    for other in partners(material, sentence.passage):
        prompt = asks_either(sentence.passage.question, other.question)
        about = frozenset(content_stems(prompt))
        firm = _firm(material, introduced(material, _answers(material, other), about), prompt, key)
        if not firm or not is_introduced(material, sentence, about):
            continue
        rest = introduced(material, _answers(material, sentence.passage), about)
        rest = [answer for answer in rest if answer is not sentence]
        own = wrong_versions(material, sentence, prompt, key, is_own=True)
        found = [*own, *_firm(material, rest, prompt, key), *firm]
        for chosen in distractor_sets(key, prompt, found, sentence, chance, material.sets):
            yield against_wrong(NAME, sentence, prompt, key, chosen)
        used += 1
        if used == material.at_most(PARTNERS, PARTNERS_OF_MANY):
            return


def introduced(material: Material, sentences: Sequence[Sentence], about: frozenset[str]) -> list[Sentence]:
    """Give the sentences that a reader understands who does not know which of two questions they answer.

    ``about`` are the stems of the prompt.
    """
    return [sentence for sentence in sentences if is_introduced(material, sentence, about)]


def _firm(material: Material, answers: Sequence[Sentence], prompt: str, key: str) -> list[Said]:
    versions = (
        wrong for answer in answers for wrong in wrong_versions(material, answer, prompt, key, is_own=False)
    )
    return [wrong for wrong in versions if wrong.weight >= FIRM]


@lru_cache(maxsize=200)
def partners(material: Material, passage: Passage) -> list[Passage]:
    """Give the passages around whose questions share most words with that of a passage, or stand near it."""
    asked = set(content_stems(passage.question))
    longest = LONGEST_QUESTIONS - len(passage.question.split())
    near = []
    for other in material.passages_around(passage):
        if (
            tidy(other.question) == tidy(passage.question)
            or len(other.question.split()) > longest
            or not _answers(material, other)
        ):
            continue
        shared = len(asked & set(content_stems(other.question)))
        if shared or material.apart(passage, other) <= NEIGHBOURS:
            near.append((shared, other))
    return [other for _, other in sorted(near, key=lambda one: -one[0])]


@lru_cache(maxsize=200)
def _answers(material: Material, passage: Passage) -> list[Sentence]:
    """Give the sentences of a passage that answer its question, if that can be asked beside another."""
    return [sentence for sentence in material.by_passage[passage.id] if _is_good_answer(material, sentence)]


@lru_cache(maxsize=5_000)
def _is_good_answer(material: Material, sentence: Sentence) -> bool:
    question = sentence.passage.question
    asks = tidy(question).endswith("?") and is_clear(question)
    return asks and answers_well(sentence) and stands_alone(material, sentence)
