"""What an answer has besides answering, and what is not marked: talk to the marker, a word said over and over."""

import re

from quizapp.language.words import listed

_TALK = re.compile(
    r"""
      \b(?:dear|ai|the|this|any|mr|automatic)\s+(?:ai\s+)?(?:grader|marker|examiner|assessor|grading\s+system)\b
    | \b(?:note|instructions?|message)\s+(?:to|for)\s+(?:the\s+)?(?:ai\b|grader|marker|examiner|teacher)
    | \bmarking\s+system\b
    | \b(?:full|maximum|max|highest|top|perfect|all)\s+(?:the\s+)?(?:marks?|credits?|scores?|points|grades?)\b
    | \b(?:ignore|disregard|forget)\b.{0,30}\b(?:instructions?|prompts?|reference|rules|rubric)\b
    | \breference\s+answer\b | \bsee\s+(?:the\s+)?reference\b
    | \b(?:this|my|the|learner's|student's)\s+answer\s+is\s+(?:\w+\s+(?:and\s+)?)?(?:correct|right|complete)\b
    | \bmark\s+(?:this|it|me)\s+(?:as\s+)?(?:\w+\s+)?(?:correct|right|full)
    | \bstudent\s+has\s+(?:answered|shown|demonstrated)\b
    | \b(?:score|credit|grade|verdict|confidence)\s*[=:]\s*["'\w]
    | ^\W*system\s*: | </?(?:answer|result|system|instructions?)>
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NEEDED = listed(
    "grader marker examiner assessor grading marking mark credit score points grade ignore disregard forget reference "
    "answer student instruction message note verdict confidence system </ <answer <result"
)
"""Of these every sentence that talks to the marker has one: looking for them is ten times as quick."""

_PIECE = re.compile(r"(?:[^.!?\n]|[.!?](?!\s))+[.!?]*")
"""Up to the next stop before white space: people who talk to the marker care little for capitals."""


def without_talk(text: str, known: str) -> str:
    """Blank out the sentences that talk to the marker; every other character stays in its place.

    ``known`` is the question and what is looked for: where they speak of marks and markers themselves, the
    answer may too, and nothing is taken out.
    """
    if text.isascii():
        low = text.lower()
        if not any(word in low for word in _NEEDED):
            return text
    if not _TALK.search(text) or _TALK.search(known):
        return text
    kept = list(text)
    for piece in _PIECE.finditer(text):
        if _TALK.search(piece.group()):
            kept[piece.start() : piece.end()] = " " * len(piece.group())
    return "".join(kept)


_STUTTER = re.compile(r"\b(\w{1,40}+)(?:\W{1,10}\1\b){2,}", re.IGNORECASE)


def without_stutter(text: str) -> str:
    """Blank out a word that is said more than twice on end, but for the first time; nothing else moves."""
    return _STUTTER.sub(lambda match: match[1] + " " * (len(match[0]) - len(match[1])), text)
