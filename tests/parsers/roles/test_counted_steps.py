"""Columns under headings that may mean two things: steps that are only counted, a target that is a date."""

from __future__ import annotations

import pytest

from parsers.assemble import read_extraction

HEAD = "# Peer challenge action plan\n\nTarnside Council\n\n## Recommendation 1: Open the lido\n\n"


@pytest.mark.parametrize("rows", [1, 3])
def test_steps_that_are_counted_number_the_actions_beside_them(rows: int) -> None:
    lines = ["Paint the walls of the pool", "Fill the pool", "Hire two lifeguards"][:rows]
    table = "| Step | What we will do | Lead | By when |\n|---|---|---|---|\n" + "".join(
        f"| Step {number}: | {line} | Pools Manager | May 2027 |\n" for number, line in enumerate(lines, start=1)
    )
    actions = read_extraction(f"{HEAD}{table}".encode(), "plan.md").actions
    assert [(action.number, action.text) for action in actions] == [
        (str(number), line) for number, line in enumerate(lines, start=1)
    ]


def test_times_of_which_some_are_statuses_too_are_times() -> None:
    table = (
        "| What we will do | Lead | Target | What good looks like |\n|---|---|---|---|\n"
        "| Paint the walls | Pools Manager | Completed | The walls are blue all round |\n"
        "| Fill the pool | Head of Leisure | By 15/01/2027 | People swim in it each day |\n"
        "| Sweep the paths | Head of Parks | Ongoing | Nobody slips on the way in |\n"
    )
    actions = read_extraction(f"{HEAD}{table}".encode(), "plan.md").actions
    assert [[time.kind for time in action.timelines] for action in actions] == [["completed"], ["date"], ["ongoing"]]
    assert actions[1].measures == ("People swim in it each day",)
