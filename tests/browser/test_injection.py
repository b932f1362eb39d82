"""Words that would be a program if they were let: whoever types them, nobody's browser runs them."""

from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

import builders
import pytest
from sqlalchemy import update

from quizapp.cli.opening import open_store
from quizapp.model.answer import Answer
from quizapp.services import accounts, contesting, documents, library, pairs, study, teach
from quizapp.storage.tables import Account

pytestmark = pytest.mark.browser

PAYLOADS = (
    "<script class=pwned>window.pwned=1</script>",
    "<img class=pwned src=x onerror=window.pwned=1>",
    "<svg class=pwned onload=window.pwned=1>",
    '"><b class=pwned onmouseover=window.pwned=1>',
    "'><i class=pwned autofocus onfocus=window.pwned=1>",
    '" class=pwned autofocus onfocus=window.pwned=1 x="',
    "</title><script class=pwned>window.pwned=1</script>",
    "</textarea><u class=pwned>out of the box",
    "<a class=pwned href=javascript:window.pwned=1>a</a>",
    "<style class=pwned>*{display:none}</style>",
    "<iframe class=pwned src=//evil.example>",
    "<form class=pwned action=//evil.example><input>",
    "{{7*191}}<p class=pwned>{% raw %}",
    "<!--<p class=pwned>--!><p class=pwned>",
    "&lt;p class=pwned&gt;<p class=pwned>&#60;",
    "<math class=pwned><mtext><table><mglyph><style><img src=x>",
)
ALL = " ".join(PAYLOADS)
HOLDER = "holder-of-mallory-0123456789"
MOST_PAGES = 120

WATCH = """
window.violations = [];
document.addEventListener('securitypolicyviolation', event => window.violations.push(event.violatedDirective));
"""
HARM = """[
    ...[...document.querySelectorAll('.pwned')].map(element => element.outerHTML.slice(0, 200)),
    ...window.violations.map(directive => 'the policy stopped something: ' + directive),
    ...(window.pwned ? ['a script ran'] : []),
]"""
ADDRESSES = "[...document.querySelectorAll('a[href]')].map(element => element.href)"


def poisoned_bank():
    """Give a bank that says it all in every field where words are shown."""
    passage = builders.TIDE
    choice = builders.multiple_choice(
        prompt=f"Which? {ALL}", key=f"This. {ALL}", distractors=(f"A {ALL}", f"B {ALL}")
    )
    choice = replace(choice, choices=tuple(replace(one, why=ALL) for one in choice.choices), tags=(ALL,))
    written = replace(builders.short_answer(prompt=f"Why? {ALL}"), explanation=ALL)
    bank = builders.bank("poison", f"Poison {PAYLOADS[6]}", (replace(choice, explanation=ALL), written))
    return replace(
        bank,
        summary=ALL,
        sources=(replace(bank.sources[0], title=ALL, file=PAYLOADS[1]),),
        passages=(replace(passage, question=ALL, answer=f"{passage.answer} {ALL}"), *bank.passages[1:]),
    )  # fmt: skip


@pytest.fixture(scope="module")
def places(served):
    """Everything that people can type, typed; gives paths for a learner and for a teacher to begin at."""
    now = datetime.now(UTC)
    with open_store(served.settings) as store:
        [teacher] = accounts.list_users(store)
        rename(store, PAYLOADS[1])
        bank = poisoned_bank()
        library.import_bank(store, bank, teacher, now)
        code = teach.publish(store, teacher, bank.id, now)
        attempts = [take(store, code, payload, now) for payload in PAYLOADS]
        for attempt in attempts[:3]:
            teach.override(store, teacher, attempt, bank.questions[1].id, 0.5, ALL, now)
        contest = contesting.contests_for(store, teacher, code)[0].contest
        contesting.decide(store, teacher, contest.id, False, ALL, None, now)
        text = "\n".join(f"## {payload}?\n\nIt says {ALL}.\n" for payload in PAYLOADS)
        added = documents.add(
            store, teacher, f"# {PAYLOADS[0]}\n\n{text}".encode(), f"{PAYLOADS[5]}.md", None, now
        )
        pairs.add(store, teacher, added.public_id, f"{ALL}?", ALL, None)
        begun = study.start(store, code, PAYLOADS[3], HOLDER, now)
        study.save_answer(store, begun, HOLDER, 2, Answer(text=ALL), now)
    learner = (
        "/",
        f"/quiz/{code}",
        f"/attempt/{begun}/1",
        f"/attempt/{begun}/2",
        f"/attempt/{attempts[0]}/result",
    )
    desk = (
        "/teacher",
        f"/teacher/quiz/{code}",
        f"/teacher/quiz/{code}/contests",
        f"/documents/{added.public_id}",
    )
    yield learner, (*desk, *(f"/teacher/attempt/{attempt}" for attempt in attempts))
    with open_store(served.settings) as store:
        rename(store, teacher.name)


def rename(store, name):
    """Give the teacher another name."""
    with store.writing() as db:
        db.execute(update(Account).values(name=name))


def take(store, code, payload, now):
    """Take the quiz under the name of a payload, and contest its marks; gives the attempt."""
    public_id = study.start(store, code, payload[:80], HOLDER, now)
    study.save_answer(store, public_id, HOLDER, 1, Answer(choice=1), now)
    study.save_answer(store, public_id, HOLDER, 2, Answer(text=f"The Moon. {ALL}"), now)
    study.finish(store, public_id, HOLDER, now)
    question = study.result(store, public_id, HOLDER, now).questions[1].question.id
    for kind in ("mark", "question"):
        contesting.contest(store, public_id, HOLDER, question, kind, ALL, now)
    return public_id


def walk(visitor, begin):
    """Look at pages and at those they lead to; gives what each shows, and what is wrong with any."""
    seen: dict[str, str] = {}
    harm = {}
    left = list(begin)
    while left and len(seen) < MOST_PAGES:
        path = left.pop(0)
        page = visitor.go(path)
        seen[path] = page.inner_text("body")
        page.mouse.move(200, 200)
        found = page.evaluate(HARM)
        if found:
            harm[path] = found
        for address in page.evaluate(ADDRESSES):
            parts = urlsplit(address)
            assert parts.scheme in ("http", "https", "mailto"), address
            there = parts.path + (f"?{parts.query}" if parts.query else "")
            is_file = "." in parts.path.rsplit("/", 1)[1] or parts.path.endswith("/original")
            if address.startswith(visitor.url) and there not in (*seen, *left) and not is_file:
                left.append(there)
    return seen, harm


def test_nothing_that_people_type_runs_in_a_learners_browser(visit, places):
    visitor = visit(expected="Failed to load resource")  # pages that ask to sign in
    visitor.context.add_init_script(WATCH)
    visitor.context.add_cookies([{"name": "quizapp_learner", "value": HOLDER, "url": visitor.url}])
    seen, harm = walk(visitor, places[0])
    assert harm == {}
    assert sum(PAYLOADS[0] in text for text in seen.values()) >= 4  # it was there, as words


def test_nothing_that_people_type_runs_in_a_teachers_browser(teacher, places):
    teacher.context.add_init_script(WATCH)
    seen, harm = walk(teacher, places[1])
    assert harm == {}
    assert sum(PAYLOADS[0] in text for text in seen.values()) >= len(PAYLOADS)
