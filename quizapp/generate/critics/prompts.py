"""Flaws of prompts."""

import re

from quizapp.model.question import MultipleChoice

_NEGATIVE = re.compile(r"\b(?:not|except|never|cannot|\w+n['’]t)\b", re.IGNORECASE)
_GAP = re.compile(r"(?:_{2,}|…|\.{3})(?=\s*[”\"']?\s*\w)")
_VAGUE = re.compile(r"\b(?:usually|sometimes|often|frequently|generally|probably)\b", re.IGNORECASE)
_FOCUSED = re.compile(r"[?:…]|_{2,}|\.{3}")
_POINTING = re.compile(r"^(?:he|she|it|they|this|these|those|such|that)\b", re.IGNORECASE)
_TRUE_FALSE = re.compile(
    r"\bwhich (?:of the following |of these )?(?:statements? )?(?:is|are) (?:true|false|correct)\b",
    re.IGNORECASE,
)
LONGEST_PROMPT = 70
"""Words after which a prompt is more reading than asking."""


def _asks(prompt: str) -> str:
    """Give the prompt without what it quotes from the source."""
    return re.sub(r"“[^”]*”", "", prompt)


def negative(question: MultipleChoice) -> str | None:
    """The prompt asks for what is not so; a FAQ question may, but it is easily read past."""
    found = _NEGATIVE.search(_asks(question.prompt))
    return f"“{found.group()}” in the prompt" if found else None


def gap_inside(question: MultipleChoice) -> str | None:
    """The gap is not at the end of the prompt."""
    found = _GAP.search(question.prompt)
    return f"words after the gap: “{question.prompt[found.start() :][:40]}”" if found else None


def vague(question: MultipleChoice) -> str | None:
    """An option rests on a vague term of quantity that the others do not have."""
    having = [choice.text for choice in question.choices if _VAGUE.search(choice.text)]
    if not having or len(having) > len(question.choices) / 4:
        return None
    return f"only “{having[0]}” says “{_VAGUE.findall(having[0])[0]}”"


def unfocused(question: MultipleChoice) -> str | None:
    """The prompt does not ask anything."""
    return None if _FOCUSED.search(question.prompt) else "no question mark, colon or gap"


def pointing(question: MultipleChoice) -> str | None:
    """The prompt or an option begins with a word for something that is not named."""
    quotes = re.findall(r"“([^”]*)”", question.prompt)
    for text in (*quotes, *(choice.text for choice in question.choices)):
        found = _POINTING.match(text.strip())
        if found and not re.match(r"(?:it (?:is|was|takes|may|can)\b|that\b)", text.strip(), re.IGNORECASE):
            return f"“{found.group()}” in “{text[:50]}”"
    return None


def true_false(question: MultipleChoice) -> str | None:
    """The prompt names no subject: the options are a series of true and false statements."""
    found = _TRUE_FALSE.search(question.prompt)
    return f"“{found.group()}”" if found and len(question.prompt.split()) < 12 else None


def long_prompt(question: MultipleChoice) -> str | None:
    """The prompt holds more than the question needs."""
    count = len(question.prompt.split())
    return f"{count} words" if count > LONGEST_PROMPT else None
