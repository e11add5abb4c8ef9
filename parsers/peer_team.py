"""The members of the peer team, from the list under its heading: name, role and organisation of each.

A line reads "Name – role, organisation" with whatever sign between; a member from several councils keeps them together.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import groupby, pairwise

from normalise.numbers import read_marker
from normalise.records import Peer
from parsers.document import Block, BlockKind, Cell, Table
from parsers.entries import read_block_entries
from parsers.headings import Topic
from parsers.phrases import phrase_pattern
from parsers.sections import Section
from parsers.words import Words, join

MIN_PEERS = 3

_RANK = (
    r"(?:(?:Deputy|Assistant)\s+)?Chief\s+(?:Fire\s+Officer|Constable|Superintendent)|(?:Area|Group|Station)\s+(?:Manager|"
    r"Commander)|Superintendent|Commander|Colonel|Brigadier"
)
_TITLE = (
    r"(?:(?:Councillor|Cllr\.?|Clir|Cllrs|Sir|Dame|Dr|Mr|Mrs|Ms|Miss|Prof(?:essor)?|Lord|Baroness|Alderman"
    rf"|{_RANK})\s+)*"
)
_NAME_WORD = r"(?:(?:de|van|von|der|le|la|du|bin|al|Mac|Mc|O['’])\s*)?[A-Z][\w'’.-]*"
_NAME = re.compile(rf"^(?P<name>{_TITLE}{_NAME_WORD}(?:\s+{_NAME_WORD}){{0,4}})")
_SIGN = re.compile(r"^\s*(?:[–—:,;|-]|\()\s*")
_OF = r"(?<!\bVale)(?<!\bIsle)(?<!\bIsles)(?<!\bCity)(?<!\bForest)(?<!\bBorough)(?<!\bCounty)"  # "Vale of … Council"
_COMMA_OR_DASH = re.compile(rf",\s+|\s+[–—-]\s+|{_OF}\s+\bof\b\s+(?=[A-Z])|\s+\bat\b\s+(?=[A-Z])|;\s+|\t|\n")
_LEAD = re.compile(  # "Lead peer: Asha Byrne, …", "LGA review manager: Paul Byrne"
    r"^(?P<label>(?:lead|member|officer|team|peer)[\w ]{0,25}"
    r"|(?:[\w/]+ ){1,3}(?:peers?|manager|adviser|support|lead)):\s*",
    re.IGNORECASE,
)
_PEER = re.compile(r"\b(?:peers?|member|team)\b", re.IGNORECASE)
_LEADS_IN = re.compile(
    r"\b(?:peers?|team|panel)\b.{0,60}"
    r"\b(?:was|were|are|is|comprised|included|consisted of|follows|took part|involved)\b[^.:]{0,30}:$"
)
_LINE_END = re.compile(r"\n")
_TAB = re.compile(r"\t+|\s{3,}")
_AND_ROLE = re.compile(r"^(?P<organisation>.*?\S)(?:,)?\s+and\s+(?P<role>(?:LGA|Local Government Association)\s.*)$")


def read_peer_team(sections: Iterable[Section]) -> tuple[Peer, ...]:
    """Return the members of the peer team in printed order: those of the first section that lists some."""
    for section in sections:
        if section.topic is Topic.PEER_TEAM:
            return tuple(peer for line in _iter_parts(section.blocks) if (peer := read_peer(_joined(line))))
        if blocks := _find_peers(section):
            return tuple(peer for line in _iter_parts(blocks) if (peer := read_peer(_joined(line))))
    return ()


def lists_peers(section: Section) -> bool:
    """Say whether a section lists the peer team: by its heading, or as most entries name people and councils."""
    return section.topic is Topic.PEER_TEAM or bool(_find_peers(section))


def _find_peers(section: Section) -> Sequence[Block | Table]:
    """Return the list in a section, most of whose entries name people and councils; () where there is none."""
    if section.is_recommendation or section.topic not in (None, Topic.NARRATIVE):
        return ()
    runs = [tuple(run) for _, run in groupby(_with_lists_apart(section.blocks), key=_is_listed)]
    found = next((run for run in (section.blocks, *runs) if _names_peers(tuple(_iter_parts(run)))), ())
    return found or next(
        (run for above, run in pairwise(runs) if _LEADS_IN.search(_last(above)) and _are_peers(run)), ()
    )


def _with_lists_apart(blocks: Iterable[Block | Table]) -> Iterator[Block | Table]:
    """Yield the blocks, the lines that a paragraph's own line leads in ("The peers were:") as entries of a list."""
    for block in blocks:
        lines = block.words.split(_LINE_END) if isinstance(block, Block) and "\n" in block.text else []
        lead = next((at for at, line in enumerate(lines[:-1]) if _LEADS_IN.search(line.text)), None)
        if lead is None or isinstance(block, Table):
            yield block
            continue
        yield replace(block, words=join(lines[: lead + 1], " "))
        yield from (replace(block, kind=BlockKind.ITEM, words=line) for line in lines[lead + 1 :])


def _last(blocks: Sequence[Block | Table]) -> str:
    """Return the text of the last of some blocks, as one line."""
    return " ".join(blocks[-1].text.split()) if isinstance(blocks[-1], Block) else ""


def _are_peers(blocks: Sequence[Block | Table]) -> bool:
    """Say whether each line of a list, however short, names somebody with a post, and a third of them a council."""
    peers = [read_peer(_joined(parts)) for parts in _iter_parts(blocks)]
    placed = sum(peer is not None and peer.organisation is not None for peer in peers)
    return None not in peers and 0 < len(peers) <= 3 * placed


def _is_listed(block: Block | Table) -> bool:
    return isinstance(block, Table) or block.kind is BlockKind.ITEM


def _names_peers(lines: Sequence[Words | Sequence[Cell]]) -> bool:
    named = 0
    for left, parts in zip(range(len(lines), 0, -1), lines, strict=True):
        if (named + left) * 5 < len(lines) * 3:
            return False
        peer = read_peer(_joined(parts))
        named += peer is not None and peer.organisation is not None
    return named >= MIN_PEERS and named * 5 >= len(lines) * 3


def read_peer(words: Words) -> Peer | None:
    """Return the member that a line names, or None where it names nobody with a role.

    >>> read_peer(Words.of("Asha Byrne – Chief Executive, Marlbridge DC")).organisation
    'Marlbridge DC'
    """
    words = join(words.split(_TAB), ", ").fold()
    label = ""
    if (lead := _LEAD.match(words.text)) is not None:
        label, words = lead["label"], words[lead.end() :]
    if label and not _PEER.search(label) and (alone := _NAME.fullmatch(words.text)):
        return Peer(name=alone["name"], role=label, organisation=None, provenance=words.provenance())
    name_end = _name_end(words.text)
    if name_end is None:
        return None
    rest = words[name_end:]
    sign = _SIGN.match(rest.text)
    rest = rest[sign.end() :] if sign else rest.strip()
    if not rest:
        return None
    role, organisation = _cut(rest.text)
    return Peer(
        name=words[:name_end].strip(" ,–-").text, role=role, organisation=organisation, provenance=words.provenance()
    )


def _iter_parts(blocks: Sequence[Block | Table]) -> Iterator[Words | Sequence[Cell]]:
    """Yield the lines of blocks, and the rows of tables as they are."""
    for block in blocks:
        if isinstance(block, Table):
            yield from block.rows()
        elif block.kind is BlockKind.ITEM:
            yield from (entry.words for entry in read_block_entries((block,)))
        elif "\n" in block.text:
            yield from block.words.split(_LINE_END)


def _joined(line: Words | Sequence[Cell]) -> Words:
    if isinstance(line, Words):
        return line
    words = join((cell.words.fold() for cell in line if cell.blocks), ", ")
    marker = read_marker(words.text)
    return words[marker.end :] if marker else words


def _name_end(text: str) -> int | None:
    """Return where a name ends: at a sign, or in front of the first word that a role begins with."""
    match = _NAME.match(text)
    if match is None:
        return None
    words = list(re.finditer(r"\S+", match["name"]))
    title = re.match(_TITLE, text)
    title_end = title.end() if title else 0
    for position, word in enumerate(words):
        if word.end() <= title_end:
            continue
        if position and word.group().strip(",").casefold() in _role_words():
            return words[position - 1].end() if position >= 2 or _is_titled(text) else None
        if word.group().endswith(",") and position:
            return word.end() - 1
    behind = text[match.end() :]
    return match.end() if len(words) >= 2 and (_SIGN.match(behind) or behind[:1].isspace()) else None


def _is_titled(text: str) -> bool:
    return re.match(_TITLE, text) is not None and bool(re.match(_TITLE, text)[0])  # type: ignore[index]  # it matches the empty text too


def _cut(text: str) -> tuple[str | None, str | None]:
    """Return role and organisation: the longest tail whose first words name an authority is the organisation."""
    for match in _COMMA_OR_DASH.finditer(text):
        tail = _closed(text[match.end() :].strip())
        head = _COMMA_OR_DASH.split(tail)[0]
        if phrase_pattern("authority", case=True).search(head) and not _begins_with_role(head):
            role = text[: match.start()].strip(" ,(")
            if (moved := _AND_ROLE.match(tail)) is not None:
                return f"{role} and {moved['role']}", moved["organisation"].strip(" ,")
            return role or None, tail.strip(" .")
    return text.strip() or None, None


def _closed(tail: str) -> str:
    """Return a text without the bracket that closes what began in front of it: "Leader (X Council)", cut at the "("."""
    return tail.rstrip(" )") if tail.count(")") > tail.count("(") else tail


def _begins_with_role(text: str) -> bool:
    first = text.split(maxsplit=1)[0].strip(",").casefold() if text.split() else ""
    return first in _role_words() and not phrase_pattern("authority", case=True).match(text)


@cache
def _role_words() -> frozenset[str]:
    text = (files("parsers") / "peer_roles.csv").read_text(encoding="utf-8")
    return frozenset(row["word"].casefold() for row in csv.DictReader(text.splitlines()))
