"""Every printed word is accounted for: in a value, as the page's frame, as no part of a plan, or as unread."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from parsers.accounting import Unit, Use, iter_unused
from parsers.assemble import Assembled, assemble

PLAN = [
    ["Ref", "Recommendation", "Action", "Lead", "Due date"],
    ["1", "Open a library", "1. Buy books 2. Hire staff", "Head of Culture", "May 2025"],
]


def read(rows: Iterable[Iterable[str]], before: str = "", after: str = "") -> Assembled:
    table = "\n".join("\t".join(row) for row in rows)
    return assemble(f"{before}\n\n{table}\n\n{after}".encode(), "plan.txt")


def unused(found: Assembled) -> list[tuple[Use, str]]:
    return [(unit.use, unit.left or unit.text) for unit in iter_unused(found.account)]


def units(found: Assembled, use: Use) -> list[Unit]:
    return [unit for unit in found.account.units if unit.use is use]


def test_a_plan_that_is_read_in_full_has_nothing_left() -> None:
    found = read(PLAN)
    assert found.account.share_read == 1
    assert {unit.use for unit in iter_unused(found.account)} == {Use.FURNITURE}


def test_what_stands_in_front_of_a_plan_is_narrative_and_a_line_behind_it_unread() -> None:
    found = read(PLAN, "We were glad to be visited.", "Budgets for the years to come")
    assert (Use.NARRATIVE, "We were glad to be visited.") in unused(found)
    assert (Use.UNREAD, "Budgets for the years to come") in unused(found)
    assert found.account.share_read is not None
    assert found.account.share_read < 1


def test_whole_sentences_beside_a_table_are_narrative() -> None:
    found = read(PLAN, after="The board will look at all of this again in the spring.")
    assert (Use.NARRATIVE, "The board will look at all of this again in the spring.") in unused(found)


def test_the_same_date_printed_twice_is_read_twice() -> None:
    row = ["1", "Open a library", "1. Buy books 2. Hire staff", "Head of Culture", "1. May 2025 2. May 2025"]
    assert units(read([PLAN[0], row]), Use.PARTLY_READ) == []


def test_a_document_without_a_plan_has_no_share() -> None:
    found = assemble(b"Minutes of the Parish Council\n\nThe hall was painted.\n", "minutes.txt")
    assert found.account.share_read is None


def test_the_real_documents_leave_next_to_nothing(shared: Path) -> None:
    for path in sorted((shared / "seeds").glob("*.txt")):
        account = assemble(path.read_bytes(), path.name).account
        assert account.share_read is not None
        assert account.share_read > 0.98
        assert sum(unit.use in (Use.UNREAD, Use.PARTLY_READ) for unit in account.units) <= 2


@pytest.mark.parametrize("text", ["1.\n2.\n", "-", "Budget\n"])
def test_a_file_of_nothing_is_accounted_for(text: str) -> None:
    assert assemble(text.encode(), "plan.txt").account.share_read is None


def test_a_line_printed_on_every_page_is_furniture_but_not_one_that_could_be_a_value() -> None:
    lines = ("Aldermoor MBC", "Head of Culture")
    found = read(PLAN, after="\n\n".join(line for line in lines for _ in range(2)))
    told = [(unit.use, unit.text) for unit in found.account.units if unit.text in lines]
    assert set(told) == {
        (Use.FURNITURE, "Aldermoor MBC"),
        (Use.UNREAD, "Head of Culture"),
        (Use.VALUE, "Head of Culture"),
    }


def test_what_is_printed_again_in_front_of_its_actions_is_read() -> None:
    rows = [
        ["Recommendation", "Action"],
        ["Rec 1 – Open a library", "Buy books"],
        ["Rec 1 – Open a library", "Hire staff"],
    ]
    assert units(read(rows), Use.UNREAD) == []


def test_a_list_that_no_layout_reads_is_unread_where_the_title_calls_for_a_plan() -> None:
    lines = (
        "# Peer Challenge Action Plan",
        "## Our work",
        "- Buy books (May 2025)",
        "- Hire staff",
        "- Paint the hall",
    )
    found = assemble("\n\n".join(lines).encode(), "plan.md")
    assert found.extraction.actions == ()
    assert [unit.text for unit in units(found, Use.UNREAD)] == ["Buy books (May 2025)", "Hire staff", "Paint the hall"]
    assert {"no-records", "unread-text", "low-share-read"} <= {issue.code for issue in found.extraction.issues}
