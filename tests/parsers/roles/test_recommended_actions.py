"""A numbered column of actions that nobody does by any date is what peers recommend; with either it is a plan's."""

from __future__ import annotations

from normalise.records import Extraction
from parsers.assemble import read_extraction


def extract(header: str, *rows: str) -> Extraction:
    lines = [header, "|".join("---" for _ in header.split("|")), *rows]
    table = "\n".join(f"| {line} |" for line in lines)
    return read_extraction(f"# Corporate Peer Challenge report\n\n## What we advise\n\n{table}\n".encode(), "report.md")


def test_numbered_actions_alone_are_recommendations() -> None:
    found = extract(
        "Rec no | Advised action | Evidence and rationale",
        "1 | Mend the mill | It leaks",
        "2 | Dig the quay | It silts",
    )
    assert [(r.number, r.text, r.context) for r in found.recommendations] == [
        ("1", "Mend the mill", "It leaks"),
        ("2", "Dig the quay", "It silts"),
    ]
    assert found.actions == ()


def test_numbered_actions_with_owners_are_actions() -> None:
    found = extract(
        "Rec no | Advised action | Lead", "1 | Mend the mill | Head of IT", "2 | Dig the quay | Head of Ports"
    )
    assert [action.text for action in found.actions] == ["Mend the mill", "Dig the quay"]
