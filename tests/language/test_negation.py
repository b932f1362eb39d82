import pytest

from quizapp.grade.reading import read


def denied(text: str) -> set[str]:
    reading = read(text)
    return {word for word, is_denied in zip(reading.words, reading.denied, strict=True) if is_denied}


@pytest.mark.parametrize(
    ("text", "expected", "free"),
    [
        ("Boats may not enter the harbour", {"enter", "harbour"}, {"boats"}),
        ("It doesn’t reduce rights, it adds some", {"reduce", "rights"}, {"adds"}),
        ("No, it covers everyone", set(), {"covers", "everyone"}),
        ("There is no treatment but care helps", {"treatment"}, {"care", "helps"}),
        ("Not only boats enter", set(), {"boats", "enter"}),
        ("It is not true that boats enter. They wait.", {"boats", "enter"}, set()),
        ("It is not without risk", set(), {"risk"}),
        ("dont touch it", {"touch"}, set()),
    ],
)
def test_a_negation_reaches_to_the_end_of_its_clause(text, expected, free):
    found = denied(text)
    assert expected <= found
    assert not free & found
