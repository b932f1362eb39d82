"""Ids made from content, so that inserting one thing renumbers nothing else."""

import hashlib
import re
import unicodedata


def digest(*texts: str, length: int = 8) -> str:
    """Give ``length`` hexadecimal digits that depend on the texts alone; case and white space count not."""
    folded = "\x1f".join(" ".join(unicodedata.normalize("NFKC", text).casefold().split()) for text in texts)
    return hashlib.sha256(folded.encode()).hexdigest()[:length]


def kebab(text: str, fallback: str = "quiz", longest: int = 60) -> str:
    """Turn a title or file name into a kebab-case id of at most ``longest`` characters."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z0-9]+", plain)
    name = "-".join(words)[:longest].strip("-")
    return name or fallback


def passage_id(question: str) -> str:
    """Give the id of a passage, made from the FAQ question."""
    return f"p-{digest(question)}"


def multiple_choice_id(passage: str, prompt: str, key: str) -> str:
    """Give the id of a multiple-choice question; a changed distractor keeps it."""
    return f"{passage}-mc-{digest(prompt, key, length=4)}"


def short_answer_id(passage: str) -> str:
    """Give the id of the short-answer question of a passage."""
    return f"{passage}-sa"
