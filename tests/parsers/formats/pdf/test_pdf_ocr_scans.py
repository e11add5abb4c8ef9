"""Scanned pages as the PDF reader reads them: with tesseract, without it, and beside pages that have text."""

from __future__ import annotations

import math
import random
import re
import shutil
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from normalise.errors import DocumentError
from parsers.document import Document, Layer, Table
from parsers.formats.pdf.flow.lines import join_boxes
from parsers.formats.pdf.ocr import scans
from parsers.formats.pdf.ocr.tesseract import find_english, find_program
from parsers.formats.settings import FormatSettings
from parsers.progress import Progress, listening
from tests.parsers.formats.pdf.plain_files import pdf_of, show
from tests.parsers.formats.pdf.scan_maker import (
    WHITE,
    cells_of,
    draw_pages,
    photograph,
    read,
    scan_of,
    share_of,
    truth_of,
    wear,
    words_of,
)

FIXTURES = Path(__file__).resolve().parents[4] / "fixtures" / "pdf"
PAGE = "Cabinet agreed the plan on 3 June, and the peers come back in the spring."
TEXT = pdf_of([show(PAGE, 60, 80)])

needs_tesseract = pytest.mark.skipif(find_program() is None, reason="tesseract is not installed")


def source(name: str) -> Path:
    return FIXTURES / name / "source.pdf"


def one_page(name: str = "merged_lo") -> Image.Image:
    return draw_pages(source(name).read_bytes())[0]


def codes(document: Document) -> list[str]:
    return [remark.code for remark in document.remarks]


def joined(*files: bytes) -> bytes:
    """Return one PDF with the pages of all."""
    import io

    import pypdfium2

    whole = pypdfium2.PdfDocument.new()
    for data in files:
        whole.import_pages(part := pypdfium2.PdfDocument(data))
        part.close()
    file = io.BytesIO()
    whole.save(file)
    whole.close()
    return file.getvalue()


@pytest.fixture
def _no_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)


@pytest.mark.usefixtures("_no_tesseract")
def test_without_tesseract_a_scan_ends_with_what_to_install() -> None:
    with pytest.raises(DocumentError) as caught:
        read(scan_of([one_page(), one_page()], 100))
    assert caught.value.code == "scan"
    assert "apt-get install tesseract-ocr" in str(caught.value)
    assert "pip install 'peerplan[ocr]'" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.usefixtures("_no_tesseract")
def test_without_tesseract_the_pages_with_text_are_read_and_the_others_named() -> None:
    document = read(joined(TEXT, scan_of([one_page()] * 2, 100), TEXT))
    assert document.printed_text().count(PAGE) == 2
    [remark] = [remark for remark in document.remarks if remark.code == "unread-page"]
    assert remark.detail.startswith("pages 2–3: tesseract is not installed; apt-get install tesseract-ocr")


@pytest.mark.usefixtures("_no_tesseract")
def test_a_file_with_text_never_asks_for_tesseract() -> None:
    assert codes(read(TEXT)) == []


def test_scans_are_left_alone_where_the_settings_say_so() -> None:
    document = read(scan_of([one_page()], 100), FormatSettings(ocr="off"))
    assert document.printed_text() == ""


def test_a_page_too_large_to_be_drawn_fine_enough_is_left_and_named() -> None:
    document = read(joined(TEXT, scan_of([Image.new("RGB", (800, 800), WHITE)], 2)))  # 400 inches
    [remark] = [remark for remark in document.remarks if remark.code == "unread-page"]
    assert "page 2: too large" in remark.detail


def test_more_scanned_pages_than_are_recognised_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "MAX_PAGES", 0)
    document = read(joined(TEXT, scan_of([one_page()], 100)))
    assert "at most 0 scanned pages" in next(r.detail for r in document.remarks if r.code == "unread-page")


@pytest.mark.ocr
@needs_tesseract
@pytest.mark.parametrize(
    ("name", "words", "cells"),
    [
        pytest.param("bullets_lo", 0.98, 0.95, id="lists-over-two-pages"),
        pytest.param("horizontal_wp", 0.98, 0.95, id="lines-between-rows-only"),
        pytest.param("merged_lo", 0.98, 0.95, id="merged-cells"),
        pytest.param("nested_cr", 0.98, 0.85, id="tables-in-cells-under-dark-headers"),
        pytest.param("rag_dots_cr", 0.98, 0.95, id="dots"),
        pytest.param("ruled_cr", 0.98, 0.95, id="three-pages"),
        pytest.param("sidebar_lo", 0.98, 0.95, id="a-box-beside-the-text"),
        pytest.param("zebra_lo", 0.98, 0.95, id="shaded-rows-without-rules"),
    ],
)
def test_a_worn_scan_reads_as_the_file_it_was_made_from(name: str, words: float, cells: float) -> None:
    truth = truth_of(source(name))
    leans = (-1.3, 1.7, 0.4)
    pictures = [wear(page, leans[n % 3], seed=n) for n, page in enumerate(draw_pages(source(name).read_bytes()))]
    document = read(scan_of(pictures))
    assert share_of(words_of(document), words_of(truth)) >= words
    assert share_of(cells_of(document), cells_of(truth)) >= cells


@pytest.mark.ocr
@needs_tesseract
@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_that_lies_on_its_side_or_upside_down_is_turned(turned: int) -> None:
    document = read(scan_of([wear(one_page()).rotate(turned, expand=True)]))
    assert share_of(cells_of(document), cells_of(truth_of(source("merged_lo")))) >= 0.95


@pytest.mark.ocr
@needs_tesseract
@pytest.mark.parametrize(
    ("name", "number", "lean", "turned"),
    [
        pytest.param("horizontal_wp", 1, 0.0, 0, id="level"),
        pytest.param("horizontal_wp", 0, -4.5, 90, id="rules-between-rows-leaning-sideways"),
        pytest.param("odd_form_lo", 0, 4.5, 180, id="form-leaning-upside-down"),
        pytest.param("report_lo", 0, 0.0, 180, id="title-page-upside-down"),
        pytest.param("report_lo", 2, -0.7, 270, id="prose-sideways"),
        pytest.param("deck_lo", 1, 0.5, 180, id="slide-upside-down"),
    ],
)
def test_pages_of_all_kinds_are_put_straight_however_they_lie(name: str, number: int, lean: float, turned: int) -> None:
    page = draw_pages(source(name).read_bytes())[number]
    upright = read(scan_of([wear(page, 0.3)]))
    document = read(scan_of([wear(page, lean).rotate(turned, expand=True)]))
    assert share_of(words_of(document), words_of(upright)) >= 0.95


@pytest.mark.ocr
@needs_tesseract
def test_a_table_goes_on_over_pages_that_lie_upside_down() -> None:
    pages = [wear(page, seed=n) for n, page in enumerate(draw_pages(source("ruled_cr").read_bytes()))]
    document = read(scan_of([page.rotate(180) for page in pages]))
    assert share_of(cells_of(document), cells_of(truth_of(source("ruled_cr")))) >= 0.95
    feet = [block for block in document.iter_blocks() if block.text.startswith("Marlbridge") and "Page" in block.text]
    assert {block.layer for block in feet} == {Layer.FURNITURE}


@pytest.mark.ocr
@needs_tesseract
def test_a_page_of_contents_is_read_with_its_dots_and_page_numbers() -> None:
    page = draw_pages(source("report_lo_untagged").read_bytes())[1]
    text = re.sub(r"[ .]+", " ", read(scan_of([wear(page, 0.4)])).printed_text())
    for entry in ("Executive summary 3", "The peer team 3", "Governance 4", "Next steps 4"):
        assert entry in text


@pytest.mark.ocr
@needs_tesseract
def test_a_photograph_of_a_page_is_read() -> None:
    document = read(scan_of([photograph(one_page())], 230))
    assert share_of(cells_of(document), cells_of(truth_of(source("merged_lo")))) >= 0.95


@pytest.mark.ocr
@needs_tesseract
@pytest.mark.parametrize("dpi", [100, 300])
def test_coarse_and_fine_scans_are_read(dpi: int) -> None:
    [picture] = draw_pages(source("merged_lo").read_bytes(), dpi)
    document = read(scan_of([wear(picture)], dpi))
    assert share_of(words_of(document), words_of(truth_of(source("merged_lo")))) >= 0.97


@pytest.mark.ocr
@needs_tesseract
def test_a_fax_in_black_and_white_is_read() -> None:
    picture = one_page().convert("L").point([255 if value > 150 else 0 for value in range(256)])
    document = read(scan_of([picture]))
    assert share_of(words_of(document), words_of(truth_of(source("merged_lo")))) >= 0.97


@pytest.mark.ocr
@needs_tesseract
def test_an_a3_page_in_colour_at_600_dots_an_inch_is_read() -> None:
    picture = one_page().resize((9921, 7016))
    document = read(scan_of([picture], 600))
    assert share_of(words_of(document), words_of(truth_of(source("merged_lo")))) >= 0.97


@pytest.mark.ocr
@needs_tesseract
def test_words_stand_on_the_page_as_it_is_shown() -> None:
    truth, picture = truth_of(source("merged_lo")), one_page()
    document = read(scan_of([wear(picture, lean=2).rotate(180)]))
    width, height = picture.width * 72 / 200, picture.height * 72 / 200
    cos, sin = math.cos(math.radians(182)), math.sin(math.radians(182))
    for words in ("Recommendation", "Peer Challenge Action Plan"):
        x, y = place_of(truth, words)
        dx, dy = x - width / 2, y - height / 2
        expected = width / 2 + dx * cos - dy * sin, height / 2 + dx * sin + dy * cos
        assert math.dist(place_of(document, words), expected) < 5


def place_of(document: Document, words: str) -> tuple[float, float]:
    """Return the middle of the block with the words."""
    block = next(block for block in document.iter_blocks() if words in block.text)
    boxes = [place.bbox for place in block.words.places() if place.bbox]
    x0, top, x1, bottom = join_boxes(boxes)
    return (x0 + x1) / 2, (top + bottom) / 2


@pytest.mark.ocr
@needs_tesseract
def test_the_colours_of_cells_are_read() -> None:
    truth = [cell.fill for table in tables(truth_of(source("rag_cells_lo"))) for cell in table.cells]
    document = read(scan_of([wear(one_page("rag_cells_lo"))]))
    fills = [cell.fill for table in tables(document) for cell in table.cells]
    assert len(fills) == len(truth)
    assert all(is_near(found, true) for found, true in zip(fills, truth, strict=True) if true not in (None, "d9d9d9"))


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def is_near(one: str | None, other: str | None) -> bool:
    assert one
    assert other
    return all(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) < 45 for at in (0, 2, 4))


@pytest.mark.ocr
@needs_tesseract
def test_pages_with_text_and_scanned_ones_stand_side_by_side() -> None:
    document = read(joined(TEXT, scan_of([wear(one_page())])))
    assert PAGE in document.printed_text()
    assert "Revised November 2024" in document.printed_text()
    said = next(remark for remark in document.remarks if remark.code == "ocr-text")
    assert said.detail == f"page 2, by tesseract {find_english().version}"


@pytest.mark.ocr
@needs_tesseract
def test_the_stamp_over_a_scan_is_kept_as_it_is() -> None:
    scan = scan_of([wear(one_page())])
    stamped = stamp(scan, "Agenda item 7")
    document = read(stamped)
    assert document.printed_text().count("Agenda item 7") == 1
    assert "Revised November 2024" in document.printed_text()


def stamp(data: bytes, words: str) -> bytes:
    """Return the PDF with words printed at the head of its first page."""
    import io

    import pypdfium2
    from pypdfium2 import raw

    pdf = pypdfium2.PdfDocument(data)
    page = pdf[0]
    text = raw.FPDFPageObj_NewTextObj(pdf.raw, b"Helvetica", 9.0)
    raw.FPDFText_SetText(text, (raw.FPDF_WCHAR * (len(words) + 1))(*map(ord, words), 0))
    raw.FPDFPageObj_Transform(text, 1, 0, 0, 1, 40, page.get_height() - 24)
    raw.FPDFPage_InsertObject(page.raw, text)
    raw.FPDFPage_GenerateContent(page.raw)
    file = io.BytesIO()
    pdf.save(file)
    pdf.close()
    return file.getvalue()


@pytest.mark.ocr
@needs_tesseract
def test_a_blank_page_is_said() -> None:
    blank = wear(Image.new("RGB", one_page().size, WHITE))
    document = read(scan_of([wear(one_page()), blank]))
    assert [remark.detail for remark in document.remarks if remark.code == "blank-page"] == ["page 2"]


@pytest.mark.ocr
@needs_tesseract
def test_handwriting_is_not_guessed_at() -> None:
    page = Image.new("RGB", (1654, 2339), WHITE)
    page.paste(one_page().crop((80, 60, 1500, 300)), (100, 60))
    draw, chance = ImageDraw.Draw(page), random.Random(4)
    for y in range(500, 1200, 140):
        xs = range(200, 1400, 13)
        draw.line([(x, y + chance.uniform(-35, 25)) for x in xs], fill=(30, 30, 120), width=4, joint="curve")
    document = read(scan_of([wear(page, 0.5)]))
    assert "Peer Challenge Action Plan" in document.printed_text()
    assert "unread-picture" in codes(document)
    assert len(document.printed_text()) < 200


@pytest.mark.ocr
@needs_tesseract
def test_slides_printed_four_to_a_page_are_all_read() -> None:
    slides = draw_pages(source("deck_cr").read_bytes(), 110)[:4]
    width, height = slides[0].size
    page = Image.new("RGB", (2 * width + 180, 2 * height + 180), WHITE)
    for number, slide in enumerate(slides):
        x, y = 60 + number % 2 * (width + 60), 60 + number // 2 * (height + 60)
        page.paste(slide, (x, y))
        ImageDraw.Draw(page).rectangle((x, y, x + width, y + height), outline="black", width=3)
    found = words_of(read(scan_of([wear(page, 0.6)], 150)))
    truth = words_of(truth_of(source("deck_cr")))
    assert share_of(found, found & truth) >= 0.97
    assert {"Recommendation", "Delayed", "Complete", "£2.9m", "cohorts"} <= set(found)


@pytest.mark.ocr
@needs_tesseract
def test_unsure_words_are_read_with_their_place_said() -> None:
    document = read(scan_of([wear(one_page(), 1.0, noise=50)]))
    unsure = [remark for remark in document.remarks if remark.code == "ocr-text" and "sure to" in remark.detail]
    assert unsure
    for remark in unsure:
        [place] = remark.words.places()
        assert place.page == 1
        assert place.bbox
        assert remark.words.text in document.printed_text().replace("•", remark.words.text)


@pytest.mark.ocr
@needs_tesseract
def test_text_that_is_no_language_is_recognised_instead() -> None:
    shifted = str.maketrans("abcdefghijklmnopqrstuvwxyz", "bcdfghjklmnpqrstvwxzbcdfgh")
    prose = " ".join([PAGE] * 4).translate(shifted)
    nonsense = pdf_of([show(prose, 60, 700, 4)])
    assert "bcdk" not in read(nonsense).printed_text()  # nothing else is printed, and no letters this small are


@pytest.mark.ocr
@needs_tesseract
def test_force_recognises_pages_that_have_text() -> None:
    document = read(TEXT, FormatSettings(ocr="force"))
    assert document.printed_text() == PAGE
    assert "ocr-text" in codes(document)


@pytest.mark.ocr
@needs_tesseract
def test_reading_twice_gives_the_same() -> None:
    scan = scan_of([wear(one_page("rag_dots_cr"))])
    assert read(scan) == read(scan)


@pytest.mark.ocr
@needs_tesseract
def test_each_scanned_page_is_told_of_before_it_is_read() -> None:
    told: list[Progress] = []
    with listening(told.append):
        read(joined(TEXT, scan_of([wear(one_page())])))
    assert told == [Progress("recognising text", 2, 2)]
