"""Tables whose cells fell one below another, each a paragraph of several lines, as in text taken from PDFs."""

from __future__ import annotations

import pytest

from normalise.records import Extraction
from parsers.assemble import read_extraction

HEAD = "Ref\nAction\nLead officer\nBy when\nHow we will know it\nhas worked"
FIRST = (
    "1.1\n\nSurvey the roofs of all\nmarket halls\n\nHead of Property and\nMarkets\n\nBy end of July 2026\n\n"
    "At least four roofs\nsurveyed"
)
SECOND = (
    "1.2\n\nFind a trader for each\nempty stall\n\nMarkets Manager;\nHead of Growth\n\nQ3 2026/27\n\nNo stall is empty"
)
CUT = "1.3\n\nAgree a plan for the stalls\nthat nobody has taken and for"
REST = "those that are to be closed\nnext year\n\nMarkets Manager\n\nOngoing\n\nPlan agreed"


def read(body: str) -> Extraction:
    text = (
        "Tarnbrook Borough Council\n\nPeer challenge action plan\n\nMay 2026\n\n"
        f"Recommendation 1 – Give the market halls a future\n\n{body}\n\nHow we will report\n\n"
        "Cabinet has looked at the plan, and so will the scrutiny committee in its own time.\n"
    )
    return read_extraction(text.encode(), "plan.txt")


def rows(found: Extraction) -> list[tuple[str | None, str, list[str], list[str | None], tuple[str, ...]]]:
    return [
        (a.number, a.text, [o.name for o in a.owners], [t.raw for t in a.timelines], a.measures) for a in found.actions
    ]


@pytest.mark.parametrize("head", [HEAD, HEAD.replace("\n", "\n\n").replace("it\n\nhas", "it\nhas")])
def test_cells_over_several_lines_are_shared_out_to_rows_and_columns(head: str) -> None:
    assert rows(read(f"{head}\n\n{FIRST}\n\n{SECOND}")) == [
        (
            "1.1",
            "Survey the roofs of all market halls",
            ["Head of Property and Markets"],
            ["By end of July 2026"],
            ("At least four roofs surveyed",),
        ),
        (
            "1.2",
            "Find a trader for each empty stall",
            ["Markets Manager", "Head of Growth"],
            ["Q3 2026/27"],
            ("No stall is empty",),
        ),
    ]


def test_a_row_goes_on_below_the_headings_of_the_next_page() -> None:
    frame = "\n\n4\n\n\fTarnbrook Borough Council – action plan\n\n"
    found = rows(read(f"{HEAD}\n\n{FIRST}\n\n{SECOND}\n\n{CUT}{frame}{HEAD}\n\n{REST}"))
    assert [row[0] for row in found] == ["1.1", "1.2", "1.3"]
    assert found[2][1:] == (
        "Agree a plan for the stalls that nobody has taken and for those that are to be closed next year",
        ["Markets Manager"],
        ["Ongoing"],
        ("Plan agreed",),
    )


def test_lettered_lists_are_told_apart_where_the_letters_begin_anew() -> None:
    head = "No.\n\nRecommendation\n\nActions\n\nOwner\n\nTimescale"
    first = (
        "1\n\nGive the market halls a\nfuture with partners\n\na) Survey the roofs of all the halls\n"
        "b) Ask traders what they need\n\nHead of Property\n\na) March 2026\nb) By June 2026"
    )
    second = "2\n\nAnswer letters sooner\n\nHire two clerks\n\nCustomer Manager\n\n2026/27"
    found = read_extraction(
        f"Tarnbrook Council\n\nPeer challenge action plan\n\n{head}\n\n{first}\n\n{second}\n".encode(), "plan.txt"
    )
    assert [r.text for r in found.recommendations] == [
        "Give the market halls a future with partners",
        "Answer letters sooner",
    ]
    assert [(a.number, [t.raw for t in a.timelines]) for a in found.actions] == [
        ("a", ["March 2026"]),
        ("b", ["By June 2026"]),
        (None, ["2026/27"]),
    ]


def test_nothing_is_built_of_paragraphs_that_no_headings_fit() -> None:
    prose = "\n\n".join(f"The market hall of ward {n} was looked at\nand all was well." for n in range(6))
    assert all("market hall" not in action.text for action in read(f"{HEAD}\n\n{prose}").actions)


def test_a_page_number_between_rows_is_no_cell() -> None:
    body = "\n\n2\n\n\f".join((f"{HEAD}\n\n{FIRST}", SECOND))
    assert [row[0] for row in rows(read(body))] == ["1.1", "1.2"]


BANNER = "Recommendation {}: {}\nand see to it that they stay as they are"


@pytest.mark.parametrize("gap", ["\n\n", f"\n\n\f{HEAD}\n\n"])
def test_recommendations_across_the_columns_part_the_rows_below_them(gap: str) -> None:
    text = (
        f"Tarnbrook Borough Council\n\nPeer challenge action plan\n\nMay 2026\n\nThe plan\n\n{HEAD}\n\n"
        f"{BANNER.format(1, 'Give the market halls a future')}\n\n{FIRST}{gap}{SECOND}\n\n"
        f"{BANNER.format(2, 'Mend all the roads')}\n\n"
        "2.1\n\nCount the holes in each\nroad\n\nHead of Roads / Head of\nParks\n\n"
        "May 2026\n(Annual\nCouncil)\n\n2026/27 is dry\n\n"
        "How we will report\n\nCabinet has looked at the plan, and so will the scrutiny committee in its own time.\n"
    )
    found = read_extraction(text.encode(), "plan.txt")
    assert [r.text for r in found.recommendations] == [
        "Give the market halls a future and see to it that they stay as they are",
        "Mend all the roads and see to it that they stay as they are",
    ]
    assert [(a.recommendation, a.number) for a in found.actions] == [("r1", "1.1"), ("r1", "1.2"), ("r2", "2.1")]
    last = found.actions[-1]
    assert [o.name for o in last.owners] == ["Head of Roads", "Head of Parks"]
    assert [(t.edtf, t.label) for t in last.timelines] == [("2026-05", "Annual Council")]
