"""Small writers of FAQ documents: pairs (question, lines of the answer) → the bytes of a file of each format."""

import csv
import html
import io
import json
import re
from xml.sax.saxutils import escape

import docx
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate


def lines(pairs):
    return "".join(q + "\n" + "\n".join(a) + "\n" for q, a in pairs)


def labels(pairs):
    return "".join(f"Q: {q}\nA: " + "\n\n   ".join(a) + "\n\n" for q, a in pairs)


def german_labels(pairs):
    return "".join(f"F: {q}\nA: " + "\n\n".join(a) + "\n\n" for q, a in pairs)


def numbered(pairs):
    return "".join(f"{n}. {q}\n\n   " + "\n\n   ".join(a) + "\n\n" for n, (q, a) in enumerate(pairs, 1))


def marked(text):
    """Put a backslash before every sign that Markdown could give a meaning."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def markdown(pairs):
    return "# FAQ\n\n" + "".join(
        f"## {marked(q)}\n\n" + "\n\n".join(map(marked, a)) + "\n\n" for q, a in pairs
    )


def markdown_bold(pairs):
    return "".join(f"**{marked(q)}**\n\n" + "\n\n".join(map(marked, a)) + "\n\n" for q, a in pairs)


def html_headings(pairs):
    page = "".join(
        f"<h2>{html.escape(q)}</h2>" + "".join(f"<p>{html.escape(line)}</p>\n" for line in a)
        for q, a in pairs
    )
    return f"<!doctype html><html><body><h1>FAQ</h1>{page}</body></html>"


def html_details(pairs):
    return "".join(
        f"<details><summary>{html.escape(q)}</summary>{'<br>'.join(map(html.escape, a))}</details>\n"
        for q, a in pairs
    )


def html_json(pairs):
    entity = [
        {
            "@type": "Question",
            "name": html.escape(q),
            "acceptedAnswer": {"text": "<br>".join(map(html.escape, a))},
        }
        for q, a in pairs
    ]
    data = json.dumps({"@type": "FAQPage", "mainEntity": entity}).replace("</", "<\\/")
    return f'<html><head><script type="application/ld+json">{data}</script></head><body></body></html>'


def escaped(text):
    """Put a backslash before every sign that reStructuredText could give a meaning."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def rst(pairs):
    text = "".join(
        f"{escaped(q)}\n{'~' * (2 * len(q) + 4)}\n\n" + "\n\n".join(map(escaped, a)) + "\n\n"
        for q, a in pairs
    )
    return f"===\nFAQ\n===\n\n{text}"


def asciidoc(pairs):
    return "= FAQ\n\n[qanda]\n" + "".join(f"{q}::\n" + "\n+\n".join(a) + "\n" for q, a in pairs)


def yaml(pairs):
    return "".join(
        f"- question: {json.dumps(marked(q))}\n  answer: {json.dumps(chr(10).join(marked(x) + chr(10) for x in a))}\n"
        for q, a in pairs
    )


def json_objects(pairs):
    return json.dumps([{"q": q, "a": "\n".join(a)} for q, a in pairs], ensure_ascii=False)


def table(pairs, delimiter=","):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows([("Question", "Answer"), *((q, "\n".join(a)) for q, a in pairs)])
    return out.getvalue()


def tabs(pairs):
    return table(pairs, "\t")


def xml(pairs):
    rows = "".join(
        f"<Question>{escape(q)}</Question><Answer>{escape(chr(10).join(a))}</Answer>" for q, a in pairs
    )
    return f'<?xml version="1.0"?><QAPairs>{rows}</QAPairs>'


def word(pairs, style="Heading 2", title="FAQ"):
    document = docx.Document()
    document.add_heading(title, 0)
    for question, answer in pairs:
        document.add_paragraph(question, style)
        for line in answer:
            document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf(pairs, title="FAQ", encrypt=None):
    out = io.BytesIO()
    styles = getSampleStyleSheet()
    story = [Paragraph(title, styles["Title"])]
    for question, answer in pairs:
        story.append(Paragraph(html.escape(question), styles["Heading2"]))
        story += [Paragraph(html.escape(line), styles["BodyText"]) for line in answer]
    SimpleDocTemplate(out, invariant=1, encrypt=encrypt).build(story)
    return out.getvalue()


TEXT_WRITERS = {
    "lines": (lines,),
    "labels": (labels, german_labels),
    "numbered": (numbered,),
    "markdown": (markdown, markdown_bold),
    "html": (html_headings, html_details, html_json),
    "rst": (rst,),
    "asciidoc": (asciidoc,),
    "yaml": (yaml,),
    "json": (json_objects,),
    "csv": (table, tabs),
    "xml": (xml,),
}
PACKED_WRITERS = {"docx": (word,), "pdf": (pdf,)}
