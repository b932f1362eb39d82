"""Files that are broken or mean harm: a clear error with its place, and nothing that takes long."""

import io
import zipfile

import pytest

from quizapp.errors import FileProblems
from quizapp.formats.banks import read_questions
from quizapp.formats.banks.html_text import text_of
from quizapp.formats.banks.zips import LARGEST_CONTENT, pack

MOODLE = (
    '<quiz><question type="truefalse"><questiontext format="html"><text>Größe?</text></questiontext>{}</quiz>'
)
TRUTH = '<answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question>'


def problems(data, file, name=None):
    with pytest.raises(FileProblems) as caught:
        read_questions(data, file, name)
    return str(caught.value)


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target, target.open("a.xml", "w") as entry:
        for _ in range((LARGEST_CONTENT >> 20) + 1):
            entry.write(bytes(1 << 20))
    return out.getvalue()


def with_twice():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr("a.xml", b"1")
        with pytest.warns(UserWarning, match="Duplicate name"):
            target.writestr("a.xml", b"2")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04", "cannot be unpacked: it is damaged"),
        (pack({"imsmanifest.xml": b"<m/>"})[:60], "cannot be unpacked: it is damaged"),
        (pack({"../../etc/passwd": b"x"}), "leads out of the zip"),
        (pack({"/etc/passwd": b"x"}), "leads out of the zip"),
        (pack({"a\\..\\..\\b": b"x"}), "leads out of the zip"),
        (pack({"c:x": b"x"}), "leads out of the zip"),
        (pack({"a.xml": b"<a/>"}), "without an imsmanifest.xml"),
        (pack({"imsmanifest.xml": b"<m/>"}), "holds no QTI 1.2 file"),
        (bomb(), "more than 64 MB when unpacked"),
        (with_twice(), "twice"),
    ],
    ids=["stub", "cut", "up", "root", "backslash", "drive", "no manifest", "no questions", "bomb", "twice"],
)
def test_a_zip_that_is_no_package_is_refused(data, said):
    assert said in problems(data, "package.zip")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('<!DOCTYPE quiz [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><quiz>&b;</quiz>', "defines entities"),
        ('<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>', "defines entities"),
        ("<quiz>" + "<a>" * 5_000 + "</a>" * 5_000 + "</quiz>", "200 deep"),
        ('<quiz><question type="multichoice">', "bank.xml:1: is not well-formed XML"),
        ("<html><body>x</body></html>", "it begins with <html>, not with <quiz>"),
        ("<quiz></quiz>", "holds no question"),
    ],
    ids=["entities", "outside", "deep", "half", "html", "none"],
)
def test_xml_that_is_broken_or_means_harm_is_refused(text, said):
    assert said in problems(text.encode(), "bank.xml")


def test_a_document_type_alone_does_no_harm():
    data = (
        b'<!DOCTYPE questestinterop SYSTEM "ims_qtiasiv1p2.dtd"><questestinterop><item ident="a"><presentation>'
        b'<material><mattext>Q?</mattext></material><response_str ident="r"><render_fib/></response_str>'
        b"</presentation><resprocessing><outcomes/><respcondition><conditionvar><varequal>x</varequal>"
        b"</conditionvar><setvar>1</setvar></respcondition></resprocessing></item></questestinterop>"
    )
    assert read_questions(data, "bank.xml").bank.questions[0].points[0].text == "x"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            b'<assessmentItem xmlns="http://example.org/x" identifier="a"/>',
            "in the namespace “http://example.org/x”",
        ),
        (b'<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0"/>', "is QTI 3.0"),
        (b"<assessmentItem/>", "in the namespace “”"),
    ],
)
def test_qti_of_another_namespace_is_told_which_is_expected(data, said):
    assert said in problems(data, "item.xml", "qti21")
    package = pack({"imsmanifest.xml": b"imsqti_item_xmlv2p1", "items/1.xml": data})
    assert f"p.zip: items/1.xml: {'' if said.startswith('is ') else 'is '}{said}" in problems(
        package, "p.zip", "qti21"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Fine? {=a ~b}\n\nWhat is E? {=E=mc2 ~a}",
            "x.gift:3: question 2: “=E=mc2 ~a”: an “=” inside an answer",
        ),
        ("What is E? {=E=mc2}", "must be written \\="),
        ("Two? {=a =b ~c}", "has 2 right choices"),
        ("None? {~a ~b}", "has no right choices"),
        ("What {is\n\nFine? {=a ~b}", "x.gift:1: question 1: has an opening brace without a closing one"),
        ("What } is {=a ~b}", "has a closing brace without an opening one"),
        ("One {=a} and {=b}", "more than one answer block"),
        ("Bare {a ~b}", "“a” stands in the braces without = or ~"),
        ("Number {#five}", "“five” is no number"),
        ("Empty {= ~b}", "an answer without a text after “=”"),
    ],
)
def test_gift_that_cannot_be_understood_is_told_with_its_line(text, said):
    assert said in problems(text.encode(), "x.gift")


def test_all_problems_of_a_file_come_at_once():
    said = problems(b"A {=a=b}\n\nB {=a\n\nC {#x}", "x.gift")
    assert [line.split(" ")[0] for line in said.splitlines()] == ["x.gift:1:", "x.gift:3:", "x.gift:5:"]


def test_an_equals_sign_in_the_prompt_has_one_reading_only():
    assert (
        read_questions(b"What is E in E=mc2? {=energy ~mass}", "x.gift").bank.questions[0].prompt
        == "What is E in E=mc2?"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('prompt,accept 1\n"unclosed,x', "x.csv:2: is not CSV that can be read"),
        ("foo,bar\n1,2", "no column “prompt”"),
        ("prompt,accept 1\na,b,c", "x.csv:2: has 3 cells"),
        ("prompt,prompt\na,b", "“prompt” is there twice"),
        ("prompt,choice 1,choice 2,correct\nq,a,b,3", "x.csv:2: “correct” is “3”"),
        ("prompt,accept 1,tolerance\nq,1,near", "“tolerance” is “near”"),
        ("prompt,accept 1,answer type\nq,1,colour", "“answer type” is “colour”"),
    ],
)
def test_csv_that_is_no_table_of_questions_is_told_with_its_line(text, said):
    assert said in problems(text.encode(), "x.csv")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"format": 1,\n "id": }', "x.json:2: is not valid JSON"),
        ('{"format": 1, "format": 1}', "“format” is there twice"),
        ("[" * 100_000, "too deep"),
        ("[1]", "expected a mapping"),
    ],
)
def test_json_that_is_no_bank_is_refused(text, said):
    assert said in problems(text.encode(), "x.json")


@pytest.mark.parametrize("data", [b"", b" \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_called_empty(data):
    assert "is empty" in problems(data, "x.gift", "gift")


def test_what_is_in_no_format_is_told_to_be_named():
    assert "name it with --format" in problems(b"hello world", "x.bin")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_umlauts_arrive_in_every_encoding(encoding):
    for file, text in (
        ("x.gift", "Größe? {=ja ~nein}"),
        ("x.csv", "prompt;accept 1\nGröße?;ja\n"),
        ("x.anki.txt", "Größe?\tja"),
        ("x.xml", MOODLE.format(TRUTH)),
    ):
        declared = text.replace("<quiz>", '<?xml version="1.0" encoding="utf-16"?><quiz>')
        sent = (declared if encoding == "utf-16" else text).encode(encoding)
        assert read_questions(sent, file).bank.questions[0].prompt == "Größe?", file


@pytest.mark.parametrize(
    "part", ["<", "<!--", "<a b=", '<a b="', "</", "<!", "<?", "<![CDATA[", "&", "<script>"]
)
def test_endless_half_tags_are_read_in_one_go(part):
    text_of(part * (190_000 // len(part)))


@pytest.mark.parametrize("filling", ["\\\\", "#", " ", "\\n\\nSource\\: “x”", "%", "\\:", "->"])
def test_a_long_answer_of_one_sign_is_read_in_one_go(filling):
    data = f"Q {{=a{filling * (400_000 // len(filling))} ~b}}".encode()
    assert len(read_questions(data, "x.gift").bank.questions) == 1


@pytest.mark.parametrize("filling", ["{", "=a", "~"])
def test_a_long_answer_of_signs_without_sense_is_refused_in_one_go(filling):
    assert "question 1" in problems(f"Q {{=a{filling * 200_000} ~b}}".encode(), "x.gift")
