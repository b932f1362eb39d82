"""Whether a line asks something, and the labels and numbers that people put before questions and answers."""

import re

CLOSERS = "*_\"'”’»)]: \t\u200b\xa0"
NUMBER = re.compile(r"^(?:\d{1,4}(?:\.\d{1,4})*[.)]|\(\d{1,4}\)|\d{1,4}(?:\.\d{1,4})+)\s+(?=\S)")
SUBJECT = re.compile(r"^subject:\s+(?=\S)", re.IGNORECASE)
"""Stands before each question in the old digests of news groups."""
QUESTION_WORDS = (
    "question|frage|pregunta|pergunta|domanda|vraag|fråga|spørgsmål|spørsmål|kysymys|pytanie|otázka|kérdés|"
    "întrebare|soru|вопрос|питання|въпрос|ερώτηση|問題|问题|問|问|질문|سؤال|प्रश्न"
)
ANSWER_WORDS = (
    "answer|antwort|réponse|reponse|respuesta|resposta|risposta|antwoord|svar|vastaus|odpowiedź|odpověď|odpoveď|"
    "válasz|răspuns|cevap|yanıt|ответ|відповідь|отговор|απάντηση|回答|答案|答|답변|جواب|إجابة|उत्तर"
)
QUESTION_LABEL = re.compile(
    rf"^(?:q|{QUESTION_WORDS})\s*#?\d*\s*[:：.)]\s+(?=\S)|^q\d*[:：](?=\S)|^[问問][:：]", re.IGNORECASE
)
ANSWER_LABEL = re.compile(rf"^(?:a|{ANSWER_WORDS})\s*#?\d*\s*[:：)]\s+(?=\S)|^答[:：]", re.IGNORECASE)
OPENERS = re.compile(
    r"^(?:and |but |so |or |if [^,]{1,80}, )?(?:what|who|whom|whose|which|when|where|why|how|is|are|was|were|am|"
    r"do|does|did|can|could|may|might|must|shall|should|will|would|has|have|had|tell me|explain|i)\b"
    r"|^(?:wer|was|wann|wo|warum|wie|wieso|welche[rsn]?|qué|quién|cómo|cuándo|dónde|por qué|qui|que|quand|où|"
    r"pourquoi|comment|combien|quel(?:le)?s?|est-ce|chi|che|quando|dove|perché|come|quanto)\b",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"^(?:do you |you |if you )?(?:still |have |got |any |(?:an)?other |more |further |additional |unanswered )+"
    r"questions?\b.{0,30}$"
    r"|^(?:still )?(?:need|want) (?:more |further |some |any |additional )?"
    r"(?:help|support|assistance|information)\b.{0,30}$"
    r"|^(?:did|was|is|were) (?:this|that|we|the) (?:page|article|answer|information|faq|section|help)\b"
    r".{0,30}help.{0,20}$"
    r"|^(?:can(?:'|’)t|cannot|could(?:n(?:'|’)t| not)|did(?:n(?:'|’)t| not)) (?:you )?(?:find|see)\b"
    r".{0,30}(?:answer|looking for|question|need).{0,20}$"
    r"|^(?:noch|weitere|sonstige) (?:weitere )?fragen\b.{0,20}$"
    r"|^(?:haben sie|hast du) (?:noch |weitere )+fragen\b.{0,20}$"
    r"|^¿?(?:tienes?|todavía|más) (?:más |alguna )?(?:preguntas?|dudas?)\b.{0,20}$"
    r"|^(?:d'|vous avez )?(?:d'|encore des )?autres questions\b.{0,20}$",
    re.IGNORECASE,
)
FAQ_NAME = re.compile(
    r"\bf\.?a\.?q\.?s?\b|\bq\s*(?:&|and|\+)\s*a\b|\bfrequently[ -]asked\b|\bquestions? (?:and|&) answers?\b|"
    r"\bcommon questions\b|\bhäufig(?:e|\b).{0,12}\bfragen\b|\bfragen und antworten\b|"
    r"\bpreguntas (?:más )?frecuentes\b|"
    r"\bperguntas (?:mais )?frequentes\b|\bfoire aux questions\b|\bquestions? fréquen|\bdomande frequenti\b|"
    r"\bveelgestelde vragen\b|\bчастые вопросы\b|常见问题|よくある質問|자주 묻는",
    re.IGNORECASE,
)


def is_asked(text: str) -> bool:
    """Whether the text ends with a question mark (quotes, brackets and emphasis after it aside)."""
    return text.rstrip(CLOSERS).endswith(("?", "？", "؟", ";\u037e", "\u037e"))


def begins_as_question(text: str) -> bool:
    """Whether the text begins as questions do."""
    return bool(OPENERS.match(text))


def sounds_asked(text: str) -> bool:
    """Whether the text ends with a question mark or begins as questions do."""
    return is_asked(text) or begins_as_question(text)


def is_closing(text: str) -> bool:
    """Whether the text is what pages say after their last answer (“Still have questions?”)."""
    return bool(CLOSING.match(text))


def names_a_faq(text: str) -> bool:
    """Whether a heading says that questions and answers follow."""
    return bool(FAQ_NAME.search(text))


def without_label(question: str) -> str:
    """Take the number and the ``Q:`` off a question."""
    return QUESTION_LABEL.sub("", NUMBER.sub("", SUBJECT.sub("", question), count=1), count=1)


def without_answer_label(answer: str) -> str:
    """Take the ``A:`` off an answer."""
    return ANSWER_LABEL.sub("", answer, count=1)
