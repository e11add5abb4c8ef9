"""What bears on whether a value is right: features by name, of the document, of a record, of a value in it.

Shares and counts are cut into steps, so that a weight each can follow any curve. A feature that weights.csv does not
know weighs nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from normalise.records import Action, Extraction, Owner, Progress, Provenance, Recommendation, Status, When
from parsers.confidence.evidence import Evidence
from parsers.roles.decision import ColumnDecision, TableDecision

AnyRecord = Recommendation | Action | Progress
AnyValue = When | Owner | Status

_OPEN_WORDS = frozenset("and or of the to for in with by a an on".split())
_SENTENCE_ENDS = (".", "!", "?", ";", ":")
_CLOSING_SIGNS = "'\"’”)"
_DIGIT = re.compile(r"\d")
_LONGEST_OPEN = max(map(len, _OPEN_WORDS))
_SHARES = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0)
_COUNTS = (0, 1, 2, 3, 5, 8, 15, 30, 60)
_LENGTHS = (1, 2, 3, 5, 8, 12, 20, 40, 80)
_MARGINS = (0.0, 0.5, 1.0, 2.0, 3.5, 5.0, 8.0)


def step(name: str, value: float, steps: Sequence[float]) -> str:
    """Return the feature that says between which two steps a value lies.

    >>> step("words", 4, (1, 2, 3, 5))
    'words>=3'
    """
    reached = bisect_right(steps, value)
    return f"{name}>={steps[reached - 1]:g}" if reached else f"{name}<{steps[0]:g}"


@dataclass(frozen=True, slots=True)
class Whole:
    """What is counted once over an extraction for the features of its records."""

    texts: Counter[str]
    owners: Counter[str]
    statuses: Counter[str]
    actions_of: Counter[str]
    numbers: Counter[tuple[str | None, str]]
    typical: float


def count_whole(extraction: Extraction) -> Whole:
    """Return what is counted over an extraction."""
    records: tuple[AnyRecord, ...] = (*extraction.recommendations, *extraction.actions, *extraction.progress)
    lengths = [len(action.text.split()) for action in extraction.actions]
    return Whole(
        Counter(record.text.casefold() for record in records),
        Counter(owner.name for action in extraction.actions for owner in action.owners),
        Counter(record.status.raw.casefold() for record in records if record.status),
        Counter(action.recommendation for action in extraction.actions if action.recommendation),
        Counter((one.number, one.kind) for one in extraction.recommendations),
        median(lengths) if lengths else 0.0,
    )


def iter_document_features(extraction: Extraction, evidence: Evidence) -> Iterator[str]:
    """Yield what holds for every value of an extraction."""
    facts, recommendations, actions = extraction.document, extraction.recommendations, extraction.actions
    yield f"doc:{facts.kind}"
    yield f"doc:{'council' if facts.councils else 'no-council'}"
    yield f"doc:{'dated' if facts.published else 'no-date'}"
    share = extraction.source.share_read
    yield "doc:share-unknown" if share is None else step("doc:share", share, (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99))
    yield step("doc:recommendations", len(recommendations), _COUNTS)
    yield step("doc:actions", len(actions), _COUNTS)
    yield step("doc:progress", len(extraction.progress), _COUNTS)
    codes = {issue.code for issue in extraction.issues}
    yield from (f"doc:issue:{code}" for code in sorted(codes))
    yield f"doc:numbers-{_run_of_numbers(recommendations)}"
    answered = {action.recommendation for action in actions}
    yield step("doc:answered", _share(one.id in answered for one in recommendations), _SHARES)
    yield step("doc:linked", _share(action.recommendation is not None for action in actions), _SHARES)
    yield step("doc:timed", _share(bool(action.timelines) for action in actions), _SHARES)
    yield step("doc:owned", _share(bool(action.owners) for action in actions), _SHARES)
    yield step("doc:measured", _share(bool(action.measures) for action in actions), _SHARES)
    whens = [when for action in actions for when in action.timelines]
    yield step("doc:resolved", _share(when.kind != "unresolved" for when in whens), _SHARES)
    yield step("doc:columns", _share(when.source == "column" for when in whens), _SHARES)
    yield step("doc:other", _share(bool(action.other) for action in actions), _SHARES)
    yield step("doc:tables", _share(action.provenance.table is not None for action in actions), _SHARES)
    for name, records in (
        ("recommendations", recommendations),
        ("actions", actions),
        ("progress", extraction.progress),
    ):
        yield from _iter_text_shares(name, [record.text for record in records])
    layouts = {chosen.layout for chosen in evidence.layouts.values()}
    yield from (f"doc:layout:{layout}" for layout in sorted(layouts))


def _iter_text_shares(name: str, texts: Sequence[str]) -> Iterator[str]:
    """Yield what the texts of all records of a kind look like: a column that was taken for another shows here."""
    if texts:
        yield step(f"doc:{name}:words", median(len(text.split()) for text in texts), _LENGTHS)
        yield step(f"doc:{name}:lower", _share(text[:1].islower() for text in texts), _SHARES)
        yield step(f"doc:{name}:distinct", len(set(texts)) / len(texts), _SHARES)
        yield step(f"doc:{name}:open-end", _share(_is_left_open(text) for text in texts), _SHARES)


def _run_of_numbers(recommendations: Sequence[Recommendation]) -> str:
    """Say whether the numbers of the recommendations are 1, 2, 3 …"""
    keys = [one.number for one in recommendations if one.parent is None and one.kind == "key"]
    if not any(keys):
        return "none"
    if None in keys:
        return "some"
    if keys == [str(number) for number in range(1, len(keys) + 1)]:
        return "run"
    return "twice" if len(set(keys)) < len(keys) else "gaps"


def _share(truths: Iterable[bool]) -> float:
    found = list(truths)
    return sum(found) / len(found) if found else -1.0


def iter_record_features(record: AnyRecord, whole: Whole, evidence: Evidence) -> Iterator[str]:
    """Yield what holds for a record and all values in it."""
    yield from (f"about:{code}" for code in sorted(evidence.codes.get(record.id, ())))
    chosen = evidence.layouts.get(record.id)
    yield f"layout:{chosen.layout}" if chosen else "layout:none"
    if chosen:
        yield step(f"layout-score:{chosen.layout}", chosen.score, (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0))
        yield step("layout-margin", chosen.margin, (0.0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8))
    yield from _of_column("text", record.provenance, evidence)
    table = evidence.table(record.provenance)
    yield from evidence.once("table", table, lambda: _table_features(table))
    yield from _iter_text_features(record.text)
    yield "text:again" if whole.texts[record.text.casefold()] > 1 else "text:once"
    yield step("pieces", len(record.provenance.pieces), (0, 1, 2, 3))
    match record:
        case Recommendation():
            yield from _iter_recommendation_features(record, whole)
        case Action():
            yield from _iter_action_features(record, whole, evidence)
        case Progress():
            yield "progress:linked" if record.recommendation else "progress:unlinked"
            yield "progress:status" if record.status else "progress:no-status"


def _iter_text_features(text: str) -> Iterator[str]:
    yield step("text:words", len(text.split()), _LENGTHS)
    yield "text:lower" if text[:1].islower() else "text:digit" if text[:1].isdigit() else "text:upper"
    if _is_left_open(text):
        yield "text:open-end"
    elif _ends_sentence(text):
        yield "text:end"
    if text.isupper():
        yield "text:capitals"
    if ": " in text:
        yield "text:colon"


def _is_left_open(text: str) -> bool:
    """Say whether a text ends in a small word that others follow, whatever signs stand behind it, or in a comma."""
    if text.rstrip().endswith((",", "–", "-")):
        return True
    end = len(text)
    while end and not _is_of_word(text[end - 1]):
        end -= 1
    start = end
    while start and end - start <= _LONGEST_OPEN and _is_of_word(text[start - 1]):
        start -= 1
    return text[start:end].lower() in _OPEN_WORDS


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _ends_sentence(text: str) -> bool:
    return text.rstrip(_CLOSING_SIGNS).endswith(_SENTENCE_ENDS)


def _table_features(table: TableDecision | None) -> Iterator[str]:
    if table is None:
        yield "table:none"
        return
    yield step("table:columns", len(table.columns), (1, 2, 3, 4, 5, 7, 9))
    margins = [column.margin for column in table.columns if column.margin is not None]
    yield step("table:least-margin", min(margins), _MARGINS) if margins else "table:no-margin"
    wordings = Counter(column.wording for column in table.columns)
    yield from (f"table:{wording}" for wording in sorted(wordings))
    roles = {column.role for column in table.columns}
    yield from (f"table:has:{role}" for role in sorted(roles))


def _column_features(name: str, column: ColumnDecision | None) -> Iterator[str]:
    if column is None:
        yield f"{name}:no-column"
        return
    yield f"{name}:role:{column.role}"
    yield f"{name}:wording:{column.wording}"
    yield step(f"{name}:score", column.score, (0.0, 3.0, 5.0, 7.0, 9.0, 10.0, 11.0))
    yield f"{name}:no-rival" if column.margin is None else step(f"{name}:margin", column.margin, _MARGINS)
    if column.is_doubtful:
        yield f"{name}:doubtful"
    if column.is_by_contents:
        yield f"{name}:by-contents"


def _of_column(name: str, place: Provenance | None, evidence: Evidence) -> tuple[str, ...]:
    """Return what holds for all that stands in one column: it is asked for in every row."""
    column = evidence.column(place)
    return evidence.once(name, column, lambda: _column_features(name, column))


def _iter_recommendation_features(record: Recommendation, whole: Whole) -> Iterator[str]:
    yield f"rec:{record.kind}"
    yield "rec:numbered" if record.number else "rec:unnumbered"
    if record.number and whole.numbers[record.number, record.kind] > 1:
        yield "rec:number-twice"
    yield step("rec:actions", whole.actions_of[record.id], _COUNTS)
    for name, value in (("theme", record.theme), ("summary", record.summary), ("parts", record.parts)):
        yield f"rec:{name}" if value else f"rec:no-{name}"
    yield step("rec:topics", len(record.topics), (0, 1, 2, 4))


def _iter_action_features(record: Action, whole: Whole, evidence: Evidence) -> Iterator[str]:
    yield "action:linked" if record.recommendation else "action:unlinked"
    yield f"action:number:{_shape(record.number)}"
    yield f"action:stage:{record.stage or 'none'}"
    yield step("action:siblings", whole.actions_of[record.recommendation or ""], _COUNTS)
    yield step("action:timelines", len(record.timelines), (0, 1, 2, 3, 5))
    yield step("action:owners", len(record.owners), (0, 1, 2, 3, 5))
    yield step("action:measures", len(record.measures), (0, 1, 2, 3, 5, 8))
    yield step("action:length", len(record.text.split()) / max(whole.typical, 1.0), (0.0, 0.2, 0.5, 0.8, 1.3, 2.0, 4.0))
    if record.preamble:
        yield "action:preamble"
    if record.objective:
        yield "action:objective"
    yield from (f"rec-about:{code}" for code in sorted(evidence.codes.get(record.recommendation or "-", ())))


def _shape(number: str | None) -> str:
    if number is None:
        return "none"
    return "dotted" if "." in number else "digits" if number.isdigit() else "letter" if len(number) == 1 else "other"


def iter_value_features(value: AnyValue, whole: Whole, evidence: Evidence) -> Iterator[str]:
    """Yield what holds for one value of a record."""
    match value:
        case When():
            yield from _iter_when_features(value, evidence)
        case Owner():
            yield from _iter_owner_features(value, whole, evidence)
        case Status():
            yield from _iter_status_features(value, whole, evidence)


def _iter_when_features(when: When, evidence: Evidence) -> Iterator[str]:
    yield from _of_column("when", when.provenance if when.source == "column" else None, evidence)
    yield f"when:{when.kind}:{when.source}"
    yield f"when:precision:{when.precision}"
    yield f"when:qualifier:{when.qualifier}"
    yield f"when:scope:{when.scope}"
    yield from (f"when:inferred:{what}" for what in when.inferred)
    if when.label:
        yield "when:label"
    yield step("when:words", len(when.raw.split()), _LENGTHS)
    yield "when:digits" if _DIGIT.search(when.raw) else "when:no-digits"
    year = when.end or when.start
    if year and not 2000 <= year.year <= 2040:
        yield "when:odd-year"


def _iter_owner_features(owner: Owner, whole: Whole, evidence: Evidence) -> Iterator[str]:
    yield from _of_column("owner", owner.provenance, evidence)
    yield f"owner:{owner.kind}"
    yield f"owner:role:{owner.role}"
    yield f"owner:scope:{owner.scope}"
    yield step("owner:words", len(owner.name.split()), _LENGTHS)
    yield step("owner:again", whole.owners[owner.name], (0, 1, 2, 3, 5))
    if owner.name[:1].islower():
        yield "owner:lower"
    if _DIGIT.search(owner.name):
        yield "owner:digits"
    if _is_left_open(owner.name) or _ends_sentence(owner.name):
        yield "owner:odd-end"
    if owner.person:
        yield "owner:person-named"
    if not (owner.function or owner.seniority or owner.person):
        yield "owner:plain"


def _iter_status_features(status: Status, whole: Whole, evidence: Evidence) -> Iterator[str]:
    yield from _of_column("status", status.provenance, evidence)
    yield f"status:{status.value}"
    yield f"status:rag:{status.rag}"
    yield step("status:again", whole.statuses[status.raw.casefold()], (0, 1, 2, 3, 5, 10))
    yield step("status:words", len(status.raw.split()), (0, 1, 2, 3, 5, 10))
