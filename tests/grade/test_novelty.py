from quizapp.grade.alignment import align, vocabulary_of
from quizapp.grade.novelty import beyond, closeness, novelty
from quizapp.grade.reading import read

QUESTION = read("What is an annual plan?")
SOURCE = read("An annual plan is a document in which the agency lists its goals and its budget for the year.")


def added(text: str):
    answer = read(text)
    (found,) = align([SOURCE], vocabulary_of([SOURCE]), answer)
    return novelty(QUESTION, SOURCE, answer, found)


def test_the_question_repeated_adds_nothing():
    assert added("an annual plan") == added("") == added("the plan")


def test_what_the_source_has_too_is_supported_and_what_it_has_not_is_not():
    assert added("the goals and budget of the agency").support > 0.9
    assert added("a list of broken computers and licences").support < 0.4
    assert added("a list of broken computers").unsupported > added("goals and budget").unsupported


def test_names_and_numbers_known_from_nowhere_are_foreign():
    assert added("the goals of the agency for the year").foreign == 0
    assert added("It is sent to Berlin each 12 weeks").foreign == 2


def test_beyond_the_question_an_answer_is_near_what_it_says():
    said, other = (
        beyond(QUESTION, read("The annual plan lists goals and money.")),
        read("The annual plan is a cat."),
    )
    wanted = beyond(QUESTION, SOURCE)
    assert closeness(wanted, said)[0] > closeness(wanted, beyond(QUESTION, other))[0]
