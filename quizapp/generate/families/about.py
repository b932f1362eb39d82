"""What the document says about a thing: a statement of one answer, against statements of other answers turned round."""

from collections.abc import Iterator
from itertools import islice

from quizapp.generate.asking import is_answer
from quizapp.generate.candidate import Candidate
from quizapp.generate.chance import Chance
from quizapp.generate.material import Material, Sentence
from quizapp.generate.standing import is_explained, salience
from quizapp.generate.statements import against_wrong, distractor_sets, key_text, wrong_versions
from quizapp.generate.topics import speaks_of, statements_about, topics

NAME = "about"

ANSWERS = 0.3
"""Salience from which on a sentence behind the first is taken for an answer of its FAQ question."""

TOPICS, OTHERS = 3, 16
"""Things that a statement is about, and other statements about each, that are looked at."""

FIRM = 0.6
"""Weight from which on an edit of another answer is good enough."""


def propose(material: Material, sentence: Sentence, chance: Chance) -> Iterator[Candidate]:
    """Propose a sentence as what is said about a thing that it names, if others of that thing can be turned round."""
    key = key_text(sentence)
    if not key or not is_answer(sentence) or (sentence.place and salience(sentence) < ANSWERS):
        return
    for topic in islice(topics(material, sentence), TOPICS):
        if not speaks_of(key, topic) or not is_explained(material, sentence, topic.stems):
            continue
        prompt = f"Which of these does the document say about {topic.name}?"
        found = list(wrong_versions(material, sentence, prompt, key, is_own=True))
        for other in statements_about(material, sentence, topic)[:OTHERS]:
            versions = wrong_versions(material, other, prompt, key, is_own=False)
            found += [wrong for wrong in versions if wrong.weight >= FIRM]
        found = [wrong for wrong in found if speaks_of(wrong.text, topic)]
        sets = distractor_sets(key, prompt, found, sentence, chance, material.sets)
        for chosen in sets:
            yield against_wrong(NAME, sentence, prompt, key, chosen)
        if sets:
            return
