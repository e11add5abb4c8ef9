"""Columns of a table whose rows are known, by the stretches of x that no text of any row enters.

Where cells are set to the middle of their row, or columns stand close, no line shows the gaps that make columns; all
lines together do.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from parsers.formats.pdf.page import TextRun
from parsers.formats.pdf.tables.gaps_columns import is_marker
from parsers.formats.pdf.tables.gaps_segments import group_lines

_WORD_GAP = 0.35  # type sizes: words of one cell are hardly further apart
_LEAST = 0.4  # type sizes: a narrower stretch is no gutter
_LINES = 8  # fewer might leave a stretch free by chance
_ALIGNED = 1.5  # points
_BLANKS = re.compile(r"\s{2,}|\t")

Span = tuple[float, float]


class _Atom(NamedTuple):
    """Text of one line without a gap, from `x0` to `x1`."""

    x0: float
    x1: float
    text: str
    size: float


def find_rivers(runs: Iterable[TextRun], left: float, right: float) -> tuple[float, ...]:
    """Return the x positions of the columns between `left` and `right`, both among them, in points.

    The runs are those of rows with several columns; of fewer than eight lines nothing is said: `(left, right)`.
    """
    lines = [_atoms(line) for line in group_lines(runs)]
    if len(lines) < _LINES:
        return left, right
    atoms = sorted(atom for line in lines for atom in line)
    least = _LEAST * max((atom.size for atom in atoms), default=0.0)
    rivers = [river for river in _free(atoms) if river[1] - river[0] >= least]
    rivers = _between_columns(atoms, rivers)
    return (left, *((a + b) / 2 for a, b in rivers), right)


def _atoms(line: Sequence[TextRun]) -> list[_Atom]:
    atoms: list[_Atom] = []
    for run in line:
        for start, stop in _stretches(run.text):
            atom = _Atom(run.xs[start], run.xs[stop], run.text[start:stop], run.size)
            if atoms and atom.x0 - atoms[-1].x1 < _WORD_GAP * run.size:
                before = atoms.pop()
                atom = _Atom(before.x0, max(before.x1, atom.x1), f"{before.text} {atom.text}", run.size)
            atoms.append(atom)
    return atoms


def _stretches(text: str) -> list[tuple[int, int]]:
    """Return where the text begins and ends between wide blanks."""
    cuts = [(0, len(text) - len(text.lstrip()))]
    cuts += [match.span() for match in _BLANKS.finditer(text, cuts[0][1], len(text.rstrip()))]
    cuts.append((len(text.rstrip()), len(text)))
    return [(start, stop) for (_, start), (stop, _) in pairwise(cuts) if start < stop]


def _free(atoms: Sequence[_Atom]) -> list[Span]:
    """Return the stretches between the first atom and the last that none covers."""
    free: list[Span] = []
    reach = atoms[0].x1 if atoms else 0.0
    for atom in atoms:
        if atom.x0 > reach:
            free.append((reach, atom.x0))
        reach = max(reach, atom.x1)
    return free


def _between_columns(atoms: Sequence[_Atom], rivers: Sequence[Span]) -> list[Span]:
    """Return the rivers that have a column of text on their right, and more than list markers on their left."""
    kept: list[Span] = []
    start = float("-inf")
    for number, river in enumerate(rivers):
        end = rivers[number + 1][0] if number + 1 < len(rivers) else float("inf")
        on_left = atoms[_first_after(atoms, start) : _first_after(atoms, river[0])]
        on_right = atoms[_first_after(atoms, river[0]) : _first_after(atoms, end)]
        if _is_column(on_right) and not all(is_marker(atom.text) for atom in on_left):
            kept.append(river)
            start = river[0]
    return kept


def _first_after(atoms: Sequence[_Atom], x: float) -> int:
    return bisect_left(atoms, x, key=lambda atom: atom.x0)


def _is_column(atoms: Sequence[_Atom]) -> bool:
    """Say whether at least half of the texts begin, or end, or have their middles on one line."""
    left, right = min(atom.x0 for atom in atoms), max(atom.x1 for atom in atoms)
    from_left = sum(atom.x0 - left <= _ALIGNED for atom in atoms)
    from_right = sum(right - atom.x1 <= _ALIGNED for atom in atoms)
    centred = sum(abs(atom.x0 + atom.x1 - left - right) <= 2 * _ALIGNED for atom in atoms)
    return 2 * max(from_left, from_right, centred) >= len(atoms)
