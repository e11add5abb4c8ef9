"""Tables whose columns two blanks or more part: under one long rule, between such rules, or with no rule at all.

So print old word processors, mail, `pdftotext -layout`. The header's words say where the columns begin; a table ends
with the first line that does not keep to them. What the cells hold is `text_tables`'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from parsers.formats.text_lines import TextLine

MIN_UNRULED_COLUMNS = 3  # fewer are a letter's head: "Date:   4 May"
MIN_UNRULED_ROWS = 2
MIN_PAIRS = 4  # rows of two columns that stand for a table without a rule
MAX_HEADER_LINES = 4
MAX_HEADING_CHARACTERS = 40
MAX_GAP = 3  # blank lines that may stand between two rows
MAX_LINES = 20_000

LONG_RULE = re.compile(r"\s*(?:-{4,}|={4,}|_{4,})\s*")
_FIELD = re.compile(r"\S+(?: \S+)*")
_SPACED = re.compile(r"^[^|\t]*\S  +[^|\t]*$")  # upright strokes and tabs part columns of their own
_NUMBER = re.compile(r"(?:[A-Za-z]{1,4}[ .-]?)?\d{1,3}(?:\.\d{1,2})*[.)]?|[A-Za-z][.)]")
_REF = re.compile(r"(?:[A-Za-z]{1,3}\s?)?\d{1,2}(?:\.\d{1,2}){0,2}[a-z]?[.)]?|\d{0,2}\(?[a-z]\)")
_OPEN = re.compile(
    r"(?:\b(?:an?|and|as|at|by|for|from|in|into|its?|of|on|or|our|so|that|the|their|to|which|who|with)|[,–—-])$"
)
_MARK = re.compile(r"(?:[•▪◦*–-]|\(?\w{1,3}[.)]|\d{1,2}(?=\s\s))\s{1,3}(?=\S)")
_ENDS_SENTENCE = (".", ":", ";", "?", "!")

Pieces = list[tuple[str, TextLine]]


@dataclass(frozen=True, slots=True)
class Spaced:
    """The rows of a table, the header the first, each the pieces of its cells; `end` is the first line behind it.

    A row of a single cell reaches over all columns. `heads` are the lines of the header, as `head_of` gives them.
    """

    rows: tuple[list[Pieces], ...]
    end: int
    heads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Body:
    """The lines under a header in the groups that blank lines or rules part; `end` is the first line behind them."""

    groups: tuple[tuple[TextLine, ...], ...]
    is_ruled: bool  # rules stand between the groups
    end: int


def find_spaced(lines: Sequence[TextLine], start: int, known: AbstractSet[str] = frozenset()) -> Spaced | None:
    """Return the table that begins at a line, or None. `known`: headings of tables above, as `head_of` gives them.

    Below the same headings, at the top of the next page, a single row is enough.
    """
    is_framed = LONG_RULE.fullmatch(lines[start].text) is not None
    head = start + 1 if is_framed else start
    if head >= len(lines) or not _SPACED.search(lines[head].text) or _is_inside(lines, head):
        return None
    rule = _find_rule(lines, head)
    stop = rule if rule is not None else head + 1 + _count_second(lines, head, known)
    header = lines[head:stop]
    starts = max(([match.start() for match in _FIELD.finditer(line.text)] for line in header), key=len)
    begin = rule + 1 if rule is not None else stop
    starts = [*_unheaded_number(lines, begin, starts), *starts]
    if len(starts) < 2 or not _is_header(header, starts):
        return None
    body = _read_body(lines, rule + 1 if rule is not None else head + len(header), starts)
    if body is None or not (
        _is_begun(body, starts) if rule is not None or head_of(lines[head]) in known else _is_told(body, starts)
    ):
        return None
    rows = list(_rows_of(body, starts))
    if (numbers := _find_refs(body, starts)) > 0:
        _let_run_on(rows, numbers)
    return Spaced((_gather(header, starts), *rows), body.end, tuple(map(head_of, header)))


def _count_second(lines: Sequence[TextLine], head: int, known: AbstractSet[str]) -> int:
    """Return how many lines below a header's first its headings go on in: "How we will", and below it "know it"."""
    starts = {match.start() for match in _FIELD.finditer(lines[head].text)}
    is_known = head_of(lines[head]) in known
    count = 0
    for line in lines[head + 1 : head + MAX_HEADER_LINES]:
        fields = list(_FIELD.finditer(line.text))
        if not fields or len(fields) >= len(starts) or head_of(line).endswith(_ENDS_SENTENCE):
            break
        if not all(field.start() in starts and field[0][0].islower() for field in fields):
            break
        if is_known and head_of(line) not in known:
            break
        count += 1
    behind = lines[head + 1 + count] if head + 1 + count < len(lines) else None
    return count if is_known or behind is None or behind.is_blank else 0


def head_of(line: TextLine) -> str:
    """Return a line of headings without the blanks that part them."""
    return " ".join(line.text.split())


def _unheaded_number(lines: Sequence[TextLine], begin: int, starts: Sequence[int]) -> list[int]:
    """Return where a column of numbers begins that nothing heads: left of the first heading the first row has one."""
    first = next((line.text for line in lines[begin : begin + MAX_GAP] if not line.is_blank), "")
    fields = list(_FIELD.finditer(first[: starts[0]]))
    is_number = len(fields) == 1 and _NUMBER.fullmatch(fields[0][0]) is not None
    return [fields[0].start()] if is_number and first[starts[0] : starts[0] + 1].strip() else []


def _is_inside(lines: Sequence[TextLine], head: int) -> bool:
    """Say whether a line goes on from words above it: a paragraph's, not a table's header."""
    return head > 0 and "  " not in lines[head - 1].text.strip() and lines[head - 1].text.rstrip()[-1:].islower()


def _find_rule(lines: Sequence[TextLine], head: int) -> int | None:
    for index in range(head + 1, min(len(lines), head + MAX_HEADER_LINES + 1)):
        if lines[index].is_blank:
            return None
        if LONG_RULE.fullmatch(lines[index].text):
            return index
    return None


def _is_header(header: Sequence[TextLine], starts: Sequence[int]) -> bool:
    """Say whether lines are short headings over columns, none a sentence or a row's number."""
    if not all(_fits(line.text, starts) for line in header):
        return False
    texts = [text.strip() for line in header for text, _ in _cut(line, starts) if text.strip()]
    return not any(
        len(text) > MAX_HEADING_CHARACTERS or text[0].isdigit() or text.endswith(_ENDS_SENTENCE[1:]) for text in texts
    )


def _fits(text: str, starts: Sequence[int]) -> bool:
    """Say whether no word of a line reaches over the begin of a column."""
    return not text[: starts[0]].strip() and all(text[start - 1 : start] in ("", " ") for start in starts[1:])


def _cut(line: TextLine, starts: Sequence[int]) -> Pieces:
    ends = [*starts[1:], len(line.text)]
    return [(line.text[start:end], line) for start, end in zip(starts, ends, strict=True)]


def _count(line: TextLine, starts: Sequence[int]) -> int:
    return sum(bool(text.strip()) for text, _ in _cut(line, starts))


def _begins_row(line: TextLine, starts: Sequence[int]) -> bool:
    return _fits(line.text, starts) and _count(line, starts) > 1


def _read_body(lines: Sequence[TextLine], begin: int, starts: Sequence[int]) -> _Body | None:
    groups: list[tuple[TextLine, ...]] = []
    at = end = begin
    is_ruled = False
    while at < min(len(lines), begin + MAX_LINES):
        gap = at
        while at < len(lines) and at - gap < MAX_GAP and lines[at].is_blank:
            at += 1
        if at < len(lines) and groups and LONG_RULE.fullmatch(lines[at].text):
            at = end = at + 1
            more = next((n for n in range(at, min(len(lines), at + MAX_GAP)) if not lines[n].is_blank), None)
            if more is None or not (_begins_row(lines[more], starts) or _is_theme(lines, more, starts)):
                break
            is_ruled = True
            continue
        group = _read_group(lines, at, starts, is_first=not groups)
        if not group:
            break
        groups.append(group)
        at = end = at + len(group)
    return _Body(tuple(groups), is_ruled, end) if groups else None


def _read_group(
    lines: Sequence[TextLine], start: int, starts: Sequence[int], *, is_first: bool
) -> tuple[TextLine, ...]:
    """Return the lines of a row or more; behind a blank line the first has words in two columns, or is a theme's."""
    end = start
    while end < len(lines) and not lines[end].is_blank and not LONG_RULE.fullmatch(lines[end].text):
        if not _fits(lines[end].text, starts):
            break
        end += 1
    if _is_theme(lines, start, starts):
        return tuple(lines[start : start + 1])
    return tuple(lines[start:end]) if is_first or (end > start and _begins_row(lines[start], starts)) else ()


def _is_theme(lines: Sequence[TextLine], start: int, starts: Sequence[int]) -> bool:
    """Say whether a short line by itself stands between two rows: what those below it are about."""
    below = next((line for line in lines[start + 1 : start + 1 + MAX_GAP] if not line.is_blank), None)
    if start >= len(lines) or below is None or not _begins_row(below, starts):
        return False
    text = lines[start].text.strip()
    is_lone = bool(text) and "  " not in text and len(lines[start].text.rstrip()) - len(text) <= starts[0]
    is_apart = lines[start + 1].is_blank or not _fits(lines[start].text, starts)
    return is_lone and is_apart and not text.endswith(_ENDS_SENTENCE) and len(text) <= 2 * MAX_HEADING_CHARACTERS


def _is_begun(body: _Body, starts: Sequence[int]) -> bool:
    """Say whether a line of the first row under a rule, or of the one below a theme, has words in two columns."""
    return any(_begins_row(line, starts) for group in body.groups[:2] for line in group)


def _is_told(body: _Body, starts: Sequence[int]) -> bool:
    """Say whether lines without any rule keep to the columns of the line above them."""
    columns, rows = (2, MIN_PAIRS) if len(starts) < MIN_UNRULED_COLUMNS else (MIN_UNRULED_COLUMNS, MIN_UNRULED_ROWS)
    full = kept = 0
    for group in body.groups:
        allowed = set(starts)
        for line in group:
            begins = {match.start() for match in _FIELD.finditer(line.text)}
            hanging = set(_hanging(line, starts))
            if _count(line, starts) >= columns:
                full += 1
                kept += begins <= allowed | hanging
            allowed |= hanging
    return kept >= rows and kept * 4 >= 3 * full


def _hanging(line: TextLine, starts: Sequence[int]) -> Iterator[int]:
    """Yield where the words behind a list's marks begin: the lines below them are set as deep."""
    for start, (text, _) in zip(starts, _cut(line, starts), strict=True):
        if mark := _MARK.match(text):
            yield start + mark.end()


def _rows_of(body: _Body, starts: Sequence[int]) -> Iterator[list[Pieces]]:
    """Yield the rows: a group is one, or each line of it, or what stands from one number to the next."""
    by_group = body.is_ruled or _are_rows(body, starts)
    is_numbered = _is_numbered(body, starts)
    refs = _find_refs(body, starts)
    runs_on = by_group or (is_numbered and _runs_on(body, starts))
    for group in body.groups:
        if len(group) == 1 and not _begins_row(group[0], starts):
            yield [[(group[0].text, group[0])]]  # a theme reaches over the columns
            continue
        row: list[TextLine] = []
        for line in group:
            first = _cut(line, starts)[0][0].strip()
            is_new = not (by_group or (runs_on and not first and not _is_row(line, starts)))
            if refs > 0:
                is_new = bool(_cut(line, starts)[refs][0].strip())
            if row and (is_new or (by_group and is_numbered and first and _NUMBER.fullmatch(first))):
                yield _gather(row, starts)
                row = []
            row.append(line)
        yield _gather(row, starts)


def _find_refs(body: _Body, starts: Sequence[int]) -> int:
    """Return the column behind the first that numbers the rows ("1.1", "1.2"), where one does; else 0."""
    lines = [
        _cut(line, starts) for group in body.groups for line in group if len(group) > 1 or _begins_row(line, starts)
    ]
    for column in range(1, min(3, len(starts) - 1)):
        texts = [text for cells in lines if (text := cells[column][0].strip())]
        if len(texts) > 1 and all(map(_REF.fullmatch, texts)) and len(set(texts)) == len(texts):
            return column
    return 0


def _let_run_on(rows: Sequence[list[Pieces]], refs: int) -> None:
    """Put what a cell merged over several rows prints beside the later ones into the first of them.

    Such a cell's lines run on beside the rows' numbers; a number of its own, or a capital where nothing is left open
    above, begins the next.
    """
    opens: list[Pieces | None] = [None] * refs
    for row in rows:
        if len(row) <= refs:
            opens = [None] * refs
            continue
        for column in range(refs):
            printed = [piece for piece in row[column] if piece[0].strip()]
            above = opens[column]
            if not printed:
                continue
            if above is not None and _goes_on(above, printed[0][0].strip()):
                above.extend(printed)
                row[column] = [("", line) for _, line in row[column]]
            else:
                opens[column] = row[column]


def _goes_on(above: Pieces, text: str) -> bool:
    """Say whether a line goes on from those of a cell above it."""
    last = next((piece.strip() for piece, _ in reversed(above) if piece.strip()), "")
    if last.endswith(_ENDS_SENTENCE) or _NUMBER.fullmatch(text.split(maxsplit=1)[0]):
        return False
    return text[0].islower() or _OPEN.search(last) is not None


def _is_row(line: TextLine, starts: Sequence[int]) -> bool:
    """Say whether a line without a number is a row of its own: half its cells are printed, each beginning anew."""
    begins = [words[0] for text, _ in _cut(line, starts) if (words := text.strip())]
    return 2 * len(begins) >= len(starts) and len(begins) > 1 and all(sign.isupper() for sign in begins)


def _are_rows(body: _Body, starts: Sequence[int]) -> bool:
    """Say whether blank lines part rows of several lines: most of the lines inside a group leave a column blank."""
    inside = [line for group in body.groups for line in group[1:]]
    short = [line for line in inside if _count(line, starts) < len(starts)]
    return len(body.groups) > 1 and 2 * len(short) > len(inside)


def _is_numbered(body: _Body, starts: Sequence[int]) -> bool:
    firsts = [text for group in body.groups for line in group if (text := _cut(line, starts)[0][0].strip())]
    return len(firsts) > 1 and sum(_NUMBER.fullmatch(text) is not None for text in firsts) * 4 >= 3 * len(firsts)


def _runs_on(body: _Body, starts: Sequence[int]) -> bool:
    """Say whether some cell goes on in the line below: its column is filled above, and the words begin small."""
    for group in body.groups:
        for above, line in pairwise(group):
            pairs = zip(_cut(above, starts), _cut(line, starts), strict=True)
            if any(upper[0].strip() and lower[0].strip()[:1].islower() for upper, lower in pairs):
                return True
    return False


def _gather(lines: Sequence[TextLine], starts: Sequence[int]) -> list[Pieces]:
    row: list[Pieces] = [[] for _ in starts]
    for line in lines:
        for pieces, piece in zip(row, _cut(line, starts), strict=True):
            pieces.append(piece)
    return row
