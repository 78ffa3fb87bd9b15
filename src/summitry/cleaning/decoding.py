"""The bytes of a page come in; its characters go out, encoding repaired, without control characters."""

from __future__ import annotations

import codecs
import re

from summitry.errors import CleaningError

LONGEST = 8 * 1024 * 1024
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.I)
CONTROL = bytes(i for i in range(32) if i not in b"\t\n\x0b\x0c\r\x1b") + b"\x7f"
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069"
    "\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
NEWLINE = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
SPACE = re.compile(r"[^\S\n]+")
SAMPLE = 200_000


def decode(data: bytes) -> str:
    """The characters of `data`: by byte order mark, as UTF-8, as the page declares, or as the bytes suggest.

    Raises CleaningError where the data are empty, binary, or larger than a news item can be (8 MB).
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise CleaningError("empty: there is no text")
    if len(data) > LONGEST:
        raise CleaningError(f"too large for one news item: {len(data) / 1024 / 1024:.1f} MB (at most 8 MB)")
    for mark, name in BOMS:
        if data.startswith(mark):
            return data.decode(name, "replace").removeprefix("\ufeff")
    if len(data) - len(data.translate(None, CONTROL)) > 2 + len(data) // 50:
        raise CleaningError("binary: the data are not text")
    return _utf8(data) or _declared(data) or _guessed(data)


def tidy(text: str) -> str:
    """The text with mojibake repaired, one kind of line end and space, and no invisible characters."""
    if not text.isascii() or "&" in text or "\x1b" in text:
        import ftfy

        text = ftfy.fix_text(text, ftfy.TextFixerConfig(uncurl_quotes=False, explain=False))
    text = INVISIBLE.sub("", NEWLINE.sub("\n", text))
    return SPACE.sub(" ", text)


def _utf8(data: bytes) -> str | None:
    """The data as UTF-8, where at most a third of what is not ASCII is broken."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(char > "\x7f" for char in text) - broken
    return text if broken * 2 <= sound else None


def _declared(data: bytes) -> str | None:
    """The data as a web page's head declares them, where that fits."""
    match = CHARSET.search(data[:4096])
    if match is None:
        return None
    try:
        return data.decode(match.group(1).decode("ascii"))
    except (LookupError, UnicodeError):
        return None


def _guessed(data: bytes) -> str:
    """Western text where few bytes lie beyond ASCII, else the encoding that its bytes suggest."""
    beyond = sum(byte > 0x7F for byte in data[:SAMPLE])
    if beyond * 8 <= min(len(data), SAMPLE):
        return data.decode("cp1252", "replace")
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE]).best()
    if best is None:
        raise CleaningError("binary: the data are text in no encoding that is known")
    return data.decode(best.encoding, "replace")
