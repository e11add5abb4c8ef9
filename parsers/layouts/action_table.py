"""Tables of actions, recommendations or progress, whatever their columns are called and in whatever order they stand.

Which sections hold such tables, and the paragraphs that introduce them. The tables themselves are read by
`parsers.plan_table`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from normalise.numbers import read_recommendation_number
from normalise.records import Stage
from parsers.columns import is_header_row
from parsers.document import Block, BlockKind, Cell, Table
from parsers.draft import ColumnRole, Drafting, DraftRow, parts_of
from parsers.entries import read_entries
from parsers.glossaries import read_glossary
from parsers.headers import OF_PLANS, Role, read_header
from parsers.headings import MAX_HEADING_CHARACTERS, Topic
from parsers.labels import header_of_label
from parsers.labels_beside import take_labelled
from parsers.layouts.registry import Layout
from parsers.plan_rows.state import TableState
from parsers.plan_table import announces, read_table
from parsers.recommending import add_linked, announce, is_linked, read_numbered, recommend, without_parts
from parsers.risk_registers import is_risk_register
from parsers.roles.heads import find_head
from parsers.sections import Section
from parsers.steps import read_steps
from parsers.words import Words

MAX_HEAD_ROWS = 3  # in which a table's headings may stand


def score(section: Section, drafting: Drafting) -> float:
    """Return how surely a section's tables are plans: by their headers, or by recommendations' numbers in them."""
    best = 0.0
    for table in section.tables:
        if is_beside_plans(table) or (section.topic is Topic.NARRATIVE and not _heads_plan(table)):
            continue
        rows = [row for row in table.rows() if any(cell.blocks for cell in row)]
        if any(is_header_row(row) for row in rows):
            best = max(best, 0.9)
        elif (drafting.is_plan or drafting.reports_progress) and find_head(table):
            best = max(best, 0.8)
        elif any(announces(row) for row in rows):
            best = max(best, 0.7)
        elif drafting.columns and table.column_count <= max(drafting.columns) + 1:
            best = max(best, 0.6)
    return best


def is_beside_plans(table: Table) -> bool:
    """Say whether a table lists abbreviations or risks."""
    return bool(read_glossary(table)) or is_risk_register(table)


def _heads_plan(table: Table) -> bool:
    """Say whether a heading of a table is one that only plans have: in a chapter of another subject one has to be."""
    headers = (read_header(cell.text) for row in table.rows()[:MAX_HEAD_ROWS] for cell in row if cell.blocks)
    return any(header is not None and header.role in OF_PLANS for header in headers)


def read(section: Section, drafting: Drafting) -> None:
    """Draft the recommendations, actions and progress of a section's tables, and the paragraphs that introduce them."""
    introduction: Words | None = None
    blocks = announce(section, drafting)
    is_announced = section.is_recommendation and (bool(section.title) or _is_worded(drafting))
    above = None if is_announced else section.title
    blocks = without_parts(blocks, drafting) if is_announced else blocks
    blocks = take_labelled(blocks, drafting) if section.is_recommendation else blocks
    listed = _listed(blocks) if is_announced else {}
    for index, block in enumerate(blocks):
        if index in listed:
            _draft_list(listed[index], drafting)
        elif isinstance(block, Table) and is_beside_plans(block):
            continue
        elif isinstance(block, Table):
            told = introduction if drafting.paragraphs_announce else None
            stage = _stage_of(blocks[index - 1]) if index else None
            read_table(block, TableState(drafting, told, introduction or above, is_announced, stage=stage))
            introduction = above = None
        elif is_linked(block.words):
            add_linked(drafting, block.words)
        elif _reads_as_recommendation(block):
            number, words = read_numbered(block.words)
            recommend(drafting, number, words)
        elif block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING):
            introduction = block.words.fold() if len(block.words) <= MAX_HEADING_CHARACTERS else None
            above = None


def _is_worded(drafting: Drafting) -> bool:
    """Say whether the recommendation that a heading announces is worded by now: by the paragraph below ("Rec 1")."""
    return drafting.current is not None and bool(drafting.current.wordings)


def _stage_of(above: Block | Table) -> Stage | None:
    """Return the stage that the label above a table gives to the actions in it ("New actions:"), or None."""
    header = header_of_label(above)
    return header.stage if header is not None and header.role is Role.ACTION else None


def _listed(blocks: Sequence[Block | Table]) -> dict[int, tuple[ColumnRole, tuple[Block, ...]]]:
    """Return the lists under labels that say they are actions ("What we do already"), by where each begins."""
    found: dict[int, tuple[ColumnRole, tuple[Block, ...]]] = {}
    for index, block in enumerate(blocks):
        header = header_of_label(block)
        if header is None or header.role is not Role.ACTION:
            continue
        entries = tuple(takewhile(_is_entry, blocks[index + 1 :]))
        if entries:
            column = ColumnRole(header.role, block.text.strip() if isinstance(block, Block) else "", header.stage)
            found[index + 1] = column, tuple(entry for entry in entries if isinstance(entry, Block))
    return found


def _is_entry(block: Block | Table) -> bool:
    return isinstance(block, Block) and block.kind is BlockKind.ITEM


def _draft_list(listed: tuple[ColumnRole, tuple[Block, ...]], drafting: Drafting) -> None:
    """Draft what a list in front of a table prints: actions that have neither owner nor date."""
    column, entries = listed
    cell = Cell(0, 0, entries, place=entries[0].place)
    parts = parts_of((cell,))[:1]
    current = drafting.current.key if drafting.current else None
    if steps := read_steps(read_entries(cell), ()):
        drafting.rows.append(DraftRow(current, steps, (), column.stage, None, parts))


LAYOUT = Layout("action_table", score, read)


def _reads_as_recommendation(block: Block) -> bool:
    found = read_recommendation_number(block.text)
    return found is not None and block.text[found.end : found.end + 1].isupper()
