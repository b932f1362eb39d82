"""Changing one cell changes its bytes and no others."""

import codecs
import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.errors import FileProblems
from quizapp.formats.gradebooks.sheet import read_sheet, write_sheet

SAMPLES = sorted(Path(__file__).with_name("samples").glob("*.*"))
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "cp1252")
MARKS = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}

cells = st.text(st.sampled_from("abcé \",;\n\r\t'-=07"), max_size=6)
tables = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=5)
)


def encoded(text: str, encoding: str) -> bytes:
    return MARKS.get(encoding, b"") + text.encode(encoding)


def written(table: list[list[str]], delimiter: str, quoting: int, end: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows(
        [["head"] * len(table[0]), *table]
    )
    return out.getvalue()


every_sample = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)


@every_sample
def test_a_sample_without_changes_is_the_same_to_the_byte(path):
    data = path.read_bytes()
    assert write_sheet(read_sheet(data, path.name), {}) == data


@every_sample
def test_a_sample_is_cut_into_the_cells_that_python_finds(path):
    sheet = read_sheet(path.read_bytes(), path.name)
    rows = list(csv.reader(io.StringIO(sheet.text, newline=""), delimiter=sheet.delimiter))
    assert [[cell.value for cell in line.cells] for line in sheet.lines] == rows


@every_sample
def test_changing_a_cell_and_back_gives_the_same_bytes(path):
    data = path.read_bytes()
    sheet = read_sheet(data, path.name)
    for index, line in enumerate(sheet.lines):
        for place, cell in enumerate(line.cells):
            changed = write_sheet(sheet, {(index, place): "7.25"})
            assert changed != data
            again = read_sheet(changed, path.name)
            assert again.lines[index].cells[place].value == "7.25"
            assert write_sheet(again, {(index, place): cell.value}) == data


@given(
    tables,
    st.sampled_from(",;\t"),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(ENCODINGS),
    st.data(),
)
def test_whatever_the_table_only_the_changed_cell_is_different(
    table, delimiter, quoting, end, encoding, data
):
    text = written(table, delimiter, quoting, end)
    file = encoded(text, encoding)
    sheet = read_sheet(file, "t.csv")
    if sheet.delimiter != delimiter:  # a table of next to nothing looks like another one
        return
    index = data.draw(st.integers(0, len(sheet.lines) - 1))
    place = data.draw(st.integers(0, len(sheet.lines[index].cells) - 1))
    cell = sheet.lines[index].cells[place]
    changed = write_sheet(sheet, {(index, place): "7.5"})
    head, tail = (part.encode(sheet.encoding) for part in (sheet.text[: cell.start], sheet.text[cell.end :]))
    assert changed.startswith(sheet.mark + head)
    assert changed.endswith(tail)
    assert len(changed) <= len(sheet.mark + head + tail) + 2 * len('"7.5"')
    rows = [[one.value for one in line.cells] for line in read_sheet(changed, "t.csv").lines]
    before = [[one.value for one in line.cells] for line in sheet.lines]
    before[index][place] = "7.5"
    assert rows == before


def test_an_added_column_goes_before_the_end_of_each_line():
    sheet = read_sheet(b"a,b\r\n1,2\r\n\r\n3,4", "t.csv")
    assert write_sheet(sheet, {(0, 2): "new, one", (1, 2): "", (2, 2): "5"}) == (
        b'a,b,"new, one"\r\n1,2,\r\n\r\n3,4,5'
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \r\n ", "is empty"),
        (b"PK\x03\x04rest", "ZIP archive"),
        (b"\xd0\xcf\x11\xe0rest", "Microsoft Office"),
        (b'a,b\n1,"2\n3,4\n', "2: begins a cell with a quotation mark"),
        (b"a,b\n\x81\x8d,\xff\n", "not text"),
        (b"\xff\xfea\x00,\x00\xd8", "not text"),
        (b"\xef\xbb\xbfa,b\n\xff\n", "not text"),
    ],
)
def test_what_cannot_be_read_is_said(data, said):
    with pytest.raises(FileProblems, match=said):
        read_sheet(data, "t.csv")


def test_a_heading_that_the_encoding_does_not_have_is_said():
    sheet = read_sheet("Näme,b\n1,2\n".encode("cp1252"), "t.csv")
    assert sheet.encoding == "cp1252"
    with pytest.raises(FileProblems, match="cp1252"):
        write_sheet(sheet, {(0, 2): "潮"})
