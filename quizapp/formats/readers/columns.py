"""Which column (or key) holds the questions and which the answers: by its name, else by what stands in it."""

import re
from collections.abc import Mapping, Sequence

from quizapp.formats.readers.questions import is_asked, sounds_asked

SURE_QUESTIONS = (
    "question q questions ask asked_question query frage pregunta pergunta domanda vraag fråga spørgsmål "
    "spørsmål kysymys pytanie otázka kérdés întrebare soru вопрос питання въпрос ερώτηση "
    "問題 问题 质问 問 问 質問 질문 سؤال प्रश्न "
    "questiontext question_text question_title question_name questionbody enquiry inquiry"
).split()
LIKELY_QUESTIONS = "prompt heading title name summary subject term front header topic label key text".split()
SURE_ANSWERS = (
    "answer a answers response reply antwort antworten réponse reponse respuesta resposta risposta antwoord svar "
    "vastaus "
    "odpowiedź odpověď odpoveď válasz răspuns cevap yanıt ответ відповідь отговор απάντηση "
    "答案 回答 答 답변 답 جواب إجابة "
    "उत्तर answertext answer_text answer_body acceptedanswer accepted_answer solution resolution explanation"
).split()
LIKELY_ANSWERS = (
    "body text content contents description desc definition back details detail value html markdown message info "
    "information paragraph copy"
).split()
MARKED_UP = ("html", "markdown", "md", "raw", "rich", "rendered", "en")
PREFIXES = re.compile(
    r"^(?:faqs?|qa|qna|item|entry|the|acf|field|post|page|kb|article|my|your|user|customer)_"
)
SUFFIXES = re.compile(r"_(?:text|body|title|string|str|value|content|en|us|plain|column|field|\d+)$")


def meaning(name: str) -> str:
    """Give a name without case, separators, and the parts that some files put around every name.

    ``FAQ-Question``, ``faqQuestion``, ``question_text`` and ``Question:`` all mean ``question``.
    """
    name = re.sub(r"(?<=[a-z\d])(?=[A-Z])", "_", name.strip().strip("\ufeff*_:#.? "))
    name = re.sub(r"[\W_]+", "_", name.casefold()).strip("_")
    while (shorter := PREFIXES.sub("", SUFFIXES.sub("", name))) != name and shorter:
        name = shorter
    return name


def named(names: Sequence[str], wanted: Sequence[str]) -> str | None:
    """Give the first of the names whose meaning is wanted, in the order of the wanted ones."""
    meanings: dict[str, str] = {}
    for name in names:
        meanings.setdefault(meaning(name), name)
    return next((meanings[word] for word in wanted if word in meanings), None)


def sure_columns(names: Sequence[str]) -> tuple[str, str] | None:
    """Give the names of the question's and the answer's column where both say what they are."""
    question, answer = named(names, SURE_QUESTIONS), named(names, SURE_ANSWERS)
    return (question, answer) if question and answer else None


def find_columns(rows: Sequence[Mapping[str, str]]) -> tuple[str, str] | None:
    """Give the names of the two columns of a table; None where nothing says which they are.

    A name that surely means one goes before what stands in the columns, a likely name after it: the questions
    ask, the answers are the longest texts of the others.
    """
    names = list(dict.fromkeys(name for row in rows[:200] for name in row))
    if sure := sure_columns(names):
        return sure
    sure_question = named(names, SURE_QUESTIONS) or asking(names, rows)
    question = sure_question or named(names, LIKELY_QUESTIONS)
    others = [name for name in names if name != question]
    sure_answer = named(others, SURE_ANSWERS)
    answer = (
        sure_answer or named(others, LIKELY_ANSWERS) or (longest(others, rows) if sure_question else None)
    )
    if not question and sure_answer:
        question = asking([name for name in names if name != answer], rows, loosely=True)
    if not (question and answer) or not (sure_question or sure_answer or some_ask(question, rows)):
        return None
    return question, answer


def some_ask(name: str, rows: Sequence[Mapping[str, str]]) -> bool:
    """Whether a quarter of the texts of a column ask; names alone (“title”, “text”) say too little."""
    texts = [row.get(name, "") for row in rows[:200]]
    return sum(map(sounds_asked, texts)) * 4 >= len(texts)


def asking(names: Sequence[str], rows: Sequence[Mapping[str, str]], loosely: bool = False) -> str | None:
    """Give the column in which at least half of the texts ask."""
    best, most = None, 0.5
    for name in names:
        texts = [text for row in rows[:200] if (text := row.get(name, "").strip())]
        share = sum(sounds_asked(text) if loosely else is_asked(text) for text in texts) / max(1, len(texts))
        if share >= most and len(texts) * 2 >= len(rows[:200]):
            best, most = name, share + 0.001
    return best


def longest(names: Sequence[str], rows: Sequence[Mapping[str, str]]) -> str | None:
    """Give the column with the most words that are no addresses."""

    def length(name: str) -> int:
        return sum(len(word) for row in rows[:200] for word in row.get(name, "").split() if "://" not in word)

    best = max(names, key=length, default=None)
    return best if best and length(best) else None
