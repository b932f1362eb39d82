"""The description of the API (OpenAPI 3.1), made from one table: a row an address."""

from dataclasses import dataclass
from typing import Any

from quizapp import __version__
from quizapp.formats.scores.schema import (
    ATTEMPT,
    COUNT,
    FLAG,
    ITEM,
    NUMBER,
    QUESTION,
    SCORE,
    TEXT,
    TIME,
    Schema,
    maybe,
    several,
    thing,
)

ON_PAGE = 100
"""Entries of a page, where nothing else is asked for."""

MOST = 500

QUIZ = thing(
    code=TEXT,
    title=TEXT,
    bank=TEXT,
    published_at=TIME,
    open=FLAG,
    counting={"enum": ["best", "first", "last"]},
    attempts=COUNT,
    finished=COUNT,
)
WHOLE = thing(
    learners=COUNT, mean=maybe(NUMBER), deviation=maybe(NUMBER), alpha=maybe(NUMBER), error=maybe(NUMBER)
)
ERROR = thing(error=thing(status={"type": "integer"}, message=TEXT))


def page_of(items: Schema, **beside: Schema) -> Schema:
    """Give the schema of a page of a list."""
    page = {"type": "integer", "minimum": 1}
    return thing(items=several(items), page=page, pages=page, total=COUNT, next=maybe(TEXT), **beside)


@dataclass(frozen=True)
class Operation:
    """An address that is read: ``endpoint`` is its view, ``answer`` the schema of what it gives.

    ``is_open`` ones need no token; ``is_list`` ones come in pages.
    """

    path: str
    endpoint: str
    summary: str
    answer: Schema
    is_open: bool = False
    is_list: bool = True
    parameters: tuple[str, ...] = ()


OPERATIONS = (
    Operation("/api/v1/quizzes", "api.quizzes", "Your quizzes, the oldest first.", page_of(QUIZ)),
    Operation(
        "/api/v1/quizzes/{code}/scores",
        "api.scores",
        "The attempt of each learner that counts, the first begun first.",
        page_of(SCORE),
        parameters=("code",),
    ),
    Operation(
        "/api/v1/quizzes/{code}/attempts",
        "api.attempts",
        "All attempts, with the credit on every question.",
        page_of(ATTEMPT, questions=several(QUESTION)),
        parameters=("code",),
    ),
    Operation(
        "/api/v1/quizzes/{code}/items",
        "api.items",
        "The questions in figures, and the quiz as a whole.",
        page_of(ITEM, questions=several(QUESTION), whole=WHOLE),
        parameters=("code",),
    ),
    Operation(
        "/api/v1/openapi.json", "api.openapi", "This description.", {"type": "object"}, True, is_list=False
    ),
    Operation(
        "/api/v1/scores.schema.json",
        "api.scores_schema",
        "The JSON Schema of the JSON file of scores.",
        {"type": "object"},
        True,
        is_list=False,
    ),
)


def document(server: str) -> dict[str, Any]:
    """Give the description for a server's address."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "quizapp",
            "version": __version__,
            "summary": "Scores, attempts and figures of questions, to read.",
        },
        "servers": [{"url": server}],
        "paths": {operation.path: {"get": described(operation)} for operation in OPERATIONS},
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Error": ERROR},
        },
    }


def described(operation: Operation) -> dict[str, Any]:
    """Describe one address."""
    error = content({"$ref": "#/components/schemas/Error"})
    responses: dict[str, Any] = {"200": {"description": "What was asked for.", **content(operation.answer)}}
    if not operation.is_open:
        responses["401"] = {"description": "No token, or one that is not known.", **error}
        responses["429"] = {"description": "Too many requests; Retry-After says how long to wait.", **error}
    if operation.is_list:
        responses["400"] = {"description": "A page or a size that is none.", **error}
    if operation.parameters:
        responses["404"] = {"description": "You have no such quiz.", **error}
    parameters = [parameter(name, "path", TEXT) for name in operation.parameters]
    if operation.is_list:
        parameters.append(parameter("page", "query", {"type": "integer", "minimum": 1, "default": 1}))
        size = {"type": "integer", "minimum": 1, "maximum": MOST, "default": ON_PAGE}
        parameters.append(parameter("per_page", "query", size))
    return {
        "operationId": operation.endpoint.removeprefix("api."),
        "summary": operation.summary,
        "parameters": parameters,
        "security": [] if operation.is_open else [{"token": []}],
        "responses": responses,
    }


def parameter(name: str, place: str, schema: Schema) -> dict[str, Any]:
    """Describe a parameter; those in the path have to be given."""
    return {"name": name, "in": place, "required": place == "path", "schema": schema}


def content(schema: Schema) -> dict[str, Any]:
    """Say that something is JSON of a schema."""
    return {"content": {"application/json": {"schema": schema}}}
