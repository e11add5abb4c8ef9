"""Who does something: the owners of one cell, in printed order, each with the words it was read from.

The contract's "owner" section in code. Which action an owner belongs to is the aligner's to say; the numbers printed in
front of it are handed on. Words that name nobody are kept in a note, never dropped and never guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from normalise.owners.cells import Entry, split_entries
from normalise.owners.facets import function_of, seniority_of, singular_head, statutory_role_of
from normalise.owners.joints import split_list, split_pieces
from normalise.owners.kinds import Sense, glossary_of, sense_of
from normalise.owners.names import write_name
from normalise.owners.run_on import Piece
from normalise.owners.vocabulary import meaning_of, tokens
from normalise.reading import Note, Reading, Readings
from normalise.records import Owner, OwnerRole

MAX_CELL_CHARACTERS = 100_000
MAX_ENTRY_CHARACTERS = 2_000

_BRACKETS = re.compile(r"^(?P<outer>[^()]*[^()\s])\s*\((?P<inner>[^()]*)\)?\s*$")
_PLURAL_HEAD = re.compile(r"^(?P<head>[^,/&()]{3,60}?)(?P<joint>\s+(?:of|for)\s+)(?P<rest>\S.*)$", re.DOTALL)
_COUNCILLOR = re.compile(r"(?:Cllrs?|Councillors?)\b", re.IGNORECASE)
_INNER_JOINT = re.compile(r"\s*(?:/|,|;|&|\band\b)\s*")
_AND = re.compile(r"^(?:and|&|the|of|for)\s+|\s+(?:and|&)$", re.IGNORECASE)
_WORDY = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class OwnerContext:
    """What a cell's owners are read with: the document's acronyms, the column's role, the owners of the row above."""

    acronyms: tuple[tuple[str, str], ...] = ()
    role: OwnerRole = "lead"
    above: tuple[Owner, ...] = ()


NO_CONTEXT = OwnerContext()


@dataclass(frozen=True, slots=True)
class _Found:
    """An owner to be: its span, the printed words its name and person are written from, and what they are."""

    start: int
    end: int
    name: str
    sense: Sense
    person: str | None = None
    joint: str = ""
    role: OwnerRole | None = None


@dataclass(slots=True)
class _Cell:
    """One cell while it is read."""

    text: str
    context: OwnerContext
    acronyms: dict[str, str] = field(init=False)
    found: list[Reading[Owner]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.acronyms = dict(self.context.acronyms)

    def note(self, code: str, start: int, end: int) -> None:
        self.notes.append(Note(code, " ".join(self.text[start:end].split()), start, end))


def read_owners(text: str, *, context: OwnerContext = NO_CONTEXT) -> tuple[Owner, ...]:
    """Return the owners of one cell or line in printed order.

    >>> [owner.name for owner in read_owners("Chief Executive / Head of Policy & Performance")]
    ['Chief Executive', 'Head of Policy and Performance']
    """
    return tuple(reading.value for reading in read_owner_cell(text, context=context).found)


def read_owner_cell(text: str, *, context: OwnerContext = NO_CONTEXT) -> Readings[Owner]:
    """Return the owners of a cell with their spans and list numbers; lines that are stacked in it are parted by "\\n".

    Notes: `owner-unnamed` ("TBC"), `owner-unread` (words that name nobody we know), `owner-acronym-unknown`,
    `owner-kind-assumed`, `text-too-long`.
    """
    if len(text) > MAX_CELL_CHARACTERS:
        return Readings(notes=(Note("text-too-long", f"{len(text):,} characters", 0, len(text)),))
    cell = _Cell(text, context)
    for group in _joined_people(text, split_entries(text), cell.acronyms):
        _read_entry(cell, group)
    return Readings(tuple(cell.found), tuple(cell.notes))


def _read_entry(cell: _Cell, entry: Entry) -> None:
    words = cell.text[entry.start : entry.end].strip(" .\t\n\"'")
    meaning = meaning_of(words) if len(words) < 40 else None
    if cell.text[entry.start : entry.end].strip() in ("“", "”", '"', "〃"):
        meaning = "repeat"
    if meaning == "repeat":
        _repeat(cell, entry)
    elif entry.end - entry.start > MAX_ENTRY_CHARACTERS:
        cell.note("text-too-long", entry.start, entry.end)
    elif meaning == "unnamed":
        cell.note("owner-unnamed", entry.start, entry.end)
    else:
        pieces = split_pieces(cell.text, entry.start, entry.end, cell.acronyms)
        for found in _with_people(cell, pieces):
            _keep(cell, found, entry.numbers)


def _repeat(cell: _Cell, entry: Entry) -> None:
    """Keep the owners above once more, raw as printed ("Ditto")."""
    raw = " ".join(cell.text[entry.start : entry.end].split())
    if not cell.context.above:
        cell.note("owner-unread", entry.start, entry.end)
    for owner in cell.context.above:
        again = owner.model_copy(update={"raw": raw, "provenance": None})
        cell.found.append(Reading(again, entry.start, entry.end, entry.numbers))


def _joined_people(text: str, entries: tuple[Entry, ...], defined: dict[str, str]) -> Iterator[Entry]:
    """Yield the entries; where all of a cell is names and posts by turns, a line each, every two are one."""
    if len(entries) % 2 == 0 and entries:
        forms = [_half(sense_of(text[entry.start : entry.end], defined)) for entry in entries]
        pairs = list(zip(entries[::2], entries[1::2], strict=True))
        by_turns = forms[::2] in (["person"] * len(pairs), ["post"] * len(pairs)) and forms[1::2] == [
            "post" if forms[0] == "person" else "person"
        ] * len(pairs)
        if by_turns and all(first.numbers == second.numbers for first, second in pairs):
            yield from (replace(first, end=second.end) for first, second in pairs)
            return
    yield from entries


def _half(sense: Sense | None) -> str:
    if sense is None or sense.form == "code":
        return ""
    return sense.kind if sense.form in ("person", "office", "title") else ""


def _with_people(cell: _Cell, pieces: tuple[Piece, ...]) -> Iterator[_Found]:
    """Yield what the pieces name; a person beside a post, parted by a comma, dash, colon or line, is one with it."""
    todo = [found for piece in pieces for found in _read_piece(cell, piece)]
    index = 0
    while index < len(todo):
        here = todo[index]
        after = todo[index + 1] if index + 1 < len(todo) else None
        if after is not None and after.joint in (",", "–", ":", "\n") and (pair := _pair(here, after)):
            yield pair
            index += 2
        else:
            yield here
            index += 1


def _pair(here: _Found, after: _Found) -> _Found | None:
    """Return a person and a post as one owner, or None where they are not one of each."""
    if here.person or after.person or _are_apart(here, after):
        return None
    if _is_person(here) and after.sense.kind == "post":
        return replace(after, start=here.start, person=here.name, joint=here.joint, role=here.role or after.role)
    if here.sense.kind == "post" and _is_person(after):
        return replace(here, end=after.end, person=after.name)
    return None


def _are_apart(here: _Found, after: _Found) -> bool:
    """Say whether one is a councillor and the other an officer's post, which no councillor holds."""
    for person, post in ((here, after), (after, here)):
        if _is_person(person) and _COUNCILLOR.match(person.name) and post.sense.kind == "post":
            return seniority_of(post.name, "post") not in (None, "elected member")
    return False


def _is_person(found: _Found) -> bool:
    return found.sense.kind == "person" and found.sense.form in ("person", "name")


def _read_piece(cell: _Cell, piece: Piece) -> Iterator[_Found]:
    """Yield what one piece names: usually one owner, several behind a plural head, none where it is not understood."""
    printed = cell.text[piece.start : piece.end]
    if not _WORDY.search(printed):
        return
    if meaning_of(printed.strip(" .")) is not None:
        cell.note("owner-unnamed", piece.start, piece.end)
        return
    if lines := _person_over_post(cell, piece):
        yield from lines
        return
    if (found := _read_brackets(cell, piece, printed)) is not None:
        yield found
        return
    sense = sense_of(printed, cell.acronyms)
    if sense is None:
        cell.note("owner-unread", piece.start, piece.end)
    elif sense.plural and sense.form == "office" and (posts := tuple(_plural_posts(piece, printed, sense))):
        yield from posts
    else:
        yield _Found(piece.start, piece.end, printed, sense, joint=piece.joint, role=piece.role)


def _person_over_post(cell: _Cell, piece: Piece) -> tuple[_Found, ...]:
    """Return the owner of two lines, a name over a post or the other way round; both where it cannot be the post's."""
    above, newline, below = cell.text[piece.start : piece.end].partition("\n")
    if not newline:
        return ()
    first, second = (sense_of(half, cell.acronyms) for half in (above, below))
    if first is None or second is None:
        return ()
    left = _Found(piece.start, piece.start + len(above), above, first, joint=piece.joint, role=piece.role)
    right = _Found(piece.end - len(below), piece.end, below, second, joint="\n", role=piece.role)
    if _are_apart(left, right):
        return left, right
    pair = _pair(left, right)
    return (replace(pair, start=piece.start, end=piece.end, joint=piece.joint),) if pair else ()


def _read_brackets(cell: _Cell, piece: Piece, printed: str) -> _Found | None:
    """Return the owner of "post (person)" or "person (post)"; None for brackets that belong to the name."""
    match = _BRACKETS.match(printed)
    if match is None or not match["inner"].strip():
        return None
    outer, inner = sense_of(match["outer"], cell.acronyms), sense_of(match["inner"], cell.acronyms)
    if meaning_of(match["outer"]) == "unnamed" and inner is not None and inner.is_whole:
        cell.note("owner-unnamed", piece.start, piece.start + match.end("outer"))
        return _Found(piece.start, piece.end, match["inner"], inner, joint=piece.joint, role=piece.role)
    if outer is None:
        return None
    found = _Found(piece.start, piece.end, match["outer"], outer, joint=piece.joint, role=piece.role)
    if outer.form != "person" and _are_people(match["inner"], cell.acronyms):
        return replace(found, person=match["inner"])
    if outer.kind == "person" and inner is not None and inner.kind == "post" and outer.form != "code":
        return replace(found, name=match["inner"], sense=inner, person=match["outer"])
    return None


def _are_people(text: str, defined: dict[str, str]) -> bool:
    names = [name for name in _INNER_JOINT.split(text) if name.strip()]
    senses = [sense_of(name, defined) for name in names]
    return bool(senses) and all(sense is not None and sense.form == "person" for sense in senses)


def _plural_posts(piece: Piece, printed: str, sense: Sense) -> Iterator[_Found]:
    """Yield one post a portfolio behind a plural head: "Directors of Place and Communities"."""
    match = _PLURAL_HEAD.match(printed)
    if match is None or "(" in match["rest"]:
        return
    spans = split_list(match["rest"])
    if len(spans) < 2:
        return
    head = singular_head(" ".join(word.text for word in tokens(match["head"])))
    for index, (start, end) in enumerate(spans):
        rest = match["rest"][start:end].strip()
        portfolio = _AND.sub("", rest)
        begin = piece.start + (match.start("rest") + start if index else 0)
        stop = piece.start + match.start("rest") + end
        yield _Found(
            begin,
            stop,
            f"{head}{match['joint']}{portfolio}",
            replace(sense, plural=False),
            joint=piece.joint if index == 0 else "&",
            role=piece.role,
        )


def _keep(cell: _Cell, found: _Found, numbers: tuple[str, ...]) -> None:
    """Keep one owner, and note what is doubtful about it."""
    name = write_name(found.name, cell.acronyms)
    raw = " ".join(cell.text[found.start : found.end].split())
    if not name or not raw:
        cell.note("owner-unread", found.start, found.end)
        return
    person = _written_person(found, name)
    owner = Owner(
        raw=raw,
        name=name,
        kind=found.sense.kind,
        role=found.role if found.role == "accountable" else cell.context.role,
        person=person,
        function=None if found.sense.kind == "person" else function_of(name),
        seniority=seniority_of(name, found.sense.kind),
        statutory_role=statutory_role_of(name) if found.sense.kind == "post" else None,
    )
    cell.found.append(Reading(owner, found.start, found.end, numbers))
    _note_doubts(cell, found, name)


def _written_person(found: _Found, name: str) -> str | None:
    if found.person is not None:
        return write_name(found.person) or None
    return name if _is_person(found) else None


def _note_doubts(cell: _Cell, found: _Found, name: str) -> None:
    if found.sense.form == "name" and found.person is None:
        cell.note("owner-kind-assumed", found.start, found.end)
    defined = set(cell.acronyms.values())
    if found.sense.form == "code" or (
        name.isupper() and len(name) <= 6 and name not in defined and (" " not in name) and glossary_of(name) is None
    ):
        cell.note("owner-acronym-unknown", found.start, found.end)
