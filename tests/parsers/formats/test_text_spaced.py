"""Tables of text whose columns only blanks part: under a long rule, between rules, with no rule at all."""

from __future__ import annotations

import pytest

from parsers.document import Table
from parsers.formats.registry import read_document

RULED = """
No.  What was asked            What we do              Who           When
--------------------------------------------------------------------------
1    Speak with one voice      Agree three messages    Leader        May
     on growth                 with the chamber of                   2027
                               trade

2    Make the most of land     List every site         Estates       June
                                                       Surveyor      2027

--------------------------------------------------------------------------
Ask the policy team for more than this page can tell you about the plan.
"""
FRAMED = """
==========================================================
What was asked         What we do             Who
                                              leads
==========================================================
Theme 1: Money and everything that goes with it
Plan further ahead     A forecast of          Treasurer
                       five years
----------------------------------------------------------
Spend less             Review each fee        Head of
                                              Income
==========================================================
"""
UNRULED = """
Ref   What was asked           What we do               When

R1    Speak with one voice     Agree three messages     May 2027
      on growth                with the chamber
R2    Make the most of land    List every site          June 2027
                               Sell two of them         July 2027
R3    Look after parks         Plant trees              Ongoing
"""


def tables(text: str) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row] for row in block.rows()]
        for block in read_document(text.encode(), "plan.txt").blocks
        if isinstance(block, Table)
    ]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        pytest.param(
            RULED,
            [
                ["No.", "What was asked", "What we do", "Who", "When"],
                [
                    "1",
                    "Speak with one voice on growth",
                    "Agree three messages with the chamber of trade",
                    "Leader",
                    "May 2027",
                ],
                ["2", "Make the most of land", "List every site", "Estates Surveyor", "June 2027"],
            ],
            id="rows-that-blank-lines-part",
        ),
        pytest.param(
            FRAMED,
            [
                ["What was asked", "What we do", "Who leads"],
                ["Theme 1: Money and everything that goes with it"],
                ["Plan further ahead", "A forecast of five years", "Treasurer"],
                ["Spend less", "Review each fee", "Head of Income"],
            ],
            id="rows-that-rules-part-under-a-theme",
        ),
        pytest.param(
            UNRULED,
            [
                ["Ref", "What was asked", "What we do", "When"],
                ["R1", "Speak with one voice on growth", "Agree three messages with the chamber", "May 2027"],
                ["R2", "Make the most of land", "List every site", "June 2027"],
                ["", "", "Sell two of them", "July 2027"],
                ["R3", "Look after parks", "Plant trees", "Ongoing"],
            ],
            id="rows-that-numbers-part",
        ),
    ],
)
def test_columns_that_blanks_part_are_a_table(text: str, printed: list[list[str]]) -> None:
    assert tables(text) == [printed]


MERGED = """
 What the peers asked     Ref    What we do                   Who            How we will
                                                                             know it

Money

 R1                       1.1    Agree three messages with    Leader         More visits
 Speak with one voice            the chamber of trade
 on growth and make it
 heard beyond the         1.2    Print them on each letter    Clerk          Letters seen
 county.                         and van
 R2                       2.1    List every site              Surveyor       A list
 Make the most of land.

                          2.2    Sell two of them             Surveyor /     Two sales
                                                              Clerk
"""


def test_a_cell_merged_over_numbered_rows_runs_on_beside_them() -> None:
    asked = "R1\nSpeak with one voice on growth and make it heard beyond the county."
    assert tables(MERGED) == [
        [
            ["What the peers asked", "Ref", "What we do", "Who", "How we will know it"],
            ["Money"],
            [asked, "1.1", "Agree three messages with the chamber of trade", "Leader", "More visits"],
            ["", "1.2", "Print them on each letter and van", "Clerk", "Letters seen"],
            ["R2\nMake the most of land.", "2.1", "List every site", "Surveyor", "A list"],
            ["", "2.2", "Sell two of them", "Surveyor / Clerk", "Two sales"],
        ]
    ]


def test_below_the_same_headings_on_the_next_page_a_cell_goes_on() -> None:
    head = MERGED[: MERGED.index("Money")].rstrip()
    rest = f"{'':33}and a third one\n{'':26}{'2.3':7}{'Plant trees':29}{'Gardener':15}Shade\n"
    _, again = tables(f"{MERGED}\f{head}\n{rest}")
    assert again == [
        ["What the peers asked", "Ref", "What we do", "Who", "How we will know it"],
        ["", "", "and a third one", "", ""],
        ["", "2.3", "Plant trees", "Gardener", "Shade"],
    ]


def test_the_lines_behind_a_table_are_text() -> None:
    last = read_document(RULED.encode(), "plan.txt").blocks[-1]
    assert not isinstance(last, Table)
    assert last.text.startswith("Ask the policy team")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Date:     4 May 2027\nTo:       Cabinet\nFrom:     Leader", id="the-head-of-a-letter"),
        pytest.param("The   quick   brown fox jumps over\nthe   fence and    runs on.", id="justified-text"),
        pytest.param("Introduction  .......  3\nOur plan  ...........  5\nNext steps  .........  9", id="contents"),
        pytest.param("1   Open up   May 2027\n2   Close down   June 2027", id="no-header"),
        pytest.param("Lead   Date   Notes", id="a-header-alone"),
    ],
)
def test_what_is_only_parted_by_blanks_is_text(text: str) -> None:
    assert not tables(text)
