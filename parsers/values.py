"""Reads a draft's raw words into the records of the contract: every value with its words and its place.

What a word means is asked of `normalise`; which value belongs to which action of `parsers.align`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from normalise.issues import make_issue
from normalise.owners import read_owner_cell
from normalise.reading import Note, Reading, Readings
from normalise.records import Action, Issue, Objective, Owner, OwnerRole, Provenance, Response, Scope, Status, When
from normalise.statuses import read_response, read_status_cell, status_of_timeline
from normalise.when import needs_above, read_text_dates, read_timeline_cell
from normalise.when.start_finish import join_range
from parsers.align import Alignment, Value, align
from parsers.document import Cell
from parsers.draft import Column, DraftRow, Part, part_of
from parsers.entries import Entry, whole_text
from parsers.headers import TIME_ROLES, Role
from parsers.reading import Setting
from parsers.shown_colours import part_signs, says_done, shown_rag, unrated_colour
from parsers.step_numbers import with_step_numbers
from parsers.words import Words, provenance_at, provenance_of

V = TypeVar("V", When, Owner)
W = TypeVar("W")
_LINE = re.compile(r"\n")

# What a cell prints where it has no value: no words to read, and nothing was left out.
NOTHING_PRINTED = frozenset({"", "-", "–", "—", "n/a", "na", "none", "nil", "."})


@dataclass(slots=True)
class Reader:
    """Reads values in document order; remembers what stood above for "Ditto", and collects issues."""

    setting: Setting
    issues: list[Issue] = field(default_factory=list)
    told: list[tuple[str, Words]] = field(
        default_factory=list
    )  # the codes of those issues and the words they are about
    whens_above: dict[Role, tuple[When, ...]] = field(default_factory=dict)
    owners_above: dict[Role, tuple[Owner, ...]] = field(default_factory=dict)
    _whens_read: dict[str, Readings[When]] = field(default_factory=dict)
    _owners_read: dict[tuple[str, OwnerRole], Readings[Owner]] = field(default_factory=dict)

    def issue(self, code: str, detail: str, about: str | None, words: Words | None = None) -> None:
        """Keep an issue about a record, with the place of the words that it is about."""
        place = words.provenance() if words is not None and words.places() else None
        self.issues.append(make_issue(code, detail, about=about, provenance=place))
        if words is not None:
            self.told.append((code, words))

    def notes(self, notes: Iterable[Note], about: str | None, words: Words) -> None:
        """Keep what a value reader found doubtful."""
        for note in notes:
            self.issue(note.code, note.detail, about, words[note.start : note.end] if note.end > note.start else words)

    def read_row(self, row: DraftRow, first_id: int) -> tuple[Action, ...]:
        """Return the actions of a drafted row, numbered on from an id, each with the values that belong to it."""
        row = with_step_numbers(row)
        ids = [f"a{first_id + index}" for index in range(len(row.steps))]
        about = ids[0] if len(ids) == 1 else row.recommendation
        whens = self._whens(row, about)
        owners = self._owners(row, about)
        measures = self._measures(row, about)
        statuses = self._statuses(row, about)
        actions = []
        for index, (step, action_id) in enumerate(zip(row.steps, ids, strict=True)):
            timelines = tuple(_in_scope(when, scope) for when, scope in whens[index])
            mine = measures[index]
            status = statuses[index] or next((s for when in timelines if (s := self._status_of(when))), None)
            if not timelines:
                timelines = self.read_prose((step.words, *(words for words, _ in mine)), action_id)
            response, response_raw = self._response(row)
            actions.append(
                Action(
                    id=action_id,
                    recommendation=row.recommendation,
                    number=step.number,
                    stage=row.stage,
                    objective=Objective(number=row.objective.number, text=row.objective.words.text)
                    if row.objective
                    else None,
                    preamble=step.preamble.text or None,
                    text=step.words.text,
                    timelines=timelines,
                    owners=tuple(_in_scope(owner, scope) for owner, scope in owners[index]),
                    measures=tuple(words.text for words, _ in mine),
                    measure_provenance=tuple(words.provenance() for words, _ in mine),
                    status=status,
                    provenance=step.words.provenance(),
                    response=response,
                    response_raw=response_raw,
                    other=_other(row),
                )
            )
        return tuple(actions)

    def read_owners(self, role: Role, words: Words, about: str | None) -> tuple[Owner, ...]:
        """Return the owners printed for a recommendation as a whole; their scope is its row."""
        read = self._read_owners(words.text, _owner_role(role), ())
        self.notes(read.notes, about, words)
        return tuple(_in_scope(_placed(found, words), "row") for found in read.found)

    def read_prose(self, texts: Iterable[Words], about: str) -> tuple[When, ...]:
        """Return the dates mined from running text."""
        whens = []
        for words in texts:
            read = read_text_dates(words.text, context=self.setting.for_whens())
            self.notes(read.notes, about, words)
            whens += [_placed(found, words) for found in read.found]
        return tuple(whens)

    def read_status(self, cell: Cell | None, about: str | None) -> Status | None:
        """Return the status that a cell prints or shows by its colour, or None."""
        if cell is None:
            return None
        words, rag = cell.words, shown_rag(cell)
        if rag:
            signs, worded = part_signs(words)
            words = worded or (signs if says_done(signs) else worded)
        if rag is None and (name := unrated_colour(cell)):
            status = self.setting.legend.status_of_unrated(name)
            if status is not None or not words:
                return status and status.with_values(provenance=_shown_at(cell))
        if words.text.strip().casefold() in NOTHING_PRINTED and not cell.fill and rag is None:
            return None
        read = read_status_cell(words.text, rag, self.setting.legend)
        self.notes(read.notes, about, words)
        if not read.found:
            return None
        found = read.found[0]
        place = words[found.start : found.end].provenance() if words else _shown_at(cell)
        return found.value.with_values(provenance=place)

    def read_label(self, words: Words, about: str | None) -> Status | None:
        """Return the status that a label by itself prints, or None."""
        read = read_status_cell(words.text, None, self.setting.legend)
        self.notes(read.notes, about, words)
        return _placed_status(read.found[0], words) if read.found else None

    def _whens(self, row: DraftRow, about: str | None) -> list[list[tuple[When, Scope]]]:
        given: list[list[tuple[When, Scope]]]
        by_role = {column.role: column for column in row.columns if column.role in TIME_ROLES}
        if Role.START in by_role and Role.FINISH in by_role:
            given = self._ranges(row, by_role.pop(Role.START), by_role.pop(Role.FINISH), about)
        else:
            given = [[] for _ in row.steps]
        for column in row.columns:
            if column.role not in by_role:
                continue
            values = self._when_values(column, row.parts, about)
            aligned = align(row.steps, values, merged=column.merged)
            self._report(aligned, "timeline", about, column)
            for index, found in enumerate(aligned.of_step):
                given[index].extend(found)
        return given

    def _when_values(self, column: Column, parts: Sequence[Part], about: str | None) -> list[Value[When]]:
        values: list[Value[When]] = []
        above = self.whens_above.get(column.role, ())
        for entry in _printed(column):
            read = self._read_whens(entry.text, above)
            self.notes(read.notes, about, entry.words)
            whens = []
            for found in read.found:
                when = _placed(found, entry.words)
                if column.role is Role.ORIGINAL_DATE:
                    when = when.with_values(label="original")
                whens.append(when)
                labelled = when.label not in (None, "original")
                values.append(Value(when, found.numbers or entry.numbers, _part(entry.words, found, parts), labelled))
            above = tuple(whens) or above
        self.whens_above[column.role] = above
        return values

    def _ranges(
        self, row: DraftRow, start: Column, finish: Column, about: str | None
    ) -> list[list[tuple[When, Scope]]]:
        """Return one when an action out of a start and a finish column (contract: a closed range, or `open`)."""
        sides = [
            align(row.steps, self._when_values(column, row.parts, about), merged=column.merged)
            for column in (start, finish)
        ]
        given: list[list[tuple[When, Scope]]] = []
        for first, last in zip(*(side.of_step for side in sides), strict=True):
            if len(first) <= 1 and len(last) <= 1 and (first or last):
                begins, ends = (side[0][0] if side else None for side in (first, last))
                scope = (first or last)[0][1]
                joined = _joined_range(*_known(begins, ends))
                for side in (begins, ends):
                    if side is not None and side.raw not in joined.raw:
                        self.issue("unread-cell", side.raw, about)
                given.append([(joined, scope)])
            else:
                given.append(first + last)
        return given

    def _owners(self, row: DraftRow, about: str | None) -> list[list[tuple[Owner, Scope]]]:
        given: list[list[tuple[Owner, Scope]]] = [[] for _ in row.steps]
        for column in row.columns:
            if column.role not in (Role.OWNER, Role.SENIOR_OWNER):
                continue
            aligned = align(row.steps, self._owner_values(column, row.parts, about), merged=column.merged)
            self._report(aligned, "owner", about, column)
            for index, found in enumerate(aligned.of_step):
                given[index].extend((owner, scope) for owners, scope in found for owner in owners)
        return given

    def _owner_values(self, column: Column, parts: Sequence[Part], about: str | None) -> list[Value[tuple[Owner, ...]]]:
        """Return owners printed together as one value: "Head of A / Head of B" is a joint one, two lines are two."""
        values: list[Value[tuple[Owner, ...]]] = []
        above = self.owners_above.get(column.role, ())
        for entry in _printed(column):
            read = self._read_owners(entry.text, _owner_role(column.role), above)
            self.notes(read.notes, about, entry.words)
            above = tuple(found.value for found in read.found) or above
            for group in _together(entry.text, read):
                owners = tuple(_placed(found, entry.words) for found in group)
                values.append(Value(owners, group[0].numbers or entry.numbers, _part(entry.words, group[0], parts)))
        self.owners_above[column.role] = above
        return values

    def _read_whens(self, text: str, above: tuple[When, ...]) -> Readings[When]:
        """Return the whens of a cell; many cells say what another says, and all but "Ditto" whatever stands above."""
        if text not in self._whens_read:
            self._whens_read[text] = read_timeline_cell(text, context=self.setting.for_whens())
        read = self._whens_read[text]
        if above and needs_above(read):
            return read_timeline_cell(text, context=self.setting.for_whens(above))
        return read

    def _read_owners(self, text: str, role: OwnerRole, above: tuple[Owner, ...]) -> Readings[Owner]:
        """Return the owners of a cell in the same way: what repeats others is unread where none stand above."""
        if (text, role) not in self._owners_read:
            self._owners_read[text, role] = read_owner_cell(text, context=self.setting.for_owners(role))
        read = self._owners_read[text, role]
        if above and any(note.code == "owner-unread" for note in read.notes):
            return read_owner_cell(text, context=self.setting.for_owners(role, above))
        return read

    def _measures(self, row: DraftRow, about: str | None) -> list[list[tuple[Words, Scope]]]:
        given: list[list[tuple[Words, Scope]]] = [[] for _ in row.steps]
        for column in row.columns:
            if column.role is not Role.MEASURE:
                continue
            values = [
                Value(entry.words.fold(), entry.numbers, _part_of_words(entry.words, row.parts))
                for entry in _measure_entries(column)
            ]
            # One list of measures for one action is that action's; running text in front of several is every one's.
            aligned = align(row.steps, values, merged=column.merged)
            self._report(aligned, "measure", about, column)
            for index, found in enumerate(aligned.of_step):
                given[index].extend(found)
        return given

    def _statuses(self, row: DraftRow, about: str | None) -> list[Status | None]:
        statuses: list[Status | None] = [None for _ in row.steps]
        for column in row.columns:
            if column.role is not Role.STATUS:
                continue
            numbered = [entry for entry in column.entries if entry.numbers]
            if numbered and len(row.steps) > 1:
                for entry in numbered:
                    read = read_status_cell(entry.text, None, self.setting.legend)
                    self.notes(read.notes, about, entry.words)
                    for index, step in enumerate(row.steps):
                        if step.number in entry.numbers and read.found:
                            statuses[index] = _placed_status(read.found[0], entry.words)
                continue
            status = self.read_status(column.cell, about)
            statuses = [status or known for known in statuses]
        return statuses

    def _status_of(self, when: When) -> Status | None:
        status = status_of_timeline(when.raw) if when.source == "column" else None
        return status.with_values(provenance=when.provenance) if status else None

    def read_response(self, words: Words) -> tuple[Response | None, str | None]:
        """Return what a response says and its words; what nobody knows is kept whole."""
        found = read_response(words.text)
        return (found[0], words.text[found[1] : found[2]]) if found else (None, words.text or None)

    def _response(self, row: DraftRow) -> tuple[Response | None, str | None]:
        for column in row.columns:
            if column.role is Role.RESPONSE_TEXT:
                return self.read_response(whole_text(column.entries))
        return None, None

    def _report(self, aligned: Alignment[W], what: str, about: str | None, column: Column) -> None:
        words = whole_text(column.entries)
        for detail in aligned.unaligned:
            self.issue(f"unaligned-{what}", f"{detail}: {words.text[:80]}", about, words)
        for number in aligned.lacking:
            self.issue("no-such-number", f"{number} ({column.header}: {words.text[:80]})", about, words)


def _printed(column: Column) -> Iterable[Entry]:
    return (entry for entry in column.entries if entry.text.strip().casefold() not in NOTHING_PRINTED)


def _measure_entries(column: Column) -> Iterable[Entry]:
    """Yield one entry a bullet or line."""
    for entry in _printed(column):
        for line in entry.words.split(_LINE) if not entry.numbers else (entry.words,):
            yield Entry(line, entry.numbers, entry.is_item)


def _together(text: str, read: Readings[Owner]) -> list[list[Reading[Owner]]]:
    """Return the owners in groups: a sign or word between two keeps them together, a mere blank begins a group."""
    groups: list[list[Reading[Owner]]] = []
    for found in read.found:
        last = groups[-1][-1] if groups else None
        between = text[last.end : found.start] if last else ""
        if (
            last is not None
            and (between.strip() or found.start < last.end)
            and "\n" not in between
            and found.numbers == last.numbers
        ):
            groups[-1].append(found)
        else:
            groups.append([found])
    return groups


def _known(begins: When | None, ends: When | None) -> tuple[When | None, When | None]:
    """Return the sides of a range; one that is not known yet ("TBC") beside one that is leaves it open."""
    first, last = (side if side and side.kind != "unresolved" else None for side in (begins, ends))
    return (first, last) if first or last else (begins, ends)


def _joined_range(begins: When | None, ends: When | None) -> When:
    when = join_range(begins, ends)
    places = [side.provenance for side in (begins, ends) if side is not None and side.provenance is not None]
    return when.with_values(provenance=_union(places))


def _union(places: Sequence[Provenance]) -> Provenance | None:
    if len(places) < 2:
        return places[0] if places else None
    return places[0].with_values(pieces=tuple(piece for place in places for piece in place.pieces))


def _placed(found: Reading[V], words: Words) -> V:
    return found.value.with_values(provenance=words[found.start : found.end].provenance())


def _in_scope(value: V, scope: Scope) -> V:
    return value if value.scope == scope and "scope" in value.model_fields_set else value.with_values(scope=scope)


def _shown_at(cell: Cell) -> Provenance:
    """Return where a status stands that only a colour or sign shows."""
    return provenance_of((cell.words,)) if cell.words.places() else provenance_at(cell.place)


def _placed_status(found: Reading[Status], words: Words) -> Status:
    return found.value.with_values(provenance=words[found.start : found.end].provenance())


def _part(words: Words, found: Reading[object], parts: Sequence[Part]) -> int:
    return _part_of_words(words[found.start : found.end], parts)


def _part_of_words(words: Words, parts: Sequence[Part]) -> int:
    places = words.places()
    own = part_of(places[0]) if places else None
    return parts.index(own) if own in parts else 0


def _owner_role(role: Role) -> OwnerRole:
    return "accountable" if role is Role.SENIOR_OWNER else "lead"


def _other(row: DraftRow) -> dict[str, str]:
    """Return what columns without a field of their own print, by heading; the second of two alike has a 2."""
    other: dict[str, str] = {}
    for column in row.columns:
        if column.header and (text := _left_over(column)):
            count = sum(header == column.header or header.startswith(f"{column.header} (") for header in other)
            other[f"{column.header} ({count + 1})" if column.header in other else column.header] = text
    return other


def _left_over(column: Column) -> str:
    """Return what a column prints that has no field of its own: an unknown column, a response with its reasons."""
    text = whole_text(column.entries).text
    if column.role is Role.OTHER:
        return text
    found = read_response(text) if column.role is Role.RESPONSE_TEXT else None
    return text if found and text[found[2] :].strip(" .") else ""
