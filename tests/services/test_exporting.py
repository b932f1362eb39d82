import io
import json
from dataclasses import replace
from datetime import timedelta

import jsonschema
import openpyxl
import pytest

from quizapp.errors import NotFound
from quizapp.formats.scores import SCORES
from quizapp.formats.scores.schema import SCORES_SCHEMA
from quizapp.model.answer import Answer
from quizapp.services import exporting, library, study, teach


@pytest.fixture
def handed_in(store, code, ada, now):
    public_id = study.start(store, code, "=Ada", ada.holder, now)
    study.save_answer(store, public_id, ada.holder, 1, Answer(choice=1), now)
    study.save_answer(store, public_id, ada.holder, 2, Answer(text="=The Moon, déjà vu"), now)
    study.finish(store, public_id, ada.holder, now + timedelta(minutes=3))
    return public_id


def loaded(store, tara, code):
    return json.loads(exporting.export_scores(store, tara, code, "json").data)


def test_json_holds_everything_and_is_as_its_schema_says(store, code, tara, handed_in, now):
    teach.override(store, tara, handed_in, "p-tide-sa", 0.5, "Half.", now + timedelta(hours=1))
    found = loaded(store, tara, code)
    jsonschema.validate(found, SCORES_SCHEMA, cls=jsonschema.Draft202012Validator)
    assert found["quiz"]["code"] == code
    assert [(one["answer"], one["credit"], one["ruled"]) for one in found["answers"][:2]] == [
        ("The rotation of the Sun", 0, False),
        ("=The Moon, déjà vu", 0.5, True),
    ]
    assert [one["answer"] for one in found["answers"][2:]] == ["", ""]
    assert found["attempts"][0]["score"] == 0.5
    assert len(found["items"]) == 4


def test_a_choice_says_what_it_said_when_it_was_taken(store, code, tara, bank, handed_in, now):
    first = bank.questions[0]
    turned = replace(first, choices=(first.choices[0], first.choices[2], first.choices[1]))
    library.import_bank(store, replace(bank, questions=(turned, *bank.questions[1:])), tara, now)
    teach.publish(store, tara, bank.id, now)
    assert loaded(store, tara, code)["answers"][0]["answer"] == "The rotation of the Sun"


def test_the_workbook_holds_scores_answers_and_items(store, code, tara, handed_in):
    book = openpyxl.load_workbook(io.BytesIO(exporting.export_scores(store, tara, code, "xlsx").data))
    assert [(name, book[name].max_row) for name in book.sheetnames] == [
        ("Scores", 2),
        ("Answers", 5),
        ("Items", 5),
    ]


@pytest.mark.parametrize("name", list(SCORES))
def test_every_format_has_a_file_of_its_own_of_a_quiz_that_nobody_took_too(store, code, tara, theo, name):
    done = exporting.export_scores(store, tara, code, name)
    assert done.data
    assert done.filename == f"tides-{SCORES[name].stem}{SCORES[name].suffix}"
    with pytest.raises(NotFound):
        exporting.export_scores(store, theo, code, name)
