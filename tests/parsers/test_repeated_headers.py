"""Small tables under one header, told together; and the shapes of plans that print such tables."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.styles import Font

from normalise.records import Extraction
from parsers.assemble import read_extraction

TITLE = "# Corporate Peer Challenge: action plan\n\n"


def extract(text: str, name: str = "plan.txt") -> Extraction:
    return read_extraction((TITLE + text).encode(), name)


def sheet(*rows: tuple[str, ...]) -> Extraction:
    """Return what is read of a sheet; a lone cell whose text begins with "!" is bold, and so are headers."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["Corporate Peer Challenge action plan"])
    for row in rows:
        page.append([value.lstrip("!") for value in row])
        for cell in page[page.max_row]:
            cell.font = Font(bold=row[0].startswith("!"))
    kept = io.BytesIO()
    book.save(kept)
    return read_extraction(kept.getvalue(), "plan.xlsx")


def one(number: str, text: str, *row: str) -> str:
    return f"## {number} {text}\n\nStep\tWhat we will do\tLead\tTarget\n" + "\t".join(row) + "\n\n"


def test_one_row_is_told_by_those_of_the_other_tables() -> None:
    read = extract(
        one("1)", "Widen the choice of youth clubs.", "(a)", "Open a club at the quay", "Head of Youth", "Spring 2027")
        + one("2)", "Make bus routes easier to follow.", "(a)", "Draw one map", "Head of Transport", "By May 2027")
        + one("3)", "Bring empty shops back into use.", "(a)", "List the owners", "Head of Places", "June 2027")
    )
    assert [(a.number, a.text, [t.edtf for t in a.timelines], a.measures) for a in read.actions] == [
        ("a", "Open a club at the quay", ["2027-21"], ()),
        ("a", "Draw one map", ["2027-05"], ()),
        ("a", "List the owners", ["2027-06"], ()),
    ]


def test_one_table_alone_does_not_tell() -> None:
    """A target may be what is to be reached: "Nine in ten by 2027" in one table says nothing of the others."""
    read = extract(
        one("1)", "Widen the choice of youth clubs.", "(a)", "Open a club at the quay", "Head of Youth", "Ten clubs")
        + one("2)", "Make bus routes easier to follow.", "(a)", "Draw one map", "Head of Transport", "June 2027")
    )
    assert [measure for action in read.actions for measure in action.measures] == ["Ten clubs", "June 2027"]


HEAD = ("!Step", "What we will do", "Lead officer", "Due by")


def test_tables_stacked_on_a_sheet_each_have_their_title() -> None:
    read = sheet(
        ("!1) Widen the choice of youth clubs.",),
        HEAD,
        ("i.", "Open a club at the quay", "Head of Youth", "May 2027"),
        ("ii.", "Ask young people what they want", "Head of Youth", "June 2027"),
        ("!2) Make bus routes easier to follow.",),
        HEAD,
        ("i.", "Draw one map", "Head of Transport", "July 2027"),
        ("!Who to ask",),
        ("The programme office answers questions about this plan.",),
    )
    assert [(r.number, r.text) for r in read.recommendations] == [
        ("1", "Widen the choice of youth clubs."),
        ("2", "Make bus routes easier to follow."),
    ]
    assert [(a.recommendation, a.number, a.timelines[0].edtf) for a in read.actions] == [
        ("r1", "i", "2027-05"),
        ("r1", "ii", "2027-06"),
        ("r2", "i", "2027-07"),
    ]


def test_sections_right_below_a_sheets_table_are_no_rows_of_it() -> None:
    read = sheet(
        ("!Recommendation", "Action", "Lead", "By when"),
        ("Widen the choice of youth clubs.", "Open a club at the quay", "Head of Youth", "May 2027"),
        ("Make bus routes easier to follow.", "Draw one map", "Head of Transport", "June 2027"),
        ("!How the plan is watched",),
        ("A board of members meets each quarter to see how far the work has come.",),
        ("!Questions",),
        ("The programme office answers them.",),
    )
    assert len(read.recommendations) == len(read.actions) == 2
    assert [r.theme for r in read.recommendations] == [None, None]


def test_themes_inside_a_sheets_table_stay_in_it() -> None:
    read = sheet(
        ("!Recommendation", "Action", "Lead", "By when"),
        ("!Young people",),
        ("Widen the choice of youth clubs.", "Open a club at the quay", "Head of Youth", "May 2027"),
        ("!Getting about",),
        ("Make bus routes easier to follow.", "Draw one map", "Head of Transport", "June 2027"),
    )
    assert [r.theme for r in read.recommendations] == ["Young people", "Getting about"]


def test_what_peers_said_beside_a_wording_in_a_paragraph_is_its_context() -> None:
    def table(number: int, wording: str, said: str, action: str) -> str:
        head = "What the peers said\tWhat we will do\tLead\tBy when"
        return f"## Recommendation {number}\n\n{wording}\n\n{head}\n{said}\t{action}\tHead of Youth\tMay 2027\n\n"

    read = extract(
        table(1, "Widen the choice of youth clubs.", "Young people told us of long waits.", "Open a club")
        + table(2, "Make bus routes easier to follow.", "Many a stop has no timetable.", "Draw one map")
    )
    assert [(r.number, r.text, r.context) for r in read.recommendations] == [
        ("1", "Widen the choice of youth clubs.", "Young people told us of long waits."),
        ("2", "Make bus routes easier to follow.", "Many a stop has no timetable."),
    ]
    assert [action.recommendation for action in read.actions] == ["r1", "r2"]


def test_a_header_of_four_is_no_form() -> None:
    def table(title: str, *rows: str) -> str:
        return f"## {title}\n\nAction\tDetail\tLead\tDue\n" + "\n".join(rows) + "\n\n"

    read = extract(
        table("1 - Widen the choice of youth clubs.", "1)\tOpen a club\tFinance\tMay 2027")
        + table("2 - Make bus routes easier to follow.", "1)\tDraw one map\tTransport\tJune 2027", "2)\tPrint it\tA\tB")
    )
    assert [(a.number, a.text) for a in read.actions][:2] == [("1", "Open a club"), ("1", "Draw one map")]


def test_two_sets_of_headings_count_apart() -> None:
    def table(title: str, action: str) -> str:
        return f"### {title}\n\nAction\tBy when\tLead\n{action}\tMay 2027\tHead of Youth\n\n"

    read = extract(
        "## What the peers asked of us\n\n"
        + table("1) Widen the choice of youth clubs.", "Open a club")
        + table("2) Make bus routes easier to follow.", "Draw one map")
        + "## Further recommendations\n\n"
        + table("1 - Bring empty shops back into use.", "List the owners")
        + table("2 - Let residents book repairs online.", "Buy a booking system")
    )
    assert [(r.number, r.kind, r.text) for r in read.recommendations] == [
        ("1", "key", "Widen the choice of youth clubs."),
        ("2", "key", "Make bus routes easier to follow."),
        ("1", "additional", "Bring empty shops back into use."),
        ("2", "additional", "Let residents book repairs online."),
    ]
    assert [action.recommendation for action in read.actions] == ["r1", "r2", "r3", "r4"]


def test_bullets_of_two_rows_are_two_rows() -> None:
    def bullets(*items: str) -> str:
        return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"

    read = extract(
        "Recommendation\tAction\tBy when\tLead\n"
        f"Recommendation 1: Widen the choice of youth clubs.\t{bullets('Open a club', 'Ask around')}"
        f"\t{bullets('1. May 2027', '2. Mid 2027')}\tHead of Youth\n"
        f"\t{bullets('Paint the hall', 'Mend the roof')}\t{bullets('by June 2027', 'by July 2027')}\tHead of Places\n"
    )
    assert [(action.text, [t.edtf for t in action.timelines]) for action in read.actions][2:] == [
        ("Paint the hall", ["2027-06"]),
        ("Mend the roof", ["2027-07"]),
    ]


@pytest.mark.parametrize("status", ["In hand", "Complete"])
def test_a_card_whose_first_value_could_head_a_column_is_a_card(status: str) -> None:
    def card(number: int, wording: str, status: str, update: str) -> str:
        rows = (("Delivery status", status), ("Update", update), ("Reporting officer", "Head of Youth"))
        lines = "".join(f"| **{label}** | {value} |\n" for label, value in rows)
        return f"## Recommendation {number}: {wording}\n\n{lines}\n"

    read = extract(
        card(1, "Widen the choice of youth clubs.", "Late", "The hall was let to somebody else.")
        + card(2, "Make bus routes easier to follow.", status, "The map was printed in May."),
        "update.md",
    )
    assert [(p.recommendation, p.text) for p in read.progress] == [
        ("r1", "The hall was let to somebody else."),
        ("r2", "The map was printed in May."),
    ]
    assert not read.actions
