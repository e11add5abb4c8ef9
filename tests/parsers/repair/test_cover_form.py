"""The form on the front of a committee paper is lines of its cover, whatever its labels could head in a plan."""

from __future__ import annotations

import pytest

from normalise.records import Extraction
from parsers.assemble import read_extraction
from parsers.document import Block
from parsers.formats.html.reader import read_page
from parsers.formats.settings import DEFAULT_FORMATS
from parsers.repair.cover_form import open_cover_form

PLAN = """
<h1>Answer to the peer challenge: our action plan</h1><h2>1. Why this paper</h2><p>Members asked to see the plan.</p>
<h2>Appendix 1</h2>
<table><tr><th>No.</th><th>Recommendation</th><th>Action</th><th>Lead</th><th>By</th></tr>
<tr><td>1</td><td>Dredge the harbour every winter</td><td>Hire a dredger</td><td>Harbour Master</td>
<td>May 2027</td></tr>
</table>"""
TWO_COLUMNS = (
    ("Committee", "Harbour Committee"),
    ("Date", "9 June 2026"),
    ("Report author", "Nell Ashby, Harbour Master"),
    ("Lead officer", "Chief Executive"),
    ("Status", "Public"),
    ("Wards affected", "Quay and Strand"),
    ("Key decision?", "No"),
)


def _read(form: str) -> Extraction:
    page = f"<body><p>Tarnbrook Borough Council</p><table>{form}</table>{PLAN}</body>"
    return read_extraction(page.encode(), "paper.html")


def _row(*cells: str) -> str:
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


FOUR_COLUMNS = "".join(_row(*left, *right) for left, right in zip(TWO_COLUMNS[1::2], TWO_COLUMNS[2::2], strict=True))


@pytest.mark.parametrize(
    "form",
    [
        pytest.param("".join(_row(*pair) for pair in TWO_COLUMNS), id="a-pair-a-row"),
        pytest.param("".join(_row(f"<b>{label}:</b>", value) for label, value in TWO_COLUMNS), id="bold-with-colons"),
        pytest.param(FOUR_COLUMNS, id="two-pairs-a-row"),
    ],
)
def test_a_form_on_the_front_holds_no_part_of_the_plan(form: str) -> None:
    found = _read(form)
    assert [one.text for one in found.recommendations] == ["Dredge the harbour every winter"]
    assert [action.text for action in found.actions] == ["Hire a dredger"]
    assert not found.progress
    assert found.document.title == "Answer to the peer challenge: our action plan"
    assert found.document.published is not None
    assert (found.document.published.raw, found.document.published.edtf) == ("9 June 2026", "2026-06-09")
    assert found.source.share_read == 1.0
    assert not {issue.code for issue in found.issues} & {"unread-text", "row-rejoined", "low-coverage"}


def test_no_word_of_a_form_is_lost() -> None:
    rows = (
        *(_row(*pair) for pair in TWO_COLUMNS),
        _row("Exempt information", ""),
        "<tr><td colspan=2>Part one</td></tr>",
    )
    page = f"<body><p>Tarnbrook Borough Council</p><table>{''.join(rows)}</table>{PLAN}</body>"
    document = open_cover_form(read_page(page.encode(), "paper.html", DEFAULT_FORMATS))
    texts = [block.text for block in document.blocks if isinstance(block, Block)]
    assert texts[1:10] == [
        "Committee: Harbour Committee",
        "9 June 2026",
        "Report author: Nell Ashby, Harbour Master",
        "Lead officer: Chief Executive",
        "Status: Public",
        "Wards affected: Quay and Strand",
        "Key decision?: No",
        "Exempt information",
        "Part one",
    ]


def test_labels_of_a_plan_make_no_form_of_it() -> None:
    rows = (
        ("Date", "June 2026"),
        ("Lead officer", "Harbour Master"),
        ("Status", "Begun"),
        ("Action", "Paint the pier"),
    )
    page = f"<body><h1>Peer challenge action plan</h1><table>{''.join(_row(*row) for row in rows)}</table></body>"
    found = read_extraction(page.encode(), "plan.html")
    assert [(action.text, action.owners[0].name) for action in found.actions] == [("Paint the pier", "Harbour Master")]
