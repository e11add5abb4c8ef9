"""Lines that are nothing but a status ("Completed"), and those on paint of their own: badges beside a heading."""

from __future__ import annotations

from normalise.statuses import read_status_cell
from parsers.document import Block

MAX_STATUS_CHARACTERS = 40


def is_bare_status(text: str) -> bool:
    """Say whether a line is nothing but a status ("Completed"): what is above it has got so far."""
    if len(text) > MAX_STATUS_CHARACTERS:
        return False
    read = read_status_cell(text)
    if len(read.found) != 1 or read.notes:
        return False
    return not (text[: read.found[0].start] + text[read.found[0].end :]).strip(" .")


def is_badge(block: Block) -> bool:
    """Say whether a block is nothing but a status on paint of its own."""
    return block.fill is not None and is_bare_status(block.text.strip())
