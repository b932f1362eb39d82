"""The files in a real spreadsheet program: nothing is a formula, no accent is lost, leading zeros stay."""

import csv
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from formats.banks.checkers import office
from formats.scores.test_contract import AWKWARD, report_of

from quizapp.formats.scores import SCORES, write_scores

NAMES = [name for name in AWKWARD if not set(name) & set("\0\a\r\t\n\ufffe")]
"""Names as the store keeps them: it takes no control characters."""


@pytest.fixture(scope="module")
def program() -> Path:
    """LibreOffice; without it the test is skipped, but not where changes are decided on."""
    try:
        return office()
    except FileNotFoundError as e:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(e))


def as_shown(program: Path, folder: Path, data: bytes, suffix: str) -> dict[str, list[list[str]]]:
    """Open a file in LibreOffice and save what every sheet shows as CSV: of a formula that is its result."""
    source = folder / f"scores{suffix}"
    source.write_bytes(data)
    # Comma, quote, UTF-8, from the first line, English, cells as shown, no formulas, all sheets.
    target = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,true,true,true,false,false,-1"
    command = [str(program), "--headless", f"-env:UserInstallation=file://{folder}/home"]
    if suffix == ".csv":
        command.append("--infilter=CSV:44,34,76,1,,1033,false,true")
    command += ["--convert-to", target, "--outdir", str(folder / "out"), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    sheets = {}
    for path in (folder / "out").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as lines:
            sheets[path.stem.removeprefix("scores-")] = list(csv.reader(lines))
    shutil.rmtree(folder / "out")
    return sheets


def test_a_formula_would_show_its_result(program: Path, tmp_path: Path) -> None:
    sheets = as_shown(program, tmp_path, b"a,b\r\n=1+1,007\r\n", ".csv")
    assert list(sheets.values()) == [[["a", "b"], ["2", "7"]]]


@pytest.mark.parametrize("name", ["csv", "xlsx", "long"])
def test_no_cell_is_a_formula_and_no_accent_is_lost(program: Path, tmp_path: Path, name: str) -> None:
    data = write_scores(report_of(NAMES), name)
    for sheet, rows in as_shown(program, tmp_path, data, SCORES[name].suffix).items():
        if sheet != "Items":
            learners = {row[0].removeprefix("'") for row in rows[1:]}
            eaten = {"007", "1e5"} if name != "xlsx" else set()
            assert set(NAMES) - eaten <= learners, sheet


def test_leading_zeros_stay_and_numbers_are_numbers(program: Path, tmp_path: Path) -> None:
    sheets = as_shown(program, tmp_path, write_scores(report_of(["Ada"]), "xlsx"), ".xlsx")
    header, row, _ = sheets["Scores"]
    known = dict(zip(header, row, strict=True))
    assert (known["id"], known["login"], known["score"], known["percent"]) == (
        "007",
        "=login",
        "1.3333",
        "66.67",
    )
    assert sheets["Answers"][1][1] == "007"
