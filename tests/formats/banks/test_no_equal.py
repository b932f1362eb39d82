"""What other systems have and we have not: listed question by question, and the rest comes in."""

import pytest

from quizapp.formats.banks import read_questions
from quizapp.formats.banks.zips import pack

GIFT = """// [id:own-1] [tag:sea]
$CATEGORY: $course$/top/The sea

::Tides:: What causes the tides? {
  =The Moon#Yes: gravity. =the moon =%50%The Sun
  ####Gravity.
}

Match. {=a -> b =c -> d}

Write. {}

Just a text without braces.

Several? {~%50%a ~%50%b ~c}

The sea is {~dry =wet} today.

The Moon is far. {T#Wrong#Right}

[html]<p>How many H<sub>2</sub>O in 10<sup>3</sup>?</p> {#5:0.5}

[html]<img src="x.png"> What is it? {=a ~b}
"""


def test_gift_of_every_kind_comes_in_or_is_listed():
    found = read_questions(GIFT.encode(), "x.gift")
    tides, gap, truth, number = found.bank.questions
    assert found.bank.title == "The sea"
    assert (tides.prompt, tides.points[0].text, tides.accept) == (
        "What causes the tides?",
        "The Moon",
        ("the moon",),
    )
    assert tides.explanation == "Gravity."
    assert gap.prompt == "The sea is _____ today."
    assert [choice.text for choice in gap.choices if choice.correct] == ["wet"]
    assert [(choice.text, choice.correct, choice.why) for choice in truth.choices] == [
        ("True", True, "Right"), ("False", False, "Wrong"),
    ]  # fmt: skip
    assert (number.prompt, number.answer_type, number.tolerance) == ("How many H₂O in 10³?", "number", 0.5)
    said = "\n".join(map(str, found.remarks))
    for part in ("a matching question", "an essay question", "without answers in braces", "several right choices",
                 "“The Sun” earns part of the marks", "it holds a picture"):  # fmt: skip
        assert part in said
    assert all(remark.line for remark in found.remarks if "question" in remark.where)


MOODLE = """<quiz>
<question type="category"><category><text>$course$/top/Sea//side</text></category></question>
<question type="description"><name><text>Hello</text></name></question>
<question type="matching"><name><text>Pairs</text></name></question>
<question type="multichoice"><name><text>Two</text></name><questiontext format="html"><text>Two?</text></questiontext>
 <answer fraction="50"><text>a</text></answer><answer fraction="50"><text>b</text></answer></question>
<question type="multichoice"><name><text>Picture</text></name>
 <questiontext format="html"><text>&lt;img src="@@PLUGINFILE@@/a.png"&gt;What?</text></questiontext>
 <answer fraction="100"><text>a</text></answer><answer fraction="0"><text>b</text></answer></question>
<question type="shortanswer"><name><text>Star</text></name>
 <questiontext format="html"><text>&lt;p&gt;One&lt;/p&gt;&lt;p&gt;two \\(x^2\\)?&lt;/p&gt;</text></questiontext>
 <answer fraction="100"><text>a\\*b</text></answer><answer fraction="33.3"><text>c</text></answer></question>
</quiz>"""


def test_moodle_questions_without_an_equal_are_listed_by_name():
    found = read_questions(MOODLE.encode(), "x.xml")
    [star] = found.bank.questions
    assert found.bank.title == "Sea/side"
    assert (star.prompt, star.points[0].text) == ("One\ntwo \\(x^2\\)?", "a*b")
    assert star.explanation == "The right answer is “a*b”."
    said = "\n".join(map(str, found.remarks))
    for part in (
        "(Hello): is left out: questions of the type “description”",
        "(Pairs)",
        "(Two): is left out: no choices",
        "(Picture): is left out: it holds a picture",
        "formula (TeX)",
        "“c” earns part",
        "no explanation",
    ):
        assert part in said


CANVAS = """<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">
<assessment ident="gd1" title="Sea"><section>
<item ident="g1" title="Q"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel>
 <fieldentry>matching_question</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>
 <presentation><response_lid ident="a"/><response_lid ident="b"/></presentation></item>
<item ident="g2"><presentation>
 <material><mattext texttype="text/html">&lt;div&gt;How deep?&lt;/div&gt;</mattext></material>
 <response_str ident="response1" rcardinality="Single"><render_fib fibtype="Decimal"/></response_str></presentation>
 <resprocessing><outcomes/><respcondition><conditionvar><or><varequal respident="response1">5.5</varequal>
 <and><vargte respident="response1">5</vargte><varlte respident="response1">6</varlte></and></or></conditionvar>
 <setvar varname="SCORE">100</setvar></respcondition></resprocessing></item>
</section></assessment></questestinterop>"""


def test_a_canvas_export_comes_in_as_far_as_it_can():
    found = read_questions(pack({"imsmanifest.xml": b"<manifest/>", "g/g.xml": CANVAS.encode()}), "sea.zip")
    [number] = found.bank.questions
    assert (found.bank.title, number.id, number.prompt) == ("Sea", "g2", "How deep?")
    assert (number.points[0].text, number.answer_type, number.tolerance) == ("5.5", "number", 0.5)
    assert "question 1 (Q): is left out: questions of the type “matching_question”" in str(found.remarks[0])


ITEM = """<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i1" title="Sea" adaptive="false"
 timeDependent="false"><responseDeclaration identifier="R" cardinality="single" baseType="string"><correctResponse>
 <value>wet</value></correctResponse></responseDeclaration><itemBody>{}</itemBody></assessmentItem>"""


@pytest.mark.parametrize(
    ("body", "prompt"),
    [
        (
            '<p>The sea is <textEntryInteraction responseIdentifier="R"/> today.</p>',
            "The sea is _____ today.",
        ),
        (
            '<p>What is the sea?</p><div><textEntryInteraction responseIdentifier="R"/></div>',
            "What is the sea?",
        ),
    ],
)
def test_a_gap_of_qti_21_stays_where_the_sentence_needs_it(body, prompt):
    assert read_questions(ITEM.format(body).encode(), "x.xml").bank.questions[0].prompt == prompt


def test_an_anki_export_of_ordinary_cards_comes_in_as_short_answers():
    data = (
        b"#separator:tab\n#html:true\n#tags column:3\n"
        b"Capital of Peru?\t<b>Lima</b>\tgeo peru\nPicture\t<img src=a>\t\n"
    )
    found = read_questions(data, "cards.txt")
    [card] = found.bank.questions
    assert (card.prompt, card.points[0].text, card.tags) == ("Capital of Peru?", "Lima", ("geo", "peru"))
    assert "a picture" in str(found.remarks[0])


def test_a_spreadsheet_with_letters_and_german_commas_comes_in():
    head = "Question;Choice 1;Choice 2;Key;Accept 1;Answer type;Tolerance"
    text = f"{head}\nWet?;yes;no;B;;;\nHow deep?;;;;5;number;0,5\n"
    choice, number = read_questions(text.encode(), "x.csv").bank.questions
    assert choice.key == 1
    assert number.tolerance == 0.5
