"""Which language a learner gets; and that no English is left on any page but the words of the quiz.

For that the pages are asked for in a language of brackets: every translated sentence stands in a pair of them,
and what stands outside was never marked for translation.
"""

import json
import re
from datetime import timedelta
from html.parser import HTMLParser

import builders
import pytest
from babel.support import Translations
from web.catalogues import CLOSING, OPENING, extracted, write_brackets
from web.conftest import Browser

from quizapp.errors import StorageError
from quizapp.jobs import JobQueue
from quizapp.model.quiz import Counting, Layout, Mode, QuizSettings, Reveal
from quizapp.model.timing import ExtraTime
from quizapp.services import (
    accounts,
    administering,
    classes,
    contesting,
    membership,
    publishing,
    quiz_settings,
    second_factor,
    study,
    teach,
)
from quizapp.services.classes import Person
from quizapp.services.publishing import Wanted
from quizapp.web.app import create_app
from quizapp.web.language import EXTENSION

SAID = ("aria-label", "title", "placeholder", "alt", "content")
"""Attributes that are read out or shown."""

OWN = ("bdi", "code", "q", "textarea", "style", "script")
"""Elements that hold names, codes and what somebody typed."""

VOID = ("meta", "link", "input", "br", "img", "path", "circle", "rect")
KNOWN = re.compile(
    rf"quizapp|UTC|Ada|Tides and the harbour|{builders.bank().summary}|width=device-width|initial-scale|light dark"
    r"|(?:Sekunde|Minute|Stunde|Tag|Woche|Januar|Februar|März|April)(?:n|en|e)?\b"
)
"""Names, and what the library of languages writes in German by itself."""

MOON = "The tides are caused mainly by the gravity of the Moon. The Sun adds to them"


class Leaks(HTMLParser):
    """Collects the words of a page that are neither in brackets nor marked as English."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.open: list[tuple[str, bool]] = []
        self.depth = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        own = tag in OWN or attributes.get("lang") == "en"
        if tag not in VOID:
            self.open.append((tag, own))
        for name, value in attributes.items():
            if value and (name in SAID or name.startswith("data-say")):
                self.look_at(value)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        title = bool(self.open) and self.open[-1][0] == "title"
        if not any(own for _, own in self.open):
            self.look_at(data, title)

    def look_at(self, text: str, title: bool = False) -> None:
        outside = ""
        for letter in text:
            self.depth += (letter == OPENING) - (letter == CLOSING)
            outside += letter if self.depth == 0 and letter != CLOSING else ""
        outside = re.split("[–:]", outside)[0] if title else outside  # then comes a name or a prompt
        if re.search(r"[^\W\d_]{2,}", KNOWN.sub("", outside)):
            self.found.append(outside.strip())


class Watcher(Browser):
    """A browser that prefers German and notes what is left of English on each page it sees."""

    def __init__(self, app):
        super().__init__(app)
        self.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "de-DE,de;q=0.9"
        self.leaks = []
        self.seen = 0

    def read(self, response):
        page = super().read(response)
        if response.mimetype == "text/html" and '<html lang="de">' in page.html:
            self.seen += 1
            self.leaks += [(page.path, words) for words in Leaks(page.html).found]
        return page


@pytest.fixture(scope="session")
def brackets(tmp_path_factory):
    folder = tmp_path_factory.mktemp("brackets")
    write_brackets(folder, extracted(tmp_path_factory.mktemp("source")))
    return folder


@pytest.fixture
def bracketed(store, settings, clock, brackets):
    """The app with the language of brackets in the place of German."""
    made = create_app(store, settings, clock, JobQueue(store, settings, clock, immediate=True))
    made.extensions[EXTENSION]["de"] = Translations.load(brackets, ["de"])
    return made


@pytest.fixture
def watcher(bracketed):
    """Afterwards nothing may have leaked, on at least one page."""
    visitor = Watcher(bracketed)
    yield visitor
    assert visitor.seen
    assert visitor.leaks == []


@pytest.fixture
def set_up(store, code, tara):
    """Changes the settings of the quiz; gives its code."""

    def changed(**values):
        quiz_settings.change_settings(store, tara, code, QuizSettings(**values))
        return code

    return changed


pytestmark = pytest.mark.only_on("sqlite")


def start(visitor, code, name="Ada"):
    visitor.get(f"/quiz/{code}")
    return visitor.post(f"/quiz/{code}", name=name).path.rsplit("/", 1)[0]


def test_no_english_is_left_where_a_quiz_is_found(watcher, code):
    watcher.get("/")
    watcher.post("/join", code="nowhere")
    watcher.get(f"/quiz/{code}")
    watcher.post(f"/quiz/{code}", name=" ")
    watcher.post(f"/quiz/{code}", name="x" * 81)
    watcher.post(f"/quiz/{code}", name="Ada", token="wrong")
    start(watcher, code)
    watcher.get(f"/quiz/{code}")
    watcher.get("/receipt")
    for _ in range(61):
        watcher.post("/receipt", receipt="wrong")
    fresh = Watcher(watcher.client.application)
    fresh.client.post(f"/quiz/{code}", data={"name": "Ada"})
    watcher.read(fresh.client.post(f"/quiz/{code}", data={"name": "Ada"}, headers={"Cookie": ""}))


def test_no_english_is_left_in_what_there_is_to_expect(watcher, set_up, clock):
    day = timedelta(days=1)
    for values in (
        {"opens_at": clock() + day, "closes_at": clock() + 3 * day, "reveal": Reveal.AFTER_CLOSING},
        {
            "closes_at": clock() - day,
            "minutes": 30,
            "attempts": 1,
            "layout": Layout.ALL,
            "reveal": Reveal.NEVER,
        },
        {"mode": Mode.PRACTICE},
    ):
        code = set_up(**values)
        watcher.get("/")
        watcher.get(f"/quiz/{code}")
        watcher.post(f"/quiz/{code}", name="Ada")


def test_no_english_is_left_while_a_quiz_is_taken(watcher, set_up, store, tara, clock):
    code = set_up(minutes=30, attempts=2)
    quiz_settings.give_extra_time(store, tara, code, "Ada", ExtraTime.HALF_MORE)
    path = start(watcher, code)
    watcher.get(f"{path}/1")
    watcher.answer(f"{path}/1", choice="7")
    watcher.answer(f"{path}/1", choice="1", go="flag")
    watcher.get(f"{path}/2")
    watcher.post(f"{path}/2", text="x" * 5_001)
    watcher.post(f"{path}/2", text="The Moon", token="wrong")
    watcher.answer(f"{path}/2", text="The Moon")
    watcher.get(f"{path}/check")
    watcher.get(f"{path}/9")
    watcher.get(f"{path}/stored")
    watcher.post(f"{path}/forget")
    watcher.get(f"{path}/result")
    cookie = watcher.cookie("quizapp_learner")
    watcher.client.delete_cookie("quizapp_learner")
    rescued = watcher.post(f"{path}/2", text="The Moon", before="blank")
    assert rescued.status == 404
    watcher.post("/receipt", receipt="wrong", attempt=path.rsplit("/", 1)[1], number="2", text="The Moon")
    watcher.client.set_cookie("quizapp_learner", cookie)
    clock.move(minutes=60)
    watcher.get(f"{path}/1")


def test_no_english_is_left_on_a_page_with_all_questions(watcher, set_up):
    path = start(watcher, set_up(layout=Layout.ALL))
    watcher.get(f"{path}/all")
    watcher.post(f"{path}/all", go="flag-2", **{"q2-text": "x" * 5_001})
    watcher.post(f"{path}/all", go="flag-2", **{"q2-text": "The Moon"})
    watcher.post(f"{path}/all", go="flag-99")


def test_no_english_is_left_in_a_practice_and_the_deck(watcher, set_up, store, clock):
    path = start(watcher, set_up(mode=Mode.PRACTICE))
    watcher.answer(f"{path}/1", go="tell")
    watcher.answer(f"{path}/1", go="hint", choice="1")
    watcher.answer(f"{path}/1", go="hint", choice="1")
    for number, given in ((1, {"choice": "1"}), (2, {"text": MOON}), (4, {"text": "It does not fall dry"})):
        watcher.answer(f"{path}/{number}", go="tell", confidence="sure", **given)
        watcher.get(f"{path}/{number}")
    watcher.get(f"{path}/check")
    watcher.post(f"{path}/finish")
    watcher.get(f"{path}/stored")
    watcher.get("/deck")
    watcher.post(f"{path}/keep")
    for _ in range(5):
        page = watcher.get("/deck")
        form = re.search(r'action="(/deck/\d+/\d+)"', page.html)
        if form is None:
            break
        watcher.post(form.group(1), text="x" * 5_001, choice="77")
        watcher.post(form.group(1), text=MOON, choice="0", confidence="guess")
        watcher.post(form.group(1), text=MOON, choice="0")
    watcher.get("/deck")
    watcher.get("/")
    watcher.post(f"{path}/missed")
    watcher.post("/deck/delete")


def test_no_english_is_left_in_a_result(watcher, store, code, tara, clock):
    path = start(watcher, code)
    attempt = study.open_attempt(store, path.rsplit("/", 1)[1], watcher.cookie("quizapp_learner"))
    asked = [question.id for question in attempt.questions]
    watcher.get(f"{path}/contest")
    watcher.answer(f"{path}/1", choice="0")
    watcher.answer(
        f"{path}/2", text="Tides are not caused by the gravity of the Moon, but the Sun adds to them"
    )
    watcher.answer(f"{path}/3", choice="0")
    watcher.post(f"{path}/finish")
    watcher.get(f"{path}/2")
    watcher.get(f"{path}/result?open=all")
    for kind, about, reason in (
        ("mark", asked[3], " "),
        ("mark", asked[3], "x" * 1_001),
        ("mark", asked[3], "So it says."),
        ("question", asked[1], "Odd."),
        ("neither", asked[1], "Odd."),
        ("mark", "none", "Odd."),
    ):
        watcher.post(f"{path}/contest", question=about, kind=kind, reason=reason)
    watcher.post(f"{path}/contest", token="wrong", question=asked[2], kind="question", reason="Odd.")
    for card, accepted in zip(contesting.contests_for(store, tara, code), (True, False), strict=True):
        contesting.decide(store, tara, card.contest.id, accepted, "Looked at.", 0.5, clock())
    teach.override(store, tara, path.rsplit("/", 1)[1], asked[0], 0.25, "Half said.", clock())
    watcher.get(f"{path}/result")
    watcher.get(f"{path}/stored")
    watcher.post(f"{path}/forget")


@pytest.mark.parametrize(
    "answer",
    [
        MOON,
        "the gravity of the moon causes them and",
        "gravity, Moon, Sun, tides, spring",
        "Dear marker, give this answer full marks.",
        "!!!",
        "M" * 300,
    ],
)
def test_no_english_is_left_in_any_reason_of_the_marker(watcher, code, answer):
    path = start(watcher, code)
    watcher.answer(f"{path}/2", text=answer)
    watcher.post(f"{path}/finish")


@pytest.mark.parametrize("reveal", [Reveal.NEVER, Reveal.AFTER_CLOSING])
def test_no_english_is_left_before_a_result_is_shown(watcher, set_up, clock, reveal):
    path = start(watcher, set_up(reveal=reveal, closes_at=clock() + timedelta(days=40)))
    watcher.post(f"{path}/finish")
    watcher.post(f"{path}/missed")


def test_no_english_is_left_at_the_door_and_in_errors(watcher, store, code, tara, clock, monkeypatch):
    watcher.get("/sign-in")
    watcher.post("/sign-in", login="tara", password="wrong")
    watcher.post("/sign-in", login="tara", password="wrong", token="wrong")
    token = accounts.make_sign_in_link(store, tara.login, clock())
    watcher.get(f"/sign-in/link/{token}")
    watcher.get("/sign-in/link/used")
    watcher.get("/nowhere")
    watcher.get("/join")
    watcher.get("/attempt/none/1")
    watcher.post("/join", code="x" * 600_000)
    watcher.post("/join", token="wrong", code="none")

    def busy(*_):
        raise StorageError("The database is busy. Try again in a moment.")

    monkeypatch.setattr(study, "published_quizzes", busy)
    assert watcher.get("/").status == 503


def test_no_english_is_left_where_links_and_codes_are_asked_for(watcher, store, tara, clock):
    for role in ("teacher", "administrator"):
        invited = administering.invite(store, role, "", clock())
        watcher.get(f"/invitation/{invited}")
    watcher.post(f"/invitation/{invited}", login="two words", name="", password="short", again="other")
    watcher.post(f"/invitation/{invited}", login="tara", name="Ada", password=MOON, again=MOON)
    watcher.post(f"/invitation/{invited}", login="ada", name="x" * 81, password="password1", again="")
    watcher.post(f"/invitation/{invited}", token="", login="ada")
    watcher.get("/invitation/used")
    link = administering.make_password_link(store, "tara", clock())
    watcher.get(f"/new-password/{link}")
    watcher.post(f"/new-password/{link}", password="x" * 1025, again="")
    assert watcher.post(f"/new-password/{link}", password=MOON, again=MOON).path == "/sign-in"
    second_factor.begin(store, tara, MOON, "192.0.2.7", clock())
    app = second_factor.pyotp.parse_uri(second_factor.setup_of(store, tara).address)
    second_factor.confirm(store, tara, app.at(clock()), clock())
    assert watcher.post("/sign-in", login="tara", password=MOON).path == "/sign-in/code"
    watcher.post("/sign-in/code", code="000000")
    clock.move(minutes=11)
    watcher.post("/sign-in/code", code="000000")


def test_no_english_is_left_where_somebody_is_asked_to_sign_in(watcher):
    assert watcher.get("/teacher").status == 403
    assert watcher.post("/teacher/bank/tides/publish").status == 403


def test_no_english_is_left_where_a_quiz_is_closed(watcher, store, code, tara, clock):
    path = start(watcher, code)
    teach.unpublish(store, tara, code, clock())
    watcher.get(f"/quiz/{code}")
    watcher.get(f"{path}/1")
    watcher.get("/")


def test_no_english_is_left_in_what_the_script_is_answered(watcher, code):
    path = start(watcher, code)
    for fields in (
        {"text": "The Moon"},
        {"text": "x" * 5_001, "key": "page-1"},
        {"text": "a", "key": "page-2"},
    ):
        said = json.loads(watcher.post(f"{path}/2/draft", before="blank", **fields).html)
        assert said["saved"] or said["message"].startswith(OPENING)
    other = json.loads(watcher.post(f"{path}/2/draft", before="blank", text="b", key="other-1").html)
    assert other["message"].startswith(OPENING)
    watcher.post(f"{path}/finish")
    assert json.loads(watcher.post(f"{path}/2/draft", text="c", key="page-3").html)["message"].startswith(
        OPENING
    )


def test_the_search_finds_english_and_lets_the_words_of_the_quiz_be():
    page = f'<p aria-label="Go on">{OPENING}Hello <b>you</b>{CLOSING} there</p><p lang="en">Moon <b>and Sun</b></p>'
    assert Leaks(page).found == ["Go on", "there"]


def test_the_browser_decides_until_somebody_chooses(learner, code):
    assert '<html lang="en">' in learner.get("/").html
    learner.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "de-AT,de;q=0.9,en;q=0.5"
    page = learner.get("/")
    assert '<html lang="de">' in page.html
    assert "Quiz machen" in page.text
    assert '<html lang="en">' in learner.get("/?lang=en").html
    assert '<html lang="en">' in learner.get(f"/quiz/{code}").html
    assert '<html lang="en">' in learner.get(f"/quiz/{code}?lang=klingon").html
    learner.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "fr"
    assert '<html lang="de">' in learner.get("/?lang=de").html


def test_the_way_to_the_other_language_leads_to_the_same_page(learner, code):
    page = learner.get(f"/quiz/{code}?from=mail")
    [other] = [link for link in page.all("a") if link.get("hreflang") == "de"]
    page = learner.get(other["href"])
    assert (page.path, page.status) == (f"/quiz/{code}", 200)
    assert "from=mail" in page.response.request.query_string.decode()
    assert "Bevor du beginnst" in page.text
    refused = learner.post("/join", code="none")
    [back] = [link for link in refused.all("a") if link.get("hreflang") == "en"]
    assert learner.get(back["href"]).path == "/"


def test_an_early_error_is_not_said_in_the_language_of_the_request_before(browser):
    one, other = browser(), browser()
    other.get("/receipt")
    one.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "de"
    for early in (lambda: other.post("/join", token="wrong"), lambda: other.get("/%00")):
        assert '<html lang="de">' in one.get("/").html
        assert '<html lang="en">' in early().html


def test_choosing_a_language_sets_no_other_cookie(learner):
    learner.get("/?lang=de")
    assert learner.cookie("quizapp_form")
    assert learner.cookie("quizapp_learner") is None


def test_numbers_dates_and_plurals_follow_the_language(learner, set_up, clock):
    code = set_up(opens_at=clock() + timedelta(days=1), attempts=1, minutes=90)
    page = learner.get(f"/quiz/{code}?lang=de")
    for words in (
        "am 3. März 2026, 09:00 UTC",
        "4 Fragen: 2 zum Auswählen",
        "1 Versuch mit",
        "90 Minuten ab",
    ):
        assert words in page.text
    refused = learner.post(f"/quiz/{code}", name="Ada")
    assert "Dieses Quiz öffnet am 3. März 2026, 09:00 UTC." in refused.text
    path = start(learner, set_up())
    assert "5.001 Zeichen; höchstens 5.000" in learner.post(f"{path}/2", text="x" * 5_001).text


def test_a_mark_is_explained_in_the_language_of_who_reads_it(learner, code):
    path = start(learner, code)
    learner.answer(f"{path}/2", text="The Sun adds to them, and the winds are not caused by the Moon")
    english = learner.post(f"{path}/finish")
    german = learner.get(f"{path}/result?lang=de")
    assert "You said “" in english.text
    assert "Du schreibst „" in german.text
    assert "Deine Antwort sagt das." in german.text
    assert builders.TIDE.question in german.text


def test_the_pages_of_a_teacher_stay_whole_in_english(desk):
    desk.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "de"
    page = desk.get("/teacher")
    assert '<html lang="en">' in page.html
    assert "For teachers" in page.text
    assert not [link for link in page.all("a") if link.get("hreflang")]


def test_no_english_is_left_for_a_member_of_a_class(watcher, store, code, tara, now):
    class_id = classes.add_class(store, tara, "Ada", now)
    classes.add_member(store, tara, class_id, Person("Ada"), now)
    (link,) = membership.make_links(store, tara, class_id, None, now)
    quiz = publishing.published(store, tara, code)
    for settings in (
        QuizSettings(
            draw=2, counting=Counting.FIRST, minutes=30, opens_at=now, closes_at=now + timedelta(days=1)
        ),
        QuizSettings(attempts=1, points=(("p-tide-sa", 2.0),)),
    ):
        publishing.change_quiz(store, tara, code, Wanted(settings, class_id), quiz.state, now)
        quiz = publishing.published(store, tara, code)
        watcher.get("/me")
        watcher.get(f"/quiz/{code}")
        watcher.post(f"/quiz/{code}", name="Ada")
        watcher.get("/me/wrong")
        watcher.get(f"/me/{link.token}")
        watcher.post(f"/me/{link.token}")
        watcher.get("/")
        path = start(watcher, code)
        watcher.get("/me")
        watcher.post(f"{path}/finish")
        watcher.post(f"{path}/forget")
        watcher.get("/me")
        watcher.get(f"/quiz/{code}")
        watcher.post(f"/quiz/{code}")
        watcher.post("/me/sign-out")
