"""What a request of a class costs the database: a class asks for these pages all at once."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event


@contextmanager
def statements(store) -> Iterator[list[str]]:
    """Collect what is asked of the database in the block."""
    asked: list[str] = []

    def note(connection, cursor, statement, *rest):
        asked.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(store.engine, "before_cursor_execute", note)


def test_a_question_page_asks_the_database_three_times_at_most(learner, store, code):
    path = learner.start(code)
    learner.get(f"{path}/1")
    with statements(store) as asked:
        assert learner.get(f"{path}/2").status == 200
    assert len(asked) <= 3, asked


def test_saving_an_answer_reads_twice_locks_once_and_writes_once(learner, store, code):
    path = learner.start(code)
    learner.get(f"{path}/2")
    with statements(store) as asked:
        page = learner.post(f"{path}/2", follow=False, text="The Moon.", before="blank")
    assert page.response.status_code == 303
    assert len(asked) <= 4, asked
    assert sum(one.startswith("INSERT") for one in asked) == 1


def test_handing_in_asks_thirteen_times_and_reads_no_answer_anew(learner, store, code, monkeypatch):
    path = learner.start(code)
    learner.post(f"{path}/2", text="The Moon.", before="blank")

    def fail(*rest):
        raise AssertionError(rest)

    monkeypatch.setattr("quizapp.grade._mark_short_answer", fail)
    with statements(store) as asked:
        assert learner.post(f"{path}/finish", follow=False).response.status_code == 303
    assert len(asked) <= 13, asked


def test_the_result_costs_the_same_few_statements_however_many_questions_there_are(learner, store, code):
    path = learner.start(code)
    learner.post(f"{path}/finish")
    with statements(store) as asked:
        assert learner.get(f"{path}/result").status == 200
    assert len(asked) <= 8, asked
