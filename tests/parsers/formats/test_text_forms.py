"""Forms of a text file: labels at the left, and what stands beside each from one column on."""

from __future__ import annotations

import pytest

from parsers.assemble import read_extraction
from parsers.document import Table
from parsers.formats.registry import read_document

CARD = """What we will do      (a) Count the vans of both depots
                     (b) Sell those that nobody drives, and
                         tell the drivers why

Lead                 Fleet Manager
Finished by          (a) May 2027
                     (b) Autumn 2027
Measure              Fewer vans
"""
CUT = CARD[: CARD.index("                     (b) Autumn")], CARD[CARD.index("                     (b) Autumn") :]


def tables(text: str) -> list[list[list[str]]]:
    found = [block for block in read_document(text.encode(), "plan.txt").blocks if isinstance(block, Table)]
    return [[[cell.text for cell in row] for row in table.rows()] for table in found]


def test_a_form_is_a_table_of_labels_and_what_stands_beside_them() -> None:
    [rows] = tables(CARD)
    assert [row[0] for row in rows] == ["What we will do", "Lead", "Finished by", "Measure"]
    assert rows[0][1] == "Count the vans of both depots\nSell those that nobody drives, and tell the drivers why"
    assert rows[3][1] == "Fewer vans"


def test_a_form_that_a_page_cuts_goes_on_at_the_head_of_the_next() -> None:
    first, second = tables(f"{CUT[0]}\n\n                         4\n\f{CUT[1]}")
    assert first[-1] == ["Finished by", "(a) May 2027"]
    assert [row[0] for row in second] == ["", "Measure"]
    assert second[0][1].endswith("Autumn 2027")


@pytest.mark.parametrize(
    "text",
    [
        "Report to:        Cabinet\nDate:             4 May 2027\nPortfolio holder: Cllr Rowe\nWard:             All\n",
        "Dear all\n\n    Lead     the way\n\nand so on",
        "Lead                 Fleet Manager\nNotes                None\nWeather              Fair\n",  # nothing is done
        "Fees rose in May.  Nobody   minded  much.\n",
    ],
)
def test_other_lines_with_wide_gaps_are_no_form(text: str) -> None:
    assert not [row for table in tables(text) for row in table if row[0] == "Lead"]


def plan(*cards: str) -> str:
    titles = ("Mend the fleet of both depots.", "Answer letters sooner.")
    parts = [f"Peer recommendation {n}\n{title}\n\n{card}" for n, (title, card) in enumerate(zip(titles, cards), 1)]  # noqa: B905
    return "Peer challenge action plan\n\nTarnbrook Borough Council\n\n" + "\n\n".join(parts)


def test_the_cards_of_a_plan_are_read_though_pages_cut_them() -> None:
    other = CARD.replace("vans", "clerks").replace("depots", "halls").replace("drives", "knows")
    text = plan(f"{CUT[0]}\n\n                         4\n\f{CUT[1]}", other)
    found = read_extraction(text.encode(), "plan.txt")
    assert [
        (a.recommendation, a.number, [w.edtf for w in a.timelines], [o.name for o in a.owners]) for a in found.actions
    ] == [
        ("r1", "a", ["2027-05"], ["Fleet Manager"]),
        ("r1", "b", ["2027-23"], ["Fleet Manager"]),
        ("r2", "a", ["2027-05"], ["Fleet Manager"]),
        ("r2", "b", ["2027-23"], ["Fleet Manager"]),
    ]
    assert found.actions[1].text.endswith("tell the drivers why")


@pytest.mark.parametrize("label", ["Remark by us         ", "Where it stands now  ", "Zest                 "])
def test_a_label_that_nobody_knows_does_not_change_the_others(label: str) -> None:
    said = "The peers said       “Letters wait.”\nOur response         Accepted\nSponsor              Leader\n"
    card = f"{said}{CARD}{label}The clerks were told in May and they have agreed.\n"
    found = read_extraction(plan(card, card).encode(), "plan.txt")
    assert [a.number for a in found.actions] == ["a", "b"] * 2
    assert [r.text for r in found.recommendations] == ["Mend the fleet of both depots.", "Answer letters sooner."]
