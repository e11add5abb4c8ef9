"""Which printed lines are one paragraph, and which line ends in it are printed on purpose.

A line that ends though the next line's first word had room behind it was ended on purpose. Where space, indentation
or look set the next line apart, it begins a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from normalise.records import Box
from parsers.formats.pdf.flow.lines import Line
from parsers.formats.pdf.flow.marks import WIDE, Entry, first_word_width
from parsers.formats.pdf.page import TextRun
from parsers.formats.text_hyphens import word_tails
from parsers.headers import read_header

_ALL_SIZES = -1  # the key of the pitch, in sizes, that most lines have
_SPACE = 0.27  # sizes beyond the usual line pitch: space between paragraphs
_RUNNING = 0.4
_TEXT_PART = 0.8  # of a column
_TEXT_SIZES = 20  # sizes: a narrow column is filled by any line
_RAGGED = 0.12  # of a column's width: so much its full lines may differ
_FULL_LINES = 4
_WIDE_PART = 0.5  # of a column
_SPACE_RAISED = 0.55  # superscripts may push lines apart
_FAR = 1.75  # sizes: lines so far apart are not set solid
_INDENT = 0.6  # sizes
_ALIGNED = 2.5  # points
_MAX_LABEL = 40  # characters
_LARGEST_LABEL = 13.0  # points: "Progress review" in larger type is a title's second line
_LEAST_BLANK = 0.25  # sizes
_SIZE = 0.12  # of the size: so much larger or smaller is another look
_ENDS = re.compile(r"[.!?][)\]”’\"']*$")
_OPEN_SIGNS = (",", "&", "/", "(", "–", "—", "-")
_OPEN_WORD = re.compile(r"\b(?:a|an|the|of|and|or|from|that|which|its|their|our|this)$")
_OPEN_WORD_CHARACTERS = 5  # of the longest
# A line end inside a word, a number or an address; where a capital follows a stroke, it stands between two names.
BROKEN_WORD = re.compile(r"(?<=\w[-‐–—])\n|(?<=[\w/][/@])\n(?=[a-z0-9])")
_BREAKS = ("-", "‐", "–", "—", "/", "@")
_STARTS_SMALL = re.compile(r"[(\[“‘\"']?[a-zà-ÿ]")


_ONE_WORD = re.compile(r"[(“‘\"']?[A-Za-z]{4,}")
_SMALL_WORD = re.compile(r"[a-z]+(?![\w'’.)/&-]*[\w)/&])")
_NO_VOWEL = re.compile(r"[b-df-hj-np-tv-z]{1,3}")


class Glue(Enum):
    """What stands between two lines."""

    BLANK = " "  # the width of the column ended the line
    LINE_END = "\n"  # it was ended on purpose, or at a hyphen that may be no part of its word
    PARAGRAPH = "\n\n"  # another paragraph begins
    NOTHING = ""  # the width of a cell parted a word that no line of it has room for


@dataclass(frozen=True, slots=True)
class Measure:
    """What lines of one column or cell have in common: the x that they may fill, and their usual distances in points.

    `pitches` are by size of type in halves of a point.
    """

    left: float
    right: float
    pitches: Mapping[int, float]
    is_cell: bool = False

    def pitch_of(self, size: float) -> float:
        """Return the usual distance of two lines of a size, 0 where nothing tells it."""
        own = self.pitches.get(round(2 * size), 0.0)
        # Two headings may stand one above the other, and no line of theirs be broken: the text's own pitch is a bound.
        usual = 1.3 * size * self.pitches.get(_ALL_SIZES, 0.0)
        return min(own, usual) if own and usual else own or usual


def measure_lines(lines: Sequence[Line], box: Box | None, *, is_cell: bool) -> Measure:
    """Return the measure of the lines of a column or cell; a cell's padding is taken to be the same on both sides."""
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    if box is not None:
        right = max(right, box[2] - max(0.0, left - box[0]) if is_cell else box[2])
        left = left if is_cell else min(left, box[0])
    return Measure(left, right, _pitches(lines), is_cell)


def read_glue(above: Sequence[Entry], entry: Entry, measure: Measure, right: float | None = None) -> Glue:
    """Return what stands between the lines of a paragraph so far and the next line."""
    before = above[-1]
    if entry.mark is not None or entry.is_leader or before.is_leader:
        return Glue.PARAGRAPH
    if not measure.is_cell and _is_label(entry) and not _OPEN_WORD.search(before.text):
        return Glue.PARAGRAPH
    is_hard = ends_early(before, entry, measure, measure.right if right is None else right)
    runs_on = not is_hard and _runs_on(before.text, entry.text)
    if _is_apart(before.line, entry.line, measure, is_hard=is_hard) or _looks_other(
        before.line, entry.line, runs_on=runs_on
    ):
        return Glue.PARAGRAPH
    is_sentence = _ends_sentence(before.text)
    if not _is_aligned(above, entry) and (is_hard or is_sentence or _goes_back(above, entry)):
        return Glue.PARAGRAPH
    if is_hard:
        return (
            Glue.PARAGRAPH if above[0].mark is None and (is_sentence or _begins_text(entry, measure)) else Glue.LINE_END
        )
    if measure.is_cell and _parts_word(before, entry, measure):
        return Glue.NOTHING
    if before.text.endswith(_BREAKS) and BROKEN_WORD.search(f"{before.text}\n{entry.text[:1]}"):
        return Glue.LINE_END
    return Glue.BLANK


def _is_label(entry: Entry) -> bool:
    """Say whether a line is bold and nothing but a known label of two words or more ("What we have done")."""
    text, size = entry.text, entry.line.size
    if len(text) > _MAX_LABEL or " " not in text or not text[:1].isupper() or size > _LARGEST_LABEL:
        return False
    header = read_header(text) if entry.line.is_bold() else None
    return header is not None and header.score == 1


def _parts_word(before: Entry, after: Entry, measure: Measure) -> bool:
    """Say whether a cell's line is the front of one long word and fills it, and the next begins with a word's tail."""
    if measure.right - before.line.x1 > before.line.size or not _ONE_WORD.fullmatch(before.text):
        return False
    tail = _SMALL_WORD.match(after.text)
    return tail is not None and (tail[0] in word_tails() or _NO_VOWEL.fullmatch(tail[0]) is not None)


def _begins_text(entry: Entry, measure: Measure) -> bool:
    """Say whether a line outside tables is as wide as running text, and so no short line under another."""
    width = entry.line.x1 - entry.line.x0
    return not measure.is_cell and width > _TEXT_PART * (measure.right - measure.left) > _TEXT_SIZES * entry.line.size


def ends_open(above: Sequence[Entry], entry: Entry, measure: Measure) -> bool:
    """Say whether the text above a line goes on in it: it ends for want of room, and in the middle of a sentence."""
    before = above[-1]
    if before.text.endswith((".", "!", "?", ":", ";")) or _is_apart(before.line, entry.line, measure, is_hard=True):
        return False
    if _looks_other(before.line, entry.line, runs_on=False):
        return False
    return not ends_early(before, entry, measure, measure.right)


def ends_early(before: Entry, after: Entry, measure: Measure, right: float) -> bool:
    """Say whether a line ended though the next line's first word had room behind it."""
    size = before.line.size
    if before.stops and not (after.line.x0 > before.line.x0 + 1 and _stands_at(after.line.x0, before.stops)):
        return True
    if _is_centred(before.line, after.line):
        room = (measure.right - measure.left) - (before.line.x1 - before.line.x0)
    else:
        room = right - before.line.x1
    if room < size:
        return _begins_label(before, after)
    need = first_word_width(after) + _LEAST_BLANK * size + 0.5
    if _runs_on(before.text, after.text):
        # Running text begins with a small letter: it was not ended here unless much room was left.
        need = max(need, min(after.line.x1 - after.x0 + size, 0.5 * (measure.right - measure.left)))
    return room > need or _begins_label(before, after)


def _begins_label(before: Entry, after: Entry) -> bool:
    """Say whether a line begins with a bold label under plain text: "**Lead:** Head of Policy"."""
    first = after.line.runs[0]
    if not first.font.is_bold or before.line.runs[-1].font.is_bold or after.line.is_bold():
        return False
    return ":" in "".join(run.text for run in after.line.runs if run.font.is_bold)


def _runs_on(above: str, below: str) -> bool:
    """Say whether by its words a line goes on in the next: its last ends nothing, or small letters follow."""
    if above.endswith(_OPEN_SIGNS) or _OPEN_WORD.search(above, max(0, len(above) - _OPEN_WORD_CHARACTERS)):
        return True
    return _STARTS_SMALL.match(below) is not None and not above.endswith((":", ";")) and not _ends_sentence(above)


def _ends_sentence(text: str) -> bool:
    return not text[-1:].isalpha() and _ENDS.search(text) is not None


def _pitches(lines: Sequence[Line]) -> dict[int, float]:
    """Return the usual distance of two lines that run on, for each size: a small one among those that occur."""
    distances: dict[int, list[float]] = {}
    for upper, lower in pairwise(lines):
        distance = lower.baseline - upper.baseline
        if distance > 0.8 * lower.size and abs(lower.size - upper.size) < _SIZE * lower.size:
            distances.setdefault(round(2 * lower.size), []).append(distance)
    if not distances:
        return {}
    pitches = {size: sorted(found)[len(found) // 8] for size, found in distances.items()}
    most = max(distances, key=lambda size: len(distances[size]))
    if len(distances[most]) > 2 and most:
        pitches[_ALL_SIZES] = 2 * pitches[most] / most
    return pitches


def find_rights(entries: Sequence[Entry], measure: Measure) -> list[float]:
    """Return where the lines of each line's paragraph end: several may show that it is narrower than the column."""
    rights = [measure.right] * len(entries)
    if measure.is_cell:
        return rights
    for start, stop in _solid(entries, measure):
        right = max(entry.line.x1 for entry in entries[start:stop])
        is_wide = right - entries[start].line.x0 > _WIDE_PART * (measure.right - measure.left)
        is_plain = stop - start > 2 and not any(entry.stops for entry in entries[start:stop])
        if is_plain and is_wide and right < measure.right and _fills(entries[start:stop], measure, right):
            rights[start:stop] = [right] * (stop - start)
    for indices in _level(entries):
        level = [entries[index] for index in indices]
        right = _common_right([entry.line for entry in level], measure) if _is_running(level) else measure.right
        for index in indices:
            rights[index] = min(rights[index], right)
    return rights


def _fills(entries: Sequence[Entry], measure: Measure, right: float) -> bool:
    """Say whether each line but the last ends because the next word has no room up to the longest of them."""
    if not _is_running(entries[1:]):
        return False
    return not any(ends_early(before, after, measure, right) for before, after in pairwise(entries))


def _is_running(entries: Sequence[Entry]) -> bool:
    """Say whether many lines begin with a small letter, as those of running text do and those of a list do not."""
    return sum(_STARTS_SMALL.match(entry.text) is not None for entry in entries) >= _RUNNING * len(entries)


def _level(entries: Sequence[Entry]) -> Iterable[list[int]]:
    """Return the lines that begin at one x in one size of type."""
    groups: dict[tuple[int, int], list[int]] = {}
    for index, entry in enumerate(entries):
        groups.setdefault((round(entry.line.x0 / 2), round(2 * entry.line.size)), []).append(index)
    return groups.values()


def _common_right(lines: Sequence[Line], measure: Measure) -> float:
    """Return where wide lines that begin at one x end, if most of them do so at about one x too."""
    right = max(line.x1 for line in lines)
    width = right - lines[0].x0
    full = sum(1 for line in lines if line.x1 > right - _RAGGED * width)
    is_wide = width > _WIDE_PART * (measure.right - measure.left)
    return right if is_wide and full >= _FULL_LINES and 2 * full > len(lines) else measure.right


def _solid(entries: Sequence[Entry], measure: Measure) -> list[tuple[int, int]]:
    """Return the stretches of lines that neither a mark, nor space, nor another look parts."""
    starts = [
        index
        for index, entry in enumerate(entries)
        if not index or entry.mark is not None or _is_set_apart(entries[index - 1].line, entry.line, measure)
    ]
    return list(pairwise([*starts, len(entries)]))


def _is_set_apart(above: Line, below: Line, measure: Measure) -> bool:
    return _is_apart(above, below, measure, is_hard=False) or _looks_other(above, below, runs_on=False)


def _is_apart(above: Line, below: Line, measure: Measure, *, is_hard: bool) -> bool:
    """Say whether there is more space between two lines than within a paragraph, or the lower one stands higher."""
    distance = below.baseline - above.baseline
    size = max(above.size, below.size)
    if distance < 0.3 * size:
        return distance < -0.3 * size
    space = _SPACE if above.is_even() and below.is_even() else _SPACE_RAISED
    pitch = measure.pitch_of(below.size)
    if pitch and distance > pitch + space * size:
        return True
    return distance > _FAR * size and (is_hard or distance > 1.6 * _FAR * size)


def _looks_other(above: Line, below: Line, *, runs_on: bool) -> bool:
    """Say whether the lower line is printed in another look, as a heading and its text are."""
    last, first = _last_run(above), _first_run(below)
    if abs(last.size - first.size) > _SIZE * max(last.size, first.size):
        return abs(above.size - below.size) > _SIZE * max(above.size, below.size) or not runs_on
    if runs_on:
        return False
    if last.font.is_bold != first.font.is_bold and (above.is_bold() or below.is_bold()):
        return True
    return last.colour != first.colour and not (last.href or first.href) and _has_one_colour(above, below)


def _last_run(line: Line) -> TextRun:
    if len(line.runs) == 1:
        return line.runs[0]
    return next((run for run in reversed(line.runs) if not line.is_raised(run)), line.runs[-1])


def _first_run(line: Line) -> TextRun:
    if len(line.runs) == 1:
        return line.runs[0]
    return next((run for run in line.runs if not line.is_raised(run)), line.runs[0])


def _has_one_colour(*lines: Line) -> bool:
    return all(len({run.colour for run in line.runs}) == 1 for line in lines)


def _is_aligned(above: Sequence[Entry], entry: Entry) -> bool:
    """Say whether a line stands where the paragraph's next line is to stand."""
    before, x = above[-1], entry.line.x0
    if _is_centred(before.line, entry.line) or _stands_at(x, (before.x0, *before.stops)):
        return True
    if len(above) == 1 and before.mark is None:
        return x < before.line.x0 + _INDENT * before.line.size  # a first line may be indented
    return abs(x - before.x0) < _INDENT * before.line.size


def _goes_back(above: Sequence[Entry], entry: Entry) -> bool:
    """Say whether a line stands left of those that hang under the first: behind a value comes the next label."""
    is_left = len(above) > 1 and entry.line.x0 < above[-1].line.x0 - _INDENT * entry.line.size
    return is_left and _STARTS_SMALL.match(entry.text) is None


def _stands_at(x: float, stops: Sequence[float]) -> bool:
    return any(abs(x - stop) < _ALIGNED for stop in stops)


def _is_centred(above: Line, below: Line) -> bool:
    """Say whether two lines have their middles over one another, and nothing else."""
    middle = (above.x0 + above.x1) - (below.x0 + below.x1)
    return abs(middle) < 2 * _ALIGNED and abs(above.x0 - below.x0) > _INDENT * WIDE * above.size
