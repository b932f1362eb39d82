"""Bytes → text: UTF-8, UTF-16, else Windows-1252; another encoding, and what is no text, is named and refused."""

import codecs
import re

from quizapp.errors import FileProblems, Problem

EXPECTED = "expected a document with questions and answers"
BINARY_KINDS = (
    (b"PK\x03\x04", "a ZIP archive (Word, Excel and OpenDocument files are such)"),
    (b"%PDF", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "an old or protected Microsoft Office document"),
    (b"{\\rtf", "a rich text (RTF) document"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
CONTROLS = frozenset(map(chr, [*range(32), *range(0x7F, 0xA0)])) - frozenset("\t\n\r\f\x1a\x85")
"""Control characters that mean nothing in a document, and something to a terminal."""
CONTROL = re.compile(f"[{re.escape(''.join(sorted(CONTROLS)))}]")
UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
DECLARED = re.compile(rb"""(?:charset|coding|encoding)\s*[=:]\s*["']?([A-Za-z][\w-]{2,30})""")
READ_AS_THEY_ARE = frozenset(
    "utf8 utf16 ascii usascii latin1 iso88591 iso885915 cp1252 windows1252 utf8sig".split()
)
KANA = "のにはをたがでてとしれさいるなうかもらこすりまくけどえおそつよきちっじめだせばごんやみわろへべ"
HANGUL = "이다는의에을가고하를지사은기로한도자인리어시정대수아일나있그과것니까무엇입"
EAST_ASIAN = (
    ("ISO-2022-JP", "iso2022_jp", KANA),
    ("Shift-JIS", "shift_jis", KANA),
    ("EUC-JP", "euc_jp", KANA),
    ("EUC-KR", "euc_kr", HANGUL),
    ("GB18030", "gb18030", "的一是不了在有人这我他中来上个大为们到说要么什可以用会"),
    ("Big5", "big5", "的一是不了在有人這我他中來上個大為們到說要麼什可以用會"),
)
"""Encodings with the commonest signs of their languages: a tenth of a text is such."""
SCRIPTS = (
    ("Windows-1251", "cp1251", "оеаинтсрвл"),
    ("KOI8-R", "koi8_r", "оеаинтсрвл"),
    ("ISO-8859-5", "iso8859_5", "оеаинтсрвл"),
    ("Windows-1253", "cp1253", "αοιετνσρηπάέίόύή"),
    ("Windows-1255", "cp1255", "יוהלאתרשמנ"),
    ("Windows-1256", "cp1256", "اليمنتروبه"),
)
"""Encodings with the commonest letters of their languages: more than half of the letters of a text are such."""
COMMON_SHARE = 0.5
EAST_ASIAN_SHARE = 0.1
FOREIGN_SHARE = 0.4
"""Of the letters: with more letters beyond ASCII than this, no text is in a language of Western Europe."""


def decode(data: bytes, file: str, expected: str = EXPECTED) -> str:
    """Give the text of ``data``, line ends as ``\\n``. Raises FileProblems saying what it is instead."""
    if not data.strip():
        raise FileProblems([Problem(f"is empty; {expected}.", file)])
    for magic, kind in BINARY_KINDS:
        if data.startswith(magic):
            raise FileProblems([Problem(f"is {kind}; {expected}. Save it as plain text first.", file)])
    text = text_of(data, file)
    if text is None or len(CONTROL.findall(text)) > len(text) // 200:
        raise FileProblems([Problem(f"is not text; {expected}.", file)])
    text = CONTROL.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip("\ufeff \t\n\f\x1a"):
        raise FileProblems([Problem(f"is empty; {expected}.", file)])
    return text


def text_of(data: bytes, file: str) -> str | None:
    """Decode by the first encoding that fits; None where the bytes are no text in any.

    Raises FileProblems naming an encoding that is not read.
    """
    if data.startswith(UTF_32) or data[:3] == b"\x00\x00\x00":
        raise other_encoding("UTF-32", file)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decoded(data, "utf-16")
    if b"\x00" in data:
        return utf_16_without_mark(data)
    text = decoded(data, "utf-8-sig")
    if text is not None and b"\x1b$" not in data:
        return text
    name = other_name(data)
    if name:
        raise other_encoding(name, file)
    return decoded(data, "cp1252")


def decoded(data: bytes, encoding: str) -> str | None:
    """Give the text in an encoding; None where the bytes do not fit."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def utf_16_without_mark(data: bytes) -> str | None:
    """Give UTF-16 text that does not say so: every other byte is zero in most of it."""
    head = data[:4000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 4 < len(head) or min(even, odd) * 20 > max(even, odd):
        return None
    return decoded(data, "utf-16-be" if even > odd else "utf-16-le")


def other_name(data: bytes) -> str | None:
    """Name an encoding that is neither UTF-8 nor Windows-1252: as the file declares it, else as its bytes look."""
    declared = DECLARED.search(data[:1024])
    if declared:
        name = declared.group(1).decode("ascii")
        if re.sub(r"[\W_]", "", name).lower() not in READ_AS_THEY_ARE:
            return name
    western = decoded(data, "cp1252")
    letters = [char for char in western or "" if char.isalpha()][:20_000]
    if western is not None and sum(char > "\x7f" for char in letters) < FOREIGN_SHARE * len(letters):
        return None
    share, name = max((share_of(data, encoding, common), name) for name, encoding, common in SCRIPTS)
    if share > COMMON_SHARE:
        return name
    share, name = max((share_of(data, encoding, common), name) for name, encoding, common in EAST_ASIAN)
    return name if share > EAST_ASIAN_SHARE else None


def share_of(data: bytes, encoding: str, common: str) -> float:
    """Give which part of the letters are the common ones, were the bytes in an encoding."""
    text = (decoded(data, encoding) or "")[:20_000]
    return sum(map(text.count, common)) / max(1, sum(char.isalpha() for char in text))


def other_encoding(name: str, file: str) -> FileProblems:
    """Give the error that names an encoding."""
    message = f"seems to be in the encoding {name}; save it as UTF-8 (UTF-16 and Windows-1252 are read too)."
    return FileProblems([Problem(message, file)])
