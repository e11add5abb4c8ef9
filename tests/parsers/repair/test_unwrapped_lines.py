"""A text whose lines no width cuts: each line is a paragraph, with or without a blank line between them."""

from __future__ import annotations

from parsers.assemble import read_extraction
from parsers.document import Block
from parsers.formats.registry import read_document
from parsers.repair.unwrapped_lines import is_unwrapped, part_unwrapped

SAID = (
    "The peers found that the harbour is run with care, that the pier is safe, and that the trawlers leave on time.",
    "They met the pilots, the lock-keepers and the fishmongers, and heard the same from nearly everybody they saw.",
    "A few of the older boats are not fit for the sea any more, and their owners would be glad of help to mend them.",
    "The council has set money aside for that in each of the coming years, and the board will say who is to get it.",
)
REVIEW = "\n".join(
    [
        "Tarnbrook Borough Council",
        "Corporate Peer Challenge: Progress Review",
        "March 2027",
        "1. Introduction",
        *SAID,
        "2. Feedback on the recommendations",
        "Finance",
        "Recommendation 1: Set money aside for the old boats.",
        SAID[3],
        "Place",
        "Recommendation 2: Dredge the harbour.",
        SAID[0],
    ]
)


def _texts(text: str) -> list[str]:
    document = part_unwrapped(read_document(text.encode(), "review.txt"))
    return [block.text for block in document.blocks if isinstance(block, Block)]


def test_each_line_is_a_paragraph() -> None:
    assert _texts("\n".join(SAID)) == list(SAID)


def test_a_line_that_runs_on_stays_with_its_own() -> None:
    lines = [*SAID, "The board meets in the customs house,", "which stands on the quay."]
    assert _texts("\n".join(lines)) == [*SAID, "The board meets in the customs house,\nwhich stands on the quay."]


def test_lines_that_the_width_cuts_stay_together() -> None:
    words = " ".join(SAID).split()
    lines = [" ".join(words[start : start + 23]) for start in range(0, len(words), 23)]
    assert min(map(len, lines[:-1])) > 90
    assert not is_unwrapped(read_document("\n".join(lines).encode(), "review.txt"))


def test_a_review_without_blank_lines_is_read() -> None:
    found = read_extraction(REVIEW.encode(), "review.txt")
    assert [(one.number, one.text, one.theme) for one in found.recommendations] == [
        ("1", "Set money aside for the old boats.", "Finance"),
        ("2", "Dredge the harbour.", "Place"),
    ]
    assert [(entry.recommendation, entry.text) for entry in found.progress] == [("r1", SAID[3]), ("r2", SAID[0])]
