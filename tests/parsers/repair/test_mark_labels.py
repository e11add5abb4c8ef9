"""Labels that nobody knows are told by a document's own use of them; cards are labelled paragraphs."""

from __future__ import annotations

import pytest

from normalise.records import Extraction
from parsers.assemble import read_extraction

HEAD = "# Peer Challenge Action Plan\n\nTarnbrook Borough Council\n\nMay 2025\n\n"


def extract(text: str, name: str = "plan.md") -> Extraction:
    return read_extraction((HEAD + text).encode(), name)


def grouped(style: str) -> str:
    """Return two recommendations whose labels are no known headings, printed in one of several ways."""
    groups = (
        ("Mend the town clock", "Appoint a clockmaker for the town hall", "Head of Property", "March 2026"),
        ("Clean the canal", "Review how the lower basin is dredged", "Director of Place", "by June 2026"),
    )
    lines = []
    for number, (asked, *values) in enumerate(groups, start=1):
        lines.append(f"## Recommendation {number}: {asked}\n")
        labels = ("The doing of it", "Falls to", "Wanted for")
        pairs = zip(labels, values, strict=True)
        lines += [style.format(label=label, value=value) for label, value in pairs]
        lines.append("")
    return "\n".join(lines)


@pytest.mark.parametrize(
    "style",
    [
        pytest.param("**{label}:** {value}\n", id="bold"),
        pytest.param("{label}: {value}\n", id="plain"),
        pytest.param("**{label}**\n\n{value}\n", id="own-line"),
        pytest.param("- **{label}:** {value}", id="bullets"),
        pytest.param("### {label}\n\n{value}\n", id="headings"),
    ],
)
def test_labels_nobody_knows_are_columns_by_what_stands_behind_them(style: str) -> None:
    found = extract(grouped(style))
    assert [recommendation.text for recommendation in found.recommendations] == [
        "Mend the town clock",
        "Clean the canal",
    ]
    assert [action.text for action in found.actions] == [
        "Appoint a clockmaker for the town hall",
        "Review how the lower basin is dredged",
    ]
    assert [owner.name for action in found.actions for owner in action.owners] == [
        "Head of Property",
        "Director of Place",
    ]
    assert [when.edtf for action in found.actions for when in action.timelines] == ["2026-03", "2026-06"]


def test_cards_of_two_columns_are_labelled_paragraphs() -> None:
    card = "| | |\n|---|---|\n| **Agreed step** | {} |\n| **Answerable** | {} |\n| **End date** | {} |\n"
    found = extract(
        "## Recommendation 1: Mend the town clock\n\n"
        + card.format("Hire a clockmaker", "Head of Property", "March 2026")
        + "\n" + card.format("Buy new hands", "Head of Finance", "May 2026")
        + "\n## Recommendation 2: Clean the canal\n\n" + card.format("Dredge it", "Director of Place", "June 2026")
    )  # fmt: skip
    assert [action.text for action in found.actions] == ["Hire a clockmaker", "Buy new hands", "Dredge it"]
    assert [action.recommendation for action in found.actions] == ["r1", "r1", "r2"]
    assert [when.edtf for action in found.actions for when in action.timelines] == ["2026-03", "2026-05", "2026-06"]


def test_a_label_that_comes_first_begins_the_next_row() -> None:
    found = extract(
        "## Recommendation 1: Mend the town clock\n\n"
        "**By when:** March 2026\n\n**Action:** Hire a clockmaker\n\n"
        "**By when:** May 2026\n\n**Action:** Buy new hands\n"
    )
    assert [(a.text, a.timelines[0].edtf) for a in found.actions] == [
        ("Hire a clockmaker", "2026-03"),
        ("Buy new hands", "2026-05"),
    ]


def test_a_word_over_the_bullets_of_each_recommendation_is_no_section() -> None:
    found = read_extraction(
        b"# Progress update on the peer challenge\n\nTarnbrook Borough Council\n\n"
        b"## Recommendation 1\n\nMend the town clock\n\n### How far we have got\n\n- The clock has been mended.\n\n"
        b"## Recommendation 2\n\nClean the canal\n\n### How far we have got\n\n- The dredger was hired in May 2025.\n",
        "update.md",
    )
    assert [entry.recommendation for entry in found.progress] == ["r1", "r2"]


def test_sentences_with_a_colon_that_come_twice_are_no_labels() -> None:
    found = extract(
        "## Recommendation 1: Mend the town clock\n\n- Our aim: to be on time\n- Hire a clockmaker by March 2026\n\n"
        "## Recommendation 2: Clean the canal\n\n- Our aim: clean water\n- Dredge it by June 2026\n"
    )
    assert "Hire a clockmaker by March 2026" in [action.text for action in found.actions]


def test_labels_that_tell_stages_apart_are_both_of_actions() -> None:
    found = extract(
        "".join(
            f"## Recommendation {number}: {asked}\n\n**What we do now:** Review the {thing} with its friends\n\n"
            f"**What we will change:** Publish the results for the {thing}\n\n**By when:** June 2026\n\n"
            for number, asked, thing in ((1, "Mend the town clock", "clock"), (2, "Clean the canal", "canal"))
        )
    )
    assert [action.stage for action in found.actions] == ["existing", "new", "existing", "new"]
    assert [len(action.timelines) for action in found.actions] == [1, 1, 1, 1]


def test_what_stands_above_labels_is_what_is_done() -> None:
    found = extract(
        "## Recommendation 1: Mend the town clock\n\nAppoint a clockmaker\n\n"
        "- Lead: Head of Property\n- Due: June 2026\n\n"
        "Publish the opening hours\n\n- Lead: Head of Finance\n- Due: July 2026\n\n"
    )
    assert [action.text for action in found.actions] == ["Appoint a clockmaker", "Publish the opening hours"]
    assert [action.timelines[0].edtf for action in found.actions] == ["2026-06", "2026-07"]


def test_a_value_that_makes_another_label_with_its_own_is_a_value() -> None:
    text = "## Recommendation 1: Mend the town clock\n\n" + "".join(
        f"{action}\n\nLead: {lead}\n\nDate: {when}\n\n"
        for action, lead, when in (
            ("1.1 Appoint a clockmaker", "Head of Property", "Completed"),
            ("1.2 Oil the works each spring", "Owner of the works", "May 2026"),
            ("1.3 Paint the hands", "Head of Property", "Completed"),
        )
    )
    actions = extract(text).actions
    assert [action.number for action in actions] == ["1.1", "1.2", "1.3"]
    assert [[when.raw for when in action.timelines] for action in actions] == [
        ["Completed"],
        ["May 2026"],
        ["Completed"],
    ]


def test_what_stands_above_a_label_with_a_list_below_it_is_done_too() -> None:
    found = extract(
        "## Recommendation 1: Mend the town clock\n\nAppoint a clockmaker\n\nLead:\n\n- Head of Property\n"
        "- Head of Finance\n\nDue: June 2026\n\nPublish the opening hours\n\nLead: Head of Finance\n\nDue: July 2026"
    )
    assert [action.text for action in found.actions] == ["Appoint a clockmaker", "Publish the opening hours"]
    assert [len(action.owners) for action in found.actions] == [2, 1]


def test_a_card_of_one_row_is_read_as_the_larger_ones_are() -> None:
    cards = "".join(
        f"<h2>Recommendation {number}: Mend the town clock</h2><p>{action}</p><table>{rows}</table>"
        for number, action, rows in (
            (
                1,
                "Appoint a clockmaker",
                "<tr><td>Lead</td><td>Head of Property</td></tr><tr><td>Due</td><td>June 2026</td></tr>",
            ),
            (
                2,
                "Oil the works",
                "<tr><td>Lead</td><td>Head of Finance</td></tr><tr><td>Due</td><td>May 2026</td></tr>",
            ),
            (3, "Paint the hands", "<tr><td>Due</td><td>July 2026</td></tr>"),
        )
    )
    found = read_extraction(f"<h1>Peer challenge action plan</h1>{cards}".encode(), "plan.html")
    assert [(a.text, [w.edtf for w in a.timelines]) for a in found.actions] == [
        ("Appoint a clockmaker", ["2026-06"]),
        ("Oil the works", ["2026-05"]),
        ("Paint the hands", ["2026-07"]),
    ]


CARD = "### {}\n\n**Lead officer**\n\n{}\n\n**Due**\n\n{}\n\n**Latest position**\n\n{}\n\n"
CARDS = (
    ("Ask the anglers what they want", "Head of Parks", "May 2026", "Forty anglers wrote to us."),
    ("Buy two boats", "Treasurer", "June 2026", "One boat is bought."),
    ("Mend the sluice", "Head of Parks", "July 2026", "The gate is ordered."),
)


def test_headings_of_cards_below_a_recommendation_are_actions() -> None:
    cards = [CARD.format(*card) for card in CARDS]
    found = extract(
        "## KR1 – Care for the ponds\n\n" + cards[0] + cards[1] + "## KR2 – Care for the weir\n\n" + cards[2]
    )
    assert [r.text for r in found.recommendations] == ["Care for the ponds", "Care for the weir"]
    assert [(a.recommendation, a.text, a.owners[0].name, a.timelines[0].raw) for a in found.actions] == [
        ("r1", *CARDS[0][:3]),
        ("r1", *CARDS[1][:3]),
        ("r2", *CARDS[2][:3]),
    ]
    assert [(p.recommendation, p.text) for p in found.progress] == [
        ("r1", CARDS[0][3]),
        ("r1", CARDS[1][3]),
        ("r2", CARDS[2][3]),
    ]


def test_a_heading_below_a_bare_number_words_the_recommendation() -> None:
    cards = [CARD.format(*card) for card in CARDS]
    found = extract("".join(f"## Recommendation {number}\n\n{card}" for number, card in enumerate(cards, start=1)))
    assert [(r.number, r.text) for r in found.recommendations] == [
        (str(number), card[0]) for number, card in enumerate(CARDS, start=1)
    ]
    assert not found.actions


def test_an_action_and_its_labels_may_stand_on_two_pages() -> None:
    first = "## Recommendation 1: Plant trees.\n\nBuy young oaks\n\nKPI: A hundred oaks\n\nWho: Head of Parks\n\n"
    second = "## Recommendation 2: Open a club.\n\nRent a hall\n\n\f\nKPI: One hall\n\nWho: Head of Youth\n\n"
    third = "## Recommendation 3: Draw a map.\n\nAsk a printer\n\nKPI: One map\n\nWho: Head of Transport\n"
    read = extract(f"# Peer challenge action plan\n\n{first}{second}{third}", "plan.txt")
    assert [(action.text, action.owners[0].name, action.measures) for action in read.actions] == [
        ("Buy young oaks", "Head of Parks", ("A hundred oaks",)),
        ("Rent a hall", "Head of Youth", ("One hall",)),
        ("Ask a printer", "Head of Transport", ("One map",)),
    ]


@pytest.mark.parametrize("mark", ["Recommendation {}: ", "{}. "])
def test_a_title_printed_twice_is_no_label(mark: str) -> None:
    cards = [
        ("Plant trees in every ward.", "Buy young oaks", "Parks"),
        ("Open a club for young people.", "Rent a hall", "Youth"),
    ]
    text = "# Peer Challenge Action Plan\n\n" + "".join(
        f"## {mark.format(number)}{wording}\n\n{action}\n\nKPI: Done in time\n\nWho: Head of {team}\n\n"
        for number, (wording, action, team) in enumerate(cards, 1)
    )
    assert [action.text for action in extract(text, "plan.txt").actions] == ["Buy young oaks", "Rent a hall"]


def test_what_peers_said_below_a_worded_recommendation_is_its_context() -> None:
    told = ("The gates are rusty and nobody has the key.", "Boats wait too long at the upper lock.")
    parts = [
        f"## Recommendation {number}: {asked}\n\n**Sponsor**\n\nChief Executive\n\n"
        "| What we will do | Who | When |\n|---|---|---|\n"
        f"| Write to the {boat} club | Head of Water | March 2026 |\n\n**What the peers told us**\n\n{words}\n"
        for number, (asked, boat, words) in enumerate(
            (("Mend the gates", "rowing", told[0]), ("Widen the lock", "sailing", told[1])), start=1
        )
    ]
    found = extract("\n".join(parts))
    assert [recommendation.context for recommendation in found.recommendations] == list(told)
    assert len(found.actions) == 2
