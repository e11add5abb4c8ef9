"""PDFs that mean harm, or that broken programs make: each is read or refused, and costs its own process at most."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

import pytest

from ingest.isolate import Limits, ReadingProcess
from ingest.reading import Task
from normalise.errors import DocumentError
from parsers.formats.registry import read_document
from parsers.formats.settings import FormatSettings
from parsers.given import ReadSettings
from tests.parsers.formats.pdf.plain_files import pdf_of, show

LIMITS = Limits(wall_seconds=60, cpu_seconds=60, memory_bytes=10**9)
SETTINGS = ReadSettings(formats=FormatSettings(ocr="off"))
ENDS = {"crashed", "memory", "timeout", "cpu", "over-budget", "damaged"}


def form(stream: str, more: str = "") -> str:
    head = f"<</Type /XObject /Subtype /Form /BBox [0 0 600 800] /Length {len(stream)} {more}>>"
    return f"{head}\nstream\n{stream}\nendstream"


def forms_in_forms() -> bytes:
    """Return a page whose form draws itself twice."""
    again = form("/X1 Do /X1 Do", "/Resources <</XObject <</X1 100 0 R>>>>")
    return pdf_of(["/X1 Do"], objects={100: again}, xobjects={"X1": 100})


def tree_of_forms() -> bytes:
    """Return a page of eight levels of forms, each drawing the next ten times: a hundred million lines."""
    inner = {
        100 + level: form("/X Do " * 10, f"/Resources <</XObject <</X {101 + level} 0 R>>>>") for level in range(8)
    }
    return pdf_of(["/X0 Do"], objects={**inner, 108: form("0 0 m 9 9 l S")}, xobjects={"X0": 100})


def bomb() -> bytes:
    """Return a page whose operators are 300 MB when they are unpacked, and 300 kB before."""
    packed = zlib.compress(b"q " * 150_000_000, 9)
    data = pdf_of(["PLACEHOLDER"])
    start = data.index(b"<</Length 11>>")
    stream = b"<</Length %d /Filter /FlateDecode>>\nstream\n%s\n" % (len(packed), packed)
    return data[:start] + stream + data[data.index(b"endstream", start) :]


def pages(count: int) -> bytes:
    return pdf_of([show(f"Page {number} of the plan", 72, 100) for number in range(count)])


def test_too_many_pages_are_refused_before_any_is_read() -> None:
    with pytest.raises(DocumentError, match=r"plan\.pdf: holds 5,000 pages; at most 2,000 are read\. Split the file"):
        read_document(pages(5_000), "plan.pdf")


def test_a_page_count_that_lies_is_believed_at_its_worst() -> None:
    with pytest.raises(DocumentError, match="holds 100,000 pages"):
        read_document(pdf_of([show("Plan", 72, 100)], count=100_000), "plan.pdf")


def test_too_many_objects_are_refused_before_they_are_looked_at() -> None:
    lines = "\n".join(f"{number % 600} 9 m 9 {number % 800} l S" for number in range(300_001))
    with pytest.raises(DocumentError, match=r"holds 300,001 objects on a page \(page 1\)"):
        read_document(pdf_of([lines]), "plan.pdf")


def test_a_page_as_large_as_a_house_is_read() -> None:
    document = read_document(pdf_of([show("Plan", 72, 100)], page="/MediaBox [0 0 14400 14400]"), "plan.pdf")
    assert document.printed_text() == "Plan"


def test_a_page_tree_that_leads_back_into_itself_is_refused() -> None:
    data = pdf_of([show("Plan", 72, 100)])
    looped = re.sub(rb"/Kids \[10 0 R\]", b"/Kids [2 0 R] ", data)
    assert len(looped) == len(data)
    with pytest.raises(DocumentError) as refused:
        read_document(looped, "plan.pdf")
    assert refused.value.code in ENDS


def test_a_net_of_lines_is_no_table_and_takes_no_age() -> None:
    level = " ".join(f"0 {number * 0.08:.2f} m 600 {number * 0.08:.2f} l S" for number in range(10_000))
    upright = " ".join(f"{number * 0.06:.2f} 0 m {number * 0.06:.2f} 800 l S" for number in range(10_000))
    read_document(pdf_of([f"0.1 w {level} {upright} {show('Plan', 72, 100)}"]), "plan.pdf")


def test_a_font_that_names_no_letters_leaves_a_remark_or_its_signs() -> None:
    lying = "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding <</Type /Encoding /Differences [65 /none]>>>>"
    data = pdf_of([show("AAAA", 72, 100)]).replace(
        b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>", lying.encode()
    )
    document = read_document(data, "plan.pdf", FormatSettings(ocr="off"))
    assert document.printed_text() or document.remarks


@pytest.fixture(scope="module")
def process() -> Iterator[ReadingProcess]:
    with ReadingProcess(LIMITS) as reading:
        yield reading


@pytest.mark.slow
@pytest.mark.parametrize("make", [forms_in_forms, tree_of_forms, bomb])
def test_what_would_exhaust_the_machine_ends_its_own_process_only(make: object, process: ReadingProcess) -> None:
    data = make()  # type: ignore[operator]
    try:
        process.read(Task("plan.pdf", data, settings=SETTINGS))
    except DocumentError as error:
        assert error.code in ENDS  # noqa: PT017
    assert process.read(Task("plan.pdf", pdf_of([show("Plan", 72, 100)]), settings=SETTINGS)).source.pages == 1


@pytest.mark.slow
def test_fifteen_hundred_pages_are_read(process: ReadingProcess) -> None:
    assert process.read(Task("plan.pdf", pages(1_500), settings=SETTINGS)).source.pages == 1_500
