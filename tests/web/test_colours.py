"""Every colour of text stands out from what it is written on, in light and in dark."""

import re

import pytest

from quizapp.paths import data_dir

STYLES = (data_dir("static") / "app.css").read_text(encoding="utf-8")
PAIRS = [
    *[
        (ink, ground)
        for ink in ("ink", "soft", "accent")
        for ground in ("page", "card", "sunk", "accent-soft")
    ],
    *[(ink, "card") for ink in ("good", "part", "bad", "accent-deep")],
    *[(tone, f"{tone}-soft") for tone in ("good", "part", "bad")],
    *[("ink", ground) for ground in ("good-soft", "part-soft", "bad-soft", "marker")],
    *[("soft", ground) for ground in ("good-soft", "bad-soft")],
    ("bad", "page"),
    ("accent-deep", "accent-soft"),
    ("page", "ink"),
    ("on-accent", "accent"),
    ("on-accent", "accent-deep"),
]
"""What is written on what: names of the style sheet's variables."""

LINES = [("edge", "card"), ("edge", "page"), ("accent", "card"), ("accent", "page")]
"""Borders of what can be pressed or typed in, and the ring of the focus."""


def colours(block):
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


LIGHT = colours(STYLES.split("@media (prefers-color-scheme: dark)")[0])
DARK = LIGHT | colours(STYLES.split("@media (prefers-color-scheme: dark)")[1].split("}\n}")[0])


def luminance(colour):
    """The relative luminance of WCAG 2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_has_the_contrast_that_the_standard_says():
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_can_be_read_on_its_ground(scheme, ink, ground):
    assert contrast(scheme[ink], scheme[ground]) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("line", "ground"), LINES)
def test_edges_of_boxes_can_be_seen(scheme, line, ground):
    assert contrast(scheme[line], scheme[ground]) >= 3


def test_colours_are_named_once_and_used_by_name():
    rules = STYLES.split("/* Ground")[1].split("@media print")[0]
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", rules) == []


def test_the_style_sheet_and_the_script_stay_short():
    assert len(STYLES.splitlines()) <= 600
    script = (data_dir("static") / "app.js").read_text(encoding="utf-8")
    assert len(script.splitlines()) <= 200
