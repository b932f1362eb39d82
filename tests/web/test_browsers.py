import pytest

from quizapp.web.browsers import browser_words
from quizapp.web.qr import qr_svg

CHROME = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36"
)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (CHROME, "Chrome on Linux"),
        (CHROME.replace("X11; Linux x86_64", "Linux; Android 10; K"), "Chrome on Android"),
        (CHROME.replace("X11; Linux x86_64", "Windows NT 10.0; Win64; x64") + " Edg/130.0.0.0", "Edge on Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox on macOS"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
            "Version/18.0 Mobile/15E148 Safari/604.1",
            "Safari on an iPhone",
        ),
        ("curl/8.0", "An unknown browser"),
        ("", "An unknown browser"),
        ("<script>" * 999, "An unknown browser"),
    ],
)  # fmt: skip
def test_a_browser_is_said_in_words(agent, words):
    assert browser_words(agent) == words


def test_a_qr_code_is_a_picture_without_styles_or_scripts():
    drawn = qr_svg("otpauth://totp/quizapp:tara?secret=ABC&issuer=<quizapp>")
    assert drawn.startswith("<svg")
    assert "style" not in drawn
    assert "script" not in drawn
    assert "secret" not in drawn
