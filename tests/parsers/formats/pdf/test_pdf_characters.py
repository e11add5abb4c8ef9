"""Where the characters of a text object begin: what its matrix tells is what pdfium answers when it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest

from parsers.formats.pdf.pdfium import calls
from parsers.formats.pdf.pdfium.characters import Characters, read_characters
from parsers.formats.pdf.pdfium.drawings import Drawings
from parsers.formats.pdf.pdfium.frame import Frame
from tests.conftest import ROOT
from tests.parsers.formats.pdf.plain_files import HEIGHT, WIDTH, pdf_of, show

FILES = sorted((ROOT / "fixtures" / "pdf").glob("*/source.pdf"))
_TO_HEBREW = "1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <41> <5a> <05d0> endbfrange"
_CMAP = f"/CIDInit /ProcSet findresource begin begincmap {_TO_HEBREW} endcmap end"
HEBREW = {"F2": "Helvetica /ToUnicode 100 0 R"}, {100: f"<</Length {len(_CMAP)}>>\nstream\n{_CMAP}\nendstream"}


def iter_both(data: bytes) -> Iterator[tuple[Characters, Characters]]:
    """Yield the characters of each page as they are read, and with each place asked for."""
    with closing(pypdfium2.PdfDocument(data)) as pdf:
        for page in pdf:
            drawings = Drawings(Frame(0, 0, WIDTH, HEIGHT, 0))
            drawings.read(calls.handle_of(page.raw))
            text_page = page.get_textpage()
            handle = calls.handle_of(text_page.raw)
            yield read_characters(handle, drawings.text_handles), read_characters(handle, frozenset())


@pytest.mark.parametrize("path", FILES, ids=[path.parent.name for path in FILES])
def test_a_matrix_tells_where_the_first_character_is(path: Path) -> None:
    try:
        for told, asked in iter_both(path.read_bytes()):
            assert told.firsts == asked.firsts
            assert told.lasts == asked.lasts
    except pypdfium2.PdfiumError:
        pytest.skip("pdfium does not open it without a password")


@pytest.mark.parametrize(
    "content",
    [
        show("Agree the plan", 72, 100),
        f"BT /F1 10 Tf 72 {HEIGHT - 100} Td [(Agree) -2600 (the) 300 (plan)] TJ ET",  # jumps in one object
        "BT /F1 1 Tf 12 0 0 12 72 700 Tm (Agree) Tj ( the plan) Tj 0 12 -12 0 300 300 Tm (by June) Tj ET",  # turned
        show("ABC DEF", 72, 100, font="F2"),  # from right to left
        show("Plan ABC DEF plan", 72, 100, font="F2"),
    ],
)
def test_jumps_turns_and_other_scripts_do_not_mislead(content: str) -> None:
    fonts, objects = HEBREW
    [(told, asked)] = iter_both(pdf_of([content], fonts=fonts, objects=objects))
    assert told.text == asked.text != ""
    assert told.firsts == asked.firsts
    assert told.lasts == asked.lasts
