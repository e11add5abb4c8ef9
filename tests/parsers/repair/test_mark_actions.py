"""Headings below a recommendation's that are actions, small tables below their action, promises with a lead below."""

from __future__ import annotations

import pytest

from normalise.records import Extraction
from parsers.assemble import read_extraction

Told = list[tuple[str | None, str | None, str, list[str], list[str | None]]]


def read(text: str, name: str = "plan.html") -> Extraction:
    return read_extraction(text.encode(), name)


def told(found: Extraction) -> Told:
    return [
        (a.recommendation, a.number, a.text, [o.name for o in a.owners], [w.edtf for w in a.timelines])
        for a in found.actions
    ]


PAGE = """<html><body><h1>Corporate peer challenge action plan</h1><p>Published 5 May 2026</p>
<h2>Place</h2>
<h3>Recommendation 1: Ring the bells</h3>
<h4>What the peers said</h4><blockquote><p>“Nobody in the valley hears the bells any more.”</p></blockquote>
<p>Cabinet lead: Leader of the Council</p>
<h4>1.1 Buy ropes</h4>{first}
<h4>1.2 Train ringers</h4>{second}
<h3>Recommendation 2: Open the crypt</h3>
<h4>2.1 Buy lamps</h4>{third}
</body></html>"""

LABELS = "<p><strong>Owner:</strong> {who}<br><strong>Target date:</strong> {when}</p>"
TERMS = "<dl><dt>Owner</dt><dd>{who}</dd><dt>Target date</dt><dd>{when}</dd></dl>"
BADGE = '<span style="background:#00b050">On track</span>'


def page(form: str, badge: str = "") -> str:
    return PAGE.format(
        first=badge + form.format(who="Head of Towers", when="May 2026"),
        second=form.format(who="Bell Officer; Head of People", when="Autumn 2026"),
        third=badge + form.format(who="Vault Officer", when="By June 2027"),
    )


EXPECTED: Told = [
    ("r1", "1.1", "Buy ropes", ["Head of Towers"], ["2026-05"]),
    ("r1", "1.2", "Train ringers", ["Bell Officer", "Head of People"], ["2026-23"]),
    ("r2", "2.1", "Buy lamps", ["Vault Officer"], ["2027-06"]),
]


@pytest.mark.parametrize("form", [LABELS, TERMS], ids=["labels", "terms"])
def test_a_heading_over_who_and_when_is_an_action(form: str) -> None:
    assert told(read(page(form))) == EXPECTED


def test_a_badge_beside_such_a_heading_is_the_actions_status() -> None:
    found = read(page(LABELS, BADGE))
    assert told(found) == EXPECTED
    assert [a.status.value if a.status else None for a in found.actions] == ["in_progress", None, "in_progress"]


def test_what_stands_above_the_first_action_is_the_recommendations() -> None:
    first, second = read(page(TERMS)).recommendations
    assert first.context == "“Nobody in the valley hears the bells any more.”"
    assert [(owner.name, owner.role) for owner in first.owners] == [("Leader of the Council", "accountable")]
    assert (second.context, second.owners) == (None, ())


def test_headings_over_actions_of_their_own_stay_headings() -> None:
    form = "<p>Action: {who} is asked</p><p>Lead: {who}</p><p>By when: {when}</p>"
    found = read(page(form))
    assert [a.text for a in found.actions] == ["Head of Towers is asked", "Bell Officer; Head of People is asked", "Vault Officer is asked"]  # fmt: skip # noqa: E501


CARDS = """# Peer challenge action plan

## Recommendation 1: Ring the bells

### Buy ropes

| Lead | When | How we will know |
|---|---|---|
| Head of Towers | May 2026 | Ropes hang |

### Train ringers

| Lead | When | How we will know |
|---|---|---|
| Bell Officer | Autumn 2026 | All ring |

## Recommendation 2: Open the crypt

### Buy lamps

| Lead | When | How we will know |
|---|---|---|
| Vault Officer | June 2027 | Light |
"""


def test_a_heading_over_a_row_of_who_when_and_how_well_is_an_action() -> None:
    found = read(CARDS, "plan.md")
    assert told(found) == [
        ("r1", None, "Buy ropes", ["Head of Towers"], ["2026-05"]),
        ("r1", None, "Train ringers", ["Bell Officer"], ["2026-23"]),
        ("r2", None, "Buy lamps", ["Vault Officer"], ["2027-06"]),
    ]
    assert [a.measures for a in found.actions] == [("Ropes hang",), ("All ring",), ("Light",)]


NEWS = """How we are answering our peer challenge

Published: 3 June 2026

Peers came in March 2026 and made two recommendations. Here is what we do.

Recommendation 1 – Ring the bells across the valley

We will buy ropes by the end of May 2026.

We will train forty ringers.

Lead: Head of Towers

Recommendation 2 – Open the crypt

“Few have ever seen the crypt, and those who have would go again.”

We will buy lamps in June 2027.

Leads: Vault Officer; Head of People
"""


def test_paragraphs_in_a_councils_own_voice_are_actions_and_the_lead_below_is_theirs() -> None:
    found = read(NEWS, "news.txt")
    assert found.document.kind == "action_plan"
    assert [(a.recommendation, a.text.split()[2], [o.name for o in a.owners]) for a in found.actions] == [
        ("r1", "buy", ["Head of Towers"]),
        ("r1", "train", ["Head of Towers"]),
        ("r2", "buy", ["Vault Officer", "Head of People"]),
    ]
    assert found.recommendations[1].context == "“Few have ever seen the crypt, and those who have would go again.”"
