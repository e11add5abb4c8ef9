"""Which pages are recognised: what they show is told by what an engine found on them."""

from __future__ import annotations

import pytest
from PIL import Image

from parsers.formats.pdf.ocr.choose import Reason, needs_ocr
from parsers.formats.pdf.ocr.pixels import looks_printed
from parsers.formats.pdf.page import Font, Page, Picture, Shown, TextRun
from tests.parsers.formats.pdf.scan_maker import WHITE

A4 = (0.0, 0.0, 595.0, 842.0)
SCAN = Picture(A4, 1654, 2339)
PROSE = "The council has asked its peers to come back in spring and to look at what has been done since they left. " * 3


def page(text: str = "", *, pictures: tuple[Picture, ...] = (), objects: int = 1, shown: Shown = Shown.SHOWN) -> Page:
    xs = tuple(float(x) for x in range(len(text) + 1))
    runs = [TextRun(text, xs, 100, 90, 102, 10, Font("Arial"), shown=shown)] if text else []
    return Page(1, 595, 842, runs=runs, pictures=list(pictures), object_count=objects)


def shift(text: str) -> str:
    """Return the text as a wrong table of characters gives it: each letter is the consonant after it."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    return text.lower().translate(str.maketrans(letters, "bcdfghjklmnpqrstvwxzbcdfgh"))


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        pytest.param(page(PROSE), None, id="text"),
        pytest.param(page(PROSE, pictures=(SCAN,)), None, id="text-over-a-background-picture"),
        pytest.param(page(PROSE, pictures=(SCAN,), shown=Shown.INVISIBLE), None, id="recognised-before"),
        pytest.param(page(), None, id="blank"),
        pytest.param(page(objects=20), None, id="a-few-lines"),
        pytest.param(page(pictures=(SCAN,)), Reason.PICTURE, id="scan"),
        pytest.param(
            page(pictures=tuple(Picture((0, top, 595, top + 100), 1654, 278) for top in range(0, 842, 100))),
            Reason.PICTURE,
            id="scan-in-strips",
        ),
        pytest.param(page(pictures=(Picture((50, 50, 200, 120), 600, 280),)), None, id="a-logo-alone"),
        pytest.param(page("Agenda item 7", pictures=(SCAN,)), Reason.FEW, id="stamped-scan"),
        pytest.param(page("Agenda item 7"), None, id="few-words-without-a-picture"),
        pytest.param(page("Off", pictures=(SCAN,), shown=Shown.OFF_PAGE), Reason.PICTURE, id="text-nobody-sees"),
        pytest.param(page(objects=900), Reason.OUTLINES, id="letters-drawn"),
        pytest.param(page("\ue021\ue045" * 40 + "Plan"), Reason.UNMAPPED, id="private-characters"),
        pytest.param(page("�" * 40 + PROSE), None, id="a-few-unknown-characters"),
        pytest.param(page(shift(PROSE)), Reason.NO_LANGUAGE, id="wrong-table-of-characters"),
        pytest.param(page("HR ICT MTFP PMO KPI SLT CLT LGA " * 20), None, id="acronyms"),
        pytest.param(page("2025/26 14,300 12.5% 31/03/2026 " * 40), None, id="figures"),
        pytest.param(page("Mae'r cyngor yn gwybod bod gwaith i'w wneud cyn y gwanwyn nesaf. " * 5), None, id="welsh"),
    ],
)
def test_a_page_is_recognised_where_its_text_is_missing_or_useless(made: Page, reason: Reason | None) -> None:
    assert needs_ocr(made) == reason


def test_a_printed_sheet_is_told_from_a_photograph() -> None:
    sheet = Image.new("L", (300, 400), 235)
    sheet.paste(40, (40, 40, 260, 60))
    photograph = Image.linear_gradient("L").resize((300, 400))
    assert looks_printed(sheet)
    assert not looks_printed(photograph)
    assert not looks_printed(Image.new("RGB", (300, 400), (40, 60, 110)))
    assert looks_printed(Image.new("RGB", (300, 400), WHITE))
