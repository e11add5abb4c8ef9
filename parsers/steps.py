"""The actions that one cell prints: each numbered, lettered or bulleted step is one, and a cell with no list is one.

Contract, "actions[]" (`number`, `preamble`, `text`). Which row's values belong to them is `parsers.align`'s affair.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from normalise.numbers import is_first, runs_on
from parsers.draft import Part, Step, part_of
from parsers.entries import Entry, whole_text
from parsers.repair.running_on import ends_sentence
from parsers.words import NO_WORDS, Words, join

_SECOND = ("2", "b", "ii")


def read_steps(entries: Sequence[Entry], parts: Sequence[Part]) -> tuple[Step, ...]:
    """Return a cell's actions in printed order. `parts` are the printed parts of its row: each step begins in one."""
    if not any(entry.is_item for entry in entries):
        words = whole_text(entries)
        return (Step(words, part=_part(words, parts)),) if words else ()
    steps: list[Step] = []
    preamble = NO_WORDS
    for index, entry in enumerate(entries):
        words = entry.words.fold()
        if entry.depth and steps and entry.is_item:
            steps[-1] = _longer(steps[-1], words)
        elif entry.is_item:
            number = entry.numbers[0] if len(entry.numbers) == 1 else None
            steps.append(Step(words, number, preamble, _part(words, parts)))
        elif not steps and _lost_its_marker(entries, index):
            steps.append(Step(words, part=_part(words, parts)))
        elif not _leads_in(entries, index) or _runs_through(entries, index):
            if steps:
                steps[-1] = _longer(steps[-1], words)
        else:
            follows_text = index > 0 and not entries[index - 1].is_item
            preamble = join((preamble, words)) if follows_text else words
    return tuple(steps)


def _leads_in(entries: Sequence[Entry], index: int) -> bool:
    """Say whether a paragraph stands in front of a list entry, so that it introduces it."""
    return any(entry.is_item for entry in entries[index + 1 :])


def _runs_through(entries: Sequence[Entry], index: int) -> bool:
    """Say whether the numbers of a list run on over a line without one: it carries on the entry above it.

    Contract, "The whole": a line under a bullet that carries no marker continues that bullet.
    """
    above = next((entry for entry in reversed(entries[:index]) if entry.is_item), None)
    below = next((entry for entry in entries[index + 1 :] if entry.is_item), None)
    if above is None or below is None or len(above.numbers) != 1 or len(below.numbers) != 1:
        return False
    if ends_sentence(entries[index - 1].text):
        return False  # a new sentence introduces what comes below
    words = entries[index].words
    return runs_on(above.numbers[0], below.numbers[0]) and not (words.text.rstrip().endswith(":") or words.is_bold())


def _lost_its_marker(entries: Sequence[Entry], index: int) -> bool:
    """Say whether the first text of a cell is the first step of a list whose first marker was lost in printing."""
    below = next((entry for entry in entries[index + 1 :] if entry.is_item), None)
    return (
        index == 0
        and below is not None
        and below.numbers[:1] != ()
        and below.numbers[0] in _SECOND
        and not is_first(below.numbers[0])
    )


def _longer(step: Step, words: Words) -> Step:
    return Step(join((step.words, words)), step.number, step.preamble, step.part)


def _part(words: Words, parts: Sequence[Part]) -> int:
    """Return the index of the printed part that words begin in; 0 where nobody can tell."""
    places = words.places()
    own = part_of(places[0]) if places else None
    return parts.index(own) if own in parts else 0


def number_lone_step(steps: tuple[Step, ...], number: str | None) -> tuple[Step, ...]:
    """Return the steps of a row; where it is a single one without a number, with the row's own."""
    if number is None or len(steps) != 1 or steps[0].number is not None:
        return steps
    return (replace(steps[0], number=number),)
