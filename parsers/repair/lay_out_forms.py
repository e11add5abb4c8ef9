"""Lays out forms as tables: one action a grid, its labels beside their values, two pairs of them or more in a row.

"Lead officer | Chief Executive | Lead member | Leader" is no row of a table with four columns; each label heads what
stands beside it (contract, "Labelled paragraphs or bullets": columns of a one-row table). A grid of a single pair a row
is a form where one of its labels counts the recommendations ("Recommendation 3"); others `mark_labels` reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from normalise.numbers import read_recommendation_number
from parsers.document import Block, BlockKind, Cell, Document, Table
from parsers.headers import Role, read_header
from parsers.words import Words, join

MIN_PAIRS = 3
MIN_LABEL_SHARE = 2 / 3
MAX_VALUE_SHARE = 1 / 3  # of values that a column may be headed by as well ("Finance", "Status")
MIN_HEADED = 4  # columns of a header row: two pairs
MAX_LABEL_CHARACTERS = 60
MAX_FORM_ROWS = 400
_TELLING = frozenset((Role.ACTION, Role.PROGRESS))
_COUNTED = re.compile(
    r"\s*(?P<label>[A-Za-z][A-Za-z ]{2,30}?)\s*(?:no\.?|number|ref\.?|#)?\s*(?P<number>\d[\w.]{0,6}?)[.:]?\s*"
)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A label of a form and the cell beside it."""

    label: Words
    value: Cell

    def role(self) -> Role | None:
        header = read_header(_without_count(self.label).text)
        return header.role if header else None


def lay_out_forms(document: Document) -> Document:
    """Return the document with each form as a table of one header row and one row; other tables stay as they are."""
    blocks: list[Block | Table] = []
    for block in document.blocks:
        forms = _read_forms(block) if isinstance(block, Table) else ()
        if isinstance(block, Block) or not forms:
            blocks.append(block)
            continue
        number = _take_number(blocks)
        for title, pairs in forms:
            blocks.extend(title)
            blocks.append(_table(pairs, number, block))
            number = None
    return replace(document, blocks=tuple(blocks))


def form_labels(table: Table) -> tuple[str, ...]:
    """Return the labels of a grid whose rows are labels beside their values, in printed order, folded; () of others."""
    if table.row_count > MAX_FORM_ROWS or table.column_count < 2 or any(map(_is_header, table.rows())):
        return ()
    rows = [_pairs_of(row) for row in table.rows()]
    pairs = [pair for row in rows for pair in row or ()]
    if not all(rows) or sum(pair.role() is not None for pair in pairs) < MIN_LABEL_SHARE * len(pairs):
        return ()
    return tuple(map(_fold, pairs))


def _read_forms(table: Table) -> Sequence[tuple[Sequence[Block], Sequence[_Pair]]]:
    """Return the forms that a grid holds, each with what stands across it above its pairs; none where it is no form."""
    if table.row_count > MAX_FORM_ROWS or table.column_count < 2 or any(map(_is_header, table.rows())):
        return ()
    forms: list[tuple[list[Block], list[_Pair]]] = [([], [])]
    for row in table.rows():
        pairs = _pairs_of(row)
        if pairs is None or _are_values(pairs):
            return ()
        if not pairs and row and row[0].blocks:
            forms.append((list(row[0].iter_blocks()), []))
        elif pairs:
            if _fold(pairs[0]) in map(_fold, forms[-1][1]):
                forms.append(([], []))
            forms[-1][1].extend(pairs)
    if any(title and not pairs for title, pairs in forms):
        return ()
    forms = [form for form in forms if form[1]]
    if max((len(pairs) for _, pairs in forms), default=0) < MIN_PAIRS:
        return ()
    return (
        forms
        if forms and all(_is_form(pairs) for _, pairs in forms) and (_has_pairs_beside(table) or _counts(forms))
        else ()
    )


def _is_header(row: Sequence[Cell]) -> bool:
    """Say whether a row heads columns: labels and what stands beside them ("Action | Detail | Lead | Due") alike."""
    printed = [cell for cell in row if cell.blocks]
    if len(printed) < MIN_HEADED:
        return False
    return all((header := read_header(cell.text)) is not None and header.score == 1 for cell in printed)


def _pairs_of(row: Sequence[Cell]) -> list[_Pair] | None:
    """Return the pairs of a row; none of a blank row or of one with a single cell across; None of any other row."""
    if len(row) <= 1 or not any(cell.blocks for cell in row):
        return []
    if len(row) % 2 or any(cell.row_span > 1 for cell in row):
        return None
    pairs = []
    for label, value in zip(row[::2], row[1::2], strict=True):
        if not label.blocks and value.blocks:
            return None
        if label.blocks:
            pairs.append(_Pair(label.words.fold(), value))
    return pairs


def _is_form(pairs: Sequence[_Pair]) -> bool:
    """Say whether most labels are known to head a column, and few values are; one says what is done."""
    roles = [pair.role() for pair in pairs]
    headed = sum((header := read_header(pair.value.text)) is not None and header.score == 1 for pair in pairs)
    return (
        all(len(pair.label) <= MAX_LABEL_CHARACTERS for pair in pairs)
        and sum(role is not None for role in roles) >= MIN_LABEL_SHARE * len(pairs)
        and headed <= MAX_VALUE_SHARE * len(pairs)
        and not _TELLING.isdisjoint(role for role in roles if role)
    )


def _are_values(pairs: Sequence[_Pair]) -> bool:
    """Say whether a row of several pairs has hardly a label: it is a row of values, below a header."""
    return len(pairs) > 1 and sum(pair.role() is not None for pair in pairs) * 2 < len(pairs)


def _has_pairs_beside(table: Table) -> bool:
    return any(sum(bool(cell.blocks) for cell in row) >= 4 for row in table.rows())


def _counts(forms: Sequence[tuple[Sequence[Block], Sequence[_Pair]]]) -> bool:
    """Say whether a label of a form counts the recommendations."""
    return any(read_recommendation_number(pair.label.text) is not None for _, pairs in forms for pair in pairs)


def _take_number(blocks: list[Block | Table]) -> Words | None:
    """Take away the line right above a form that only counts the actions ("Action 1.1"), and return its number."""
    above = blocks[-1] if blocks else None
    if not isinstance(above, Block) or above.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH):
        return None
    match = _COUNTED.fullmatch(above.text)
    header = read_header(match["label"]) if match else None
    if match is None or header is None or header.role is not Role.ACTION:
        return None
    blocks.pop()
    return above.words[match.start("number") : match.end("number")]


def _table(pairs: Sequence[_Pair], number: Words | None, form: Table) -> Table:
    heads, values = [], []
    for column, pair in enumerate(pairs):
        label = Block(BlockKind.PARAGRAPH, _without_count(pair.label))
        heads.append(Cell(0, column, (label,), is_header=True, place=pair.value.place))
        blocks = tuple(_counted(pair, number if pair.role() is Role.ACTION else None))
        values.append(replace(pair.value, row=1, column=column, row_span=1, column_span=1, blocks=blocks))
    return Table((*heads, *values), 2, len(pairs), 1, form.layer, form.place)


def _counted(pair: _Pair, number: Words | None) -> Iterator[Block | Table]:
    """Yield a value's blocks, the number that its label or the line above the form counts by in front of the first."""
    first = pair.value.blocks[0] if pair.value.blocks else None
    label = pair.label[len(_without_count(pair.label)) :].strip()
    if not isinstance(first, Block):
        yield from pair.value.blocks
        return
    if pair.role() is Role.RECOMMENDATION and label:
        yield replace(first, words=join((pair.label, first.words), ": "))
    elif pair.role() is Role.ACTION and (label or number) and first.kind is BlockKind.PARAGRAPH:
        yield replace(first, words=join((label or number or label, first.words)))
    else:
        yield first
    yield from pair.value.blocks[1:]


def _without_count(label: Words) -> Words:
    """Return a label without the number that it counts by ("Recommendation 1", "Action 2.3")."""
    match = _COUNTED.fullmatch(label.text)
    found = read_recommendation_number(label.text)
    if match is None or not (found or read_header(match["label"])):
        return label.strip(": ")
    return label[: match.end("label")]


def _fold(pair: _Pair) -> str:
    return _without_count(pair.label).text.casefold()
