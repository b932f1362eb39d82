"""The features of a key point and an answer: what a person would look at, as numbers for the model."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from quizapp.grade.alignment import Alignment, align
from quizapp.grade.copying import copy_of
from quizapp.grade.course import course
from quizapp.grade.novelty import Beyond, beyond, closeness, novelty
from quizapp.grade.reading import Floats, Reading
from quizapp.grade.task import Task, Weighted
from quizapp.grade.together import Shares, Span, columns_of, cosine, shares_of
from quizapp.grade.wording import steps
from quizapp.language.word_order import fits
from quizapp.language.words import listed

VERBS = frozenset(
    listed(
        "is are was were be been has have had do does did can could may might must shall should will "
        "would get gets got need needs means makes goes comes gives takes works uses isn't aren't don't "
        "doesn't can't won't it's they're"
    )
)
"""Verbs that a statement has and a list of keywords has not."""

NAMES = (
    "recall", "recall_exact", "recall_plain", "recall_new", "recall_new_exact", "worst", "second_worst",
    "rarest", "precision", "precision_near", "pairs", "order", "turned", "turned_most", "negators_near",
    "negators", "opposites", "numbers_kept", "numbers_wrong", "numbers_new", "has_numbers", "modality",
    "quantity", "yes_no", "function_words", "length_point", "length_answer", "length_ratio", "echo",
    "cosine", "cosine_near", "cosine_new", "whole_recall", "whole_precision", "whole_turned",
    "rest_recall", "strange", "gap_words", "recall_sentence", "exact_sentence", "replaced", "dropped",
    "inserted", "opposed", "in_order", "verbs", "small_words", "points", "length_whole",
    "length_question", "meaning", "meaning_sentence", "meaning_whole", "meaning_question", "new_words",
    "one_word", "questioning", "cosine_whole", "copied", "copy_turned", "copy_changed", "copy_verbatim",
    "copy_reversed", "rest_meaning", "rest_meaning_sentence", "centred", "centred_sentence", "rest_whole",
    "centred_whole", "support", "supported", "unsupported", "foreign", "fits", "odd", "touching", "skipping",
    "recall_beyond", "recall_best", "meaning_beyond", "meaning_best",
)  # fmt: skip
"""The features, in the order of the trained model."""


def _near(found: Alignment, answer: Reading) -> Span:
    """Give the stretch of the answer that speaks for the point: from first to last match, by clauses."""
    hits = sorted({answer.content[partner] for _, partner in found.hits})
    if not hits:
        return 0, len(answer.words)
    middle = hits[len(hits) // 2]
    hits = [hit for hit in hits if abs(hit - middle) <= 25]
    start, end = hits[0], hits[-1] + 1
    while start > 0 and not answer.breaks[start]:
        start -= 1
    while end < len(answer.words) and not answer.breaks[end]:
        end += 1
    return start, end


def _order(found: Alignment) -> float:
    ways = [(a, b) for (_, a), (_, b) in pairwise(found.hits) if a != b]
    return sum(a < b for a, b in ways) / len(ways) if ways else 0.5


def _pairs(found: Alignment) -> float:
    size = len(found.strength)
    if size < 2:
        return float(found.strength[0]) if size else 0.0
    kept = sum(k == i + 1 and 0 < m - j <= 2 for (i, j), (k, m) in pairwise(found.hits))
    return kept / (size - 1)


def _numbers(point: Reading, answer: Reading, near: Span) -> tuple[float, float]:
    """Give the share of the point's numbers that the answer has, and of its near numbers that are wrong."""
    if not point.numbers:
        return 1.0, 0.0
    wanted = [value for value, _, _ in point.numbers]
    given = {value for value, _, _ in answer.numbers}
    close = [value for value, start, _ in answer.numbers if near[0] <= start < near[1]]
    kept = sum(value in given for value in wanted) / len(wanted)
    wrong = sum(value not in wanted for value in close) / len(close) if close else 0.0
    return kept, wrong * (1.0 - kept)


def _new_numbers(task: Task, answer: Reading, near: Span) -> float:
    """Count the numbers near the point that neither the reference nor the question has (at most 2)."""
    if not answer.numbers:
        return 0.0
    known = {value for value, _, _ in task.whole.numbers + task.question.numbers}
    return float(
        min(sum(value not in known for value, start, _ in answer.numbers if near[0] <= start < near[1]), 2)
    )


class Whole(NamedTuple):
    """What is the same for every key point of one answer: the answer against the whole reference."""

    recall: float
    precision: float
    turned: float
    echo: float
    strange: float
    function_words: float
    cosine: float
    verbs: float
    small: float
    meaning: float
    meaning_question: float
    rest: float
    centred: float
    support: float
    supported: float
    unsupported: float
    foreign: float
    fits: float
    odd: float
    touching: float
    skipping: float
    mean_new: Floats
    new_words: float


def look_at_whole(task: Task, answer: Reading, found: Alignment, shares: Shares, said: Beyond) -> Whole:
    """Compare the answer with the whole reference; ``said`` is its meaning beyond the question."""
    added = novelty(task.question, task.whole, answer, found)
    rest, _, centred, _ = closeness(task.beyond[0], said)
    fit, odd = fits(answer.words, answer.breaks)
    touching, skipping = steps(task.whole, answer)
    meanings = answer.sentence_vectors[-1]
    known = [answer.stems[i] in task.question.content_stems for i in answer.content]
    many, new = len(known), [not one for one in known]
    return Whole(
        recall=shares.new,
        precision=float(found.best @ answer.rarities) / answer.weight if many else 0.0,
        turned=shares.turned / max(task.weights[0].sum_new, 1e-9),
        echo=sum(known) / many if many else 0.0,
        strange=sum(answer.doubtful) / many if many else 0.0,
        function_words=1.0 - many / len(answer.words) if answer.words else 0.0,
        cosine=cosine(task.weights[0].mean_all, answer.mean),
        verbs=min(sum(word in VERBS for word in answer.words), 4) / 4,
        small=len(task.whole.small_words & answer.small_words) / max(len(task.whole.small_words), 1),
        meaning=float(meanings @ task.whole.sentence_vectors[-1]),
        meaning_question=float(meanings @ task.question.sentence_vectors[-1]),
        rest=rest,
        centred=centred,
        support=added.support,
        supported=added.supported,
        unsupported=added.unsupported,
        foreign=added.foreign,
        fits=fit,
        odd=odd,
        touching=touching,
        skipping=skipping,
        mean_new=answer.blend(answer.rarities * new),
        new_words=float(sum(new)),
    )


def _recall_features(found: Alignment, weights: Weighted, shares: Shares) -> dict[str, float]:
    """How much of the point the answer has."""
    each = found.strength.tolist()
    by_strength = sorted(each) or [0.0]
    rarest = weights.rarest[:3]
    return {
        "recall": shares.all,
        "recall_exact": shares.all_exact,
        "recall_plain": shares.plain,
        "recall_new": shares.new,
        "recall_new_exact": shares.new_exact,
        "worst": by_strength[0],
        "second_worst": by_strength[min(1, len(by_strength) - 1)],
        "rarest": sum(each[i] for i in rarest) / max(len(rarest), 1),
        "pairs": _pairs(found),
        "order": _order(found),
    }


def _reversal_features(
    task: Task, place: int, answer: Reading, found: Alignment, shares: Shares, near: Span
) -> dict[str, float]:
    """What speaks for the answer saying something else than the point: negation, opposites, numbers …"""
    point, weights = task.texts[place], task.weights[place]
    turned = max((found.turned * found.strength * weights.new).tolist()) if shares.turned else 0.0
    negators = sum(near[0] <= place < near[1] for place in answer.strictly_denying)
    opposed = len({row for row, _ in found.opposites})
    kept, wrong = _numbers(point, answer, near)
    quantity, quantity2 = point.quantity(), answer.quantity(*near)
    return {
        "turned": shares.turned / shares.matched if shares.matched else 0.0,
        "turned_most": turned / max(weights.most, 1e-9),
        "negators_near": float(min(abs(negators - point.negators), 3)),
        "negators": float(min(abs(answer.negators - task.whole.negators), 3)),
        "opposites": float(min(opposed, 3)),
        "numbers_kept": kept,
        "numbers_wrong": wrong,
        "numbers_new": _new_numbers(task, answer, near),
        "has_numbers": float(bool(point.numbers)),
        "modality": float(abs(point.modality - answer.modality)),
        "quantity": float(quantity != quantity2 and quantity >= 0 and quantity2 >= 0),
        "yes_no": float(task.whole.yes_no * answer.yes_no),
    }


def _answer_features(
    task: Task, point: Reading, answer: Reading, found: Alignment, weights: Weighted
) -> dict[str, float]:
    """What else the answer says, how long it is, and how it is written."""
    copied = copy_of(point, answer, task.question)
    flow = course(found, weights)
    return {
        "recall_sentence": flow.near,
        "exact_sentence": flow.near_exact,
        "replaced": flow.replaced,
        "dropped": flow.dropped,
        "inserted": flow.inserted,
        "opposed": flow.opposed,
        "in_order": flow.in_order,
        "copied": copied.share,
        "copy_turned": copied.share * min(copied.turned, 3),
        "copy_changed": copied.share * copied.changed,
        "copy_verbatim": float(copied.verbatim),
        "copy_reversed": float(copied.is_reversed),
        "length_point": math.log1p(len(point.content)),
        "length_answer": math.log1p(len(answer.content)),
        "length_ratio": math.log((1 + len(answer.content)) / (1 + len(point.content))),
        "points": float(len(task.points)),
        "length_whole": math.log1p(len(task.whole.content)),
        "length_question": math.log1p(len(task.question.content)),
        "one_word": float(len(answer.words) <= 1),
        "questioning": float(answer.text.rstrip().endswith("?")),
    }


def _meaning_features(
    point: Reading, answer: Reading, point_beyond: Beyond, said: Beyond
) -> dict[str, float]:
    """How near the meaning of the answer is to that of the point, as directions of vectors."""
    meanings = (answer.sentence_vectors @ point.sentence_vectors[-1]).tolist()
    rest, rest_sentence, centred, centred_sentence = closeness(point_beyond, said)
    return {
        "meaning": meanings[-1],
        "meaning_sentence": max(meanings[:-1]),
        "rest_meaning": rest,
        "rest_meaning_sentence": rest_sentence,
        "centred": centred,
        "centred_sentence": centred_sentence,
    }


def _whole_features(whole: Whole) -> dict[str, float]:
    """What the answer is to the reference as a whole."""
    return {
        "new_words": math.log1p(whole.new_words),
        "function_words": whole.function_words,
        "echo": whole.echo,
        "whole_recall": whole.recall,
        "whole_precision": whole.precision,
        "whole_turned": whole.turned,
        "strange": whole.strange,
        "verbs": whole.verbs,
        "small_words": whole.small,
        "meaning_whole": whole.meaning,
        "meaning_question": whole.meaning_question,
        "cosine_whole": whole.cosine,
        "rest_whole": whole.rest,
        "centred_whole": whole.centred,
        "support": whole.support,
        "supported": whole.supported,
        "unsupported": whole.unsupported,
        "foreign": whole.foreign,
        "fits": whole.fits,
        "odd": whole.odd,
        "touching": whole.touching,
        "skipping": whole.skipping,
    }


def features(
    task: Task, place: int, answer: Reading, found: Alignment, shares: Shares, near: Span, said: Beyond
) -> dict[str, float]:
    """Give what can be said of the key point at a place among the task's texts by itself."""
    point, weights = task.texts[place], task.weights[place]
    return {
        **_recall_features(found, weights, shares),
        **_reversal_features(task, place, answer, found, shares, near),
        **_answer_features(task, point, answer, found, weights),
        **_meaning_features(point, answer, task.beyond[place], said),
    }


def feature_rows(task: Task, answer: Reading) -> tuple[list[list[float]], list[Alignment]]:
    """Give the features and the alignment of every key point of the task."""
    found = align(task.texts, task.vocabulary, answer)
    shares = [shares_of(*each) for each in zip(found, task.weights, strict=True)]
    said = beyond(task.question, answer)
    whole = look_at_whole(task, answer, found[0], shares[0], said)
    if len(found) == 1:
        return [], []
    near = [_near(one, answer) for one in found[1:]]
    columns = columns_of(task, answer, found[1:], near, whole.mean_new)
    columns |= {name: [value] * len(near) for name, value in _whole_features(whole).items()}
    rows = []
    for place, each in enumerate(zip(found[1:], shares[1:], near, strict=True), start=1):
        row = features(task, place, answer, *each, said)
        row["rest_recall"] = whole.recall - row["recall_new"]
        rows.append(row)
    _set_beside(rows)
    return [
        [row[name] if name in row else columns[name][place] for name in NAMES]
        for place, row in enumerate(rows)
    ], found[1:]


def _set_beside(rows: Sequence[dict[str, float]]) -> None:
    """Add to each point how it does beside the others, and how the best of them does."""
    for name, of in (("recall", "recall_new"), ("meaning", "rest_meaning_sentence")):
        values = [row[of] for row in rows]
        best, mean = max(values, default=0.0), sum(values) / max(len(values), 1)
        for row, value in zip(rows, values, strict=True):
            row[f"{name}_best"], row[f"{name}_beyond"] = best, value - mean
