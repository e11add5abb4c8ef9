"""Finds the plan in a file of many papers (an agenda pack, a committee's bundle) and leaves the rest.

A file is taken for many papers only where it says so: two agenda items or covering reports at least, or a front that
is an agenda. What is about a peer challenge from its own first line is never cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from normalise.records import DocumentKind
from parsers.document import Block, BlockKind, Document, Layer, Remark, Table
from parsers.scope.edges import Begins, is_short_line
from parsers.scope.papers import MIN_ITEMS, Paper, choose_papers, cut_papers, group_papers
from parsers.scope.subject import find_never, is_ours
from parsers.words import NO_WORDS, Words

FRONT_BLOCKS = 12
MAX_TITLE = 80

Blocks = Sequence[Block | Table]


@dataclass(frozen=True, slots=True)
class Scope:
    """What of a document is read: a document of its own, and the pages it stands on where it is a part.

    `main`: the paper that says what the whole is, where it is not the first one. `language`: what was read where a
    document has several, or the one that we do not read: then `is_readable` is false, and `kind` what its title says.
    """

    document: Document
    pages_read: tuple[int, int] | None = None
    main: Document | None = None
    language: str | None = None
    is_readable: bool = True
    kind: DocumentKind | None = None


def narrow(document: Document) -> Scope:
    """Return the part of a document that is read; all of it where it is one paper."""
    papers = cut_papers(document)
    if _is_own_page(document) or not _is_pack(document.blocks, papers):
        return Scope(document)
    groups = group_papers(papers)
    chosen = [paper for group in groups for paper in choose_papers(group)]
    if not chosen:
        detail = f"{len(groups)} papers on other things"
        return Scope(
            replace(document, remarks=(*document.remarks, Remark("other-document", detail))), is_readable=False
        )
    left = [paper for paper in papers if paper not in chosen and not (paper.is_cover and paper.is_ours)]
    if not left:
        return Scope(document)
    remark = Remark("part-read", _told(chosen, len(left)), _first_words(document.blocks, chosen[0]))
    blocks = (*_front(document.blocks, papers[0].start), *_blocks_of(document.blocks, chosen))
    part = replace(document, blocks=blocks, remarks=(*document.remarks, remark))
    return Scope(part, _pages(blocks), _main(document, chosen))


def _is_own_page(document: Document) -> bool:
    """Say whether a file is a web page whose first heading speaks of a peer challenge, whatever leads to it."""
    if document.media_type != "text/html":
        return False
    headings = (
        b.text for b in document.blocks if isinstance(b, Block) and b.kind is BlockKind.HEADING and b.level == 1
    )
    title = next(headings, "")
    return is_ours(title) and find_never(title) is None


def _is_pack(blocks: Blocks, papers: Sequence[Paper]) -> bool:
    """Say whether a file holds papers on several things."""
    if not papers:
        return False
    front = _front_lines(blocks, papers[0].start)
    is_agenda = any(find_never(line) for line in front[:6])
    if not is_agenda and (any(map(is_ours, front)) or (papers[0].names_itself and papers[0].begins is Begins.PAGE)):
        return False
    items = sum(paper.begins in (Begins.ITEM, Begins.REPORT) for paper in papers)
    others = sum(not paper.is_ours for paper in papers)
    if items >= MIN_ITEMS and others:
        return True
    return (is_agenda or papers[0].is_other) and len(papers) >= MIN_ITEMS


def _front_lines(blocks: Blocks, end: int) -> list[str]:
    body = [block for block in blocks[:end] if block.layer is Layer.BODY]
    return [
        line
        for block in body[:FRONT_BLOCKS]
        if isinstance(block, Block) and is_short_line(block)
        for line in block.text.splitlines()
    ]


def _front(blocks: Blocks, end: int) -> Iterator[Block]:
    """Yield the first lines of the file, which name the council, as furniture of the part."""
    for block in blocks[: min(end, FRONT_BLOCKS)]:
        if isinstance(block, Block) and is_short_line(block):
            yield replace(block, layer=Layer.FURNITURE)


def _blocks_of(blocks: Blocks, papers: Sequence[Paper]) -> Iterator[Block | Table]:
    """Yield the papers' blocks, a break between two that do not follow each other."""
    end = None
    for paper in papers:
        if end is not None and paper.start != end:
            yield Block(BlockKind.BREAK, NO_WORDS, place=blocks[paper.start].place)
        first = blocks[paper.start]
        yield replace(first, layer=Layer.FURNITURE) if isinstance(first, Block) and paper.is_labelled else first
        yield from blocks[paper.start + 1 : paper.end]
        end = paper.end


def _main(document: Document, papers: Sequence[Paper]) -> Document | None:
    """Return the paper with the most to read, where others stand before it."""
    best = max(papers, key=lambda paper: paper.told)
    if best is papers[0] or not best.names_itself:
        return None
    return replace(document, blocks=tuple(_blocks_of(document.blocks, (best,))), remarks=())


def _pages(blocks: Blocks) -> tuple[int, int] | None:
    printed = (block for block in blocks if isinstance(block, Table) or block.text.strip())
    pages = [block.place.page for block in printed if block.layer is Layer.BODY and block.place.page is not None]
    return (min(pages), max(pages)) if pages else None


def _told(chosen: Sequence[Paper], left: int) -> str:
    titles = "; ".join(dict.fromkeys(_title(paper) for paper in chosen))
    return f"{titles}; {left} other {'paper' if left == 1 else 'papers'} left"


def _title(paper: Paper) -> str:
    return next((line for line in paper.head if is_ours(line)), paper.head[0] if paper.head else "untitled")[:MAX_TITLE]


def _first_words(blocks: Blocks, paper: Paper) -> Words:
    """Return the first words of a paper, whose place tells where it begins."""
    inside = (block for block in blocks[paper.start : paper.end] if isinstance(block, Block))
    return next((block.words for block in inside if block.text.strip()), NO_WORDS)
