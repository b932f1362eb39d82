"""Classes: what a roster changes, who is found again, what stays when somebody leaves."""

from datetime import timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from quizapp.errors import Conflict, FileProblems, NotFound, QuizError
from quizapp.model.timing import ExtraTime
from quizapp.services import classes, rosters
from quizapp.services.classes import Person
from quizapp.storage import audit

FIRST = "name,login,e-mail,id\nAda Lovelace,ada,ada@x.example,007\nBob Hope,bob,bob@x.example,008\n"


@pytest.fixture
def biology(store, tara, now) -> str:
    """A class of Tara's without members."""
    return classes.add_class(store, tara, " Biology  1 ", now)


def take(store, user, public_id, text, now):
    data = text.encode()
    plan = rosters.preview(store, user, public_id, data)
    return rosters.take(store, user, public_id, data, plan.mark, now)


def people(store, user, public_id):
    return [
        (member.name, member.login, member.email, member.sis_id)
        for member in classes.open_class(store, user, public_id).members
    ]


def test_looking_at_a_roster_stores_nothing_and_taking_it_stores_all(store, tara, biology, now) -> None:
    plan = rosters.preview(store, tara, biology, FIRST.encode())
    assert [person.name for person in plan.new] == ["Ada Lovelace", "Bob Hope"]
    assert people(store, tara, biology) == []
    rosters.take(store, tara, biology, FIRST.encode(), plan.mark, now)
    assert people(store, tara, biology) == [
        ("Ada Lovelace", "ada", "ada@x.example", "007"),
        ("Bob Hope", "bob", "bob@x.example", "008"),
    ]
    assert classes.list_classes(store, tara)[0].name == "Biology 1"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("name,id\nAda King,007\n", ("Ada King", "ada", "ada@x.example", "007")),
        ("name,login\nAda King,ADA\n", ("Ada King", "ADA", "ada@x.example", "007")),
        ("name,e-mail\nAda King,ada@X.example\n", ("Ada King", "ada", "ada@X.example", "007")),
        ("name\nada lovelace\n", ("ada lovelace", "ada", "ada@x.example", "007")),
        ("name,login\nAda Lovelace,\n", ("Ada Lovelace", "ada", "ada@x.example", "007")),
    ],
)
def test_a_second_roster_finds_people_again_and_empty_cells_erase_nothing(
    store, tara, biology, now, text, after
) -> None:
    take(store, tara, biology, FIRST, now)
    plan = take(store, tara, biology, text, now)
    assert (len(plan.new), [member.name for member in plan.missing]) == (0, ["Bob Hope"])
    assert people(store, tara, biology) == [after, ("Bob Hope", "bob", "bob@x.example", "008")]


def test_leading_zeros_tell_people_apart(store, tara, biology, now) -> None:
    take(store, tara, biology, FIRST, now)
    plan = rosters.preview(store, tara, biology, b"name,id\nCy,7\n")
    assert [person.sis_id for person in plan.new] == ["7"]


def test_somebody_of_the_same_name_with_another_id_is_somebody_else(store, tara, biology, now) -> None:
    take(store, tara, biology, FIRST, now)
    assert len(rosters.preview(store, tara, biology, b"name,id\nAda Lovelace,009\n").new) == 1


def test_all_problems_are_told_at_once_with_their_rows(store, tara, biology, now) -> None:
    take(store, tara, biology, FIRST, now)
    text = (
        f"name,login,id\nAda,ada,1\nBob,bob,1\n{'x' * 300},cy,3\n\n"
        "Dee,DEE,4\nDee 2,dee,5\nNobody,,\nnobody,,\nTwo,bob,007\n"
    )
    with pytest.raises(FileProblems) as e:
        rosters.preview(store, tara, biology, text.encode())
    told = [str(problem) for problem in e.value.problems]
    assert any("row 3: has the same id as row 2" in text for text in told)
    assert any("row 4: The name has 300 characters" in text for text in told)
    assert any("row 7: has the same login as row 6" in text for text in told)
    assert any("row 9: has the same name as row 8" in text for text in told)
    assert any("row 10: the id belongs to Ada Lovelace, but the login to Bob Hope" in text for text in told)
    assert len(told) == 6
    assert len(people(store, tara, biology)) == 2


def test_a_learner_in_two_sections_is_taken_once(store, tara, biology) -> None:
    text = "name,id,section\nAda,1,A\nAda,1,B\n"
    plan = rosters.preview(store, tara, biology, text.encode())
    assert len(plan.new) == 1
    assert [str(remark) for remark in plan.remarks] == ["row 3: says the same as row 2, so it is taken once."]


def test_who_has_no_id_is_told_where_others_have_one(store, tara, biology) -> None:
    (remark,) = rosters.preview(store, tara, biology, b"name,id\nAda,1\nBob,\n").remarks
    assert str(remark).startswith("row 3: has no id, login or e-mail")


def test_headings_alone_are_no_roster(store, tara, biology) -> None:
    with pytest.raises(FileProblems, match="no learner below"):
        rosters.preview(store, tara, biology, b"name,id\n")


def test_a_class_that_changed_since_the_look_is_looked_at_again(store, tara, biology, now) -> None:
    plan = rosters.preview(store, tara, biology, FIRST.encode())
    classes.add_member(store, tara, biology, Person("Bob", login="bob"), now)
    with pytest.raises(Conflict, match="has changed"):
        rosters.take(store, tara, biology, FIRST.encode(), plan.mark, now)
    assert len(people(store, tara, biology)) == 1


def test_who_was_taken_off_comes_back_with_a_roster(store, tara, biology, now) -> None:
    take(store, tara, biology, FIRST, now)
    ada = classes.open_class(store, tara, biology).members[0]
    assert classes.take_off(store, tara, biology, ada.id, now) == "Ada Lovelace"
    assert [member.name for member in classes.open_class(store, tara, biology).left] == ["Ada Lovelace"]
    plan = take(store, tara, biology, FIRST, now + timedelta(days=1))
    assert [change.returns for change in plan.changed] == [True]
    assert classes.open_class(store, tara, biology).members[0].id == ada.id


def test_two_members_never_share_an_id(store, tara, biology, now) -> None:
    take(store, tara, biology, FIRST, now)
    ada, bob = classes.open_class(store, tara, biology).members
    with pytest.raises(QuizError, match="Ada Lovelace has the same login"):
        classes.change_member(store, tara, biology, bob.id, Person("Bob", login="ADA"), now)
    with pytest.raises(QuizError, match="Bob Hope has the same id"):
        classes.add_member(store, tara, biology, Person("Cy", sis_id="008"), now)
    classes.change_member(store, tara, biology, ada.id, Person("Ada", login="ada", sis_id="007"), now)


@pytest.mark.parametrize("name", ["", "  ", "x" * 81])
def test_a_member_has_a_name(store, tara, biology, now, name) -> None:
    with pytest.raises(QuizError):
        classes.add_member(store, tara, biology, Person(name), now)
    with pytest.raises(QuizError):
        classes.add_class(store, tara, name * 2, now)


def test_extra_time_comes_with_a_roster(store, tara, biology, now) -> None:
    take(store, tara, biology, "name,id,extra time\nAda,1,1.5\nBob,2,\n", now)
    take(store, tara, biology, "name,id\nAda,1\n", now)
    extras = [member.extra for member in classes.open_class(store, tara, biology).members]
    assert extras == [ExtraTime.HALF_MORE, ExtraTime.AS_OTHERS]


def test_another_teacher_has_no_such_class(store, tara, theo, biology, now) -> None:
    take(store, tara, biology, FIRST, now)
    member = classes.open_class(store, tara, biology).members[0]
    for attempt in (
        lambda: classes.open_class(store, theo, biology),
        lambda: classes.rename_class(store, theo, biology, "Mine", now),
        lambda: classes.archive_class(store, theo, biology, True, now),
        lambda: classes.delete_class(store, theo, biology, now),
        lambda: classes.take_off(store, theo, biology, member.id, now),
        lambda: classes.add_member(store, theo, biology, Person("Eve"), now),
        lambda: classes.change_member(store, theo, biology, member.id, Person("Eve"), now),
        lambda: rosters.preview(store, theo, biology, FIRST.encode()),
        lambda: rosters.take(store, theo, biology, FIRST.encode(), "", now),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert classes.list_classes(store, theo) == []


def test_an_administrator_sees_the_classes_of_all(store, tara, admin, biology) -> None:
    assert [card.owner for card in classes.list_classes(store, admin)] == ["Tara"]


def test_the_audit_log_names_no_learner(store, tara, biology, now) -> None:
    take(store, tara, biology, FIRST, now)
    member = classes.open_class(store, tara, biology).members[0]
    classes.change_member(store, tara, biology, member.id, Person("Ada", extra=ExtraTime.DOUBLE), now)
    classes.take_off(store, tara, biology, member.id, now)
    with store.reading() as db:
        lines = audit_lines(db)
    assert [line.action for line in lines if line.action.startswith("class.")] == [
        "class.create",
        "class.import",
        "class.change-member",
        "class.take-off",
    ]
    assert "Ada" not in str(lines)


def audit_lines(db):
    from_log = db.exec_driver_sql(
        "SELECT id, at, actor, action, quiz, attempt, question_id, reason, before, after FROM audit_entry ORDER BY id"
    )
    return [audit.entry_of(row) for row in from_log]


def test_a_roster_of_5_000_is_taken_and_found_again(store, tara, biology, now) -> None:
    rows = "".join(f"Learner {n},l{n},l{n}@x.example,{n:05}\n" for n in range(5_000))
    take(store, tara, biology, f"name,login,e-mail,id\n{rows}", now)
    plan = take(store, tara, biology, f"name,login,e-mail,id\n{rows.replace('Learner 7,', 'Lea,')}", now)
    assert (len(plan.new), len(plan.changed), plan.same, len(plan.missing)) == (0, 1, 4_999, 0)
    assert len(people(store, tara, biology)) == 5_000


WORD = st.sampled_from(["", "a", "b", "c", "A", "7", "07"])


@pytest.mark.only_on("sqlite")
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.lists(st.tuples(WORD, WORD, WORD), max_size=5), min_size=1, max_size=3))
def test_whatever_comes_in_ids_stay_unique_and_the_same_roster_again_changes_nothing(
    store, tara, now, texts
) -> None:
    public_id = classes.add_class(store, tara, "Any", now)
    for rows in texts:
        text = "name,login,id\n" + "".join(f"n{name},{login},{sis}\n" for name, login, sis in rows)
        before = people(store, tara, public_id)
        try:
            take(store, tara, public_id, text, now)
        except FileProblems:
            assert people(store, tara, public_id) == before
            continue
        again = rosters.preview(store, tara, public_id, text.encode())
        assert (again.new, again.changed) == ((), ())
        members = classes.open_class(store, tara, public_id).members
        for name in ("login", "sis_id"):
            given_ids = [
                value.casefold() if name == "login" else value for m in members if (value := getattr(m, name))
            ]
            assert len(given_ids) == len(set(given_ids))
