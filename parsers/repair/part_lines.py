"""Parts paragraphs whose lines are a paragraph each: "Recommendation 1: …", "Action: …", "Lead: …" one under the other.

Files print such lines without a blank one between. A line of running text that only happens to begin so stays in it.
Labels below an entry of a list ("1. Draft it", "Owner: …") are parted from it as well, with what they label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from normalise.numbers import read_recommendation_number
from parsers.document import Block, BlockKind, Document, Layer, Table
from parsers.headers import TIME_ROLES, Header, Role, read_header
from parsers.headings import read_topic
from parsers.repair.mark_headings import (
    DATED,
    find_label,
    is_answer,
    is_answer_or_status,
    is_label,
    is_recommendation_heading,
)
from parsers.repair.running_on import ends_sentence, is_left_open, starts_small
from parsers.tails import cut_tail
from parsers.words import Words, join

MIN_LABELS = 2  # different ones, below one another in one paragraph
MAX_NAME_WORDS = 8
MIN_TITLES = 2  # known ones, right above their text
MIN_LABEL_WORDS = 3  # of one that no colon marks
_ANSWERS = frozenset((Role.OWNER, Role.SENIOR_OWNER, Role.MEASURE, Role.STATUS, *TIME_ROLES))
_TOLD_BELOW = (Role.MEASURE, Role.PROGRESS)
_NOT_PART = (Role.OTHER, Role.STATUS)  # of what is done: "Risks: …", "Status: …"
MAX_LINES = 5_000  # of a paragraph that is parted: each part is cut out of the whole
MAX_CHARACTERS = 20_000  # of one whose labels may stand beside one another
FAR = 3  # blanks between two labels of a line

_NUMBER = re.compile(r"\s*(?P<number>\d{1,2}(?:\.\d{1,2})*)(?:\.?\s+(?=[A-Z“\"'(])|(?<=\.\d)\s+(?=[a-z]))")
_COUNTED_ACTION = re.compile(r"(?P<label>[A-Z][A-Za-z ]{2,30}?)\s+(?:no\.?\s*)?\d{1,2}(?:\.\d{1,2}){0,2}[a-z]?[.:]?")
_WIDE = re.compile(r"[^\S\n]{2,}|[^\S\n]+\|[^\S\n]+")
_SET_APART = re.compile(r"[^:]{2,40}:\s{2,}\S")  # a label and its value, in columns
_SMALL_ENTRY = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})+)\s+(?=[a-z])")
_CHAPTER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})?)[.)]?\s+(?P<title>[A-Z][^.:;?!]{3,90})$")
_QUOTES = ("“", '"', "‘")
_LINE_END = re.compile(r"\n")


def part_lines(document: Document) -> Document:
    """Return the document with each line that announces a recommendation or bears a label beginning a paragraph."""
    parts = [part for block in _with_titles_apart(document.blocks) for part in _parts(_with_labels_apart(block))]
    return replace(document, blocks=tuple(_counted_actions(parts)))


def _with_titles_apart(blocks: Sequence[Block | Table]) -> Iterator[Block | Table]:
    """Yield the blocks, numbered titles parted from the text right below them where several are titles that we know.

    So do texts look that lost their blank lines: "2. Key recommendations", and "2.1 Share one plan" below it.
    """
    several = (block.text for block in blocks if isinstance(block, Block) and "\n" in block.text)
    width = max((len(line) for text in several for line in text.split("\n")), default=0)
    titles = {index: title for index, block in enumerate(blocks) if (title := _title_of(block, width)) is not None}
    known = {number for number, text, is_known in titles.values() if is_known}
    for index, block in enumerate(blocks):
        number, end, _ = titles.get(index, ("", 0, False))
        if isinstance(block, Table) or len(known) < MIN_TITLES or number.split(".")[0] not in known:
            yield block
            continue
        yield replace(block, words=block.words[:end].strip())
        yield Block(BlockKind.PARAGRAPH, block.words[end:].strip(), place=block.place)


def _title_of(block: Block | Table, width: int) -> tuple[str, int, bool] | None:
    """Return the number of a first line that stands over text, where the line ends, and whether its wording is known.

    `width` is that of the document's longest line.
    """
    if isinstance(block, Table) or block.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM) or "\n" not in block.text:
        return None
    line, below = block.text.split("\n", 1)
    match = _CHAPTER.match(f"{block.marker or ''} {line}".strip())
    if match is None or not _has_room(line, below, width):
        return None
    is_known = "." not in match["number"] and read_topic(match["title"]) is not None
    return (match["number"], len(line), is_known) if is_known or "." in match["number"] else None


def _with_labels_apart(block: Block | Table) -> Block | Table:
    """Return a paragraph whose labels stand beside one another with each on a line of its own.

    They are wide apart, or in bold: "**Lead:** Head of Parks **Timescale:** May 2026".
    """
    if isinstance(block, Table) or block.kind is not BlockKind.PARAGRAPH or block.layer is not Layer.BODY:
        return block
    if len(block.text) > MAX_CHARACTERS:
        return block
    cuts = [
        match.span()
        for match in _WIDE.finditer(block.text)
        if _is_beside(_rest_of_line(block.text, match.end()), is_far=len(match[0]) >= FAR)
        and find_label(_line_before(block.text, match.start()))
    ]
    cuts = cuts or list(_bold_labels(block))
    if not cuts:
        return block
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(block.text)]
    return replace(block, words=join([block.words[a:b] for a, b in zip(starts, ends, strict=True)], "\n"))


def _bold_labels(block: Block) -> Iterator[tuple[int, int]]:
    """Yield the blanks in front of bold labels that stand behind another label's value on its line."""
    text = block.text
    for start, end in block.words.bold_spans()[1:] if ":" in text else ():
        is_labelled = text[start:end].rstrip().endswith(":") or text[end:].lstrip(" ").startswith(":")
        before = _line_before(text, start)
        if is_labelled and before.strip() and _is_labelled(_rest_of_line(text, start)) and find_label(before):
            yield start - (len(before) - len(before.rstrip())), start


def _is_labelled(text: str) -> bool:
    """Say whether a label that we know begins a line, and a value stands behind it."""
    label = find_label(text)
    return label is not None and bool(text[label[1] :].strip())


def _line_before(text: str, end: int) -> str:
    return text[text.rfind("\n", 0, end) + 1 : end]


def _rest_of_line(text: str, start: int) -> str:
    end = text.find("\n", start)
    return text[start : end if end >= 0 else len(text)]


def _is_beside(text: str, *, is_far: bool) -> bool:
    """Say whether a label and its value stand beside another; where little room parts them, who, when or how far."""
    return is_answer_or_status(text) or (is_far and _is_labelled(text))


def _counted_actions(blocks: Sequence[Block | Table]) -> Iterator[Block | Table]:
    """Yield the blocks, each line that only counts an action ("Action 1.1") joined with what words it below."""
    number: Block | None = None
    for block in blocks:
        is_text = isinstance(block, Block) and block.kind is BlockKind.PARAGRAPH and block.layer is Layer.BODY
        if number is not None and isinstance(block, Block) and is_text and find_label(block.text) is None:
            marker = number.text.split()[-1].strip(".:")
            label = Header(Role.ACTION, None, 1.0)
            yield replace(block, kind=BlockKind.ITEM, marker=marker, label=label, label_end=0)
            number = None
            continue
        if number is not None:
            yield number
        number = block if isinstance(block, Block) and is_text and _counts_action(block.text) else None
        if number is None:
            yield block
    if number is not None:
        yield number


def _parts(block: Block | Table) -> Iterator[Block | Table]:
    if isinstance(block, Table) or block.layer is not Layer.BODY or not 0 < block.text.count("\n") <= MAX_LINES:
        yield block
        return
    if block.kind is BlockKind.ITEM:
        yield from _item_parts(block)
        return
    starts = [0, *_starts(block)] if block.kind is BlockKind.PARAGRAPH else [0]
    for start, end in pairwise([*starts, len(block.text)]):
        yield _listed(replace(block, words=block.words[start:end].strip())) if len(starts) > 1 else block


def _listed(block: Block) -> Block:
    """Return a line that goes on small behind its number ("1.1 publish a plan;") as the entry of a list that it is."""
    match = _SMALL_ENTRY.match(block.text)
    if match is None:
        return block
    return replace(block, kind=BlockKind.ITEM, marker=match["number"], words=block.words[match.end() :])


def _item_parts(block: Block) -> Iterator[Block]:
    """Yield an entry of a list, and each label or numbered line that stands below it as a paragraph."""
    starts = _numbered_lines(f"{block.marker or ''} {block.text}", block.text) or _labels_below(block.text.split("\n"))
    first, *rest = pairwise([0, *starts, len(block.text)])
    yield replace(block, words=block.words[: first[1]].strip()) if starts else block
    for start, end in rest:
        yield Block(BlockKind.PARAGRAPH, block.words[start:end].strip(), place=block.place)


def _labels_below(lines: Sequence[str]) -> list[int]:
    """Return where the labels begin among the lines of an entry, and what stands between its name and its labels."""
    ends = list(accumulate(len(line) + 1 for line in lines))
    labels = [
        index
        for index, (above, line) in enumerate(pairwise(lines), 1)
        if not is_left_open(above) and ((":" in line and (find_label(line) or is_label(line))) or _heads_more(line))
    ]
    is_told = any(
        is_answer(line) or _is_measure(lines[index - 1], line) or _SET_APART.match(line) or _heads_more(line)
        for index in labels
        if (line := lines[index])
    )
    if not is_told and len(labels) < MIN_LABELS:
        return []
    if labels and labels[0] > 1 and _is_name(lines[0]) and not starts_small(lines[1]):
        labels.insert(0, 1)
    return [ends[index - 1] for index in labels]


def _heads_more(line: str) -> bool:
    """Say whether a line below an entry is a label of several words to itself: "Planned for next period"."""
    return line[:1].isupper() and len(line.split()) >= MIN_LABEL_WORDS and is_label(line)


def _is_measure(above: str, line: str) -> bool:
    """Say whether a line tells what is to be or was reached, below one that ends with who does it and by when."""
    label = find_label(line)
    if label is None or not line[label[1] :].strip():
        return False
    if label[0].role in _NOT_PART:
        return ends_sentence(above) or above.rstrip().endswith(")")
    return label[0].role in _TOLD_BELOW and cut_tail(Words.of(above)) is not None


def _is_name(line: str) -> bool:
    return not ends_sentence(line) and not is_left_open(line) and len(line.split()) <= MAX_NAME_WORDS


def _starts(block: Block) -> Iterator[int]:
    """Yield where the lines begin that begin a paragraph."""
    if own := _numbered_lines(block.text, block.text) or _labelled_lines(block.text) or _lines_of_labels(block.text):
        yield from own
        return
    first, below = block.text.split("\n", 1)
    # "Who will do it?", and what does on the next line.
    if is_label(first) or _is_title(first, below) or _counts_action(first):
        yield len(first) + 1
        return
    position, above, is_list = 0, "", False
    for line in block.text.split("\n"):
        is_own = is_recommendation_heading(Block(BlockKind.PARAGRAPH, Words.of(line))) or find_label(line) is not None
        is_own = is_own or DATED.match(line) is not None
        if position and is_own and not is_left_open(above) and (is_list or ends_sentence(above) or read_topic(above)):
            yield position
            is_list = True
        elif position and position == len(above) + 1 and _is_bare_number(above):
            yield position
        is_list = is_list or (is_own and not position)
        position, above = position + len(line) + 1, line


def _lines_of_labels(text: str) -> Sequence[int]:
    """Return where labels that have a line to themselves begin, and the values below them ("Owner", "Treasurer").

    Several different ones tell who does something, by when or how well; a line that counts an action stands apart too.
    """
    lines = text.split("\n")
    labels = [index for index, line in enumerate(lines) if is_label(line) and not line.rstrip().endswith(":")]
    roles = {header.role for index in labels if (header := read_header(lines[index])) is not None}
    if len(roles & _ANSWERS) < MIN_LABELS or any(after == before + 1 for before, after in pairwise(labels)):
        return ()
    starts = {index for label in labels for index in (label, label + 1) if index < len(lines)}
    starts |= {1} if _COUNTED_ACTION.fullmatch(lines[0]) else set()
    ends = list(accumulate(len(line) + 1 for line in lines))
    return [ends[index - 1] for index in sorted(starts - {0})]


def _numbered_lines(numbered: str, text: str) -> list[int]:
    """Return where the lines of a text begin that count on from the number of its first ("3.", then "3.1", "3.2").

    `numbered`: the text with the number in front that it is printed with.
    """
    last = _number_of(numbered)
    starts, position = [], 0
    lines = text.split("\n")
    if last is None:  # "We will:", and under it "1.1 publish a plan;"
        first = next((_number_of(line) for line in lines[1:] if _SMALL_ENTRY.match(line.strip())), None)
        last = first[:-1] if first is not None and len(first) > 1 and first[-1] == 1 else None
    for line in lines:
        number = _number_of(line) if position and last else None
        if last and number and number in ([*last, 1], [*last[:-1], last[-1] + 1]) and len(number) > 1:
            starts.append(position)
            last = number
        position += len(line) + 1
    return starts


def _number_of(line: str) -> list[int] | None:
    match = _NUMBER.match(line)
    return [int(part) for part in match["number"].split(".")] if match else None


def _labelled_lines(text: str) -> Sequence[int]:
    """Return where lines begin that several different labels and their values stand on; where such a set repeats, the
    line in front of its first label too: it words what they are about. None of any other text.
    """
    lines = text.split("\n")
    labels = [find_label(line) for line in lines]
    roles = [
        label[0].role if label and line[label[1] :].strip() else None for label, line in zip(labels, lines, strict=True)
    ]
    told = [role for role in roles if role is not None]
    if len(told) >= MIN_LABELS:  # "Target date:", and a list of them below
        roles = [role or _bare_label(line) for role, line in zip(roles, lines, strict=True)]
    if len(set(told)) < MIN_LABELS or any(
        is_left_open(line) for line, role in zip(lines, roles[1:], strict=False) if role
    ):
        return ()
    starts = {index for index, role in enumerate(roles) if index and role is not None}
    starts |= {1} if is_label(lines[0]) or _COUNTED_ACTION.fullmatch(lines[0]) else set()  # and an action below it
    again = [index for index, role in enumerate(roles) if role is told[0]][1:]
    starts.update(index - 1 for index in again if roles[index - 1] is None and not starts_small(lines[index - 1]))
    ends = list(accumulate(len(line) + 1 for line in lines))
    return [ends[index - 1] for index in sorted(starts)]


def _counts_action(line: str) -> bool:
    """Say whether a line only counts an action ("Action 1.1")."""
    match = _COUNTED_ACTION.fullmatch(line.strip())
    header = read_header(match["label"]) if match else None
    return header is not None and header.role is Role.ACTION


def _bare_label(line: str) -> Role | None:
    """Return what a label stands for that has its line to itself ("Target date:"), or None."""
    header = read_header(line) if (line.rstrip().endswith(":") and is_label(line)) or _heads_more(line) else None
    return header.role if header is not None else None


def _is_title(line: str, below: str) -> bool:
    """Say whether a line names a recommendation by number, and the line below words it: the peers' words, quoted."""
    found = read_recommendation_number(line)
    if found is None or not is_recommendation_heading(Block(BlockKind.PARAGRAPH, Words.of(line))):
        return False
    title = line[found.end :].strip(" :–—-")
    if title.startswith("(") and title.endswith(")"):  # "Recommendation 2 (Climate)"
        return True
    return _is_name(title) and bool(title) and (below.startswith(_QUOTES) or _ends_early(line, below))


def _ends_early(line: str, below: str) -> bool:
    """Say whether a line has room left for the first word of the sentences below it, and so does not run on."""
    is_text = ends_sentence(below) and find_label(below) is None
    return is_text and _has_room(line, below, max(map(len, below.split("\n"))))


def _has_room(line: str, below: str, width: int) -> bool:
    """Say whether the first word below a line, which begins a sentence, would have gone into it."""
    return below[:1].isupper() and len(line) + 1 + len(below.split(maxsplit=1)[0]) <= width


def _is_bare_number(line: str) -> bool:
    """Say whether a line announces a recommendation and words nothing: "RECOMMENDATION ONE"."""
    found = read_recommendation_number(line)
    return found is not None and not line[found.end :].strip()
