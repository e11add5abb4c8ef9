"""The bad PDFs of fixtures/bad/pdf: each is read with a remark, or ends with one line that says what to do."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from normalise.errors import DocumentError
from parsers.formats.registry import read_document
from parsers.formats.settings import FormatSettings

BAD = Path(__file__).resolve().parents[4] / "fixtures" / "bad" / "pdf"
ENDS = {
    "empty.pdf": "empty-file",
    "encrypted.pdf": "encrypted",
    "encrypted_rc4.pdf": "encrypted",
    "header_only.pdf": "damaged",
    "no_pages.pdf": "no-pages",
    "truncated.pdf": "damaged",
    "xref_lost.pdf": "damaged",
}
IS_READ: dict[str, tuple[str, ...]] = {
    "encrypted_empty.pdf": ("file-encrypted",),
    "garbage_before.pdf": (),
    "script_and_attachment.pdf": ("embedded-files", "embedded-script"),
    "text.pdf": ("name-misleads",),
    "truncated_tail.pdf": ("file-cut",),
    "web_page.pdf": ("name-misleads",),
    "xref_misplaced.pdf": ("file-mended",),
}
ENGINES = [FormatSettings(), FormatSettings(pdf_engine="pdfplumber")]


def test_every_bad_file_is_spoken_of_here_as_its_maker_means_it() -> None:
    with (BAD / "what.csv").open(encoding="utf-8", newline="") as file:
        meant = {row["file"]: row["readable"] for row in csv.DictReader(file)}
    assert meant == dict.fromkeys(ENDS, "no") | dict.fromkeys(IS_READ, "yes") | {
        "text.pdf": "no",
        "web_page.pdf": "no",
    }  # as PDFs
    assert {path.name for path in BAD.glob("*.pdf")} == set(meant)


@pytest.mark.parametrize("settings", ENGINES, ids=lambda settings: settings.pdf_engine)
@pytest.mark.parametrize(("name", "code"), ENDS.items())
def test_a_file_that_cannot_be_read_ends_with_one_line(name: str, code: str, settings: FormatSettings) -> None:
    with pytest.raises(DocumentError) as caught:
        read_document((BAD / name).read_bytes(), name, settings)
    assert caught.value.code == code
    text = str(caught.value)
    assert text.startswith(f"{name}: ")
    assert text.endswith(".")
    assert "\n" not in text


@pytest.mark.parametrize("settings", ENGINES, ids=lambda settings: settings.pdf_engine)
@pytest.mark.parametrize(("name", "codes"), IS_READ.items())
def test_a_file_that_is_odd_is_read_and_said_to_be(name: str, codes: tuple[str, ...], settings: FormatSettings) -> None:
    document = read_document((BAD / name).read_bytes(), name, settings)
    assert tuple(remark.code for remark in document.remarks) == codes
    assert len(document.printed_text()) > 40
    good = read_document((BAD / "garbage_before.pdf").read_bytes(), "good.pdf", settings)
    if document.media_type == good.media_type:
        assert document.printed_text() == good.printed_text()


def test_a_pdf_by_another_name_is_read_as_what_it_is() -> None:
    document = read_document((BAD / "garbage_before.pdf").read_bytes(), "plan.txt")
    assert document.media_type == "application/pdf"
    assert [(remark.code, remark.detail) for remark in document.remarks] == [
        ("name-misleads", "it ends in .txt, but the file is read as pdf")
    ]
