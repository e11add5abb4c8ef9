"""The entries of a cell: its list items, inline list pieces, paragraphs and lines, each with its numbers and its place.

Two careful readers cut a cell the same way whatever column it stands in; what the entries mean is the column's affair.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from normalise.numbers import BULLETS, Marker, fold_number, is_first, read_marker, runs_on, split_numbered
from parsers.document import Block, BlockKind, Cell
from parsers.words import NO_WORDS, Words, join

_DASHES = re.compile(r"(?:^|(?<=\s))[-–•▪✓*\uf0b7](?=\s)")
_JOINS = ("and ", "& ", ", ", "to ", "- ", "– ")
_LINE = re.compile(r"\n")
_PERSON = re.compile(r"(?:[A-Z]\.\s*)+[A-Z][\w'’-]+(?=\s*(?:$|[,;/(\n]|[–—-]\s))")


@dataclass(frozen=True, slots=True)
class Entry:
    """One printed entry of a cell. `numbers`: the list numbers in front of it, folded; `is_item`: it is one of a list.

    `depth` is 0 for the outermost list; `words` are folded but for line ends, which stay as "\\n".
    """

    words: Words
    numbers: tuple[str, ...] = ()
    is_item: bool = False
    depth: int = 0

    @property
    def text(self) -> str:
        return self.words.text


def read_entries(cell: Cell) -> tuple[Entry, ...]:
    """Return what is printed in a cell, in reading order, cut at list markers. Nothing but the markers is lost."""
    return read_block_entries(cell.iter_blocks())


def read_block_entries(blocks: Iterable[Block]) -> tuple[Entry, ...]:
    """Return the entries of blocks that stand together, as `read_entries` does for a cell."""
    entries: list[Entry] = []
    together = tuple(blocks)
    lettered = [letter for block in together if (letter := _capital(block))]
    for block in together:
        found = (Entry(numbered_words(block).strip()),) if _is_initial(block, lettered) else _entries_of(block)
        entries.extend(entry for entry in found if entry.text.strip())
    return tuple(_inner_lists_deeper(_raised(entries)))


def numbered_words(block: Block) -> Words:
    """Return a block's words with its number in front, where it is an item of a numbered list."""
    if block.kind is not BlockKind.ITEM or not block.marker or not block.words:
        return block.words
    marker = _read_own_marker(block.marker)
    if marker is None or not marker.numbers:
        return block.words
    first = block.words.runs[0]
    return join((Words.of(block.marker, first.place, first.style), block.words))


def whole_text(entries: Iterable[Entry]) -> Words:
    """Return the entries' words as one running text."""
    return join((entry.words.fold() for entry in entries), " ")


def _capital(block: Block) -> str:
    """Return the capital letter with a full stop behind it that a block begins with, or ""."""
    first = block.marker or block.words.text.lstrip()[:2]
    return first[0] if first[1:2] == "." and first[0].isalpha() and first[0].isupper() else ""


def _is_initial(block: Block, lettered: Sequence[str]) -> bool:
    """Say whether such a letter is a person's ("D. Archer, Town Clerk"): no list's, as none beside it runs on."""
    letter = _capital(block)
    if not letter or any(chr(ord(letter) + step) in lettered for step in (-1, 1)):
        return False
    return _PERSON.match(numbered_words(block).text.lstrip()) is not None


def _entries_of(block: Block) -> Iterator[Entry]:
    words = block.words.strip()
    if block.kind is BlockKind.ITEM:
        yield from _entries_of_item(block, words)
        return
    marker = read_marker(words.text)
    inline = (_split_lines(words) if marker and "\n" in words.text else ()) or _split_inline(words)
    is_shared = marker is not None and len(marker.numbers) > len(inline)  # "a) to c) Head Gardener"
    if inline and not is_shared:
        yield from inline
    elif marker and marker.kind == "bullet":
        yield from _split_dashes(words)
    elif marker and marker.numbers and words[marker.end :]:
        yield Entry(words[marker.end :].strip(), marker.numbers, is_item=True)
    else:
        yield Entry(words)


def _entries_of_item(block: Block, words: Words) -> Iterator[Entry]:
    numbers: tuple[str, ...] = ()
    marker = _read_own_marker(block.marker) if block.marker else None
    if marker and block.marker:
        numbers, words = _with_shared(block.marker, marker.numbers, words)
    elif block.marker and (number := fold_number(block.marker)):
        numbers = (number,)
    if not numbers and (inner := read_marker(words.text)) and inner.numbers and words[inner.end :]:
        numbers, words = inner.numbers, words[inner.end :].strip()
    if not numbers and (inline := _split_inline(words)):
        yield from (replace(entry, depth=entry.depth + block.level) for entry in inline)
        return
    yield Entry(words, numbers, is_item=True, depth=block.level)


def _with_shared(printed: str, numbers: tuple[str, ...], words: Words) -> tuple[tuple[str, ...], Words]:
    """Return an item's numbers with those that its words begin with, and the words behind: "b)", "and c) in June"."""
    shared = read_marker(f"{printed} {words.text}") if words.text.startswith(_JOINS) else None
    if shared is None or len(shared.numbers) <= len(numbers):
        return numbers, words
    return shared.numbers, words[shared.end - len(printed) - 1 :].strip()


def _split_lines(words: Words) -> tuple[Entry, ...]:
    """Return the entries of lines that each begin with the next of a section's numbers ("1.1 Draft", "1.2 Adopt").

    Such a number needs no sign behind it, as its dot tells it from an amount; a line without one goes on.
    """
    entries: list[Entry] = []
    for line in words.split(_LINE):
        marker = read_marker(line.text)
        number = marker.numbers[0] if marker and marker.kind == "dotted" else None
        if marker and number and (not entries or runs_on(entries[-1].numbers[0], number)):
            entries.append(Entry(line[marker.end :].strip(), (number,), is_item=True))
        elif number or not entries:
            return ()
        else:
            entries[-1] = replace(entries[-1], words=join((entries[-1].words, line), "\n"))
    return tuple(entries) if len(entries) > 1 else ()


@lru_cache(maxsize=1024)  # a document's bullets and numbers come again and again
def _read_own_marker(printed: str) -> Marker | None:
    """Return what the marker that a file keeps beside an item says."""
    return read_marker(f"{printed} x")


def _split_inline(words: Words) -> tuple[Entry, ...]:
    pieces = split_numbered(words.text)
    if not pieces:
        return ()
    head = words[: pieces[0].marker_start].strip()
    entries = [Entry(head)] if head else []
    entries += [Entry(words[piece.start : piece.end], piece.numbers, is_item=True) for piece in pieces]
    return tuple(entries)


def _split_dashes(words: Words) -> Iterator[Entry]:
    """Yield the entries of a run of text that begins with a bullet and may hold more of the same."""
    bullet = words.text.lstrip()[0]
    cuts = [match for match in _DASHES.finditer(words.text) if match.group() == bullet]
    # "- Plan agreed – by Cabinet": another dash is a dash; the same one in front of a small letter may be either.
    cuts = [
        cut
        for cut in cuts
        if cut.start() == cuts[0].start() or words.text[cut.end() :].lstrip()[:1].isupper() or bullet in BULLETS
    ]
    if not cuts:  # a sign alone: a coloured dot, or a dash that says "nothing"
        yield Entry(words)
        return
    ends = [cut.start() for cut in cuts[1:]] + [len(words)]
    for cut, end in zip(cuts, ends, strict=True):
        yield Entry(words[cut.end() : end].strip(), is_item=True)


def _raised(entries: list[Entry]) -> list[Entry]:
    """Return the entries with the outermost list at depth 0, however deep it stands on the page."""
    least = min((entry.depth for entry in entries if entry.is_item), default=0)
    if not least:
        return entries
    return [replace(entry, depth=entry.depth - least) if entry.is_item else entry for entry in entries]


def _inner_lists_deeper(entries: list[Entry]) -> Iterator[Entry]:
    """Yield the entries, a lettered list inside a numbered one a level deeper where the file gives no depth."""
    outer: str | None = None
    inner: str | None = None
    for entry in entries:
        number = entry.numbers[0] if len(entry.numbers) == 1 else None
        if number is None or entry.depth:
            yield entry
            continue
        if outer and number.isalpha() and outer.isdigit() and (is_first(number) or (inner and runs_on(inner, number))):
            inner = number
            yield replace(entry, depth=1)
            continue
        outer, inner = number, None
        yield entry


def lines_of(entry: Entry) -> tuple[Words, ...]:
    """Return the printed lines of an entry."""
    return entry.words.split(_LINE)


EMPTY = Entry(NO_WORDS)
