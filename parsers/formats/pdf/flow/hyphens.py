"""Words that line ends break, made whole with the whole document as evidence: "imple-" / "mentation".

What is in doubt keeps its hyphen, for it is printed: "decision-" / "making", "2024-" / "25", "Vice-" / "Chair".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from parsers.document import Block, BlockKind, Cell, Layer, Table
from parsers.formats.pdf.flow.paragraphs import BROKEN_WORD
from parsers.formats.pdf.furniture import PageBlocks
from parsers.formats.text_hyphens import Joints, find_joints, hyphen_heads, join_broken_words
from parsers.words import Words, join

_OWN_HYPHEN = re.compile(r"‐(?!\n)")
_ENDS_BROKEN = re.compile(r"[a-z]{2}[-‐]$")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_HALVES = re.compile(r"([a-z]+)[-‐]\n([a-z]{2,})")
_SUSPENDED = re.compile(r"\n(?:and|or|nor|to|but)\b")  # "short-" / "and long-term"


def mend_hyphens(pages: Sequence[PageBlocks], *, join: bool = True) -> tuple[PageBlocks, ...]:
    """Return the pages with the words whole that line ends break, in tables too; where in doubt the hyphen stays.

    Words that the end of a column or a page breaks are made whole only where these are to `join`.
    """
    if join:
        pages = _rejoin(pages)
    texts = [text for page in pages for text in _texts(page.blocks)]
    broken = [text for text in texts if "\n" in text and BROKEN_WORD.search(text)]
    if not broken:
        return tuple(pages)
    joints = _find_joints(broken, texts)
    return tuple(replace(page, blocks=tuple(_mend(block, joints) for block in page.blocks)) for page in pages)


def _rejoin(pages: Sequence[PageBlocks]) -> Sequence[PageBlocks]:
    """Return the pages with the paragraphs joined that a column or a page ends inside a word."""
    kept: list[list[Block | Table]] = []
    last: tuple[int, int] | None = None  # page and index of the last text of the body
    for number, page in enumerate(pages):
        kept.append([])
        for block in page.blocks:
            above = kept[last[0]][last[1]] if last is not None else None
            if last is not None and isinstance(above, Block) and isinstance(block, Block) and _goes_on(above, block):
                words = join((above.words, block.words), "\n")
                kept[last[0]][last[1]] = replace(above, words=words)
                continue
            kept[-1].append(block)
            if block.layer is Layer.BODY and not (isinstance(block, Block) and block.kind is BlockKind.SHAPE):
                last = (number, len(kept[-1]) - 1)
    return [replace(page, blocks=tuple(blocks)) for page, blocks in zip(pages, kept, strict=True)]


def _goes_on(above: Block, below: Block) -> bool:
    if above.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM) or below.kind is not BlockKind.PARAGRAPH:
        return False
    is_body = above.layer is Layer.BODY and below.layer is Layer.BODY
    return is_body and _ENDS_BROKEN.search(above.text) is not None and below.text[:1].islower()


def _find_joints(broken: Sequence[str], texts: Sequence[str]) -> Joints:
    """Return the joints of broken words that the document bears out.

    Most programs break no words: a hyphen at a line's end is printed on purpose. Only where others of the same document
    are whole elsewhere is a word that the document has nowhere else taken to be broken.
    """
    pairs = [match.groups() for text in broken for match in _HALVES.finditer(text)]
    asked = {word for head, tail in pairs for word in (head, tail, head + tail, f"{head}-{tail}")}
    words = asked.intersection(
        word
        for text in texts
        for word in _WORD.findall(_HALVES.sub(" ", text.lower()) if "\n" in text else text.lower())
    )
    joints = find_joints("\n\n".join([*broken, *words]))
    known = {(head, tail) for head, tail in joints if head + tail in words}
    # "co-operate" may stand beside "cooperate"; "describe" that is broken somewhere is so by a program.
    breaks_words = any(head not in hyphen_heads() for head, _ in known) or _has_own_hyphen(texts)
    return {halves: joint for halves, joint in joints.items() if joint or halves in known or breaks_words}


def _has_own_hyphen(texts: Sequence[str]) -> bool:
    """Say whether words are broken by another sign than the one that compounds are printed with."""
    return any("‐\n" in text for text in texts) and not any(_OWN_HYPHEN.search(text) for text in texts)


def _texts(blocks: Sequence[Block | Table]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            for cell in block.cells:
                yield from _texts(cell.blocks)
        else:
            yield block.text


def _mend(block: Block | Table, joints: Joints) -> Block | Table:
    if isinstance(block, Table):
        return replace(block, cells=tuple(_mend_cell(cell, joints) for cell in block.cells))
    if not BROKEN_WORD.search(block.text):
        return block
    whole = join_broken_words(block, joints)
    assert isinstance(whole, Block)
    return replace(whole, words=_close(whole.words))


def _mend_cell(cell: Cell, joints: Joints) -> Cell:
    if "\n" not in cell.text or not any(BROKEN_WORD.search(text) for text in _texts(cell.blocks)):
        return cell
    return replace(cell, blocks=tuple(_mend(block, joints) for block in cell.blocks))


def _close(words: Words) -> Words:
    """Return the words without the line ends inside words; between a hyphen and "and" or "or" a blank stays."""
    parts: list[Words] = []
    position = 0
    for match in BROKEN_WORD.finditer(words.text):
        parts.append(words[position : match.start()])
        if _SUSPENDED.match(words.text, match.start()):
            end = words[match.start() : match.start() + 1]
            parts.append(Words(tuple(run._replace(text=" ") for run in end.runs)))
        position = match.start() + 1
    parts.append(words[position:])
    return Words(tuple(run for part in parts for run in part.runs))
