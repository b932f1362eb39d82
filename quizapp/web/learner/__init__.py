"""The learner's pages: find a quiz, take it, see the result, come back to what was missed."""

from quizapp.web.learner import (
    blueprint,
    deck,
    drafts,
    finding,
    on_one_page,
    outcome,
    practising,
    taking,
)

__all__ = [
    "deck",
    "drafts",
    "on_one_page",
    "outcome",
    "pages",
    "practising",
    "rescue_answer",
    "rescue_contest",
    "rescue_start",
]

pages = blueprint.pages
rescue_answer = taking.rescue_answer
rescue_start = finding.rescue_start
rescue_contest = outcome.rescue_contest
