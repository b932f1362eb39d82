"""The walk over all addresses: who must not see something sees nothing, and GET changes nothing."""

from dataclasses import replace
from urllib.parse import urlsplit

import builders
import pytest
from sqlalchemy import select, text

from quizapp.services import classes, sharing
from quizapp.storage.tables import Base
from quizapp.web.app import create_app

OWN = {"teacher.desk", "teacher.upload", "teacher.bring_in", "teacher.bring_in_form", "editor.search"}
OWN |= {"classes.index", "classes.add"}
OWN |= {"reviewing.everywhere"}
SECRETS = (
    "Ada",
    "The secret answer",
    "What causes the tides",
    "Tides and the harbour",
    "gravity of the Moon",
)

PUBLIC = {
    "learner.home", "learner.join", "learner.quiz", "learner.start", "learner.receipt", "learner.claim",
    "accounts.sign_in_form", "accounts.sign_in", "accounts.link", "accounts.use_link", "accounts.sign_out",
    "accounts.code_form", "accounts.code", "accounts.invitation", "accounts.accept",
    "accounts.new_password_form", "accounts.new_password",
    "learner.deck", "learner.delete_deck", "documents.index", "documents.new", "documents.add",
    "members.mine", "members.invitation", "members.enter", "members.leave",
    "healthz", "readyz", "favicon", "robots", "static",
    "api.openapi", "api.scores_schema",
    "api.quizzes", "api.scores", "api.attempts", "api.items",  # these ask for a token: test_api.py
}  # fmt: skip


LINKS_THAT_ARE_OVER = {"accounts.accept", "accounts.new_password"}
OF_DOCUMENTS = ("documents.", "pairs.", "jobs.")
OF_BANKS = (
    "teacher.",
    "gradebook.",
    "analysis.",
    "exporting.",
    "quiz_settings.",
    "contests.",
    "editor.",
    "versions.",
    "trying.",
    "sharing.",
    "classes.",
    "handouts.",
    "live.",
    "reviewing.",
    "remarking.",
    "questions.",
)
FOR_EDITORS = ("sharing.shown", "quiz_settings.publish_form")
"""Pages that are only a form, for who owns a bank or may publish it."""

FOR_CHANGING = ("editor.new", "editor.others", "versions.renew")
"""Pages that are only a form, for who may change a bank."""

LOOKED_AT_FIRST = {
    "editor.save": 400, "editor.add": 400, "editor.take_other": 404, "versions.take_document": 400,
    "trying.answer": 200, "remarking.apply": 400, "gradebook.names": 200, "exporting.fill": 400,
}  # fmt: skip
"""Forms that say what is wrong with what was sent, before it matters who sent it, or that store nothing."""

FIELDS = {
    "question": "p-tide-sa", "credit": "1", "reason": "mine now", "extra": "2", "minutes": "5", "name": "Ada",
    "decision": "accept", "reply": "mine now", "do": "out", "login": "theo", "rights": "edit",
    "mode": "test", "layout": "one", "reveal": "at_once", "version": "1", "prompt": "Mine now?",
    "base": "1", "number": "1", "text": "name\nMallory",
}  # fmt: skip


def contest_id(store):
    with store.reading() as db:
        [(found,)] = db.execute(text("SELECT id FROM contest")).all()
    return found


@pytest.fixture
def places(learner, store, code, document, first_pair, tara, now):
    """What the addresses are filled with: an attempt of Ada's at Tara's quiz, a document and a class of Tara's."""
    class_id = classes.add_class(store, tara, "Ada's class", now)
    classes.add_member(store, tara, class_id, classes.Person("Ada"), now)
    (member,) = classes.open_class(store, tara, class_id).members
    path = learner.start(code)
    learner.answer(f"{path}/2", text="The secret answer")
    learner.post(f"{path}/finish")
    learner.post(f"{path}/contest", question="p-tide-sa", kind="mark", reason="The secret answer is right")
    learner.post(f"{path}/keep")
    return {
        "public_id": path.rsplit("/", 1)[1],
        "document": document,
        "pair_id": first_pair,
        "class": class_id,
        "member_id": member.id,
        "number": 2,
        "code": code,
        "slug": "tides",
        "question_id": "p-tide-sa",
        "kind": "short_answer",
        "version": 1,
        "name": "csv",
        "token": "t",
        "filename": "app.css",
        "card_id": 1,
        "reviews": 0,
        "contest_id": contest_id(store),
        "comment_id": 1,
        "note_id": 1,
    }


def addresses(app, places, method, keep):
    """Give (endpoint, path) of every address of a method, filled in."""
    adapter = app.url_map.bind("localhost")

    def filled(rule):
        values = {name: places[name] for name in rule.arguments}
        if rule.endpoint.startswith(OF_DOCUMENTS) and "public_id" in values:
            values["public_id"] = places["document"]
        if rule.endpoint.startswith("classes.") and "public_id" in values:
            values["public_id"] = places["class"]
        if rule.endpoint == "handouts.paper_file":
            values["name"] = "html"
        return adapter.build(rule.endpoint, values, method)

    return [
        (rule.endpoint, filled(rule))
        for rule in app.url_map.iter_rules()
        if method in rule.methods and keep(rule.endpoint)
    ]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_stranger_sees_nothing_of_what_belongs_to_others(app, places, stranger, method):
    walked = addresses(app, places, method, lambda endpoint: endpoint not in PUBLIC)
    assert len(walked) >= 12
    for endpoint, path in walked:
        page = stranger.get(path) if method == "GET" else stranger.post(path)
        hidden = endpoint.startswith(("learner.", *OF_DOCUMENTS))
        assert page.status == (404 if hidden else 403), endpoint
        for secret in SECRETS:
            assert secret not in page.text, endpoint


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_where_only_teachers_create_a_stranger_is_asked_to_sign_in(
    store, settings, clock, browser_of, places, method
):
    app = create_app(store, replace(settings, who_creates="teachers"), clock)
    stranger = browser_of(app)
    walked = addresses(app, places, method, lambda endpoint: endpoint.startswith(OF_DOCUMENTS))
    assert len(walked) >= 8
    for endpoint, path in walked:
        page = stranger.get(path) if method == "GET" else stranger.post(path)
        assert page.status == 403, endpoint
        assert "Password" in page.text, endpoint
        for secret in SECRETS:
            assert secret not in page.text, endpoint


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_somebody_who_studies_alone_is_a_stranger_to_what_others_have(app, places, stranger, method):
    stranger.get("/documents/new")
    assert stranger.post("/documents", text=builders.FAQ.replace("tides", "waves")).status == 200
    walked = addresses(app, places, method, lambda endpoint: endpoint not in PUBLIC | OWN)
    assert len(walked) >= 12
    for endpoint, path in walked:
        page = stranger.get(path) if method == "GET" else stranger.post(path, extra="2", minutes="5")
        assert page.status == 404, endpoint
        for secret in SECRETS:
            assert secret not in page.text, endpoint


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_teacher_gets_a_404_for_everything_of_tara(app, places, sign_in, theo, method):
    other = sign_in(theo)
    own = OWN | PUBLIC
    rooms = (*OF_BANKS, *OF_DOCUMENTS, "learner.")
    walked = addresses(app, places, method, lambda e: e.startswith(rooms) and e not in own)
    assert len(walked) >= 20
    for endpoint, path in walked:
        page = other.get(path) if method == "GET" else other.post(path, **FIELDS)
        assert page.status == 404, endpoint
        assert "Ada" not in page.text, endpoint
    assert "Tides" not in other.get("/teacher").text
    assert "What causes the tides" not in other.get("/teacher/search?words=tides").text


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_learner_with_a_receipt_opens_no_page_of_a_teacher(app, places, learner, method):
    rooms = (*OF_BANKS, "own_account.", "administering.")
    walked = addresses(app, places, method, lambda endpoint: endpoint.startswith(rooms))
    assert len(walked) >= 30
    for endpoint, path in walked:
        page = learner.get(path) if method == "GET" else learner.post(path, **FIELDS)
        assert page.status == 403, endpoint
        assert "The secret answer" not in page.text, endpoint


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_teacher_opens_no_page_of_administrators(app, places, desk, store, tara, theo, method):
    walked = addresses(app, places, method, lambda endpoint: endpoint.startswith("administering."))
    assert len(walked) >= 3
    before = everything(store)
    for endpoint, path in walked:
        page = desk.get(path) if method == "GET" else desk.post(path, **FIELDS | {"do": "deactivate"})
        assert page.status == 403, endpoint
        assert "Theo" not in page.text, endpoint
    assert everything(store) == before


@pytest.fixture
def colleague(store, places, tara, theo, sign_in, now):
    """Theo's browser, to whom Tara shows her bank with its quizzes, to look at."""
    sharing.share(store, tara, "tides", "theo", may_edit=False, with_quizzes=True, now=now)
    return sign_in(theo)


def test_a_colleague_who_may_look_opens_what_is_shared_and_nothing_else(app, places, desk, colleague):
    rooms = addresses(app, places, "GET", lambda e: e.startswith(OF_BANKS) and e not in OWN)
    assert len(rooms) >= 15
    for endpoint, path in rooms:
        as_hers = 403 if endpoint in FOR_EDITORS + FOR_CHANGING else desk.get(path).status
        expected = 404 if endpoint.startswith("classes.") else as_hers
        assert colleague.get(path).status == expected, endpoint
    for endpoint, path in addresses(app, places, "GET", lambda e: e.startswith(OF_DOCUMENTS)):
        if endpoint not in PUBLIC:
            assert colleague.get(path).status == 404, endpoint


def test_a_colleague_who_may_look_changes_nothing(app, places, store, colleague):
    rooms = addresses(app, places, "POST", lambda e: e.startswith(OF_BANKS) and e not in OWN)
    assert len(rooms) >= 12
    before = everything(store)
    for endpoint, path in rooms:
        usual = 404 if endpoint.startswith("classes.") else 403
        assert colleague.post(path, **FIELDS).status == LOOKED_AT_FIRST.get(endpoint, usual), endpoint
    assert everything(store) == before


FOR_LOOKERS = {
    "/sign-out": "whoever is signed in",
    "/teacher/quiz/{code}/names": "hides the names on one's own screen",
    "/teacher/quiz/{code}/files": "fills a file of one's own; nothing is stored",
    "/teacher/bank/tides/question/{question_id}/try": "tries an answer; nothing is stored",
}
"""Where the forms go that somebody who may only look sees, and why they may."""


def forms_for_lookers(places):
    return {form.format(**places) for form in FOR_LOOKERS}


def test_a_colleague_who_may_look_is_offered_nothing_that_would_be_refused(app, places, desk, colleague):
    walked = addresses(app, places, "GET", lambda e: e.startswith(OF_BANKS) and e not in OWN)
    quiz, asked = f"/teacher/quiz/{places['code']}", places["question_id"]
    paths = [path for endpoint, path in walked if endpoint not in FOR_EDITORS + FOR_CHANGING]
    paths += [f"{quiz}/remark?kind={kind}&question={asked}" for kind in ("remark", "drop", "full")]
    refused = {path for endpoint, path in walked if endpoint in FOR_EDITORS + FOR_CHANGING}
    offered, silent, hers = set(), set(), 0
    for path in paths:
        hers += len(posting_forms(desk.get(path), path))
        page = colleague.get(path)
        if page.status == 200 and "text/html" in page.response.content_type:
            about_learners = path.startswith(("/teacher/quiz/", "/teacher/attempt/"))
            if about_learners and "<h1" in page.html and "Content-Disposition" not in page.response.headers:
                silent |= set() if "You may look at this quiz, not change it" in page.text else {path}
            offered |= {(path, form) for form in posting_forms(page, path)}
            offered |= {(path, link["href"]) for link in page.all("a") if link.get("href") in refused}
    assert hers > 40
    assert silent == set()
    assert {form for _, form in offered} == forms_for_lookers(places)
    assert sorted(one for one in offered if one[1] not in forms_for_lookers(places)) == []


def posting_forms(page, path):
    """Give where the forms of a page that change something go."""
    forms = (form for form in page.all("form") if (form.get("method") or "get").casefold() == "post")
    return [urlsplit(form.get("action") or path).path for form in forms]


def test_what_is_taken_back_is_gone(app, places, store, colleague, tara, now):
    sharing.take_back(store, tara, "tides", "theo", now)
    for endpoint, path in addresses(app, places, "GET", lambda e: e.startswith(OF_BANKS) and e not in OWN):
        assert colleague.get(path).status == 404, endpoint
    assert "Shared with you" not in colleague.get("/teacher").text


def test_a_bank_that_is_shared_without_its_quizzes_shows_no_learner(app, places, store, colleague, tara, now):
    sharing.share(store, tara, "tides", "theo", may_edit=True, with_quizzes=False, now=now)
    for endpoint, path in addresses(app, places, "GET", lambda e: e.startswith(OF_BANKS) and e not in OWN):
        about_learners = any(places[name] in path for name in ("code", "public_id", "class"))
        expected = 404 if about_learners else 403 if endpoint in FOR_EDITORS else 200
        page = colleague.get(path)
        assert page.status == expected, endpoint
        assert "Ada" not in page.text, endpoint


def test_a_teacher_is_a_stranger_to_the_learners_pages(places, desk):
    assert desk.get(f"/attempt/{places['public_id']}/result").status == 404


def test_every_form_without_its_token_is_refused(app, places, stranger, desk):
    for endpoint, path in addresses(app, places, "POST", lambda endpoint: True):
        refusals = {400, 404} | ({403} if endpoint in LINKS_THAT_ARE_OVER else set())
        for visitor in (stranger, desk):
            assert visitor.post(path, token="").status in refusals, endpoint
            assert visitor.post(path, token="made-up").status in refusals, endpoint


def everything(store):
    """All that is stored, but for tries that were counted."""
    tables = [table for table in Base.metadata.sorted_tables if table.name != "throttle"]
    with store.reading() as db:
        return [db.execute(select(table)).all() for table in tables]


def test_looking_at_every_page_changes_nothing(app, places, store, learner, desk, admin, sign_in):
    desk.get("/teacher")
    office = sign_in(admin)
    before = everything(store)
    for visitor in (learner, desk, office):
        for _, path in addresses(app, places, "GET", lambda endpoint: True):
            assert visitor.get(path).status < 500
    assert everything(store) == before


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "POST"])
def test_other_methods_get_a_page(app, learner, method):
    response = learner.client.open("/", method=method)
    assert response.status_code == 405
    assert "text/html" in response.content_type


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/quiz/%00", "/attempt/%00/1", "/teacher/bank/..%2f..%2fetc", "/static/../pyproject.toml",
     "/attempt/%F0%9F%8C%8A/1", "/quiz/" + "x" * 5000, "/%ff"],
)  # fmt: skip
def test_addresses_that_are_not_there_get_a_page(learner, path):
    page = learner.get(path)
    assert page.status in (403, 404)
    assert "<h1>" in page.html
