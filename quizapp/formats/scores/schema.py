"""The JSON Schemas (2020-12) of what programs read: the JSON file of scores, and the answers of the API."""

from typing import Any

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def thing(**properties: Schema) -> Schema:
    """Give the schema of an object that has exactly these properties."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def several(items: Schema) -> Schema:
    """Give the schema of a list."""
    return {"type": "array", "items": items}


def maybe(schema: Schema) -> Schema:
    """Give the schema of something that may be null."""
    return {**schema, "type": [schema["type"], "null"]}


TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
COUNT: Schema = {"type": "integer", "minimum": 0}
NUMBER: Schema = {"type": "number"}
SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
TIME: Schema = {"type": "string", "format": "date-time", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
INTERVAL: Schema = {"type": "array", "items": NUMBER, "minItems": 2, "maxItems": 2}

QUESTION = thing(
    id=TEXT,
    number={"type": "integer", "minimum": 1},
    prompt=TEXT,
    kind={"enum": ["multiple_choice", "short_answer"]},
    points=NUMBER,
    left_out=FLAG,
)
PERSON = thing(name=TEXT, id=maybe(TEXT), login=maybe(TEXT), email=maybe(TEXT))
SCORE = thing(
    learner=PERSON,
    attempt=TEXT,
    started_at=TIME,
    finished_at=maybe(TIME),
    counts=FLAG,
    score=maybe(NUMBER),
    out_of=NUMBER,
    percent=maybe(NUMBER),
)
CREDIT = thing(question=TEXT, credit=SHARE, needs_review=FLAG)
ATTEMPT = thing(**SCORE["properties"], credits=several(CREDIT))
ANSWER = thing(
    attempt=TEXT,
    question=TEXT,
    answer=TEXT,
    credit=SHARE,
    verdict={"enum": ["correct", "partly_correct", "incorrect", "contradicts", "blank"]},
    needs_review=FLAG,
    ruled=FLAG,
    saved_at=maybe(TIME),
)
CHOICE = thing(text=maybe(TEXT), key=FLAG, share=SHARE, upper_third=SHARE, lower_third=SHARE)
ITEM = thing(
    question=TEXT,
    answers=COUNT,
    facility=maybe(SHARE),
    facility_interval=INTERVAL,
    discrimination=maybe({"type": "number", "minimum": -1, "maximum": 1}),
    discrimination_interval=maybe(INTERVAL),
    seconds=maybe(NUMBER),
    choices=several(CHOICE),
    advice=several(thing(kind=TEXT, words=TEXT)),
)
SCORES_SCHEMA: Schema = {
    "$schema": DIALECT,
    "title": "Scores of a quiz, as quizapp exports them",
    **thing(
        format={"const": "quizapp-scores"},
        version={"const": 1},
        quiz=thing(code=TEXT, title=TEXT, counting={"enum": ["best", "first", "last"]}),
        questions=several(QUESTION),
        attempts=several(ATTEMPT),
        answers=several(ANSWER),
        items=several(ITEM),
    ),
}
