"""Finds the ruling lines in a picture of a page and takes them out of it: letters that touch a line are misread.

A line is made of long runs of ink. Gaps are bridged and small leaning is followed, for no line is perfect on a scan; a
dotted line is not seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from parsers.formats.pdf.ocr.pixels import Grey, Ink, Piece, chain_runs, find_runs

MAX_PIECES = 60_000  # long runs of ink each way: hatching and photographs have more, and no rules are sought there

_PIECE = 0.1  # inches: what a run of ink measures at least to be a piece of a line
_GAP = 0.1  # inches between two pieces of a line
_WIDEST = 0.07  # inches: what is wider is a bar
_SHORTEST_BETWEEN = 0.13  # inches: the side of the lowest cell, which ends on rules across it
_SHORTEST_ALONE = 0.6  # inches: longer than the stems of all but poster type
_SHORTEST_LOOSE = 0.3  # inches: a piece at a line's end beyond a gap
_FULL_ROW = 0.4  # of the fullest row of a chain: less is what joins lines
_LONG = 2.5  # inches
_LEAST_COVERED, _LEAST_COVERED_SHORT = 0.65, 0.85  # of a long line and a shorter one: large letters stand in a row too
_REACH = 0.05  # inches within which the end of a line meets another
_TOUCH = 0.02  # inches: the same of a piece that may be a letter's stem


@dataclass(slots=True)
class PixelRule:
    """A ruling line in pixels: it runs `along` from start to end at `at` across, `width` wide, in these pieces.

    A piece is (position across, start, end).
    """

    at: float
    start: int
    end: int
    width: float
    pieces: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class PixelRules:
    """The ruling lines of a picture."""

    level: list[PixelRule]
    upright: list[PixelRule]


def find_rules(ink: Ink, dpi: float) -> PixelRules:
    """Return the ruling lines of a straight picture; none where there are too many pieces to be lines."""
    level, upright = list(_find_level(ink, dpi)), list(_find_level(np.ascontiguousarray(ink.T), dpi))
    return _keep(PixelRules(level, upright), dpi)


def remove_rules(flat: Grey, ink: Ink, rules: PixelRules) -> Grey:
    """Return the picture without its rules; strokes that cross a rule stay whole."""
    clean = flat.copy()
    _remove(clean, ink, rules.level)
    _remove(clean.T, (ink & (clean < 255)).T, rules.upright)  # where a level line was, nothing crosses an upright one
    return clean


def _find_level(ink: Ink, dpi: float) -> Iterator[PixelRule]:
    """Yield what may be level lines: chains of long runs, each beside or below the one before it."""
    thick = ink.copy()
    thick[:-1] |= ink[1:]  # noise eats holes into thin lines, rarely at the same place of both rows
    rows, starts, ends = (part.tolist() for part in find_runs(thick, max(3, int(_PIECE * dpi))))
    if len(rows) > MAX_PIECES:
        return
    for chain in chain_runs(list(zip(rows, starts, ends, strict=True)), _GAP * dpi):
        rule = _read_rule(chain, dpi)
        bands = [chain] if rule is not None else _part_bands(chain)
        for band in bands:
            if (rule := _read_rule(band, dpi)) is not None:
                yield rule


def _read_rule(chain: list[Piece], dpi: float) -> PixelRule | None:
    """Return the line that the pieces make, or None where they are too thick, too crooked or too far apart."""
    start, end = min(piece[1] for piece in chain), max(piece[2] for piece in chain)
    length = end - start
    area = sum(stop - begin for _, begin, stop in chain)
    at = sum(row * (stop - begin) for row, begin, stop in chain) / area + 1
    width = max(1.0, area / length - 1)
    lean = chain[-1][0] - chain[0][0] - width
    is_straight = width <= _WIDEST * dpi and lean <= 2 + 0.01 * length
    least = _LEAST_COVERED if length >= _LONG * dpi else _LEAST_COVERED_SHORT
    if not is_straight or _covered(chain) < least * length:
        return None
    return PixelRule(at, start, end, width, chain)


def _part_bands(chain: list[Piece]) -> list[list[Piece]]:
    """Return the pieces of each line where something short joins lines that run beside each other."""
    lengths: dict[int, int] = {}
    for row, start, end in chain:
        lengths[row] = lengths.get(row, 0) + end - start
    least = _FULL_ROW * max(lengths.values())
    bands: list[list[Piece]] = []
    last = None
    for piece in chain:
        if lengths[piece[0]] < least:
            continue
        if last is None or piece[0] > last + 1:
            bands.append([])
        bands[-1].append(piece)
        last = piece[0]
    return bands


def _covered(chain: list[Piece]) -> int:
    """Return how much of the line's length its pieces cover."""
    covered, reached = 0, -1
    for _, start, end in sorted(chain, key=lambda piece: piece[1]):
        covered += max(0, end - max(start, reached))
        reached = max(reached, end)
    return covered


def _keep(rules: PixelRules, dpi: float) -> PixelRules:
    """Return the lines that are long, or that end on others across them."""
    reach, between, alone = _REACH * dpi, _SHORTEST_BETWEEN * dpi, _SHORTEST_ALONE * dpi
    long_level = [rule for rule in rules.level if rule.end - rule.start >= alone]
    upright = [_trim(rule, long_level, dpi) for rule in rules.upright if rule.end - rule.start >= between]
    upright = [rule for rule in upright if rule.end - rule.start >= alone or _ends_on(rule, long_level, reach)]
    level = [_trim(rule, upright, dpi) for rule in rules.level if rule.end - rule.start >= between]
    level = [rule for rule in level if rule.end - rule.start >= alone or _ends_on(rule, upright, reach)]
    return PixelRules(level, upright)


def _trim(rule: PixelRule, across: list[PixelRule], dpi: float) -> PixelRule:
    """Return the line without short pieces at its ends that reach no line across it: stems of letters in its way."""
    reach = _REACH * dpi
    met = [other.at for other in across if other.start - reach <= rule.at <= other.end + reach]
    parts = _unbroken(rule)
    while len(parts) > 1 and _is_stray(parts[0], parts[0][0], met, dpi):
        parts.pop(0)
    while len(parts) > 1 and _is_stray(parts[-1], parts[-1][1], met, dpi):
        parts.pop()
    start, end = parts[0][0], parts[-1][1]
    if (start, end) == (rule.start, rule.end):
        return rule
    pieces = [piece for piece in rule.pieces if start <= piece[1] and piece[2] <= end]
    return PixelRule(rule.at, start, end, rule.width, pieces)


def _is_stray(part: tuple[int, int], end: int, met: list[float], dpi: float) -> bool:
    return part[1] - part[0] < _SHORTEST_LOOSE * dpi and all(abs(at - end) > _TOUCH * dpi for at in met)


def _unbroken(rule: PixelRule) -> list[tuple[int, int]]:
    """Return the stretches (start, end) of a line without gaps."""
    parts: list[tuple[int, int]] = []
    for _, start, end in sorted(rule.pieces, key=lambda piece: piece[1]):
        if parts and start <= parts[-1][1] + 1:
            parts[-1] = parts[-1][0], max(end, parts[-1][1])
        else:
            parts.append((start, end))
    return parts


def _ends_on(rule: PixelRule, across: list[PixelRule], reach: float) -> bool:
    """Say whether both ends of a line lie on lines across it."""
    met = [other.at for other in across if other.start - reach <= rule.at <= other.end + reach]
    return any(abs(at - rule.start) <= reach for at in met) and any(abs(at - rule.end) <= reach for at in met)


def _remove(clean: Grey, ink: Ink, rules: list[PixelRule]) -> None:
    """Paint level lines white, with the soft edge that a scan gives them."""
    height = len(ink)
    for rule in rules:
        half = int(rule.width / 2) + 2
        for start, end, row in _stretches(rule):
            top, bottom = max(0, row - half), min(height, row + half + 1)
            above, below = ink[max(0, top - 1), start:end], ink[min(height - 1, bottom), start:end]
            clean[top:bottom, start:end][:, ~(above & below)] = 255


def _stretches(rule: PixelRule, length: int = 64) -> Iterator[Piece]:
    """Yield (start, end, middle) of short stretches of a line, so that its leaning is followed."""
    sums: dict[int, list[float]] = {}
    for row, start, end in rule.pieces:
        for bucket in range(start // length, (end - 1) // length + 1):
            share = min(end, (bucket + 1) * length) - max(start, bucket * length)
            entry = sums.setdefault(bucket, [0.0, 0.0])
            entry[0] += (row + 1) * share
            entry[1] += share
    middle = round(rule.at)
    for bucket in range(rule.start // length, (rule.end - 1) // length + 1):
        if bucket in sums:
            middle = round(sums[bucket][0] / sums[bucket][1])
        yield max(rule.start, bucket * length), min(rule.end, (bucket + 1) * length), middle
