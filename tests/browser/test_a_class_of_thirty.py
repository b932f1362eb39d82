"""From a FAQ document to the school's gradebook: a class of thirty of known ability, and its teacher in a browser."""

import csv
import io
import math
import random
import re
from datetime import UTC, datetime
from itertools import product

import builders
import pytest
from browser.test_documents import A_MAKING, bring_in
from classes import holder_of
from playwright.sync_api import expect

from quizapp.cli.opening import open_store
from quizapp.model.answer import Answer
from quizapp.services import accounts, answering, membership, study
from quizapp.storage import attempts

pytestmark = pytest.mark.browser

TITLE = "Harbour class"
LIKE = "Boats are let in during the 3 hours around the flood."
WRONG = "Whales push the stones about."
FIRST = ("Ana", "Bjørn", "Chloë", "Dana", "Eve", "Łukasz", "Gül", "Hana", "Ivo", "Jörg")
LAST = ("García Núñez", "O'Neil, Jr.", "Šimić")
PEOPLE = [(first, last, f"{n:04}") for n, (last, first) in enumerate(product(LAST, FIRST))]
"""Thirty learners: first name, last name, an id with leading zeros."""


def table(rows, line_end):
    """Write rows as CSV with quotes only where they are needed."""
    written = io.StringIO()
    csv.writer(written, lineterminator=line_end).writerows(rows)
    return written.getvalue()


def canvas_file():
    """What Canvas exports: a byte order mark, a line of points, somebody else between the class, read-only columns."""
    head = [
        "Student",
        "ID",
        "SIS User ID",
        "SIS Login ID",
        "Section",
        "Essay (11)",
        "FAQ quiz (12)",
        "Final Score",
    ]
    points = ["    Points Possible", "", "", "", "", "20", "5", "(read only)"]
    rows = [
        [f"{last}, {first}", str(9000 + n), number, f"user{n}", "Biology, 1", "17.50", "", "87.5"]
        for n, (first, last, number) in enumerate(PEOPLE)
    ]
    rows.insert(7, ["Elsewhere, Ed", "8000", "7777", "ed", "Biology, 2", "EX", "", ""])
    return b"\xef\xbb\xbf" + table([head, points, *rows], "\r\n").encode()


def moodle_file():
    """What Moodle exports, in another order: a hyphen for nothing, a time in the last column."""
    head = [
        "First name",
        "Last name",
        "ID number",
        "Email address",
        "Quiz: FAQ quiz (Real)",
        "Course total (Real)",
    ]
    rows = [
        [first, last, number, f"user{number}@school.example", "-", "12,50"]
        for first, last, number in reversed(PEOPLE)
    ]
    return table([head, *rows], "\n").encode()


FILES = {"canvas.csv": (canvas_file(), 2, 6), "moodle.csv": (moodle_file(), 2, 4)}
"""A file's bytes, the column with the id, the column to fill."""


def publish_to_class(teacher):
    """Bring in the document, have questions made, make a class, publish to it; gives the quiz's code."""
    page = teacher.page
    bring_in(teacher, "harbour-class.txt", builders.FAQ)
    page.get_by_role("button", name="Make the questions").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("questions made", timeout=A_MAKING)
    page.get_by_role("link", name="Look at the bank").click()
    bank = teacher.path
    teacher.go("/teacher/classes")
    page.get_by_label("Name").fill("The thirty")
    teacher.press("Make the class", "**/roster")
    roster = [("First name", "Last name", "Student ID"), *PEOPLE]
    page.get_by_label("Or paste the list").fill(table(roster, "\n"))
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_text("Łukasz Šimić")).to_be_visible()
    teacher.press("Take the roster", re.compile(r"/classes/[\w-]+$"))
    place = teacher.path.rsplit("/", 1)[1]
    teacher.go(f"{bank}/publish")
    page.get_by_label("Who may take it").select_option(label="The class The thirty")
    page.get_by_label("Ask me below this certainty of a mark").fill("0.95")
    teacher.press("Publish", "**/teacher#*")
    said = page.get_by_role("status").inner_text()
    return re.search(r"code ([A-Z0-9]{6})", said).group(1), place


def take(served, code, class_id):
    """Let the thirty take the quiz; whoever knows the answer gives it, of the harbour's hours in words of their own.

    The chance to know one grows with the ability (logistic); gives the ids of those who used the same words.
    """
    rng, now, alike = random.Random(30), datetime.now(UTC), set()
    with open_store(served.settings) as store:
        [teacher] = accounts.list_users(store)
        for link in membership.make_links(store, teacher, class_id, None, now):
            member, holder = link.member, holder_of(link.member.name)
            place = [number for _, _, number in PEOPLE].index(member.sis_id)
            membership.enter(store, link.token, "", holder, now)
            attempt = study.start(store, code, "", holder, now)
            with store.reading() as db:
                record = attempts.attempt_by_public_id(db, attempt)
            bank = store.bank(record.version_id)
            asked = record.plan.questions or tuple(bank.question_by_id)
            for number, question in enumerate((bank.question_by_id[one] for one in asked), 1):
                knows = rng.random() < 1 / (1 + math.exp(-(place - 14.5) / 5))
                if question.kind == "multiple_choice":
                    fits = [n for n, choice in enumerate(question.choices) if choice.correct == knows]
                    answer = Answer(choice=fits[0])
                elif knows and question.prompt.startswith("When may boats"):
                    alike.add(member.sis_id)
                    answer = Answer(text=LIKE)
                else:
                    answer = Answer(text=" ".join(one.text for one in question.points) if knows else WRONG)
                answering.save_answer(store, attempt, holder, number, answer, now)
            study.finish(store, attempt, holder, now)
    return alike


def book(teacher, code):
    """Read the scores on the gradebook page, by name."""
    page = teacher.go(f"/teacher/quiz/{code}/gradebook")
    return {
        row.locator("th").inner_text(): float(row.locator("td strong").inner_text())
        for row in page.locator("table.scores tbody tr").all()
    }


def dry_run_of_accepting(teacher, code):
    """Accept the words that many used; look at the dry run. Gives how many would go up."""
    page = teacher.go(f"/teacher/quiz/{code}/review")
    page.get_by_role("link", name=re.compile("Review.*When may boats")).click()
    group = page.locator("form.review-group", has_text=LIKE)
    expect(group).to_have_count(1)
    group.get_by_text("Write it into the question").click()
    group.get_by_role("button", name="Accept these words").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mark again")
    expect(page.locator(".dry")).to_contain_text("0 down")
    return int(re.search(r"(\d+) up", page.locator(".dry").inner_text()).group(1))


def filled(teacher, code, name, content):
    """Have a file filled in the browser; gives it as it comes back."""
    page = teacher.go(f"/teacher/quiz/{code}/files")
    file = {"name": name, "mimeType": "text/csv", "buffer": content}
    page.get_by_label("Gradebook file").set_input_files(file)
    page.get_by_role("button", name="See what goes where").click()
    column = page.get_by_label("Column to fill")
    choice = next(text for text in column.locator("option").all_inner_texts() if "FAQ quiz" in text)
    column.select_option(label=choice)
    page.get_by_label("Write", exact=True).select_option("points")
    page.get_by_role("button", name="Look again").click()
    expect(page.get_by_text("30 scores to be written")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the filled file").click()
    return download.value.path().read_bytes()


def require_one_column(old, new, place, column, scores):
    """Assert that a file differs from its original in one column, cell by cell as it is written, and only there."""
    assert len(old.splitlines(True)) == len(new.splitlines(True))
    written = {}
    for before, after in zip(old.splitlines(True), new.splitlines(True), strict=True):
        [cells], [is_now] = (list(csv.reader([line.decode()])) for line in (before, after))
        if cells[place] in scores:
            written[cells[place]] = float(is_now[column])
            kept, mended = (pieces_around(line, column) for line in (before.decode(), after.decode()))
            assert kept == mended
        else:
            assert before == after
    assert written == scores


def pieces_around(line, column):
    """Give what stands before and after a cell of a line, to the letter."""
    cells = re.findall(r'(?:"(?:[^"]|"")*"|[^,"\r\n]*)(?:,|\r?\n)', line)
    assert "".join(cells) == line
    return cells[:column], cells[column][-1], cells[column + 1 :]


def test_a_class_of_thirty_goes_from_the_document_to_the_files_of_two_schools(teacher, served):
    code, class_id = publish_to_class(teacher)
    alike = take(served, code, class_id)
    before = book(teacher, code)
    assert len(before) == 30
    assert len(alike) > 8
    weak, strong = (
        [before[f"{first} {last}"] for first, last, _ in people] for people in (PEOPLE[:10], PEOPLE[20:])
    )
    assert sum(strong) > sum(weak) + 10

    ups = dry_run_of_accepting(teacher, code)
    assert ups == len(alike)
    dry = teacher.page.url
    assert book(teacher, code) == before
    teacher.page.goto(dry)
    teacher.page.get_by_label("Reason (the learners see it)").fill("Said in other words.")
    teacher.page.get_by_role("button", name="Apply").click()
    expect(teacher.page.get_by_role("status").first).to_contain_text("Marked again")
    after = book(teacher, code)
    number_of = {f"{first} {last}": number for first, last, number in PEOPLE}
    assert {number_of[name] for name in after if after[name] > before[name]} == alike
    assert all(after[name] >= before[name] for name in after)

    scores = {number_of[name]: score for name, score in after.items()}
    for name, (content, place, column) in FILES.items():
        require_one_column(content, filled(teacher, code, name, content), place, column, scores)
