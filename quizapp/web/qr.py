"""QR codes: a text as a picture that a telephone reads."""

import io

import segno


def qr_svg(text: str) -> str:
    """Give the QR code of a text as an SVG file: black on white in the dark too, for that is what cameras read."""
    drawn = io.BytesIO()
    code = segno.make(text, error="m", micro=False)
    look = {"dark": "#000", "light": "#fff", "svgclass": None, "lineclass": None}
    code.save(drawn, kind="svg", border=4, omitsize=True, xmldecl=False, **look)
    return drawn.getvalue().decode()
