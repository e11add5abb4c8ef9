"""The papers of a file of many, and which of them are about a peer challenge and hold what is read.

A paper runs from one edge to the next; an item owns the appendices behind it. What tells: the words of its first lines,
tables headed like plans, numbered recommendations. An action log, minutes and another committee's recommendations have
the same tables, so that the words decide and the tables only confirm.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from normalise.numbers import read_recommendation_number
from parsers.columns import is_header_row
from parsers.document import Block, BlockKind, Document, Layer, Table
from parsers.headers import Role, read_header
from parsers.headings import Topic, read_topic
from parsers.phrases import phrase_pattern
from parsers.scope.edges import Begins, Edge, find_edges, is_bare_line, is_report_line, is_short_line
from parsers.scope.subject import find_never, find_other, is_ours

HEAD_BLOCKS = 8
COVER_BLOCKS = 14
LABEL_BLOCKS = 3  # lines that may stand between an edge and the title under it
MIN_ITEMS = 2
MIN_ANSWERED = 2  # roles that a plan's table has at least
MAX_LABEL_WORDS = 3

_TOLD = (Role.ACTION, Role.RECOMMENDATION, Role.SUMMARY, Role.PROGRESS)
_LISTS = (Topic.RECOMMENDATIONS, Topic.ADDITIONAL)


@dataclass(frozen=True, slots=True)
class Paper:
    """Blocks `start` to `end` of a file. `head` are its first lines; `told` counts what may be plan in it.

    `is_ours`: its head speaks of a peer challenge; `names_itself`: it has a title of its own that does; `is_other`: its
    head names what is never a plan; `is_cover`: it reports to a committee; `is_labelled`: its first block is nothing
    but the edge's label.
    """

    start: int
    end: int
    begins: Begins
    head: tuple[str, ...] = ()
    told: int = 0
    is_ours: bool = False
    names_itself: bool = False
    is_other: bool = False
    is_labelled: bool = False
    is_cover: bool = False


def cut_papers(document: Document) -> tuple[Paper, ...]:
    """Return the papers of a document, what stands before the first edge left out; none where it has no edges."""
    told = find_edges(document.blocks)
    has_items = sum(edge.begins in (Begins.ITEM, Begins.REPORT) for edge in told) >= MIN_ITEMS
    edges = sorted((*told, *_titled_pages(document, others=not has_items)), key=lambda edge: edge.index)
    edges = [edge for position, edge in enumerate(edges) if not _goes_on(document.blocks, edges[:position], edge)]
    ends = [*(edge.index for edge in edges[1:]), len(document.blocks)][: len(edges)]
    return tuple(_paper(document.blocks, edge, end) for edge, end in zip(edges, ends, strict=True))


def group_papers(papers: Sequence[Paper]) -> tuple[tuple[Paper, ...], ...]:
    """Return the papers by item: each with the appendices and titled pages behind it."""
    groups: list[list[Paper]] = []
    for paper in papers:
        if paper.begins in (Begins.ITEM, Begins.REPORT) or not groups:
            groups.append([])
        groups[-1].append(paper)
    return tuple(map(tuple, groups))


def choose_papers(group: Sequence[Paper]) -> tuple[Paper, ...]:
    """Return those papers of an item that are read: the ones on a peer challenge, where they hold something.

    An appendix without a title of its own is about what its item is about. The covering report is read only where
    the plan behind it has no title: then it says what the plan is.
    """
    above = group[0].is_ours and not group[0].is_other
    ours = [p for p in group if not p.is_other and (p.is_ours or (above and not _is_about_other(p)))]
    told = [paper for paper in ours if paper.told]
    appended = [paper for paper in told if not paper.is_cover]
    if not told:
        return ()
    if appended and (appended[0].names_itself or not above):
        ours = [paper for paper in ours if not paper.is_cover]
    elif not appended:
        return tuple(paper for paper in ours if paper.start <= told[-1].start)
    return tuple(paper for paper in ours if paper.start <= appended[-1].start)


def _goes_on(blocks: Sequence[Block | Table], before: Sequence[Edge], edge: Edge) -> bool:
    """Say whether a titled page is the title under the edge above it ("Appendix A"), with nothing but lines between."""
    if not before or edge.begins is not Begins.PAGE:
        return False
    between = [block for block in blocks[before[-1].index : edge.index] if block.layer is Layer.BODY]
    printed = [b for b in between if isinstance(b, Table) or b.text.strip()]
    return len(printed) <= LABEL_BLOCKS and all(map(is_short_line, printed))


def _paper(blocks: Sequence[Block | Table], edge: Edge, end: int) -> Paper:
    inside = [block for block in blocks[edge.index : end] if block.layer is Layer.BODY]
    head = _head(inside, edge)
    titles = [line for line in head if len(line.split()) > MAX_LABEL_WORDS or is_ours(line)]
    return Paper(
        edge.index,
        end,
        edge.begins,
        head,
        count_told(inside),
        any(map(is_ours, head)),
        any(is_ours(line) and phrase_pattern("document_word").search(line) for line in titles),
        any(find_never(line) for line in head[:4]),
        edge.begins in (Begins.ITEM, Begins.APPENDIX) and not edge.rest and is_bare_line(blocks[edge.index]),
        any(is_report_line(block) for block in inside[:COVER_BLOCKS]),
    )


def _head(inside: Sequence[Block | Table], edge: Edge) -> tuple[str, ...]:
    """Return the lines of a paper's title, from behind its edge to the first sentence or table."""
    lines = [edge.rest] if edge.rest else []
    skip = 1 if edge.begins in (Begins.ITEM, Begins.APPENDIX) else 0
    if skip and inside and isinstance(inside[0], Block):
        lines += [line.strip() for line in inside[0].text.splitlines()[1:]]
    for block in inside[skip : skip + HEAD_BLOCKS]:
        if isinstance(block, Table):
            lines += _lone_lines(block)
            break
        if block.kind is BlockKind.BREAK:
            continue
        if is_report_line(block):  # "To: …", "Subject: …", a line each
            lines += [line.strip() for line in block.text.splitlines()[:HEAD_BLOCKS]]
            continue
        if block.kind is BlockKind.ITEM or not is_short_line(block) or read_topic(block.text) in _LISTS:
            break
        lines += [line.strip() for line in block.text.splitlines()]
    return tuple(line for line in lines if line)


def _lone_lines(table: Table) -> list[str]:
    """Return the title that a table prints in a row of its own above its header."""
    first = next(iter(table.rows()), ())
    printed = [cell.text for cell in first if cell.blocks]
    return printed if len(printed) == 1 else []


def count_told(inside: Sequence[Block | Table]) -> int:
    """Count the rows under headers of plans, recommendations by number, and entries of lists of recommendations."""
    told, in_list = 0, False
    for block in inside:
        if isinstance(block, Table):
            told += _count_rows(block)
        elif block.kind is BlockKind.ITEM:
            told += in_list and not _decides(block.text)
        elif block.text.strip():
            topic = read_topic(block.text) if is_short_line(block) else None
            in_list = topic in _LISTS or (in_list and block.kind is not BlockKind.HEADING)
            found = read_recommendation_number(block.text)
            told += found is not None and not block.text[found.end : found.end + 1].islower()
    return told


def iter_headed(table: Table) -> Iterator[Role]:
    """Yield what the columns of a table hold, by its header rows."""
    for row in table.rows():
        if is_header_row(row):
            yield from (header.role for cell in row if (header := read_header(cell.text)))


def _count_rows(table: Table) -> int:
    headed, count = False, 0
    for row in table.rows():
        if is_header_row(row):
            roles = {header.role for cell in row if (header := read_header(cell.text))}
            headed = len(roles) >= MIN_ANSWERED and bool(roles.intersection(_TOLD))
        elif headed or (row and read_recommendation_number(row[0].text) is not None):
            count += 1
    return count


def _decides(text: str) -> bool:
    return text.split(maxsplit=1)[0].casefold() in ("that", "to") if text.strip() else True


def _is_about_other(paper: Paper) -> bool:
    """Say whether an appendix is about something else than its item: an equality assessment, a budget."""
    return any(find_other(line) for line in paper.head)


def _titled_pages(document: Document, *, others: bool) -> list[Edge]:
    """Return the pages, or first-level headings, whose title names a paper: one on a peer challenge, or another.

    `others`: titles on other things count too. In a pack with items they may be themes of the plan.
    """
    found, fresh, page = [], True, None
    for index, block in enumerate(document.blocks):
        if isinstance(block, Block) and block.kind is BlockKind.BREAK:
            fresh = True
            continue
        if block.layer is not Layer.BODY or (isinstance(block, Block) and not block.text.strip()):
            continue
        if block.place.page != page:
            fresh, page = True, block.place.page
        is_title = isinstance(block, Block) and (block.kind is BlockKind.HEADING or block.words.is_bold())
        level_one = isinstance(block, Block) and block.kind is BlockKind.HEADING and block.level == 1
        if is_title and (fresh or level_one) and is_short_line(block) and _names_paper(block, others=others):
            found.append(Edge(index, Begins.PAGE))
        fresh = False
    return found


def _names_paper(block: Block | Table, *, others: bool) -> bool:
    text = block.text if isinstance(block, Block) else ""
    if find_never(text) or (others and find_other(text)):
        return True
    return is_ours(text) and phrase_pattern("document_word").search(text) is not None
