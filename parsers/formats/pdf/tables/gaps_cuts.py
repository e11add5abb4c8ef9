"""Parts a line anew where a cell's longest line leaves no wide gap before the next column.

Programs that fit columns to their text (browsers, word processors) leave as little as a blank's width there. Such a
place is known by a word that begins exactly where a column does, or by a step in a gutter without a printed blank.
That a word of prose begins there too is no wonder: whoever cuts a line must know better that it is a table's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from parsers.formats.pdf.page import TextRun
from parsers.formats.pdf.tables.gaps_columns import MAX_COLUMNS, Span
from parsers.formats.pdf.tables.gaps_segments import Segment, segments_of

_ALIGNED = 0.6  # points
_STEP = 0.12  # type sizes from one run to the next: less is no gap
_WIDE = frozenset("mwMW@—…%")


def usual_starts(lines: Iterable[Sequence[Segment]]) -> list[float]:
    """Return where text begins behind wide gaps on more than one of the lines: columns' left sides, from the left."""
    lines = [line[:MAX_COLUMNS] for line in lines]
    left = min((line[0].x0 + line[0].size for line in lines), default=0.0)
    xs = sorted(segment.x0 for line in lines for segment in line if segment.x0 > left)
    again = [x for x, after in pairwise(xs) if after - x < _ALIGNED]
    return [x for at, x in enumerate(again) if not at or x - again[at - 1] >= _ALIGNED]


def is_near(starts: Sequence[float], x: float) -> bool:
    """Say whether one of the sorted positions is where x is."""
    at = bisect_left(starts, x - _ALIGNED)
    return at < len(starts) and starts[at] <= x + _ALIGNED


def cut_line(
    runs: Sequence[TextRun], number: int, starts: Sequence[float], gutters: Sequence[Span] = ()
) -> list[Segment] | None:
    """Return a line's segments parted where a column begins or in a gutter, or None where nothing shows that."""
    return _segments(
        runs, number, lambda run, before: [*_at_starts(run, before, starts), *_in_gutters(run, before, gutters)]
    )


def cut_at_blank(runs: Sequence[TextRun], number: int, gutter: Span) -> list[Segment] | None:
    """Return a line's segments parted at a blank or a gap inside a gutter, or None where there is none."""
    return _segments(runs, number, lambda run, before: list(_blanks(run, before, gutter))[:1])


def _segments(
    runs: Sequence[TextRun], number: int, find: Callable[[TextRun, TextRun | None], list[int]]
) -> list[Segment] | None:
    parts: list[list[TextRun]] = [[]]
    before: TextRun | None = None
    for run in runs:
        cuts = sorted({index for index in find(run, before) if 0 <= index < len(run.text)})
        for start, stop in pairwise((0, *(index for index in cuts if index), len(run.text))):
            if start or (cuts[:1] == [0] and parts[-1]):
                parts.append([])
            parts[-1].append(run.cut(start, stop) if stop - start < len(run.text) else run)
        before = run
    if len(parts) == 1:
        return None
    return [segment for part in parts for segment in segments_of(part, number)]


def _at_starts(run: TextRun, before: TextRun | None, starts: Sequence[float]) -> Iterator[int]:
    """Yield the indexes of the words that begin where a column does."""
    at = bisect_left(starts, run.x0 - _ALIGNED)
    while at < len(starts) and starts[at] < run.x1:
        index = bisect_left(run.xs, starts[at] - _ALIGNED)
        if index < len(run.text) and run.xs[index] <= starts[at] + _ALIGNED and _begins_word(run, before, index):
            yield index
        at += 1


def _in_gutters(run: TextRun, before: TextRun | None, gutters: Sequence[Span]) -> Iterator[int]:
    """Yield the indexes of the characters in gutters that a step of more than the character before leads to."""
    for a, b in gutters:
        for index in range(bisect_left(run.xs, a), min(bisect_left(run.xs, b + _ALIGNED), len(run.text))):
            if _is_unparted(run, before, index) and _is_step(run, before, index):
                yield index


def _begins_word(run: TextRun, before: TextRun | None, index: int) -> bool:
    """Say whether a word begins with a character: behind a blank, a gap or a step wider than most characters."""
    if run.text[index].isspace():
        return False
    if not index:
        return before is not None
    return run.text[index - 1].isspace() or _is_step(run, before, index)


def _is_unparted(run: TextRun, before: TextRun | None, index: int) -> bool:
    """Say whether a character is printed, and behind another one without a blank."""
    text = run.text[index - 1 : index] if index else before.text[-1:] if before else ""
    return bool(text) and not text.isspace() and not run.text[index].isspace()


def _is_step(run: TextRun, before: TextRun | None, index: int) -> bool:
    if not index:
        return before is not None and run.x0 - before.x1 > _STEP * run.size
    step = (run.xs[index] - run.xs[index - 1]) / run.size
    left, right = run.text[index - 1], run.text[index]
    if left in _WIDE:
        return False
    return step > 0.9 or (step > 0.6 and right.isupper() and not left.isupper())


def _blanks(run: TextRun, before: TextRun | None, gutter: Span) -> Iterator[int]:
    """Yield the indexes of the characters that follow a blank or a gap whose middle lies in a gutter."""
    a, b = gutter
    if before is not None and before.x1 < run.x0 and a <= (before.x1 + run.x0) / 2 <= b:
        yield 0
    for index in range(max(1, bisect_left(run.xs, a)), min(bisect_left(run.xs, b) + 2, len(run.text))):
        if run.text[index - 1].isspace() and a <= (run.xs[index - 1] + run.xs[index]) / 2 <= b:
            yield index
