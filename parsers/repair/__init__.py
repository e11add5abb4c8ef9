"""Makes whole what printing cut: Document → Document, one step a file, in the order below.

A step says what it did in a `Remark`. What the words mean is left to the layouts.
"""

from __future__ import annotations

from collections.abc import Callable

from parsers.document import Document
from parsers.repair.cover_form import open_cover_form
from parsers.repair.cut_forms import rejoin_forms
from parsers.repair.fallen_cells import raise_fallen_cells
from parsers.repair.fallen_tables import raise_fallen_tables
from parsers.repair.joining.rows import rejoin_rows
from parsers.repair.joining.tables import rejoin_tables
from parsers.repair.lay_out_forms import lay_out_forms
from parsers.repair.lift_tables import lift_tables
from parsers.repair.lone_cells import free_lone_cells
from parsers.repair.mark_actions import mark_actions
from parsers.repair.mark_counted import mark_counted
from parsers.repair.mark_headings import mark_headings
from parsers.repair.mark_labels import mark_labels
from parsers.repair.name_marked_times import name_marked_times
from parsers.repair.note_calls import drop_note_calls
from parsers.repair.page_furniture import mark_furniture
from parsers.repair.part_answers import part_answers
from parsers.repair.part_cards import part_cards
from parsers.repair.part_dated import part_dated
from parsers.repair.part_lines import part_lines
from parsers.repair.parted_numbers import rejoin_numbers
from parsers.repair.rejoin_paragraphs import rejoin_paragraphs
from parsers.repair.running_themes import raise_running_themes
from parsers.repair.stacked_headers import merge_stacked_headers
from parsers.repair.table_fronts import lift_fronts
from parsers.repair.unwrapped_lines import part_unwrapped
from parsers.repair.value_lines import part_value_lines

STEPS: tuple[Callable[[Document], Document], ...] = (
    raise_fallen_cells,
    raise_fallen_tables,
    part_unwrapped,
    rejoin_numbers,
    mark_furniture,
    drop_note_calls,
    open_cover_form,
    lift_tables,
    free_lone_cells,
    part_cards,
    rejoin_forms,
    lay_out_forms,
    lift_fronts,
    merge_stacked_headers,
    part_lines,
    rejoin_paragraphs,
    part_dated,
    mark_headings,
    raise_running_themes,
    part_answers,
    mark_counted,
    rejoin_tables,
    name_marked_times,
    rejoin_rows,
    part_value_lines,
    mark_labels,
    mark_actions,
)

JOINS: frozenset[Callable[[Document], Document]] = frozenset(
    (rejoin_forms, rejoin_paragraphs, rejoin_tables, rejoin_rows)
)


def repair(document: Document, *, join: bool = True) -> Document:
    """Return the document with furniture marked, and cut paragraphs, tables and rows joined, unless not to `join`."""
    for step in STEPS:
        if join or step not in JOINS:
            document = step(document)
    return document
