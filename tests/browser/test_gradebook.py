"""The gradebook, the figures and the files in a real browser: open to all, on a phone, up to a filled file."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import simulated
from browser.test_access import inspect, script  # noqa: F401  # fixtures
from browser.test_every_page import look
from playwright.sync_api import expect

from quizapp.cli.opening import open_store
from quizapp.services import accounts, library, teach

pytestmark = pytest.mark.browser

SAMPLES = Path(__file__).resolve().parents[1] / "formats" / "gradebooks" / "samples"
FILES = {"canvas-gradebook.csv": "FAQ quiz (4711) (out of 10)", "moodle-grades.csv": "Quiz: FAQ quiz (Real)"}
NAMES = ("Ana García Núñez", "Bjørn O'Neil, Jr.", "Eve Łukasz-Öz", "M" * 80)


@pytest.fixture(scope="module")
def taken(served):
    """A class of 60 took a quiz: its code."""
    now = datetime.now(UTC)
    bank = simulated.class_bank(30, 3)
    with open_store(served.settings) as store:
        [tara] = accounts.list_users(store)
        library.import_bank(store, bank, tara, now)
        code = teach.publish(store, tara, bank.id, now)
        names = [*NAMES, *(f"Learner {n}" for n in range(60 - len(NAMES)))]
        simulated.take(store, code, simulated.simulate(60, 30), bank, now - timedelta(days=1), names)
    return code


def paths_of(code):
    quiz = f"/teacher/quiz/{code}"
    return (
        quiz,
        f"{quiz}/gradebook?sort=score&down=1",
        f"{quiz}/gradebook?name=zzz",
        f"{quiz}/analysis",
        f"{quiz}/answers/item-29",
        f"{quiz}/files",
        "/teacher/attempt/attempt-3-0/learner",
        "/teacher/attempt/attempt-3-0?page=2",
    )


def test_the_pages_are_open_to_all(taken, teacher, inspect):  # noqa: F811
    wrong = []
    for path in paths_of(taken):
        teacher.go(path)
        for summary in teacher.page.locator("main summary").all()[:4]:
            summary.click()
        wrong += inspect(teacher)
    assert wrong == []


def test_the_pages_fit_a_phone(taken, teacher):
    teacher.page.set_viewport_size({"width": 375, "height": 760})
    for path in paths_of(taken):
        look(teacher, path)


def test_the_account_of_a_file_is_open_to_all(taken, teacher, inspect):  # noqa: F811
    teacher.go(f"/teacher/quiz/{taken}/files")
    teacher.page.get_by_label("Gradebook file").set_input_files(SAMPLES / "canvas-gradebook.csv")
    teacher.page.get_by_role("button", name="See what goes where").click()
    expect(teacher.page.get_by_role("heading", level=1)).to_have_text("What goes where")
    assert inspect(teacher) == []


@pytest.mark.parametrize("file", list(FILES))
def test_a_gradebook_file_comes_back_with_one_column_filled(taken, teacher, tmp_path, file):
    teacher.go(f"/teacher/quiz/{taken}/files")
    teacher.page.get_by_label("Gradebook file").set_input_files(SAMPLES / file)
    teacher.page.get_by_role("button", name="See what goes where").click()
    teacher.page.get_by_label("Column to fill").select_option(label=FILES[file])
    teacher.page.get_by_role("button", name="Look again").click()
    expect(teacher.page.get_by_text("3 scores to be written")).to_be_visible()
    with teacher.page.expect_download() as download:
        teacher.page.get_by_role("button", name="Download the filled file").click()
    assert download.value.suggested_filename == file
    download.value.save_as(tmp_path / file)
    before, after = ((folder / file).read_bytes().splitlines(True) for folder in (SAMPLES, tmp_path))
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == 3
    for old, new in changed:
        same = next(n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b)
        end = next(n for n, (a, b) in enumerate(zip(old[::-1], new[::-1], strict=False)) if a != b)
        assert len(new) - same - end <= 5


def test_headings_order_the_table_and_names_can_be_hidden(taken, teacher):
    page = teacher.go(f"/teacher/quiz/{taken}/gradebook")
    page.get_by_role("columnheader", name="Score").get_by_role("link").click()
    expect(page.get_by_role("columnheader", name="Score")).to_have_attribute("aria-sort", "descending")
    scores = [
        float(text.split()[0]) for text in page.locator("tbody td.figure:nth-of-type(1)").all_inner_texts()
    ]
    assert scores == sorted(scores, reverse=True)
    page.get_by_role("button", name="Hide names").click()
    expect(page.get_by_role("status")).to_contain_text("Names are hidden")
    assert all(name.startswith("Learner ") for name in page.locator("tbody th").all_inner_texts())
    page.get_by_role("button", name="Show names").click()
    expect(page.get_by_text(NAMES[0])).to_be_visible()
