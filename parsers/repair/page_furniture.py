"""Marks what belongs to the page, not to the text: page numbers, running headers and footers, contents lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from normalise.numbers import read_recommendation_number
from parsers.document import Block, BlockKind, Document, Layer, Table
from parsers.headings import Topic, read_topic
from parsers.repair.joining.grids import find_pieces
from parsers.repair.mark_headings import is_label

MIN_REPEATS = 3
MAX_FURNITURE_CHARACTERS = 120
MAX_NUMBERED_WORDS = 2
MIN_CONTENTS = 3  # lines that end in page numbers
MAX_CONTENTS_TITLE_WORDS = 5
MAX_CONTENTS_CHARACTERS = 400  # of one entry: the pattern takes time by the square of them

_PAGE_NUMBER = re.compile(
    r"^(?!\d{1,2}\s*/\s*(?:19|20)\d\d$|(?:19|20)\d\d\s*/\s*\d\d(?:\d\d)?$)"  # a month, a financial year
    r"(?:page\s*)?[-–|]?\s*\d{1,4}\s*[-–|]?(?:\s*(?:of|/)\s*\d{1,4})?$|^page\s+[ivxl]+$",
    re.IGNORECASE,
)
_CONTENTS_HEADING = re.compile(
    r"^(?:(?:table of )?contents(?: page)?|(?:what is )?in this (?:report|document|plan)):?$", re.IGNORECASE
)
_CONTENTS_LINE = re.compile(r"^.{2,}?(?:\s*[.…·_]{3,}\s*|\s+)\d{1,3}$")
_LED_LINE = re.compile(r"[^\W_].*?(?:\s*[.…·_]{3,}\s*|\s*…\s*|\t|\s{3,})(?P<page>\d{1,3})$", re.DOTALL)
_NUMBERED_LINE = re.compile(r"^\d{1,4} .*[^\W\d]|[^\W\d].* \d{1,4}$")
_COUNTED_LINE = re.compile(
    r"^\W*+ \w++\W++\w++\W++\w.* (?: [|–—-]\s* (?:page\s*)? \d{1,4}$ | \bpage\s+\d )"
    r"| ^page\s+\d{1,4}\s+of\s+\d{1,4}\s+\w",
    re.IGNORECASE | re.VERBOSE,
)
_OF_PAGES = re.compile(r"\bpage\s+(?P<page>\d{1,4})\s+of\s+\d{1,4}\b", re.IGNORECASE)
_NUMBER_BELOW = re.compile(r"\w\W+\w+.*\n\s*\d{1,4}\s*$")  # a running line, and its page number below it
_DIGITS = re.compile(r"\d+")
MAX_BEHIND_NOTICE = 8  # lines: who publishes it, and where they are
_OTHER_FORMATS = re.compile(
    r"\b(?:another|other|alternative|different)\s+(?:formats?|languages?)\b|\blarge[- ]print\b|\bbraille\b"
    r"|\beasy[- ]?read\b",
    re.IGNORECASE,
)
_TO_READERS = re.compile(
    r"\byou(?:r|['’]d)?\b|\b(?:want|need|require)\s+this\b|\bavailable\s+in\b|\bon\s+request\b"
    r"|\bthis\s+(?:document|report|plan|publication|information|leaflet|page)\b",
    re.IGNORECASE,
)


def mark_furniture(document: Document) -> Document:
    """Return the document with its furniture moved to the furniture layer; nothing is removed."""
    repeated = _repeated_lines(document)
    pieces = find_pieces(document)  # a row that a page cuts may leave a lone "2026" to the next
    blocks: list[Block | Table] = []
    in_contents = False
    listed = _contents_by_look(document) | frozenset(_titles_again(document)) | frozenset(_closing_notice(document))
    for index, block in enumerate(document.blocks):
        if index in listed:
            blocks.append(replace(block, layer=Layer.FURNITURE))
            continue
        text = " ".join(block.text.split()) if isinstance(block, Block) else ""
        if isinstance(block, Block) and _CONTENTS_HEADING.match(text):
            in_contents = _holds_contents(document.blocks[index + 1 : index + 4])
            blocks.append(replace(block, layer=Layer.FURNITURE) if in_contents else block)
            continue
        in_contents = in_contents and _is_contents(block)
        line = text if isinstance(block, Block) else "" if id(block) in pieces else _single_line(block)
        is_running = line in repeated and not (isinstance(block, Block) and block.fill)  # a coloured status is none
        is_number = bool(_PAGE_NUMBER.match(line)) and not _is_headed(block) and not _is_listed(document, index)
        if in_contents or is_number or is_running:
            blocks.append(replace(block, layer=Layer.FURNITURE))
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def _closing_notice(document: Document) -> Iterator[int]:
    """Yield where a document ends in a notice about other formats and languages, and who publishes it; no notes."""
    last = len(document.blocks)
    for index in reversed(range(max(0, last - MAX_BEHIND_NOTICE - 1), last)):
        block = document.blocks[index]
        if isinstance(block, Table) or block.kind is BlockKind.ITEM:
            break
        if block.kind is BlockKind.PARAGRAPH and _OTHER_FORMATS.search(block.text) and _TO_READERS.search(block.text):
            for at, behind in enumerate(document.blocks[index:], index):
                if isinstance(behind, Block) and behind.text.strip()[:1].isalpha():
                    yield at
            return


def _contents_by_look(document: Document) -> frozenset[int]:
    """Return where contents stand, whatever they are called: lines led to page numbers that grow, and their heading."""
    found: set[int] = set()
    run: list[int] = []
    pages: list[int] = []
    for index, block in enumerate((*document.blocks, None)):
        line = block.text.strip() if isinstance(block, Block) and len(block.text) <= MAX_CONTENTS_CHARACTERS else ""
        match = _LED_LINE.search(line) if line[-1:].isdecimal() else None
        if match and (not pages or int(match["page"]) >= pages[-1]):
            run.append(index)
            pages.append(int(match["page"]))
            continue
        if len(run) >= MIN_CONTENTS and pages[-1] > pages[0]:
            found.update(run)
            found.update(_heading_over(document, run[0]))
        run, pages = [], []
    return frozenset(found)


def _titles_again(document: Document) -> Iterator[int]:
    """Yield where a paragraph at the head or foot of a page prints a heading of an earlier page once more."""
    headings: set[str] = set()
    last = len(document.blocks) - 1
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table) or block.kind is BlockKind.BREAK:
            continue
        text = " ".join(block.text.split())
        if block.kind is BlockKind.HEADING and block.level:
            headings.add(text)
        elif block.kind is BlockKind.PARAGRAPH and text in headings and not block.fill:
            beside = (document.blocks[max(0, index - 1)], document.blocks[min(last, index + 1)])
            if any(isinstance(other, Block) and other.kind is BlockKind.BREAK for other in beside):
                yield index


def _heading_over(document: Document, index: int) -> tuple[int, ...]:
    above = document.blocks[index - 1] if index else None
    if not isinstance(above, Block) or above.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH):
        return ()
    return (index - 1,) if len(above.text.split()) <= MAX_CONTENTS_TITLE_WORDS else ()


def _is_headed(block: Block | Table) -> bool:
    """Say whether the file itself marks a line as a heading: a slide's "1" is its recommendation's, not its page's."""
    return isinstance(block, Block) and block.kind is BlockKind.HEADING and block.level > 0


def _is_listed(document: Document, index: int) -> bool:
    """Say whether a line is an entry of a list, with another of the same marker beside it: "2027" among dates."""
    block = document.blocks[index]
    if not isinstance(block, Block) or block.kind is not BlockKind.ITEM:
        return False
    beside = (*document.blocks[max(0, index - 1) : index], *document.blocks[index + 1 : index + 2])
    return any(
        isinstance(other, Block) and other.kind is BlockKind.ITEM and _style(other) == _style(block) for other in beside
    )


def _style(item: Block) -> tuple[str, int]:
    return _DIGITS.sub("#", item.marker or ""), item.level


def _repeated_lines(document: Document) -> frozenset[str]:
    """Return the running headers and footers: lines that come again and again where a page ends or begins.

    Beside a printed page number twice is enough, beside a bare page break three times.
    """
    weights: Counter[str] = Counter()
    lines: set[str] = set()
    for line in _counted_lines(document):
        lines.add(line)
        weights[_DIGITS.sub("#", line)] += 3
    for line in filter(None, (_single_line(block) for block in document.blocks if isinstance(block, Table))):
        if _NUMBERED_LINE.search(line):  # a running line and its page number, set apart by tabs
            lines.add(line)
            weights[_DIGITS.sub("#", line)] += 3
    for index, block in enumerate(document.blocks):
        if not isinstance(block, Block):
            continue
        is_break = block.kind is BlockKind.BREAK
        if not is_break and not _PAGE_NUMBER.match(block.text.strip()):
            continue
        for text in _neighbours(document, index):
            lines.add(text)
            weights[_DIGITS.sub("#", text)] += 2 if is_break else 3
    return frozenset(text for text in lines if weights[_DIGITS.sub("#", text)] >= MIN_REPEATS * 2)


def _counted_lines(document: Document) -> tuple[str, ...]:
    """Return the lines that come again with a number that grows: a running line and its page number."""
    numbers: dict[str, list[int]] = {}
    lines: dict[str, list[str]] = {}
    for block in document.blocks:
        printed = block.text if isinstance(block, Block) and block.kind is BlockKind.PARAGRAPH else ""
        if len(printed) > 2 * MAX_FURNITURE_CHARACTERS:
            continue
        text = " ".join(printed.split())
        is_counted = _is_counted(text) or _NUMBER_BELOW.search(printed) is not None
        if len(text) > MAX_FURNITURE_CHARACTERS or not is_counted or not _may_run(text):
            continue
        folded = _DIGITS.sub("#", text)
        numbers.setdefault(folded, []).append(_page_of(text))
        lines.setdefault(folded, []).append(text)
    growing = (key for key, found in numbers.items() if len(found) > 1 and found == sorted(set(found)))
    return tuple(text for key in growing for text in lines[key])


def _is_counted(text: str) -> bool:
    """Say whether a line ends in a number or names its page; most do neither, and no pattern need look."""
    return (text[-1:].isdigit() or "page" in text.casefold()) and _COUNTED_LINE.search(text) is not None


def _page_of(text: str) -> int:
    """Return the page that a running line tells: "Page 3 of 9", or the number at its end."""
    match = _OF_PAGES.search(text)
    return int(match["page"] if match else _DIGITS.findall(text)[-1])


def _single_line(table: Table) -> str:
    """Return what a table of one row prints, "" where it has more rows or is bold like a heading."""
    if table.row_count != 1:
        return ""
    printed = [cell for cell in table.cells if cell.text.strip()]
    if len(printed) > MAX_NUMBERED_WORDS or any(cell.words.is_bold() for cell in printed):
        return ""
    return " ".join(" ".join(cell.text.split()) for cell in printed)


def _neighbours(document: Document, index: int) -> set[str]:
    """Return the lines next to a page's end that may be the page's; the second ones are so unless they are labels."""
    near = (*document.blocks[max(0, index - 1) : index], *document.blocks[index + 1 : index + 2])
    far = (*document.blocks[max(0, index - 2) : max(0, index - 1)], *document.blocks[index + 2 : index + 3])
    texts = {" ".join(block.text.split()) for block in near if isinstance(block, Block) and not _announces(block)}
    texts |= {text for block in far if isinstance(block, Block) and not is_label(text := " ".join(block.text.split()))}
    return {text for text in texts if 0 < len(text) <= MAX_FURNITURE_CHARACTERS and _may_run(text)}


def _announces(block: Block) -> bool:
    """Say whether the file's own heading says what stands below it: "Further suggestions", once for each theme."""
    return _is_headed(block) and read_topic(block.text) in (Topic.RECOMMENDATIONS, Topic.ADDITIONAL)


def _may_run(text: str) -> bool:
    """Say whether a line may be a running one: "Theme 3" at the top of a page is that page's own heading."""
    if _PAGE_NUMBER.match(text) or read_recommendation_number(text) is not None:
        return False
    words = _DIGITS.sub(" ", text).split()
    return not _DIGITS.search(text) or len(words) > MAX_NUMBERED_WORDS or "page" in text.casefold()


def _holds_contents(blocks: tuple[Block | Table, ...]) -> bool:
    return any(_is_contents(block) for block in blocks)


def _is_contents(block: Block | Table) -> bool:
    """Say whether a block is lines that end in page numbers."""
    if isinstance(block, Block):
        lines = [line.strip() for line in block.text.splitlines() if line.strip()]
        return block.kind is BlockKind.BREAK or (bool(lines) and all(_CONTENTS_LINE.match(line) for line in lines))
    last = [row[-1].text.strip() for row in (tuple(c for c in row if c.text.strip()) for row in block.rows()) if row]
    return bool(last) and sum(text.isdigit() for text in last) * 2 > len(last)
