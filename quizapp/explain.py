"""Why a mark is what it is: what the learner said, what is right, and the exact words of the source."""

from collections.abc import Iterable, Sequence

from quizapp.language.words import content_stems
from quizapp.model.answer import Answer
from quizapp.model.bank import Bank
from quizapp.model.explanation import ChoiceLine, Explanation, Piece, PointLine, Quote
from quizapp.model.mark import Mark, PointMark, PointStatus, Verdict
from quizapp.model.question import Evidence, KeyPoint, MultipleChoice, Question, ShortAnswer
from quizapp.model.text import Text, counted, joined, sentence

WIDEST_BRIDGE = 16
"""Characters of small words between two matches that are marked with them."""

_HEADLINES = {
    Verdict.CORRECT: sentence("Correct"),
    Verdict.PARTLY_CORRECT: sentence("Partly right"),
    Verdict.INCORRECT: sentence("Not right"),
    Verdict.CONTRADICTS: sentence("Contradicts the source"),
    Verdict.BLANK: sentence("No answer was given"),
}
_NOTES = {
    PointStatus.FOUND: sentence("Your answer says this."),
    PointStatus.PARTLY: sentence("Your answer says part of this."),
    PointStatus.MISSING: sentence("Missing from your answer."),
    PointStatus.CONTRADICTED: sentence("Your answer says something else than the source."),
}
LONGEST_SAID = 160
"""Characters of the learner's words, and of the source's, that a sentence about a point repeats."""


def pieces(text: str, spans: Iterable[tuple[int, int]]) -> tuple[Piece, ...]:
    """Cut a text into pieces that join to it, those inside a span marked; overlapping spans are merged."""
    found: list[Piece] = []
    done = 0
    for start, end in _merged(text, spans):
        if start > done:
            found.append(Piece(text[done:start], False))
        found.append(Piece(text[start:end], True))
        done = end
    if done < len(text):
        found.append(Piece(text[done:], False))
    return tuple(found)


def _merged(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sort the spans, cut them to the text, and join those that overlap or that only white space parts."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted((max(start, 0), min(end, len(text))) for start, end in spans):
        if start >= end:
            continue
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def bridged(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join the spans that only a few small words part, so that phrases are marked and not single words."""
    found: list[tuple[int, int]] = []
    for start, end in _merged(text, spans):
        between = text[found[-1][1] : start] if found else ""
        if found and len(between) <= WIDEST_BRIDGE and not content_stems(between) and "\n" not in between:
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return found


def explain(bank: Bank, question: Question, answer: Answer, mark: Mark) -> Explanation:
    """Explain the mark of an answer to a question of the bank."""
    if isinstance(question, MultipleChoice):
        return _explain_choice(bank, question, answer, mark)
    return _explain_short_answer(bank, question, answer, mark)


def _explain_choice(bank: Bank, question: MultipleChoice, answer: Answer, mark: Mark) -> Explanation:
    key = question.choices[question.key]
    chosen = (
        answer.choice if answer.choice is not None and 0 <= answer.choice < len(question.choices) else None
    )
    lines = tuple(
        ChoiceLine(choice.text, choice.correct, place == chosen, choice.why)
        for place, choice in enumerate(question.choices)
    )
    shown = list(key.evidence)
    if chosen is not None:
        shown += question.choices[chosen].evidence
    return Explanation(
        headline=_sentence_of(_HEADLINES[mark.verdict]),
        answer=(Piece(question.choices[chosen].text, False),) if chosen is not None else (),
        right=key.text,
        choices=lines,
        quotes=_quotes(bank, question, shown),
        note=mark.note,
        remark=question.explanation,
    )


def _explain_short_answer(bank: Bank, question: ShortAnswer, answer: Answer, mark: Mark) -> Explanation:
    by_name = {point.point: point for point in mark.points}
    matches = [
        match.answer
        for point in mark.points
        if point.status in (PointStatus.FOUND, PointStatus.PARTLY, PointStatus.CONTRADICTED)
        for match in point.matches
    ]
    return Explanation(
        headline=_headline(mark),
        answer=pieces(answer.text, bridged(answer.text, matches)),
        right="\n".join(point.text for point in question.points),
        points=tuple(
            _point_line(bank, point, by_name.get(point.id), mark, answer.text) for point in question.points
        ),
        quotes=_quotes(bank, question, [place for point in question.points for place in point.evidence]),
        note=mark.note,
        remark=question.explanation,
    )


def _headline(mark: Mark) -> Text:
    """Say the verdict and, where points were looked for, how many were found."""
    start = _HEADLINES[mark.verdict]
    if not mark.points:
        return _sentence_of(start)
    found = sum(point.status is PointStatus.FOUND for point in mark.points)
    partly = sum(point.status is PointStatus.PARTLY for point in mark.points)
    against = sum(point.status is PointStatus.CONTRADICTED for point in mark.points)
    parts = [
        counted(
            "%(found)s of %(count)s point found",
            "%(found)s of %(count)s points found",
            len(mark.points),
            found=found,
        )
    ]
    parts += [sentence("%(number)s in part", number=partly)] if partly else []
    parts += [sentence("%(number)s contradicted", number=against)] if against else []
    return _sentence_of(joined(": ", [start, joined(", ", parts)]))


def _sentence_of(text: Text) -> Text:
    """End a sentence."""
    return joined("", [text, "."])


def _point_line(bank: Bank, point: KeyPoint, marked: PointMark | None, mark: Mark, text: str) -> PointLine:
    """Tell what became of a point; without a mark of its own it shares the fate of the answer."""
    quote = " … ".join(bank.quote(place) for place in point.evidence)
    if marked is None:
        status = PointStatus.FOUND if mark.credit >= 1.0 else PointStatus.MISSING
        return PointLine(point.text, status, quote)
    return PointLine(point.text, marked.status, quote, marked.note or _sentence(marked, text, point.text))


def _sentence(marked: PointMark, text: str, source: str) -> Text:
    """Say in words what became of a point: the learner's own words that spoke for it, and against what."""
    phrases = bridged(text, [match.answer for match in marked.matches])
    said = " … ".join(" ".join(text[start:end].split()) for start, end in phrases)
    if not said or marked.status is PointStatus.MISSING:
        return _NOTES[marked.status]
    words = {"said": _shortened(said), "source": _shortened(source).rstrip(".")}
    if marked.status is PointStatus.FOUND:
        return sentence("You said “%(said)s”: your answer says this.", said=words["said"])
    if marked.status is PointStatus.PARTLY:
        return sentence("You said “%(said)s”: your answer says part of this.", said=words["said"])
    return sentence("You said “%(said)s”; the source says “%(source)s”.", **words)


def _shortened(text: str) -> str:
    """Cut a text after a word where it is too long to be repeated."""
    return text if len(text) <= LONGEST_SAID else text[:LONGEST_SAID].rsplit(" ", 1)[0] + " …"


def _quotes(bank: Bank, question: Question, evidence: Sequence[Evidence]) -> tuple[Quote, ...]:
    """Give the passages that the evidence lies in (at least the question's own), with the evidence marked."""
    names = [question.passage] if question.passage is not None else []
    names += [place.passage for place in evidence]
    titles = {source.id: source.title or source.file for source in bank.sources}
    quotes = []
    for name in dict.fromkeys(names):
        passage = bank.passage_by_id.get(name)
        if passage is not None:
            spans = [(place.start, place.end) for place in evidence if place.passage == name]
            source = titles.get(passage.source, passage.source)
            quotes.append(Quote(name, passage.question, source, pieces(passage.answer, spans)))
    return tuple(quotes)
