"""Packages against the schemas of their standards."""

import io
import re
import zipfile
from dataclasses import replace

import builders
import pytest
from formats.banks.test_contract import banks
from hypothesis import HealthCheck, given, settings
from lxml import etree

from quizapp.formats.banks import write_questions

ONLY_SHAPES = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def parts(bank, name):
    with zipfile.ZipFile(io.BytesIO(write_questions(bank, name).data)) as package:
        return {entry: package.read(entry) for entry in package.namelist()}


@pytest.fixture(scope="module")
def schemas(standards):
    def xsd(path):
        return etree.XMLSchema(etree.parse(str(standards / path)))

    return {
        "qti21": xsd("qti2x/qtiv2p1/imsqti_v2p1.xsd"),
        "qti211": xsd("qti2x/qtiv2p1p1/imsqti_v2p1p1.xsd"),
        "package": xsd("qti2x/imscp_v1p1.xsd"),
        "cartridge": xsd("cc1.1/cc11libxml2validator.xsd"),
        "profile": xsd("cc1.1/ccv1p1_qtiasiv1p2p1_v1p0.xsd"),
        "qti12": etree.DTD(str(standards / "qti1.2-dtd/schemas/ims_qtiasiv1p2.dtd")),
        "qti121": etree.DTD(str(standards / "qti1.2-dtd/schemas/ims_qtiasiv1p2p1.dtd")),
    }


def assert_valid(schema, document):
    schema.validate(document)
    assert [str(error) for error in schema.error_log] == []


def without_namespaces(data):
    """A DTD knows no namespaces."""
    return etree.fromstring(re.sub(rb' (?:xmlns(?::xsi)?|xsi:schemaLocation)="[^"]*"', b"", data))


def assert_all_valid(bank, schemas):
    for name, data in parts(bank, "qti21").items():
        if name == "imsmanifest.xml":
            assert_valid(schemas["package"], etree.fromstring(data))
        else:
            assert_valid(schemas["qti21"], etree.fromstring(data))
            assert_valid(schemas["qti211"], etree.fromstring(data))
    [canvas] = [data for name, data in parts(bank, "qti12").items() if name != "imsmanifest.xml"]
    assert_valid(schemas["qti12"], without_namespaces(canvas))
    assert_valid(schemas["qti121"], without_namespaces(canvas))
    cartridge = parts(bank, "cartridge")
    assert_valid(schemas["cartridge"], etree.fromstring(cartridge.pop("imsmanifest.xml")))
    [assessment] = cartridge.values()
    assert_valid(schemas["profile"], etree.fromstring(assessment))
    assert_valid(schemas["qti12"], without_namespaces(assessment))


def test_the_sample_banks_are_valid_in_every_package(samples, schemas):
    for bank in samples:
        assert_all_valid(bank, schemas)


@ONLY_SHAPES
@given(bank=banks())
def test_any_bank_is_valid_in_every_package(bank, schemas):
    assert_all_valid(bank, schemas)


def test_numbers_with_a_tolerance_are_valid_in_every_package(schemas):
    question = replace(
        builders.short_answer(passage=builders.HARBOUR, points=("3",)), answer_type="number", tolerance=0.5
    )
    assert_all_valid(builders.bank(questions=(question,)), schemas)


def test_a_schema_notices_what_is_wrong(schemas):
    data = next(data for name, data in parts(builders.bank(), "qti21").items() if name.startswith("items/"))
    wrong = etree.fromstring(data.replace(b"maxChoices", b"mostChoices"))
    assert not schemas["qti21"].validate(wrong)


def items_of(assessment):
    space = {"q": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"}
    return etree.fromstring(assessment).findall(".//q:item", space), space


def test_a_cartridge_keeps_the_rules_of_its_profile_that_no_schema_can_say():
    two = builders.multiple_choice("two", distractors=("The winds over the sea",))
    questions = (two, *builders.bank().questions)
    [assessment] = [
        data
        for name, data in parts(builders.bank(questions=questions), "cartridge").items()
        if "manifest" not in name
    ]
    items, space = items_of(assessment)
    assert len(items) == 5
    for item in items:
        profile = item.findtext(".//q:fieldentry", namespaces=space)
        labels = [label.get("ident") for label in item.findall(".//q:render_choice/q:response_label", space)]
        kind = {0: "fib", 2: "true_false"}.get(len(labels), "multiple_choice")
        assert profile == f"cc.{kind}.v0p1"
        tested = {test.text for test in item.findall(".//q:varequal", space)}
        assert set(labels) <= tested
        shown = {link.get("linkrefid") for link in item.findall(".//q:displayfeedback", space)}
        assert shown == {entry.get("ident") for entry in item.findall("q:itemfeedback", space)}


def test_canvas_gets_its_own_manifest_and_metadata():
    package = parts(builders.bank(), "qti12")
    manifest = package.pop("imsmanifest.xml").decode()
    assert "<schema>IMS Content</schema>" in manifest
    assert "<schemaversion>1.1.3</schemaversion>" in manifest
    assert 'type="imsqti_xmlv1p2"' in manifest
    [(name, data)] = package.items()
    assert f'href="{name}"' in manifest
    items, space = items_of(data)
    kinds = [item.findtext(".//q:fieldentry", namespaces=space) for item in items]
    assert kinds == ["multiple_choice_question", "short_answer_question"] * 2


def test_moodle_xml_uses_grades_that_moodle_has_and_an_idnumber_a_question():
    root = etree.fromstring(write_questions(builders.bank(), "moodle").data)
    questions = root.findall("question")
    assert {answer.get("fraction") for answer in root.iter("answer")} == {"0", "100"}
    assert [question.get("type") for question in questions] == ["category"] + [
        "multichoice",
        "shortanswer",
    ] * 2
    assert [q.findtext("idnumber") for q in questions] == ["tides"] + [
        q.id for q in builders.bank().questions
    ]
    assert questions[0].findtext("category/text") == "$course$/top/Tides and the harbour"
