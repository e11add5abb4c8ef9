"""Forms of a text file: labels at the left, and what stands beside each set in from one column on.

So `pdftotext -layout` leaves a card of labels and values that no rules part: "Lead officer     Head of Ports", and the
lines of a longer value below one another. Only labels that tell what is done, or how one will know, make a form: the
head of a letter or of a report is laid out so, too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.formats.text_lines import TextLine
from parsers.headers import Role, read_header

MIN_LABELS = 3
MIN_KNOWN = 2
MAX_GAP = 2  # blank lines that may stand between two of its lines
MAX_INSET = 8  # blanks that a value's line is set in deeper behind a blank line: what stands further off is the page's
MAX_LINES = 2_000
_LABELLED = re.compile(r"(?P<label>[A-Z](?:\S| (?! )){1,40}?)\s{2,}(?=\S)")
_TELLING = frozenset((Role.ACTION, Role.MEASURE, Role.PROGRESS))

Pieces = list[tuple[str, TextLine]]


@dataclass(frozen=True, slots=True)
class Form:
    """The rows of a form, label and value each; `end` is the first line behind it, `column` where its values begin.

    Where a page cuts it the first row of the next page's part may have no label.
    """

    rows: tuple[list[Pieces], ...]
    end: int
    column: int


def find_form(lines: Sequence[TextLine], start: int, known: int | None = None) -> Form | None:
    """Return the form that begins at a line, or None.

    `known`: where the values of the form before begin. One more is known by that, though a page's end leaves few labels
    of it, and may go on at the head of a page with lines of a value.
    """
    text = lines[start].text
    is_cut = known is not None and _indent(text) == known and all(line.is_blank for line in lines[:start])
    column = known if is_cut else _value_of(text)
    if column is None:
        return None
    rows: list[list[Pieces]] = [[[("", lines[start])], []]] if is_cut else []
    end = at = start
    while at < min(len(lines), start + MAX_LINES) and at - end <= MAX_GAP:
        line = lines[at]
        at += 1
        if line.is_blank:
            continue
        if at - end > 1 and line.text.strip().isdecimal():  # the page's number
            break
        if _value_of(line.text) == column:
            rows.append([[(line.text[:column], line)], [(line.text[column:], line)]])
        elif rows and column <= _indent(line.text) <= column + (MAX_INSET if at - end > 1 else MAX_LINES):
            rows[-1][1].append((line.text[column:], line))
        else:
            break
        end = at
    return Form(tuple(rows), end, column) if _is_form(rows, is_known=column == known) else None


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _value_of(text: str) -> int | None:
    """Return where the words beside a label at the left begin, None where a line has no such label."""
    match = _LABELLED.match(text)
    return match.end() if match is not None and "  " not in text[match.end() :].rstrip() else None


def _is_form(rows: Sequence[list[Pieces]], *, is_known: bool) -> bool:
    """Say whether the labels are known ones, and some tell what is done; of one more form a known label is enough."""
    labels = [label for row in rows if (label := row[0][0][0].strip(" :"))]
    known = [header.role for label in labels if (header := read_header(label)) is not None and header.score == 1]
    if is_known:
        return bool(known) and len(known) * 2 >= len(labels)
    return len(labels) >= MIN_LABELS and len(known) >= MIN_KNOWN and not _TELLING.isdisjoint(known)
