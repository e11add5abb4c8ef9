"""Makes forms whole that a page's end cuts: the labels of the two pieces together are those of the forms around them.

A piece by itself reads as a table of few columns, whose first value is taken for an action (issue 4, "open borders").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.document import Block, BlockKind, Document, Layer, Table
from parsers.repair.joining.merging import Glue, Stack
from parsers.repair.lay_out_forms import form_labels

Labels = tuple[str, ...]


def rejoin_forms(document: Document) -> Document:
    """Return the document with each form as one table whose labels, over a page's end, are those of another form."""
    labels = {id(block): form_labels(block) for block in document.blocks if isinstance(block, Table)}
    known = {found for block in document.blocks if (found := labels.get(id(block))) and _is_whole(found)}
    if not known:
        return document
    glue = Glue(document)
    blocks: list[Block | Table] = []
    above: int | None = None
    for block in document.blocks:
        if not isinstance(block, Table):
            above = above if _is_of_page(block) else None
            blocks.append(block)
            continue
        upper = blocks[above] if above is not None else None
        if isinstance(upper, Table) and (whole := _whole_of(upper, block, labels, known)) is not None:
            assert above is not None
            blocks[above] = _put_together((upper, block), glue)
            labels[id(blocks[above])] = whole
            continue
        above = len(blocks)
        blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def _is_whole(labels: Labels) -> bool:
    """Say whether no label comes twice: two forms on one grid are no pattern for one."""
    return len(set(labels)) == len(labels)


def _is_of_page(block: Block) -> bool:
    """Say whether a block says nothing between two tables: the page's end, its running lines, an empty line."""
    return block.layer is not Layer.BODY or block.kind is BlockKind.BREAK or not block.text.strip()


def _whole_of(upper: Table, lower: Table, labels: dict[int, Labels], known: set[Labels]) -> Labels | None:
    """Return the labels of both pieces where a form elsewhere begins with them in this order; None for others."""
    above, below = labels[id(upper)], labels[id(lower)]
    if not above or not below or upper.column_count != lower.column_count:
        return None
    is_cut = upper.place.page is None or lower.place.page is None or lower.place.page > upper.place.page
    whole = above + below
    return whole if is_cut and any(form[: len(whole)] == whole for form in known) else None


def _put_together(pieces: Sequence[Table], glue: Glue) -> Table:
    stack = Stack(pieces[0], glue)
    for piece in pieces[1:]:
        stack.add(piece, {}, is_cut=False)
    return stack.table()
