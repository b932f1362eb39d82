"""What the answer of a FAQ question says: a statement of it, against statements of the answer that are turned round.

All options are about what is asked and speak with the words of the answer; only one says what the source says.
"""

from collections.abc import Iterator

from quizapp.generate.asking import answers_well, asks_what_is_said, is_clear
from quizapp.generate.candidate import Candidate
from quizapp.generate.chance import Chance
from quizapp.generate.material import Material, Sentence
from quizapp.generate.standing import stands_alone
from quizapp.generate.statements import Said, against_wrong, distractor_sets, key_text, wrong_versions

NAME = "best-answer"


def propose(material: Material, sentence: Sentence, chance: Chance) -> Iterator[Candidate]:
    """Propose a sentence as what its FAQ answer says, if it and others of the answer can be turned round."""
    key = key_text(sentence)
    question = sentence.passage.question
    if not key or not is_clear(question) or not answers_well(sentence):
        return
    prompt = asks_what_is_said(question)
    found: list[Said] = []
    for other in material.by_passage[sentence.passage.id]:
        if other is sentence or stands_alone(material, other):
            found += wrong_versions(material, other, prompt, key, other is sentence)
    for chosen in distractor_sets(key, prompt, found, sentence, chance, material.sets):
        yield against_wrong(NAME, sentence, prompt, key, chosen)
