"""A table of abbreviations says what the initials in an owner's column stand for."""

from __future__ import annotations

from parsers.assemble import read_extraction

PLAN = """# Peer Challenge Action Plan

Tarnbrook Council

| Initials | Name |
|---|---|
{key}

| Recommendation | Action | Owner | When |
|---|---|---|---|
| 1. Mend the clock | Hire a clockmaker | CX / DoP | May 2026 |
| 2. Clean the canal | Dredge it | CXO | May 2026 |
"""


def owners(key: str) -> list[str]:
    found = read_extraction(PLAN.format(key=key).encode(), "plan.md")
    return [owner.name for action in found.actions for owner in action.owners]


def test_a_key_of_owners_is_used() -> None:
    key = "| CX | Chief Executive |\n| DoP | Director of Place |\n| HoP | Head of Parks |"
    assert owners(key) == ["Chief Executive", "Director of Place", "CXO"]


def test_a_table_that_spells_nothing_is_no_key() -> None:
    assert owners("| CX | Chair of Trustees |\n| DoP | May 2026 |\n| HoP | Ongoing work |") == ["CX", "DoP", "CXO"]


def test_capitals_beside_words_that_begin_alike_are_a_key_though_they_spell_few_of_them() -> None:
    assert owners("| CX | Chief Operating Officer |\n| DoP | Director of Buildings |\n| HoP | Head of Greens |") == [
        "CX",
        "DoP",
        "CXO",
    ]  # small letters: these spell, or are none
    key = "| CX | Chief Operating Officer |\n| DOP | Director of Buildings |\n| HGR | Head of Greens |"
    assert owners(key) == ["Chief Operating Officer", "DoP", "CXO"]
