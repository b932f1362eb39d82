"""Markdown: which headings are questions, and how the words are cleaned."""

import pytest

from quizapp.formats.readers import read_document
from quizapp.formats.readers.markdown_text import clean


def read(text, file="some-faq.md"):
    return read_document(text.encode(), file)


def pairs(text):
    return [(pair.question, pair.answer) for pair in read(text).pairs]


PAGE = """---
title: From the settings
tags: [a]
---

# All about the sea

It is large.

- [Is it salty?](#salty)
- [Is it deep?](#deep)

## Water

### Is it <a id="salty"></a>*salty*?

Yes, [rivers](https://rivers.example "title") bring
salt.

#### How much

1. About 35 g a litre.
2. More in the ![map](map.png) **Dead Sea**.

## Depth

Some words about depth.

### Is it deep?

| Sea | Depth |
|---|---|
| Baltic | 459 m |

```python
print("deep")
```
"""


def test_a_page_is_read_as_people_see_it():
    document = read(PAGE)
    assert document.title == "All about the sea"
    assert document.summary == "It is large."
    assert [(pair.question, pair.answer, pair.line) for pair in document.pairs] == [
        (
            "Is it salty?",
            "Yes, rivers bring salt.\nHow much\nAbout 35 g a litre.\nMore in the Dead Sea.",
            15,
        ),
        ("Is it deep?", 'Sea | Depth\nBaltic | 459 m\nprint("deep")', 29),
    ]
    [remark] = document.problems
    assert (remark.line, remark.grave) == (25, False)
    assert "section" in remark.message


def test_a_question_set_one_level_too_high_is_still_a_question():
    text = "### Is it?\n\nYes.\n\n## Was it?\n\nNo.\n\n### Will it?\n\nPerhaps.\n"
    assert [question for question, _ in pairs(text)] == ["Is it?", "Was it?", "Will it?"]


def test_a_section_that_asks_but_holds_questions_is_a_section():
    text = (
        "## Money?\n\n### Is it free?\n\nYes.\n\n### Will it be?\n\nYes.\n\n## Time?\n\n### When?\n\nSoon.\n"
    )
    assert [question for question, _ in pairs(text)] == ["Is it free?", "Will it be?", "When?"]


def test_sub_headings_that_ask_stay_in_their_answer():
    text = "## Is it?\n\nYes.\n\n### Really?\n\nReally.\n\n## Was it?\n\nNo.\n\n## When?\n\nSoon.\n"
    assert pairs(text)[0] == ("Is it?", "Yes.\nReally?\nReally.")


def test_a_page_name_that_asks_is_the_title():
    document = read("# What is the sea?\n\nLarge.\n\n## Is it salty?\n\nYes.\n\n## Is it deep?\n\nVery.\n")
    assert document.title == "What is the sea?"
    assert len(document.pairs) == 2


def test_headings_that_never_ask_are_taken_as_they_are():
    assert pairs("# Sea\n\n## Salt\n\nMuch.\n\n## Depth\n\nGreat.\n") == [
        ("Salt", "Much."),
        ("Depth", "Great."),
    ]


def test_headings_that_stand_among_questions_are_questions_unless_they_announce_them():
    text = (
        "## Is it free?\n\nYes.\n\n## How to begin\n\nSign up.\n\n## Lost keys\n\nWrite.\n\n## When?\n\nSoon.\n\n"
        "## Agencies\n\nBelow are questions for agencies.\n\n## Who?\n\nAll.\n\n## Contact\n\nWrite.\n"
    )
    wanted = ["Is it free?", "How to begin", "Lost keys", "When?", "Who?"]
    assert [question for question, _ in pairs(text)] == wanted


def test_underlined_headings_and_numbered_ones_are_headings():
    assert pairs("Is it?\n------\n\nYes.\n\n## 2. Was it?\n\nNo.\n") == [
        ("Is it?", "Yes."),
        ("Was it?", "No."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1. **Is it\n   salty?**\n\n    Yes.\n\n1. **Is it deep?**\n\n    Very.\n",
        "**Is it salty?**\n\nYes.\n\n**Is it deep?**\n\nVery.\n",
        "**Is it salty?** Yes.\n\n**Is it deep?**\nVery.\n",
        "**Q: Is it salty?**\n\nA: Yes.\n\n**Q: Is it deep?**\n\nA: Very.\n",
        "- __Is it salty?__\n  Yes.\n- __Is it deep?__\n  Very.\n",
    ],
)
def test_bold_questions_are_questions(text):
    assert pairs(text) == [("Is it salty?", "Yes."), ("Is it deep?", "Very.")]


def test_bold_questions_below_headings_are_words_of_the_answer():
    text = "## Is it?\n\nYes.\n\n**Really?** Really.\n\n## Was it?\n\nNo.\n"
    assert pairs(text)[0] == ("Is it?", "Yes.\nReally? Really.")


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("a *b* **c** `d` ~~e~~", "a b c d e"),
        ("[a](b) <https://c.example> [d][e]\n\n[e]: http://f.example", "a https://c.example d"),
        ('[a]({{ site.url }}/b){:target="_blank"} {% include c %}d', "a d"),
        ("`{{ kept }}` and `{% kept %}`", "{{ kept }} and {% kept %}"),
        ("R&amp;D &eacute; &#8364; &lt;b&gt;", "R&D é € <b>"),
        ("a <span class='x'>b</span><!-- c --> d", "a b d"),
        ("<div>\n<p>a</p><script>bad()</script>\n<p>b</p></div>", "a\nb"),
        ("- a\n  - b\n- c\n  more\n\n  d", "a\nb\nc more\nd"),
        ("> a\n> b", "a b"),
        ("a  \nb", "a\nb"),
        ("    code 1\n    code  2", "code 1\ncode 2"),
        ("![picture](a.png)", ""),
        ("\\*not bold\\* and 2 * 3 * 4", "*not bold* and 2 * 3 * 4"),
        ("a[^1]", "a"),
    ],
)
def test_marks_go_and_words_stay(markdown, words):
    assert clean(markdown) == words


def test_deep_nesting_is_read_in_time():
    assert isinstance(clean("> " * 5000 + "x"), str)
    assert clean("[" * 20_000 + "a").endswith("a")
