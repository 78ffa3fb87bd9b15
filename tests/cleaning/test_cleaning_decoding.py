"""Encodings, mojibake, and characters that no reader sees."""

from __future__ import annotations

import pytest

from summitry.cleaning.decoding import decode, tidy
from summitry.errors import CleaningError

SENTENCE = "The minister said “we are close” – and left for Malmö."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_common_encodings_are_read(encoding: str) -> None:
    assert decode(SENTENCE.encode(encoding)) == SENTENCE


def test_utf16_with_either_byte_order_mark_is_read() -> None:
    assert decode(b"\xfe\xff" + SENTENCE.encode("utf-16-be")) == SENTENCE
    assert decode(b"\xff\xfe" + SENTENCE.encode("utf-16-le")) == SENTENCE


def test_korean_in_its_old_encoding_is_read() -> None:
    text = "양측 대표단은 월요일 제네바에서 만나 휴전 문제를 논의했다고 외무부가 밝혔다. " * 5
    assert decode(text.encode("euc-kr")) == text


def test_a_page_that_declares_its_encoding_is_read_by_it() -> None:
    text = '<meta charset="windows-1251"><p>Переговоры в Минске</p>'
    assert decode(text.encode("cp1251")) == text


def test_one_broken_character_does_not_change_the_encoding() -> None:
    text = decode("Malmö – Łódź – Đà Nẵng – café".encode() + b"\xe2\x80")
    assert text.startswith("Malmö – Łódź")


def test_binary_data_are_refused() -> None:
    with pytest.raises(CleaningError, match="binary"):
        decode(bytes(range(256)) * 8)


def test_mojibake_is_repaired() -> None:
    assert tidy("The minister said â€œnoâ€\x9d in MalmÃ¶") == "The minister said “no” in Malmö"


def test_typographic_quotes_stay_as_they_are() -> None:
    assert tidy("“yes” ‘no’ – l’État") == "“yes” ‘no’ – l’État"


def test_spaces_line_ends_and_invisible_characters_become_plain() -> None:
    assert tidy("a\xa0b\u200b c\r\nd\u2028e\x07\x00f\u00ad") == "a b c\nd\nef"


def test_character_references_in_text_are_resolved() -> None:
    assert tidy("AT&amp;T said &quot;no&quot;") == 'AT&T said "no"'
