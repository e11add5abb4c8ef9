"""What a PDF must be to be read, and what is said of one that is odd."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalise.errors import DocumentError
from normalise.issues import codes, make_issue
from parsers.budgets import BUDGETS
from parsers.formats.pdf.engine import PdfSource
from parsers.formats.pdf.opening import open_checked
from parsers.formats.settings import FormatSettings
from tests.parsers.formats.pdf.plain_files import pdf_of, show

PLAN = [show("Appoint a lead officer", 72, 100), show("By March 2031", 72, 100)]
ENGINES = [FormatSettings(pdf_engine="pdfium"), FormatSettings(pdf_engine="pdfplumber")]
ATTACHED = (
    "/Names <</EmbeddedFiles <</Names [(budget.xlsx) 100 0 R]>>>>",
    {
        100: "<</Type /Filespec /F (budget.xlsx) /UF (budget.xlsx) /EF <</F 101 0 R>>>>",
        101: "<</Length 0>>\nstream\n\nendstream",
    },
)
SCRIPT = "/OpenAction <</S /JavaScript /JS (app.alert\\('Welcome'\\))>>"


@pytest.fixture(params=ENGINES, ids=lambda settings: settings.pdf_engine)
def settings(request: pytest.FixtureRequest) -> FormatSettings:
    """Return the settings of each engine: both must say the same of a file."""
    found = request.param
    assert isinstance(found, FormatSettings)
    return found


def read_all(source: PdfSource) -> list[str]:
    """Return the text of every page, and close the file."""
    try:
        pages = [source.read_page(number) for number in range(1, source.page_count + 1)]
        return ["".join(run.text for run in page.runs) for page in pages]
    finally:
        source.close()


def remark_codes(source: PdfSource) -> list[str]:
    return [remark.code for remark in source.remarks]


def refuse(data: bytes, settings: FormatSettings) -> DocumentError:
    """Return the error that a file ends with, opened or read."""
    with pytest.raises(DocumentError) as caught:
        read_all(open_checked(data, settings))
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith(".")
    return caught.value


def test_a_sound_file_is_read_without_remarks(settings: FormatSettings) -> None:
    source = open_checked(pdf_of(PLAN, catalog="/Lang (en-GB)"), settings)
    assert read_all(source) == ["Appoint a lead officer", "By March 2031"]
    assert source.remarks == ()
    assert source.hints == (("language", "en-GB"),)


def test_a_password_is_asked_for(settings: FormatSettings) -> None:
    error = refuse(pdf_of(PLAN, password=b"hunter"), settings)
    assert error.code == "encrypted"
    assert "Save it without a password" in str(error)


def test_a_file_whose_password_is_empty_is_read_and_said_to_be_encrypted(settings: FormatSettings) -> None:
    source = open_checked(pdf_of(PLAN, password=b""), settings)
    assert read_all(source) == ["Appoint a lead officer", "By March 2031"]
    assert remark_codes(source) == ["file-encrypted"]


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        pytest.param(b"%PDF-1.7\n", "damaged", "its end is missing", id="header-only"),
        pytest.param(pdf_of(PLAN)[:700], "damaged", "its end is missing", id="cut-before-any-index"),
        pytest.param(b"%PDF-1.7\nNo objects at all.\n%%EOF\n", "damaged", "structure", id="no-structure"),
        pytest.param(pdf_of([]), "no-pages", "without any page", id="no-pages"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_and_what_to_do(
    data: bytes, code: str, words: str, settings: FormatSettings
) -> None:
    error = refuse(data, settings)
    assert error.code == code
    assert words in str(error)
    assert "Fetch it again" in str(error)


def test_a_wrong_index_is_mended_and_said_so(settings: FormatSettings) -> None:
    data = pdf_of(PLAN)
    start = data.rindex(b"startxref")
    source = open_checked(data[:start] + b"startxref\n7\n%%EOF\n", settings)
    assert read_all(source) == ["Appoint a lead officer", "By March 2031"]
    assert remark_codes(source) == ["file-mended"]


def test_a_file_cut_behind_its_pages_is_read_and_said_to_be_cut(settings: FormatSettings) -> None:
    data = pdf_of(PLAN)
    source = open_checked(data[: data.rindex(b"startxref")], settings)
    assert read_all(source) == ["Appoint a lead officer", "By March 2031"]
    assert remark_codes(source) == ["file-cut"]


def test_a_page_that_is_not_there_is_named_and_the_others_are_read() -> None:
    source = open_checked(pdf_of(PLAN, count=5), FormatSettings())
    assert read_all(source)[:2] == ["Appoint a lead officer", "By March 2031"]
    assert [(remark.code, remark.detail) for remark in source.remarks] == [("unread-page", "pages 3–5")]


def test_attachments_are_named_and_scripts_noted(settings: FormatSettings) -> None:
    names, objects = ATTACHED
    source = open_checked(pdf_of(PLAN, catalog=names + SCRIPT, objects=objects), settings)
    assert read_all(source) == ["Appoint a lead officer", "By March 2031"]
    assert [(remark.code, remark.detail) for remark in source.remarks] == [
        ("embedded-files", "“budget.xlsx”"),
        ("embedded-script", ""),
    ]


def test_too_many_pages_are_refused_before_any_is_read(settings: FormatSettings) -> None:
    most = BUDGETS["pdf"]["pages"].most
    with pytest.raises(DocumentError, match=f"{most + 1:,} pages; at most {most:,}") as caught:
        open_checked(pdf_of([""] * (most + 1)), settings)
    assert caught.value.code == "over-budget"


def test_too_large_a_file_is_refused_unopened(settings: FormatSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf_of(PLAN)
    small = {**BUDGETS["pdf"], "size": BUDGETS["pdf"]["size"].__class__(len(data) - 1, "bytes", "Split the file")}
    monkeypatch.setitem(BUDGETS, "pdf", small)
    assert refuse(data, settings).code == "over-budget"


@pytest.mark.parametrize("what", ["objects", "characters"])
def test_a_page_with_too_much_on_it_is_refused_by_its_number(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    budget = BUDGETS["pdf"][what]
    monkeypatch.setitem(BUDGETS, "pdf", {**BUDGETS["pdf"], what: budget.__class__(3, budget.unit, budget.cure)})
    error = refuse(
        pdf_of(["\n".join(show(word, 72, 100 + at) for at, word in enumerate("a b c d".split()))]), FormatSettings()
    )
    assert error.code == "over-budget"
    assert "page 1" in str(error)


def test_shared_files_end_or_open_as_they_are(shared: Path, settings: FormatSettings) -> None:
    assert refuse((shared / "pdfs" / "password-example.pdf").read_bytes(), settings).code == "encrypted"
    for path in sorted((shared / "pdfs").glob("*.pdf")):
        if path.name in ("empty.pdf", "password-example.pdf"):
            continue
        source = open_checked(path.read_bytes(), settings)
        source.close()
        for remark in source.remarks:
            assert remark.code in codes()
            assert make_issue(remark.code, remark.detail).message
