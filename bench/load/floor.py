"""The floor: the least that Flask, SQLAlchemy and SQLite cost. One select a page, one insert a POST, nothing else."""

import os

from flask import Flask, redirect, request
from sqlalchemy import ForeignKey, Text, create_engine, event, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

QUESTIONS = 10


class Base(DeclarativeBase):
    """The tables."""


class Question(Base):
    """What a page shows."""

    __tablename__ = "question"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class Given(Base):
    """What a POST leaves."""

    __tablename__ = "given"
    id: Mapped[int] = mapped_column(primary_key=True)
    question: Mapped[int] = mapped_column(ForeignKey("question.id"))
    text: Mapped[str] = mapped_column(Text)


def set_up(connection, record) -> None:
    """Use the write-ahead log, as quizapp does."""
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute(f"PRAGMA synchronous={os.environ.get('FLOOR_SYNCHRONOUS', 'NORMAL')}")


engine = create_engine(f"sqlite:///{os.environ['FLOOR_DATABASE']}")
event.listen(engine, "connect", set_up)
Base.metadata.create_all(engine)
with Session(engine) as session:
    if session.get(Question, 1) is None:
        session.add_all(Question(id=n, text=f"Question {n}: what causes the tides?") for n in range(1, 11))
        session.commit()
engine.dispose()

app = Flask(__name__)


@app.get("/<int:number>")
def page(number: int) -> str:
    """Give a page: one select."""
    with Session(engine) as session:
        found = session.scalars(select(Question).where(Question.id == number)).one()
        return (
            f"<!doctype html><title>{number}</title><form method=post><p>{found.text}<input name=text></form>"
        )


@app.post("/<int:number>")
def answer(number: int):
    """Take an answer: one insert."""
    with Session(engine) as session:
        session.add(Given(question=number, text=request.form["text"]))
        session.commit()
    return redirect(f"/{number % QUESTIONS + 1}", 303)
