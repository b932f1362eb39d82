"""One score: whatever is asked, answered, ruled and marked again, everybody reads the same score everywhere."""

import csv
import io
import json
import re
from collections import Counter, defaultdict
from contextlib import suppress
from datetime import timedelta
from itertools import count

import openpyxl
import pytest
from classes import holder_of, sit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.errors import QuizError
from quizapp.model.answer import Answer
from quizapp.model.quiz import Counting, QuizSettings
from quizapp.services import api_tokens, exporting, filling, publishing, remarking, study, teach
from quizapp.services.filling import FillWish, Scale
from quizapp.services.proposals import Consent, Proposal
from quizapp.services.publishing import Wanted

SUN = "The rotation of the Sun"
NAMES = ("Ada Aalto", "Bob Berg", "Cem Çelik")
WORDS = ("The gravity of the Moon mainly causes the tides.", "The Moon.", "The wind pushes the water ashore.")

PLACE = st.integers(0, 3)
ANSWER = st.tuples(st.none() | st.integers(0, 2), st.sampled_from(("", *WORDS)))
ATTEMPT = st.tuples(ANSWER, ANSWER)
CLASS = st.tuples(*(st.lists(ATTEMPT, min_size=0 if n else 1, max_size=2) for n in range(len(NAMES))))
STEP = st.tuples(
    st.sampled_from(("override", "drop", "full", "answered", "accept", "remark")),
    PLACE,
    st.integers(0, 5),
    st.sampled_from((0.0, 0.125, 1 / 3, 0.5, 1.0)),
)
SETTINGS = st.tuples(
    st.none() | st.integers(1, 3),
    st.sampled_from(Counting),
    st.lists(st.sampled_from((0.5, 1.0, 1 / 3, 2.0, 3.25)), min_size=4, max_size=4),
)


@pytest.fixture
def token(store, tara, now):
    return api_tokens.make_token(store, tara, "figures", now)


@pytest.fixture
def play(store, tara, bank, code, now):
    """Publishes a quiz with these settings, lets a class take it and a teacher change it; gives code and attempts."""
    numbers = count()

    def played(chosen, answers, steps):
        draw, counting, points = chosen
        worth = tuple((question.id, points[n]) for n, question in enumerate(bank.questions))
        wanted = Wanted(QuizSettings(draw=draw, counting=counting, points=worth), label=f"{next(numbers)}")
        quiz = publishing.publish_another(store, tara, bank.id, wanted, now)
        taken = {
            take(store, quiz, name, said, now + timedelta(minutes=20 * turn)): name
            for name, attempts in zip(NAMES, answers, strict=True)
            for turn, said in enumerate(attempts)
        }
        for step in steps:
            change(store, tara, quiz, bank, list(taken), step, now + timedelta(days=1))
        return quiz, taken

    return played


def take(store, code, name, said, now):
    """Take a quiz: the first pair of answers is for the first question of either kind, the second for the second."""
    attempt = sit(store, code, name, {}, now, hand_in=False)
    seen = Counter()
    for view in study.open_attempt(store, attempt, holder_of(name)).questions:
        choice, text = said[seen[view.kind]]
        seen[view.kind] += 1
        answer = Answer(choice=choice) if view.kind == "multiple_choice" else Answer(text=text)
        study.save_answer(store, attempt, holder_of(name), view.number, answer, now)
    study.finish(store, attempt, holder_of(name), now + timedelta(minutes=5))
    return attempt


def change(store, tara, code, bank, attempts, step, now):
    """Do one thing to the marks; what is refused changes nothing."""
    kind, place, which, credit = step
    question = bank.questions[place].id
    proposal = Proposal(kind, question, SUN if kind == "accept" else "")
    with suppress(QuizError):
        if kind == "override":
            teach.override(store, tara, attempts[which % len(attempts)], question, credit, "So.", now)
        else:
            run = remarking.dry_run(store, tara, code, proposal)
            remarking.apply(store, tara, code, proposal, Consent(run.trace, "So.", lower=True), now)


class Everywhere:
    """What each place says: the score and what it is out of, by attempt (``counting``: only of those that count)."""

    def __init__(self, store, tara, desk, code):
        self.store, self.tara, self.desk, self.code = store, tara, desk, code

    def file(self, name):
        return exporting.export_scores(self.store, self.tara, self.code, name).data

    def lines(self, name):
        return list(csv.DictReader(io.StringIO(self.file(name).decode("utf-8-sig"))))

    def sheet(self, name):
        book = openpyxl.load_workbook(io.BytesIO(self.file("xlsx")))
        head, *rows = book[name].iter_rows(values_only=True)
        return [dict(zip(head, row, strict=True)) for row in rows]

    def api(self, what, token):
        path = f"/api/v1/quizzes/{self.code}/{what}"
        asked = self.desk.client.get(path, headers={"Authorization": f"Bearer {token}"})
        return {one["attempt"]: (one["score"], one["out_of"]) for one in asked.get_json()["items"]}

    def page(self):
        """Read the gradebook's page, by name."""
        html = self.desk.get(f"/teacher/quiz/{self.code}/gradebook").html
        row = re.compile(
            r'<a href="/teacher/attempt/([^/"]+)/learner".*?<strong>([\d.]+)</strong> of ([\d.]+)', re.S
        )
        return {name: (float(score), float(of)) for name, score, of in row.findall(html)}

    def roster(self):
        """Read what a school's file is filled with, by name."""
        content = "\n".join(["Name;Points", *(f"{name};" for name in NAMES)]).encode()
        wish = FillWish(place=1, scale=Scale.POINTS)
        filled = filling.fill(self.store, self.tara, self.code, content, "school.csv", wish).data.decode()
        return {
            line["Name"]: float(line["Points"].replace(",", "."))
            for line in csv.DictReader(io.StringIO(filled), delimiter=";")
            if line["Points"]
        }


def summed(lines):
    """Add up the points of answers in files that have one a row; a question that is left out counts for nobody."""
    found = defaultdict(float)
    for line in lines:
        found[line["attempt"]] += 0.0 if line["left out"] == "yes" else float(line["points"] or 0)
    return dict(found)


def pairs_in(rows):
    return {row["attempt"]: (float(row["score"]), float(row["out of"])) for row in rows}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SETTINGS, CLASS, st.lists(STEP, max_size=4))
def test_everybody_reads_the_same_score_everywhere(store, tara, desk, token, play, chosen, answers, steps):
    code, taken = play(chosen, answers, steps)
    told = {name: study.result(store, name, holder_of(of)) for name, of in taken.items()}
    scores = {name: (result.score, result.out_of) for name, result in told.items()}
    there = Everywhere(store, tara, desk, code)
    close = pytest.approx

    table = teach.score_table(store, tara, code)
    counting = {row.attempt for row in table.rows if row.counts}
    assert len(counting) == len(set(taken.values()))
    assert counting == {row["attempt"] for row in there.lines("csv") if row["counts"] == "yes"}
    assert {row.attempt: (row.score, row.out_of) for row in table.rows} == close_all(scores, 1e-4)
    for rows in (there.lines("csv"), there.sheet("Scores")):
        assert pairs_in(rows) == close_all(scores, 1e-4)
    for lines in (there.lines("long"), there.sheet("Answers")):
        assert summed(lines) == {name: close(score, abs=1e-3) for name, (score, _) in scores.items()}
    whole = json.loads(there.file("json"))
    in_file = {one["attempt"]: (one["score"], one["out_of"]) for one in whole["attempts"]}
    assert in_file == close_all(scores, 1e-4)
    assert {one["attempt"] for one in whole["attempts"] if one["counts"]} == counting
    assert there.api("attempts", token) == close_all(scores, 1e-4)
    counted = {name: pair for name, pair in scores.items() if name in counting}
    assert there.api("scores", token) == close_all(counted, 1e-4)
    assert there.page() == close_all(counted, 0.0051)
    assert there.roster() == {taken[name]: close(score, abs=0.0051) for name, (score, _) in counted.items()}
    require_points_and_drops(there, whole, table)


def close_all(pairs, within):
    return {name: pytest.approx(pair, abs=within) for name, pair in pairs.items()}


def require_points_and_drops(there, whole, table):
    """Assert that what a question is worth, and whether it is left out, is said alike in each file."""
    worth = {
        column.id: (pytest.approx(column.points, abs=1e-4), column.dropped) for column in table.questions
    }
    assert {one["id"]: (one["points"], one["left_out"]) for one in whole["questions"]} == worth
    items = {row["id"]: (row["points"], row["left out"] == "yes") for row in there.sheet("Items")}
    assert items == {name: worth[name] for name in items}
    for line in there.lines("long"):
        assert (float(line["out of"]), line["left out"] == "yes") == worth[line["question id"]]
    dropped = [column.number for column in table.questions if column.dropped]
    for head in (there.file("csv").decode("utf-8-sig").splitlines()[0], " ".join(there.sheet("Scores")[0])):
        assert [int(n) for n in re.findall(r"Q(\d+) \(left out\)", head)] == dropped
