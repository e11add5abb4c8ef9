"""Labelled paragraphs under a recommendation are columns of a one-row table."""

from __future__ import annotations

import pytest

from normalise.records import Extraction
from parsers.assemble import read_extraction


def extract(text: str) -> Extraction:
    return read_extraction(f"# Peer challenge action plan\n\n{text}".encode(), "plan.txt")


@pytest.mark.parametrize(
    "labels",
    [
        pytest.param("Action: Buy slates\n\nLead: Head of Parks\n\nDeadline: May 2025", id="paragraphs"),
        pytest.param("- Action: Buy slates\n- Lead: Head of Parks\n- Deadline: May 2025", id="bullets"),
        pytest.param("**Action:** Buy slates\n\n**Lead:** Head of Parks\n\n**Deadline:** May 2025", id="bold"),
        pytest.param("Action\n\nBuy slates\n\nLead\n\nHead of Parks\n\nDeadline\n\nMay 2025", id="labels-alone"),
        pytest.param("Action – Buy slates\n\nLead – Head of Parks\n\nDeadline – May 2025", id="dashes"),
    ],
)
def test_what_stands_behind_a_label_is_its_value(labels: str) -> None:
    found = extract(f"# Recommendation 1: Mend the mill\n\n{labels}")
    [action] = found.actions
    assert (action.recommendation, action.text) == ("r1", "Buy slates")
    assert [owner.name for owner in action.owners] == ["Head of Parks"]
    assert [when.edtf for when in action.timelines] == ["2025-05"]


def test_a_label_that_comes_again_begins_the_next_action() -> None:
    found = extract(
        "# Recommendation 1: Mend the mill\n\nAction: Buy slates\n\nLead: Head of Parks\n\n"
        "Action: Lay slates\n\nLead: Head of Ports"
    )
    assert [(a.text, [o.name for o in a.owners]) for a in found.actions] == [
        ("Buy slates", ["Head of Parks"]),
        ("Lay slates", ["Head of Ports"]),
    ]


def test_a_list_under_the_action_label_is_aligned_with_the_others() -> None:
    found = extract(
        "# Recommendation 1: Mend the mill\n\nActions\n\n1. Buy slates\n2. Lay slates\n\n"
        "Deadline\n\n1. May 2025\n2. June 2025"
    )
    assert [[when.edtf for when in a.timelines] for a in found.actions] == [["2025-05"], ["2025-06"]]


def test_progress_behind_a_label_is_progress() -> None:
    found = extract(
        "# Recommendation 1: Mend the mill\n\nAction: Buy slates\n\nLead: Head of IT\n\nProgress: They are bought"
    )
    assert [(p.recommendation, p.text) for p in found.progress] == [("r1", "They are bought")]


def test_a_colon_in_running_text_makes_no_label() -> None:
    found = extract(
        "# Recommendation 1: Mend the mill\n\nWe asked: who has slates? Nobody had.\n\nOne thing: it rains."
    )
    assert found.actions == ()


def test_a_labelled_aim_goes_on_until_the_next_is_printed() -> None:
    found = extract(
        "# Recommendation 1: Mend the mill\n\nObjective: A dry floor\n\nAction: Buy slates\n\nLead: Head of Parks\n\n"
        "Action: Lay slates\n\nLead: Head of Ports\n\nObjective: 1.2 Turning sails\n\nAction: Sew sails\n\n"
        "Lead: Head of IT"
    )
    aims = [(a.text, a.objective and (a.objective.number, a.objective.text)) for a in found.actions]
    assert aims == [
        ("Buy slates", (None, "A dry floor")),
        ("Lay slates", (None, "A dry floor")),
        ("Sew sails", ("1.2", "Turning sails")),
    ]


def test_an_aim_behind_the_action_is_that_actions_alone() -> None:
    found = extract(
        "# Recommendation 1: Mend the mill\n\nAction: Buy slates\n\nObjective: A dry floor\n\nLead: Head of Parks\n\n"
        "Action: Lay slates\n\nLead: Head of Ports"
    )
    assert [a.objective and a.objective.text for a in found.actions] == ["A dry floor", None]


def test_labels_without_an_action_tell_of_the_recommendation() -> None:
    found = extract(
        "# Recommendation 1: Mend the mill\n\nTheme: Our buildings\n\nStatus: Delayed\n\nProgress update:\n\n"
        "- The slates are here\n- The slater is not\n\nLead officer: Head of Parks"
    )
    [recommendation] = found.recommendations
    assert [owner.name for owner in recommendation.owners] == ["Head of Parks"]
    assert recommendation.status is not None
    assert recommendation.status.value == "delayed"
    assert recommendation.theme == "Our buildings"
    assert [p.text for p in found.progress] == ["The slates are here", "The slater is not"]


@pytest.mark.parametrize(
    "below",
    [
        pytest.param("Lead: Head of Parks\n\nDeadline: May 2025", id="on-the-label's-line"),
        pytest.param("**Lead**\n\nHead of Parks\n\n**Deadline**\n\nMay 2025", id="under-the-label"),
    ],
)
def test_bullets_in_front_of_labels_are_actions_of_one_row(below: str) -> None:
    found = extract(
        "# Recommendation 1: Mend the mill\n\n- Buy slates\n- Lay slates\n\n" + below + "\n\n"
        "# Recommendation 2: Dredge the pond\n\n- Hire a boat\n- Buy a net\n- Ask the anglers\n\n"
        "Lead: Treasurer\n\nDeadline: July 2025\n\n- Sell the boat\n- Return the net\n\n"
        "Lead: Clerk\n\nDeadline: ongoing"
    )
    assert [(a.text, [o.name for o in a.owners], [w.raw for w in a.timelines]) for a in found.actions] == [
        ("Buy slates", ["Head of Parks"], ["May 2025"]),
        ("Lay slates", ["Head of Parks"], ["May 2025"]),
        *[(text, ["Treasurer"], ["July 2025"]) for text in ("Hire a boat", "Buy a net", "Ask the anglers")],
        ("Sell the boat", ["Clerk"], ["ongoing"]),
        ("Return the net", ["Clerk"], ["ongoing"]),
    ]
    assert {when.scope for action in found.actions for when in action.timelines} == {"row"}


def test_bullets_in_front_of_a_labelled_action_are_not_actions() -> None:
    found = extract(
        "# Recommendation 1: Mend the mill\n\n- The roof\n- The wheel\n\n"
        "Action: Buy slates\n\nLead: Head of Parks\n\nDeadline: May 2025"
    )
    assert [action.text for action in found.actions] == ["Buy slates"]


@pytest.mark.parametrize("label", ["Action", "What we will do", "Our response", "Council response"])
@pytest.mark.parametrize(
    "asked",
    [
        pytest.param("# Recommendation A\n\nMend the mill\n\n", id="worded-below"),
        pytest.param("# Recommendation A: Mend the mill\n\n", id="worded"),
    ],
)
def test_a_single_label_tells_what_will_be_done(label: str, asked: str) -> None:
    found = extract(
        f"{asked}**{label}**\n\n- We will buy slates by June 2025\n- We will lay them\n\n"
        f"# Recommendation B: Clear the weir\n\n**{label}**\n\nThe council will hire a boat and ask the anglers."
    )
    assert [(r.text, r.parts, r.context) for r in found.recommendations] == [
        ("Mend the mill", (), None),
        ("Clear the weir", (), None),
    ]
    assert [(a.recommendation, a.text) for a in found.actions] == [
        ("r1", "We will buy slates by June 2025"),
        ("r1", "We will lay them"),
        ("r2", "The council will hire a boat and ask the anglers."),
    ]


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param("Accepted. We will do so.", id="accepted"),
        pytest.param("We are glad that this was said.", id="nothing-promised"),
    ],
)
def test_a_response_that_promises_nothing_new_is_no_action(answer: str) -> None:
    found = extract(f"# Recommendation 1: Mend the mill\n\n**Our response**\n\n{answer}")
    assert not found.actions
    assert [r.text for r in found.recommendations] == ["Mend the mill"]


@pytest.mark.parametrize("mark", ["- ", ""])
def test_a_label_may_carry_the_number_of_its_action(mark: str) -> None:
    lines = [
        *("Action 3.1: Hire a clockmaker", "Officer: Clock Keeper", "Date: May 2026"),
        *("Action 3.2: Oil the wheels", "Officer: Mill Lead", "Date: June 2026"),
    ]
    text = "\n\n".join(f"{mark}{line}" for line in lines)
    found = read_extraction(
        f"# Peer Challenge Action Plan\n\nTarnbrook Council\n\n## Recommendation 3: Mend it\n\n{text}\n".encode(),
        "plan.md",
    ).actions
    assert [(a.number, a.text, [o.name for o in a.owners], [t.edtf for t in a.timelines]) for a in found] == [
        ("3.1", "Hire a clockmaker", ["Clock Keeper"], ["2026-05"]),
        ("3.2", "Oil the wheels", ["Mill Lead"], ["2026-06"]),
    ]


def test_a_paragraph_between_a_wording_and_its_labels_is_context() -> None:
    found = extract(
        "# Recommendation 1: Mend the mill\n\nIt leaks in winter.\n\n**Actions**\n\n1. Buy slates\n2. Lay them"
    )
    assert [r.context for r in found.recommendations] == ["It leaks in winter."]
    assert [(a.number, a.text) for a in found.actions] == [("1", "Buy slates"), ("2", "Lay them")]


def test_a_list_under_the_last_label_is_its_own_as_long_as_that_of_the_actions_is() -> None:
    found = extract(
        "# Recommendation 1: Mend the mill\n\n**What we want to achieve**\n\nA dry mill.\n\n**What we will do**\n\n"
        "1. Buy slates\n2. Lay them\n\n**How we will know**\n\n1. Slates paid for\n2. The attic is dry\n\n"
        "Link to wellbeing objective: 3\n"
    )
    assert [(a.text, list(a.measures)) for a in found.actions] == [
        ("Buy slates", ["Slates paid for"]),
        ("Lay them", ["The attic is dry"]),
    ]
