"""quizapp turns a FAQ document into a fair quiz, marks it honestly and explains every mark."""

__version__ = "0.1.0"
