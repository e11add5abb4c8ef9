"""Bytes become text, or the error says why they cannot."""

from __future__ import annotations

import codecs
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.errors import DocumentError
from parsers.decode import decode_text

TEXT = "Café council – review of £2m\nlead: Zoë"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        pytest.param(TEXT.encode(), "utf-8", id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + TEXT.encode(), "utf-8", id="utf-8-with-mark"),
        pytest.param(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le", id="utf-16-le-with-mark"),
        pytest.param(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be", id="utf-16-be-with-mark"),
        pytest.param(codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le", id="utf-32-le-with-mark"),
        pytest.param(unicodedata.normalize("NFD", TEXT).encode(), "utf-8", id="accents-apart"),
        pytest.param(TEXT.replace("council", "coun\u00adcil\u200b").encode(), "utf-8", id="soft-hyphen-zero-width"),
    ],
)
def test_an_encoding_that_shows_itself_is_read_without_remark(data: bytes, encoding: str) -> None:
    decoded = decode_text(data)
    assert (decoded.text, decoded.encoding, decoded.remarks) == (TEXT, encoding, ())


@pytest.mark.parametrize(
    ("data", "detail"),
    [
        pytest.param(TEXT.encode("windows-1252"), "Windows-1252", id="windows-1252"),
        pytest.param(TEXT.encode("utf-16-le"), "UTF-16-LE by its look", id="utf-16-le-without-mark"),
        pytest.param(TEXT.encode("utf-16-be"), "UTF-16-BE by its look", id="utf-16-be-without-mark"),
        pytest.param(
            TEXT.encode().replace("£".encode(), b"\xa3"), "UTF-8 with 1 bytes of Windows-1252", id="one-stray-byte"
        ),
    ],
)
def test_an_encoding_that_was_guessed_is_remarked_on(data: bytes, detail: str) -> None:
    decoded = decode_text(data)
    assert decoded.text == TEXT
    [remark] = decoded.remarks
    assert (remark.code, remark.detail) == ("decoded-with-fallback", detail)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"plan\0plan", "not-text", id="nul"),
        pytest.param(bytes(range(256)) * 4, "not-text", id="all-bytes"),
        pytest.param(b"plan \x01\x02\x03\x04", "not-text", id="controls"),
        pytest.param(codecs.BOM_UTF16_LE + b"a\0\0\0", "not-text", id="nul-in-utf-16"),
        pytest.param(codecs.BOM_UTF16_LE + b"a\0b", "undecodable", id="half-a-character"),
        pytest.param(codecs.BOM_UTF16_LE + b"\x00\xd8a\x00", "undecodable", id="lone-surrogate"),
        pytest.param(b"caf\x81 and \x8d", "undecodable", id="bytes-no-encoding-has"),
        pytest.param(("a" + "\u0300\u0316" * 1_000_000).encode(), "not-text", id="two-million-accents"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        decode_text(data)
    assert caught.value.code == code


def test_control_characters_part_words() -> None:
    assert decode_text(b"Lead\x07 officer" + b" and others" * 10).text.startswith("Lead  officer")


def test_byte_order_marks_without_end_are_no_recursion() -> None:
    assert decode_text(codecs.BOM_UTF8 * 100_000 + b"plan").text == "plan"


@given(st.binary())
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        text = decode_text(data).text
    except DocumentError:
        return
    assert unicodedata.is_normalized("NFC", text)
    assert "\0" not in text


@given(st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs"))))
def test_text_comes_back_from_utf_8(text: str) -> None:
    assert decode_text(text.encode()).text == unicodedata.normalize("NFC", text)
