"""Labels beside a recommendation's table or list are the recommendation's own."""

from __future__ import annotations

from parsers.assemble import read_extraction

HEAD = "# Peer challenge action plan\n\nTarnside Council\n\n## Recommendation 1: Open the lido\n\n"
TABLE = "| Action | Lead | By when |\n|---|---|---|\n| Paint the walls | Pools Manager | May 2027 |\n"
LIST = "- Paint the walls (Pools Manager, May 2027)\n- Fill the pool (Head of Leisure, June 2027)\n"


def test_labels_above_and_below_a_table() -> None:
    text = (
        f"{HEAD}**Why the peers said so:** Swimmers travel far.\n\n**Our response:** Accepted.\n\n{TABLE}\n"
        "**Sponsor:** Director of Place\n"
    )
    [found] = read_extraction(text.encode(), "plan.md").recommendations
    assert found.context == "Swimmers travel far."
    assert (found.response, found.response_raw) == ("accepted", "Accepted.")
    assert [owner.name for owner in found.owners] == ["Director of Place"]


def test_a_label_alone_is_of_the_paragraphs_below_it() -> None:
    text = (
        f"{HEAD}### Why the peers said so\n\nSwimmers travel far.\n\nMany give up.\n\n"
        f"### Our response\n\nWe agree.\n\n### What we will do\n\n{LIST}"
    )
    extraction = read_extraction(text.encode(), "plan.md")
    [found] = extraction.recommendations
    assert found.context == "Swimmers travel far. Many give up."
    assert found.response_raw == "We agree."
    assert [action.text for action in extraction.actions] == ["Paint the walls", "Fill the pool"]


def roles_of(text: str) -> list[tuple[str, str]]:
    [found] = read_extraction(text.encode(), "plan.md").recommendations
    return [(owner.name, owner.role) for owner in found.owners]


def test_who_stands_over_actions_with_leads_of_their_own_is_accountable() -> None:
    assert roles_of(f"{HEAD}**Lead officer:** Director of Place\n\n{TABLE}") == [("Director of Place", "accountable")]


def test_who_stands_over_actions_that_name_nobody_leads() -> None:
    table = "| Action | By when |\n|---|---|\n| Paint the walls | May 2027 |\n| Fill the pool | June 2027 |\n"
    assert roles_of(f"{HEAD}**Lead officer:** Director of Place\n\n{table}") == [("Director of Place", "lead")]
