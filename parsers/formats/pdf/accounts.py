"""Where every character of a page went: into a cell, into a block, or counted as one that is not read.

`take_stock` counts what a page prints before anything is made of it, `balance` what has become of it in the end. The
one is made of runs, the other of blocks: a step between that loses words cannot hide it.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from normalise.records import Box
from parsers.document import Block, Layer, Remark, Table
from parsers.formats.pdf.flow.characters import LOWERED, clean
from parsers.formats.pdf.opening import describe_pages
from parsers.formats.pdf.page import Page, Shown, TextRun
from parsers.words import NO_WORDS, Place, Words, join

HYPHENS = frozenset("-\u2010")  # that a line breaks a word by: they are taken out where the word is made whole
_RAISED_FIGURES = frozenset(map(chr, LOWERED))
_FIRST_CHARACTERS = 60
_MOST_SEARCHED = 5_000  # runs of a page
_HIDDEN = {
    Shown.INVISIBLE: "printed invisibly",
    Shown.WHITE: "in the colour of their ground",
    Shown.OFF_PAGE: "off the page",
    Shown.CLIPPED: "outside the area they are printed in",
}


@dataclass(frozen=True, slots=True)
class Unseen:
    """Characters of a page that nobody sees in one way: how many, the first of them, and where these stand."""

    count: int
    first: str
    box: Box


@dataclass(frozen=True, slots=True)
class Stock:
    """What a page prints: the seen runs' text, a line each, and their boxes; and what is not seen.

    It is kept for every page until the document is whole, so it is kept small.
    """

    page: int
    lines: str
    boxes: array[float]
    unseen: dict[Shown, Unseen]

    def box(self, index: int) -> Box:
        """Return the box of a run by its number."""
        left, top, right, bottom = self.boxes[4 * index : 4 * index + 4]
        return left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Account:
    """What became of a page's characters, blanks not counted.

    `hyphens` were taken out of broken words; `added` stand in the document oftener than on the page. `unread` are the
    runs, or parts of them, that `unplaced` characters are from.
    """

    page: int
    printed: int
    cells: int = 0
    blocks: int = 0
    furniture: int = 0
    notes: int = 0
    hyphens: int = 0
    duplicate: int = 0
    hidden: int = 0
    unplaced: int = 0
    added: int = 0
    unread: tuple[Words, ...] = ()

    def is_balanced(self) -> bool:
        """Say whether all that is printed is somewhere, once."""
        read = self.cells + self.blocks + self.furniture + self.notes + self.hyphens
        return self.printed == read + self.duplicate + self.hidden + self.unplaced and not self.added


def take_stock(page: Page) -> Stock:
    """Return what a page prints; which of its runs are seen must have been settled."""
    seen = [
        (text, run.box)
        for run in page.runs
        if run.shown is Shown.SHOWN and (text := clean(run.text, run.font)) and not text.isspace()
    ]
    unseen: dict[Shown, list[TextRun]] = defaultdict(list)
    for run in page.runs:
        if run.shown is not Shown.SHOWN and not run.text.isspace():
            unseen[run.shown].append(run)
    boxes = array("f", chain.from_iterable([box for _, box in seen]))
    lines = "\n".join([" ".join(text.split()) if "\n" in text else text for text, _ in seen])
    return Stock(page.number, lines, boxes, {shown: _unseen(runs) for shown, runs in unseen.items()})


def balance(stocks: Sequence[Stock], blocks: Iterable[Block | Table]) -> tuple[Account, ...]:
    """Return an account for each page; `blocks` are the whole document's."""
    placed = {stock.page: _Placed() for stock in stocks}
    for block in blocks:
        _place(block, placed, stocks[0].page)
    return tuple(_settle(stock, placed[stock.page]) for stock in stocks)


def iter_remarks(stocks: Sequence[Stock], accounts: Sequence[Account]) -> Iterator[Remark]:
    """Yield what is to be said of text that is not read: once for what comes again on other pages."""
    doubled = [stock.page for stock in stocks if Shown.DUPLICATE in stock.unseen]
    if doubled:
        count = sum(account.duplicate for account in accounts)
        yield Remark("duplicate-text", f"{_characters(count)}, {describe_pages(doubled)}")
    hidden: dict[tuple[Shown, str], list[tuple[int, Unseen]]] = defaultdict(list)
    for stock in stocks:
        for shown, found in stock.unseen.items():
            if shown is not Shown.DUPLICATE:
                hidden[shown, found.first].append((stock.page, found))
    for (shown, first), pages in hidden.items():
        count = sum(found.count for _, found in pages)
        where = describe_pages([page for page, _ in pages])
        words = join((Words.of(first, Place(page, found.box)) for page, found in pages), " ")
        yield Remark("hidden-text", f"{_characters(count)} {_HIDDEN[shown]} from “{first}”, {where}", words)
    for account in accounts:
        if account.unplaced:
            words = account.unread[0] if account.unread else NO_WORDS
            begins = f" from “{words.text}”" if words else ""
            yield Remark("unread-text", f"{_characters(account.unplaced)}{begins}, page {account.page}", words)


class _Placed:
    """What the document holds of one page: characters by where they stand, the text for a search, markers apart.

    Markers are not always printed: a bullet may be a drawn dot.
    """

    def __init__(self) -> None:
        self.texts: defaultdict[str, list[str]] = defaultdict(list)
        self.markers: Counter[str] = Counter()

    def close(self) -> tuple[dict[str, int], str]:
        """Return how many characters stand where, and all of them as one text without blanks."""
        joined = {where: _blankless("".join(texts)) for where, texts in self.texts.items()}
        return {where: len(text) for where, text in joined.items()}, "".join(joined.values())


def _place(block: Block | Table, placed: dict[int, _Placed], page: int, within: str | None = None) -> None:
    """Count a block's characters where they stand: `within` a table, else in the block's own layer."""
    page = block.place.page or page
    if isinstance(block, Table):
        within = within or ("cells" if block.layer is Layer.BODY else block.layer.value)
        for cell in block.cells:
            for inner in cell.blocks:
                _place(inner, placed, cell.place.page or page, within)
        return
    for run in block.words.runs:
        placed[run.place.page or page].texts[within or block.layer.value].append(run.text)
    if block.marker:
        placed[page].markers.update("".join(block.marker.split()))


def _settle(stock: Stock, placed: _Placed) -> Account:
    counts, everything = placed.close()
    printed, characters = Counter(_blankless(stock.lines)), Counter(everything)
    missing = printed - characters
    markers = missing & placed.markers
    missing -= markers
    hyphens = sum(count for sign, count in missing.items() if sign in HYPHENS)
    hyphens = (
        min(hyphens, sum(1 for text in stock.lines.split("\n") if text.rstrip()[-1:] in HYPHENS)) if hyphens else 0
    )
    unplaced = missing.total() - hyphens
    duplicate = stock.unseen[Shown.DUPLICATE].count if Shown.DUPLICATE in stock.unseen else 0
    unseen = sum(found.count for found in stock.unseen.values())
    return Account(
        stock.page,
        printed.total() + unseen,
        cells=counts.get("cells", 0),
        blocks=counts.get(Layer.BODY.value, 0) + markers.total(),
        furniture=counts.get(Layer.FURNITURE.value, 0),
        notes=counts.get(Layer.NOTE.value, 0),
        hyphens=hyphens,
        duplicate=duplicate,
        hidden=unseen - duplicate,
        unplaced=unplaced,
        added=(characters - printed).total(),
        unread=tuple(_find_unread(stock, everything, missing)) if unplaced else (),
    )


def _find_unread(stock: Stock, everything: str, missing: Counter[str]) -> Iterator[Words]:
    """Yield the runs that the missing characters are from: those whose text stands nowhere in the document."""
    for index, line in enumerate(stock.lines.split("\n", _MOST_SEARCHED)[:_MOST_SEARCHED]):
        text = _blankless(line)
        if text not in everything and (Counter(text) & missing).total() * 2 > len(text):
            yield Words.of(text[:_FIRST_CHARACTERS], Place(stock.page, stock.box(index)))


def _blankless(text: str) -> str:
    letters = "".join(text.split())
    return letters if _RAISED_FIGURES.isdisjoint(letters) else letters.translate(LOWERED)


def _unseen(runs: Sequence[TextRun]) -> Unseen:
    count = sum(len(_blankless(clean(run.text, run.font))) for run in runs)
    return Unseen(count, " ".join(runs[0].text.split())[:_FIRST_CHARACTERS], runs[0].box)


def _characters(count: int) -> str:
    return f"{count} character" + ("" if count == 1 else "s")
