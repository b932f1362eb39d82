"""Trying a question before learners get it: the page as they see it, and the mark that an answer would get."""

from quizapp.errors import QuizError
from quizapp.explain import explain
from quizapp.grade import mark
from quizapp.model.answer import LONGEST_ANSWER, Answer
from quizapp.model.bank import Bank
from quizapp.services.attempt_view import QuestionView, question_view
from quizapp.services.editing import question_of
from quizapp.services.results import ReviewedQuestion

SEED = 0
"""The order of the choices is that of an attempt with this seed."""


def asked(bank: Bank, question_id: str) -> QuestionView:
    """Give a question as a learner sees it, with its number in the bank. Raises NotFound."""
    question = question_of(bank, question_id)
    return question_view(bank.questions.index(question) + 1, question, SEED, None)


def tried(bank: Bank, question_id: str, answer: Answer) -> ReviewedQuestion:
    """Mark an answer as a learner's would be; nothing is stored. Raises NotFound, QuizError for a very long answer."""
    question = question_of(bank, question_id)
    if len(answer.text) > LONGEST_ANSWER:
        raise QuizError(
            f"This answer has {len(answer.text):,} characters; learners may write {LONGEST_ANSWER:,}."
        )
    given = mark(question, answer)
    told = explain(bank, question, answer, given)
    return ReviewedQuestion(bank.questions.index(question) + 1, question, answer, given, told, given.credit)
