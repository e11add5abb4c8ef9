"""Which block, list item or heading each marked content of a page belongs to, as far as the page bears its tags out.

What is not believed is left to its look, and a remark says so: no tag may hide text, or run together what is set apart.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import itemgetter
from statistics import median

from normalise.records import Box
from parsers.document import Remark
from parsers.formats.pdf.page import Page, Shown, TextRun
from parsers.formats.pdf.tag_place import PlaceKind, TagPlace
from parsers.formats.pdf.tagged_artifacts import is_marginal
from parsers.formats.pdf.tagged_tables import runs_by_mcid, union
from parsers.formats.pdf.tagged_text import TaggedBlock, read_tagged_text
from parsers.words import NO_WORDS, Place, Words

_LONG_HEADING = 300  # characters, as many as no heading and no contents entry has
_LONG_LABEL = 12  # characters of a list marker: "(xviii)", "2.1.10.", "Action 4"
_MANY = 600  # characters that make a page of text
_SLACK = 2.0  # points by which boxes that follow one another may overlap
_ENTRY_END = re.compile(r"(?:\d{1,4}|[ivxlc]{1,7})\W{0,3}$", re.IGNORECASE)  # a contents entry's page number


def read_tag_places(page: Page) -> tuple[dict[int, TagPlace], tuple[Remark, ...]]:
    """Return the place of each marked content, by its id, as far as it is believed, and what is wrong with the rest."""
    if not page.tags:
        return {}, ()
    text = read_tagged_text(page.tags)
    blocks, doubts = _read_blocks(page, text.blocks)
    _adopt_strays(page, blocks)
    if text.stray_items:
        doubts.append(_Doubt("list items are tagged outside any list"))
    for check in _CHECKS:
        doubts.extend(check(page, blocks))
    places: dict[int, TagPlace] = {}
    for number, block in enumerate(blocks):
        if block.tagged.setting.is_block:
            places.update(_places(number, block))
    return places, tuple(doubt.remark(page.number) for doubt in doubts)


def places_inside(places: dict[int, TagPlace], cells: Mapping[int, Sequence[TextRun]]) -> dict[int, TagPlace]:
    """Return the places for the cells of a drawn table, whose runs are given; none if a block lies over several cells.

    So it is where columns are set with tabs: each line over all of them is tagged as a paragraph.
    """
    owners: dict[int, int] = {}
    for number, runs in cells.items():
        for run in runs:
            place = None if run.mcid is None else places.get(run.mcid)
            if place is not None and owners.setdefault(place.block_id, number) != number:
                return {}
    return places


@dataclass(slots=True)
class _Block:
    """A tagged block with its printed runs (those of its list marker apart), and what it is taken for."""

    tagged: TaggedBlock
    kind: PlaceKind
    runs: list[TextRun]
    labels: list[TextRun]
    box: Box
    size: int

    @property
    def first(self) -> TextRun:
        return (self.runs or self.labels)[0]


@dataclass(frozen=True, slots=True)
class _Doubt:
    """What is wrong with the tags, and where."""

    reason: str
    run: TextRun | None = None

    def remark(self, page: int) -> Remark:
        words = NO_WORDS if self.run is None else Words.of(self.run.text, Place(page, self.run.box))
        return Remark("tags-disagree", f"page {page}: {self.reason}", words)


_Blocks = list[_Block]
_ASIDE = frozenset((PlaceKind.NOTE, PlaceKind.FIGURE, PlaceKind.CAPTION, PlaceKind.FURNITURE))


def _read_blocks(page: Page, tagged: Sequence[TaggedBlock]) -> tuple[_Blocks, list[_Doubt]]:
    """Return the blocks that print something. A marked content that two of them claim is neither's."""
    runs = runs_by_mcid(page)
    claims = Counter(mcid for block in tagged for mcid in {*block.mcids, *block.labels})
    doubled = [mcid for mcid, count in claims.items() if count > 1 and mcid in runs]
    for mcid in doubled:
        del runs[mcid]
    blocks = [block for one in tagged if (block := _read_block(one, runs)) is not None]
    return blocks, [_Doubt("the same text is tagged in several places")] if doubled else []


def _read_block(tagged: TaggedBlock, runs: Mapping[int, Sequence[TextRun]]) -> _Block | None:
    own = [run for mcid in tagged.mcids for run in runs.get(mcid, ())]
    labels = [run for mcid in tagged.labels for run in runs.get(mcid, ())]
    if not own and not labels:
        return None
    box = union([run.box for run in own or labels])
    return _Block(tagged, tagged.setting.kind, own, labels, box, sum(len(run.text) for run in own))


def _adopt_strays(page: Page, blocks: _Blocks) -> None:
    """Give text without a tag that stands in a line of one block to it: the dots that lead to a page number."""
    strays = [run for run in page.runs if run.mcid is None and not run.artifact and run.shown is Shown.SHOWN]
    if not strays:
        return
    lines: dict[int, list[tuple[float, int, TextRun]]] = defaultdict(list)
    for number, block in enumerate(blocks):
        for run in block.runs:
            lines[round(run.baseline)].append((run.x0, number, run))
    for line in lines.values():
        line.sort(key=itemgetter(0))
    for run in strays:
        line = lines.get(round(run.baseline), [])
        place = bisect_left(line, run.x0, key=itemgetter(0))
        if 0 < place < len(line) and line[place - 1][1] == line[place][1]:
            run.mcid = line[place][2].mcid


def _places(number: int, block: _Block) -> Iterator[tuple[int, TagPlace]]:
    setting = block.tagged.setting
    item = setting.item
    # What goes on of an item from the page before has no marker, and is no item of its own.
    is_rest = item is not None and item.earlier and not block.labels
    place = TagPlace(
        number,
        PlaceKind.PARAGRAPH if is_rest and block.kind is PlaceKind.ITEM else block.kind,
        setting.level if block.kind is PlaceKind.HEADING else 0,
        item_id=None if item is None or is_rest else item.number,
        list_id=setting.list_id,
        list_depth=setting.list_depth,
        earlier=setting.earlier,
        later=setting.later,
        alt=setting.alt,
    )
    above: TextRun | None = None
    for run in block.runs:
        if above is not None and run.box[3] < above.box[1] and run.box[0] > above.box[2]:
            place = replace(place, part=place.part + 1)
        above = run
        if run.mcid is not None:
            yield run.mcid, place
    if block.labels:
        label = replace(place, is_label=True, part=0)
        yield from ((run.mcid, label) for run in block.labels if run.mcid is not None)


def _check_labels(page: Page, blocks: _Blocks) -> Iterator[_Doubt]:
    """List markers are short and stand in front of their item; others are part of its text."""
    for block in blocks:
        if block.labels and not _is_label(block):
            yield _Doubt("a list marker is tagged that is none", block.labels[0])
            block.runs, block.labels = [*block.labels, *block.runs], []


def _is_label(block: _Block) -> bool:
    if sum(len(run.text) for run in block.labels) > _LONG_LABEL:
        return False
    if not block.runs:
        return True
    first = min(block.runs, key=lambda run: run.baseline)
    return all(run.x0 <= block.box[0] + _SLACK and run.baseline <= first.baseline + first.size for run in block.labels)


def _check_headings(page: Page, blocks: _Blocks) -> Iterator[_Doubt]:
    """Headings are short, and less than the text under them."""
    headings = [block for block in blocks if block.kind is PlaceKind.HEADING]
    for block in headings:
        if block.size > _LONG_HEADING:
            yield _Doubt(f"a text of {block.size} characters is tagged as a heading", block.first)
            block.kind = PlaceKind.PARAGRAPH
    headings = [block for block in headings if block.kind is PlaceKind.HEADING]
    if len(headings) > 3 and _prevail(headings, blocks):
        yield _Doubt("nearly all text is tagged as headings", headings[0].first)
        for block in headings:
            block.kind = PlaceKind.PARAGRAPH


def _prevail(some: Sequence[_Block], blocks: _Blocks) -> bool:
    """Say whether some blocks are most of a page of text."""
    size, total = sum(block.size for block in some), sum(block.size for block in blocks)
    return total > _MANY and 2 * size > total


def _check_contents(page: Page, blocks: _Blocks) -> Iterator[_Doubt]:
    """Entries of contents are short, and most end in a page number: what is no contents must not be put aside."""
    entries = [block for block in blocks if block.kind is PlaceKind.CONTENTS]
    numbered = [block for block in entries if block.size <= _LONG_HEADING and _ENTRY_END.search(_last_text(block))]
    if entries and 2 * len(numbered) < len(entries):
        yield _Doubt("text is tagged as contents that has no page numbers", entries[0].first)
        for block in entries:
            block.kind = PlaceKind.PARAGRAPH


def _last_text(block: _Block) -> str:
    """Return the text of a block's last line, as far as its size from the end allows."""
    last = max(block.runs, key=lambda run: (round(run.baseline), run.x1))
    return last.text.rstrip()


def _check_notes(page: Page, blocks: _Blocks) -> Iterator[_Doubt]:
    notes = [block for block in blocks if block.kind is PlaceKind.NOTE]
    if _prevail(notes, blocks):
        yield _Doubt("most of the page is tagged as notes", notes[0].first)
        for block in notes:
            block.kind = PlaceKind.PARAGRAPH


def _check_furniture(page: Page, blocks: _Blocks) -> Iterator[_Doubt]:
    """Elements that are tagged as no content stand at the margins."""
    furniture = [block for block in blocks if block.kind is PlaceKind.FURNITURE]
    boxes = [block.box for block in blocks if block.kind is not PlaceKind.FURNITURE]
    body = union(boxes) if boxes else None
    for block in furniture:
        if not is_marginal(block.box, body, page):
            yield _Doubt("text in the middle of the page is tagged as no content", block.first)
            block.kind = PlaceKind.PARAGRAPH


def _check_size(page: Page, blocks: _Blocks) -> Iterator[_Doubt]:
    """One block with most of the page's text that is set as several is left to its look."""
    largest = max(blocks, key=lambda block: block.size, default=None)
    if largest is None or not largest.tagged.setting.is_block:
        return
    if _prevail([largest], blocks) and _is_set_apart(largest.runs):
        yield _Doubt("text that is set as several paragraphs is tagged as one", largest.first)
        blocks[:] = [block for block in blocks if block is not largest]


def _is_set_apart(runs: Sequence[TextRun]) -> bool:
    """Say whether lines change their size, or stand further apart in places than elsewhere."""
    ordered = sorted(runs, key=lambda run: run.baseline)
    steps = [below.baseline - above.baseline for above, below in pairwise(ordered)]
    steps = [step for step, run in zip(steps, ordered, strict=False) if step > run.size / 2]
    sizes: Counter[float] = Counter()
    for run in ordered:
        sizes[round(run.size, 1)] += len(run.text)
    usual = [size for size, count in sizes.items() if 20 * count > sizes.total()]
    is_mixed = max(usual, default=0) > 1.2 * min(usual, default=0)
    return is_mixed or (len(steps) > 1 and max(steps) > 1.5 * median(steps))


def _check_order(page: Page, blocks: _Blocks) -> Iterator[_Doubt]:
    """What follows in the tags does not stand above: such blocks are put in the order of the page.

    Where blocks stand side by side, that order is not plain: then they are left to their look, unless few are astray.
    """
    cells: dict[int, _Blocks] = defaultdict(list)
    for block in blocks:
        cells[block.tagged.setting.cell].append(block)
    ordered: _Blocks = []
    for group in cells.values():
        astray = [below for above, below in pairwise(_in_order(group)) if _stands_above(below.box, above.box)]
        if not astray:
            ordered.extend(group)
            continue
        by_top = sorted(group, key=lambda block: (block.box[1], block.box[0]))
        if not any(below.box[1] < above.box[3] - _SLACK for above, below in pairwise(by_top)):
            yield _Doubt("its paragraphs are tagged in another order", astray[0].first)
            ordered.extend(by_top)
        elif 5 * len(astray) > len(group):
            yield _Doubt("its paragraphs are tagged in another order, and are left to their look", astray[0].first)
        else:
            ordered.extend(group)
    blocks[:] = ordered


def _in_order(blocks: _Blocks) -> _Blocks:
    """Return the blocks that follow one another; notes and pictures may be told of where they belong."""
    return [block for block in blocks if block.kind not in _ASIDE]


def _stands_above(box: Box, other: Box) -> bool:
    across = min(box[2], other[2]) - max(box[0], other[0])
    narrow = min(box[2] - box[0], other[2] - other[0])
    return box[3] <= other[1] + _SLACK and across > 0.3 * narrow


_CHECKS = (_check_labels, _check_headings, _check_contents, _check_notes, _check_furniture, _check_size, _check_order)
