import json

import pytest
from click.testing import CliRunner

from quizapp.cli import main
from quizapp.services import study
from quizapp.storage.store import Store

pytestmark = pytest.mark.only_on("sqlite")


@pytest.fixture
def run(store: Store, database_url: str, code: str, ada, now, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", database_url)
    study.start(store, code, ada.name, ada.holder, now)
    return lambda *arguments, typed=None: CliRunner().invoke(main, ["learners", *arguments], input=typed)


def test_a_learner_is_shown_and_erased_after_asking(run):
    assert json.loads(run("export", "Ada").output)[0]["learner"] == "Ada"
    assert run("erase", "Ada", typed="n\n").exit_code == 1
    assert run("export", "Ada").exit_code == 0
    assert "Erased 1 attempt" in run("erase", "Ada", typed="y\n").output
    assert run("export", "Ada").exit_code == 1


def test_a_purge_that_is_sure_does_not_ask(run):
    assert run("purge", "--days", "100000", "--yes").output == "Erased 0 attempts.\n"
    assert run("purge", "--days", "0", "--yes").exit_code == 2
