"""What a line says behind its own words of who does it and by when: "Publish a guide (Head of Finance, May 2026)".

A tail is a closing bracket, or what follows a dash, a bar or a sentence, that consists of owners and times and of
nothing else; either may carry its label ("– Lead: Head of Finance. Timescale: May 2026"). A date alone is no tail: it
is the line's own date (contract, ruling "Text dates").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from normalise.owners import OwnerContext, read_owner_cell
from normalise.when import WhenContext, may_hold_time, read_text_dates, read_timeline_cell
from parsers.document import Block, BlockKind, Cell, Table
from parsers.draft import Column
from parsers.entries import Entry, read_block_entries
from parsers.headers import TIME_ROLES, Header, Role, read_header
from parsers.roles.contents import is_owner, is_time
from parsers.words import Words

MAX_TAIL_CHARACTERS = 240
MAX_TAIL_PIECES = 8
MAX_VAGUE_WORDS = 7
MAX_SERVICE_WORDS = 4
_JOINING = ("and", "of", "&")
_FIELD_ROLES = frozenset((*TIME_ROLES, Role.OWNER, Role.SENIOR_OWNER, Role.MEASURE, Role.STATUS))
_OWNER_ROLES = frozenset((Role.OWNER, Role.SENIOR_OWNER))

_BRACKET = re.compile(r"\s*(?:\((?P<round>[^()]*(?:\([^()]*\)[^()]*)*)\)|\[(?P<square>[^\[\]]*)\])\s*[.;,]?\s*$")
_JOINED = re.compile(r"(?<=[)\]])\s*[;,]\s*(?:and|or)\s*$")
_DASH = re.compile(r"\s+(?:[–—|]|-{1,2})\s+|\s*[—|]\s*|\t+|\s*\u2192\s*")
_LABEL = re.compile(r"(?:^|(?<=[.;,|(\[–—\n\t-]))\s*(?P<label>[A-Z][A-Za-z/& ]{1,40}?(?:\(s\))?)\s*:\s*(?=\S)")
_LEAD = re.compile(r"\s*(?P<label>[A-Z][A-Za-z ]{1,30}?)\s*:\s*(?=\S)")
_SEPARATOR = re.compile(r"\s*[,;|\n]\s*|\s+[–—-]\s+|\s*:\s+|\.\s+(?=[A-Z])|\s+(?=by\s|due\s|from\s)")
_TIME_BEGINS = re.compile(r"(?:by|before|until|till|after|from|following|once|when|during|within)\b", re.IGNORECASE)
_SIGNS = " \t\n.;,|–—-()[]"


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a tail: what it stands for, the label printed in front of it ("" without one), its words."""

    role: Role
    label: str
    words: Words


@dataclass(frozen=True, slots=True)
class Tail:
    """A line cut in two: its own words, and the values behind them."""

    words: Words
    fields: tuple[Field, ...]

    def names_owner(self) -> bool:
        """Say whether the tail names who does it."""
        return any(field.role in _OWNER_ROLES for field in self.fields)

    def names_time(self) -> bool:
        """Say whether the tail says when."""
        return any(field.role in TIME_ROLES for field in self.fields)


def cut_tail(words: Words) -> Tail | None:
    """Return a line's own words and the owners and times behind them; None where it names no owner there.

    >>> tail = cut_tail(Words.of("Publish a guide (Head of Finance, May 2026)"))
    >>> tail.words.text, [field.words.text for field in tail.fields]
    ('Publish a guide', ['Head of Finance', 'May 2026'])
    """
    words = words.strip()
    if (joined := _JOINED.search(words.text)) is not None:  # "… (Head of Finance); and", the next entry below
        words = words[: joined.start()]
    tails = (_cut_labels(words), _cut_bracket(words), _cut_dash(words))
    return next((tail for tail in tails if tail is not None and tail.names_owner() and tail.words.text.strip()), None)


def column_of(field: Field, number: str | None) -> Column:
    """Return a value as a column prints it, numbered as its line is: it stands in that line, and is its alone."""
    return Column(field.role, field.label, (Entry(field.words, (number or "1",)),), cell=_cell(field.words))


def holds_tails(blocks: Iterable[Block | Table], *, worded: bool = True, is_plan: bool = False) -> bool:
    """Say whether half the entries of a list name who does them behind their own words, and any says when.

    In what calls itself a plan it is enough that each bullet names who does it. Without a list the paragraphs are
    asked, but for the first where it is not `worded` yet what they answer.
    """
    entries = read_block_entries(block for block in blocks if isinstance(block, Block))
    lines = [entry for entry in entries if entry.is_item] or entries[0 if worded else 1 :]
    tails = [tail for line in lines if (tail := cut_tail(line.words.fold())) is not None]
    if is_plan and tails and len(tails) == len(lines) and lines[0].is_item and not any(map(_is_code, tails)):
        return True
    if tails and len(tails) == len(lines):  # the time may stand in a line's own words: "by May 2026 [Head of Finance]"
        return any(tail.names_time() or _tells_time(tail.words) for tail in tails)
    tells_time = any(tail.names_time() or (is_plan and _tells_time(tail.words)) for tail in tails)
    return len(tails) * 2 >= len(lines) and tells_time


def _is_code(tail: Tail) -> bool:
    """Say whether a tail may be what the words in front of it are called in short: "… Leadership Team (CLT)"."""
    return any(field.role in _OWNER_ROLES and not any(map(str.islower, field.words.text)) for field in tail.fields)


def _tells_time(words: Words) -> bool:
    return bool(read_text_dates(words.text, context=WhenContext()).found)


def _cut_labels(words: Words) -> Tail | None:
    """Return a line cut at the first of the labels that it ends with ("… Lead: X. By when: Y")."""
    labels = [(match, header) for match in _LABEL.finditer(words.text) if (header := _field_header(match["label"]))]
    labels = [(match, header) for match, header in labels if match.start("label") > 0]
    if not labels or len(words) - labels[0][0].start() > 2 * MAX_TAIL_CHARACTERS:
        return None
    ends = [match.start() for match, _ in labels[1:]] + [len(words)]
    fields = tuple(
        Field(_role_of(header, value), match["label"], value)
        for (match, header), end in zip(labels, ends, strict=True)
        if (value := _without_signs(words[match.end() : end]))
    )
    own = words[: labels[0][0].start()]
    if (lead := _LEAD.match(own.text)) and (header := read_header(lead["label"])) and header.role is Role.ACTION:
        own = own[lead.end() :]  # "Action: Train all members; Owner: …"
    return Tail(_own_words(own), fields)


def _role_of(header: Header, value: Words) -> Role:
    """Return what a label stands for; "By" is one for owners and for times, and its value decides."""
    is_by = header.role is Role.OWNER and is_time(_cell(value)) and not is_owner(_cell(value))
    return Role.TIMELINE if is_by else header.role


def _field_header(label: str) -> Header | None:
    header = read_header(label)
    return header if header is not None and header.score == 1 and header.role in _FIELD_ROLES else None


def _cut_bracket(words: Words) -> Tail | None:
    start = max(0, len(words) - MAX_TAIL_CHARACTERS)
    match = _BRACKET.search(words.text, start)
    if match is None:
        return None
    group = "round" if match["round"] is not None else "square"
    fields = _read_fields(words[match.start(group) : match.end(group)])
    return Tail(words[: match.start()].strip(), fields) if fields else None


def _cut_dash(words: Words) -> Tail | None:
    start = max(0, len(words) - MAX_TAIL_CHARACTERS)
    for match in list(_DASH.finditer(words.text, start))[-MAX_TAIL_PIECES:]:
        if fields := _read_fields(words[match.end() :]):
            return Tail(words[: match.start()].strip(), fields)
    return None


def _read_fields(words: Words) -> tuple[Field, ...]:
    """Return the owners and the times that words consist of, in either order; none where there is anything else."""
    words = words.strip().strip(".;,").strip()
    cuts = list(_SEPARATOR.finditer(words.text))
    if len(cuts) > MAX_TAIL_PIECES:
        return ()
    for match in reversed(cuts):  # "Assistant Director – People, May 2026": the last sign that a time stands behind
        first, second = words[: match.start()].strip(), words[match.end() :].strip()
        if is_time(_cell(second)) and (_says_owner(first) or _names_service(first)):
            return Field(Role.OWNER, "", first), Field(Role.TIMELINE, "", second)
    for match in cuts:
        first, second = words[: match.start()].strip(), words[match.end() :].strip()
        if _says_owner(first) and _says_time(second):
            return Field(Role.OWNER, "", first), Field(Role.TIMELINE, "", second)
        if is_time(_cell(first)) and (_says_owner(second) or _names_service(second)):
            return Field(Role.TIMELINE, "", first), Field(Role.OWNER, "", second)
    return (Field(Role.OWNER, "", words),) if _says_owner(words) else ()


def _says_owner(words: Words) -> bool:
    """Say whether words name owners, each of them written as a name is."""
    text = words.text
    return (
        bool(text) and text.removeprefix("all ")[:1].isupper() and is_owner(_cell(words)) and not is_time(_cell(words))
    )


def _names_service(words: Words) -> bool:
    """Say whether words are the bare name of a service ("Human Resources"), which beside a time says who does it."""
    text = words.text
    if len(text.split()) > MAX_SERVICE_WORDS or not all(word[0].isupper() or word in _JOINING for word in text.split()):
        return False
    read = read_owner_cell(text, context=OwnerContext())
    if len(read.found) != 1 or read.notes:
        return False
    return read.found[0].value.function is not None or read.found[0].value.kind == "organisation"


def _says_time(words: Words) -> bool:
    """Say whether words behind an owner say when, be it as vaguely as "TBC" or "by AGM"."""
    text = words.text
    if is_time(_cell(words)):
        return True
    if not text or len(text.split()) > MAX_VAGUE_WORDS:
        return False
    kinds = [found.value.kind for found in read_timeline_cell(text, context=WhenContext()).found]
    return "event" in kinds or (bool(kinds) and may_hold_time(text)) or _TIME_BEGINS.match(text) is not None


def _cell(words: Words) -> Cell:
    return Cell(0, 0, (Block(BlockKind.PARAGRAPH, words),))


def _own_words(words: Words) -> Words:
    """Return a line's own words without the signs that lead to its tail; its full stop stays."""
    text = words.text.rstrip()
    return words[: len(text.rstrip(" \t\n|–—-([;,"))].strip()


def _without_signs(words: Words) -> Words:
    """Return a value without the signs around it; a bracket that it opens itself stays."""
    bare = words.strip(_SIGNS)
    closed = bare.text.count("(") > bare.text.count(")")
    return words[: words.text.index(bare.text) + len(bare) + 1].strip(_SIGNS.replace(")", "")) if closed else bare
