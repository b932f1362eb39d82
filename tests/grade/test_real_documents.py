import json
import subprocess
import sys
from pathlib import Path

import pytest

from quizapp.grade import mark_text
from quizapp.language.keypoints import key_points
from quizapp.model.mark import Verdict

FAQS = Path(__file__).resolve().parents[3] / "shared" / "faqs"

pytestmark = pytest.mark.skipif(not FAQS.is_dir(), reason="the documents are not here")


def pairs(name: str) -> list[tuple[str, str]]:
    content = json.loads((FAQS / f"{name}.pairs.json").read_text(encoding="utf-8"))
    rows = content["pairs"] if isinstance(content, dict) else content
    return [(row["question"], row["answer"]) for row in rows]


def some_pairs() -> list[tuple[str, str]]:
    names = sorted(path.name.removesuffix(".pairs.json") for path in FAQS.glob("*.pairs.json"))
    return [pair for name in names for pair in pairs(name) if 20 <= len(pair[1]) <= 1_500][::8]


def test_every_passage_of_the_sample_given_back_word_for_word_is_correct():
    for question, answer in pairs("us-russia-ukraine"):
        made, found = mark_text(question, [answer], answer)
        assert (made.verdict, made.credit >= 0.95, made.needs_review) == (Verdict.CORRECT, True, False)
        assert len(found) == len(made.points)


def test_nearly_every_passage_of_any_document_given_back_is_correct():
    credits_given = [mark_text(question, [answer], answer)[0].credit for question, answer in some_pairs()]
    assert sum(credit >= 0.95 for credit in credits_given) >= 0.98 * len(credits_given)


def test_a_question_copied_earns_next_to_nothing():
    credits_given = [mark_text(question, [answer], question)[0].credit for question, answer in some_pairs()]
    assert sum(credits_given) / len(credits_given) < 0.05
    assert sum(credit >= 0.5 for credit in credits_given) <= 0.02 * len(credits_given)


def test_the_answer_to_another_question_is_never_surely_correct():
    sample = pairs("us-russia-ukraine")
    for (question, answer), (_, other) in zip(sample, sample[1:] + sample[:1], strict=True):
        made, _ = mark_text(question, [answer], other)
        assert made.verdict is not Verdict.CORRECT or made.needs_review


def test_a_passage_denied_throughout_is_not_correct():
    verbs = (" is ", " are ", " has ", " have ", " will ", " could ", " may ", " can ")
    for question, answer in pairs("us-russia-ukraine"):
        points = key_points(question, answer)
        turned = answer
        for verb in verbs:
            turned = turned.replace(verb, f"{verb}not ")
        if all(any(verb in point.text for verb in verbs) for point in points):
            assert mark_text(question, [answer], turned)[0].verdict is not Verdict.CORRECT


def test_the_first_mark_of_a_process_comes_soon():
    code = (
        "import time\nfrom quizapp.grade import mark_text\nstart = time.process_time()\n"
        "mark_text('Why?', ['The Moon pulls.'], 'the moon')\nprint(time.process_time() - start)"
    )
    made = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert float(made.stdout) < 1.5
