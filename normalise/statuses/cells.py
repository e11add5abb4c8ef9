"""Statuses in columns: a status cell by its words or colour, a timeline column that prints one, a council's response.

By the contract's "status" and its rulings on colour. What a bullet says of itself is read by `bullets`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from normalise.lexicon import rows
from normalise.numbers import read_marker
from normalise.reading import Note, Reading, Readings
from normalise.records import Rag, Response, Status, StatusValue
from normalise.statuses.legends import NO_LEGEND, Legend
from normalise.statuses.words import Where, alternatives, colour_names, colours, value_of

MAX_CELL_CHARACTERS = 100_000

# What a colour means where no legend says so (contract, "status").
_DEFAULTS: dict[Rag, StatusValue] = {"green": "in_progress", "amber": "delayed", "red": "delayed", "blue": "completed"}
_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_LEAD_IN = re.compile(
    r"""(?: (?:current|overall|brag|rag|action|progress|delivery|project) \s+ )*
    (?:status|rating|rag|brag|progress|update) \s* [:=–-] \s*""",
    re.VERBOSE | re.IGNORECASE,
)
_PERCENT = re.compile(r"(?P<percent>\d{1,3})\s?%(?:\s+(?:complete|completed|done))?", re.IGNORECASE)
_NEGATED = re.compile(
    r"""\b (?: not|isn't|isn’t|never|non|un|to|be|when|once|until|if|for
    | (?:phase|stage|step|part|draft|tranche) (?:\s+ (?:\d+|one|two|three))? ) [\s-]+ $""",
    re.VERBOSE | re.IGNORECASE,
)
_PARTLY = re.compile(
    r"\b(?:partially|partly|part|mostly|nearly|almost|largely|substantially|half)[\s-]+$", re.IGNORECASE
)
_OR_BUT = re.compile(r"\s*(?:[/,(–-]|,?\s*\b(?:but|or|and|yet)\b)?\s*(?:is|now|at)?\s*", re.IGNORECASE)
_WORDY = re.compile(r"\w")
_DONE = "✅"  # green, and a tick: what it stands for is done and not merely on track


def read_status_cell(text: str, rag: Rag | None = None, legend: Legend = NO_LEGEND) -> Readings[Status]:
    """Return the status of a cell with its span, several where each line or number has its own; `rag` is its fill.

    Notes: `rag-without-legend`, `unknown-status` (words that are none), `status-conflict`, `text-too-long`.
    """
    if len(text) > MAX_CELL_CHARACTERS:
        return Readings(notes=(Note("text-too-long", f"{len(text):,} characters", 0, len(text)),))
    if text.strip() == _DONE and (legend.entry_of(rag) if rag else None) is None:
        return Readings((Reading(Status(value="completed", rag=rag, raw=_DONE), 0, len(text)),))
    if not _WORDY.search(text):
        return _read_colour("", rag, legend, 0, 0) if rag else Readings(notes=tuple(_unknown_sign(text)))
    text = _unwrapped(text, rag, legend)
    lines = list(_lines(text))
    read = [(line, _status_in_line(text, *line[:2], rag, legend)) for line in lines]
    told = [(line, found) for line, found in read if found is not None and found.found]
    if not told:
        return _without_words(text, rag, legend)
    told = _beside_colour(told)
    several = len(told) > 1 and (len(told) == len(lines) or all(line[2] for line, _ in told))
    kept = told if several else told[:1]
    return Readings(
        tuple(Reading(r.value, r.start, r.end, line[2]) for line, found in kept for r in found.found),
        tuple(note for _, found in kept for note in found.notes),
    )


def _unwrapped(text: str, rag: Rag | None, legend: Legend) -> str:
    """Return a text of several lines as one line where it is one status that a narrow column cut: "Not | started"."""
    if "\n" not in text.strip():
        return text
    whole = text.replace("\n", " ")
    read = _status_in_line(whole, 0, len(whole), rag, legend)
    found = read.found if read is not None else ()
    is_one = len(found) == 1 and not (whole[: found[0].start] + whole[found[0].end :]).strip(" .")
    return whole if is_one else text


_Told = tuple[tuple[int, int, tuple[str, ...]], Readings[Status]]


def _beside_colour(told: list[_Told]) -> list[_Told]:
    """Return a colour's name and a wording on two lines as one status: the words count, the name is its colour."""
    if len(told) != 2 or any(line[2] for line, _ in told):
        return told
    for (_, named), (line, worded) in (told, told[::-1]):
        colour, status = named.found[0].value, worded.found[0].value
        is_worded = status.raw.casefold() not in colours()
        if colours().get(colour.raw.casefold()) and is_worded and status.rag in (None, colour.rag):
            merged = Reading(status.model_copy(update={"rag": colour.rag}), worded.found[0].start, worded.found[0].end)
            return [(line, Readings((merged,), worded.notes))]
    return told


def status_of_timeline(text: str) -> Status | None:
    """Return the status that a timeline cell prints, or None: "Ongoing" by itself says when, not how far.

    >>> status_of_timeline("Completed January 2025").value, status_of_timeline("Complete by May 2026")
    ('completed', None)
    """
    match = _timeline_pattern().match(text[:MAX_CELL_CHARACTERS].lstrip())
    if match is None or not _may_stand_before(match["status"], match["rest"]):
        return None
    value = value_of(match["status"], "timeline")
    return Status(value=value, raw=" ".join(match["status"].split())) if value else None


def read_response(text: str) -> tuple[Response, int, int] | None:
    """Return the council's answer to a recommendation with the span of its words, or None.

    >>> read_response("Partially accepted: we will …")
    ('partly_accepted', 0, 18)
    """
    match = _response_pattern().match(text, len(text) - len(text.lstrip()))
    if match is None:
        return None
    response = _responses()[" ".join(match["response"].casefold().split())]
    return response, match.start("response"), match.end("response")


def _lines(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield start, end and list numbers of each line that prints a word."""
    for line in _LINE.finditer(text):
        marker = read_marker(line[0]) if not re.fullmatch(r"\s*\(?[A-Za-z]\)?\.?\s*", line[0]) else None
        start = line.start() + (marker.end if marker else 0)
        if _WORDY.search(text[start : line.end()]):
            yield start, line.end(), marker.numbers if marker else ()


@dataclass(frozen=True, slots=True)
class _Wording:
    """A status as it is printed: what it means, and its half-open span."""

    value: StatusValue
    start: int
    end: int


def _status_in_line(text: str, start: int, end: int, rag: Rag | None, legend: Legend) -> Readings[Status] | None:
    """Return the status that one line prints: a wording, a share done, or a colour's name; None where there is none."""
    start += len(text[start:end]) - len(text[start:end].lstrip())
    if lead := _LEAD_IN.match(text, start, end):
        start = lead.end()
    colour = _colour_name_pattern().match(text, start, end)
    if colour and _colour_name_pattern().match(text, colour.end(), end):
        return None  # "Amber/Green" is neither
    if colour is None and (unrated := legend.value_of_unrated(text[start:end])):
        return Readings((Reading(Status(value=unrated, rag=rag, raw=text[start:end].strip()), start, end),))
    wordings = list(_wordings(text, colour.end() if colour else start, end, legend))
    named = colours()[colour["name"].casefold()] if colour else None
    if not wordings:
        return _read_colour(colour["name"], rag or named, legend, *colour.span("name")) if colour and named else None
    first = wordings[0]
    raw = " ".join(text[first.start : first.end].split())
    behind = _colour_behind_pattern().match(text, first.end, end) if named is None else None
    named = named or (colours()[behind["name"].casefold()] if behind else None)
    status = Status(value=first.value, rag=rag or named, raw=raw)
    return Readings((Reading(status, first.start, first.end),), tuple(_conflicts(text, wordings, end)))


def _wordings(text: str, start: int, end: int, legend: Legend) -> Iterator[_Wording]:
    """Yield the status wordings of a line that are not denied ("not complete") nor too far in it."""
    line = " ".join(text[start:end].casefold().split()).strip(" .")
    for entry in legend.entries:
        meaning = re.split(r"\s*[:=–—|]\s*|\s-\s", entry.wording, maxsplit=1)[-1]
        if entry.value and line and line == meaning.casefold().strip(" ."):
            yield _Wording(entry.value, start, end)
            return
    if share := _PERCENT.match(text, start, end):
        yield _Wording(_value_of_share(int(share["percent"])), *share.span())
        return
    for match in _wording_pattern("cell").finditer(text, start, end):
        before, behind = text[max(start, match.start() - 24) : match.start()], text[match.end() : end]
        value = value_of(match[0], "cell")
        stands = match.start() - start <= _NEAR_START or not behind.strip(" .")
        if value is None or not stands or _NEGATED.search(before) or _is_request(match[0], behind):
            continue
        if value == "completed" and (partly := _PARTLY.search(before)):
            yield _Wording("in_progress", match.start() - len(partly[0]), match.end())
        else:
            yield _Wording(value, *match.span())


def _conflicts(text: str, wordings: list[_Wording], end: int) -> Iterator[Note]:
    """Yield a note where a second status of another value closes the line: "Complete / Ongoing"."""
    for first, second in pairwise(wordings[:2]):
        between, behind = text[first.end : second.start], text[second.end : end]
        if first.value != second.value and _OR_BUT.fullmatch(between) and not behind.strip(" .)"):
            yield Note("status-conflict", " ".join(text[first.start : second.end].split()), first.start, second.end)


_NEAR_START = 40  # characters: a status stands at the head of a cell; further in it is running text


def _is_request(wording: str, rest: str) -> bool:
    """Say whether "complete" is the verb ("Complete the review", "Complete by May")."""
    return (
        wording.casefold() == "complete"
        and re.match(r"\s+(?:the|a|an|by|all|this|our|its|and\s+\w+\s+the)\b", rest, re.IGNORECASE) is not None
    )


def _value_of_share(percent: int) -> StatusValue:
    if percent >= 100:
        return "completed"
    return "in_progress" if percent else "not_started"


def _without_words(text: str, rag: Rag | None, legend: Legend) -> Readings[Status]:
    """Return the colour's status, if there is a colour, and a note about the words that are no status."""
    note = Note("unknown-status", " ".join(text.split())[:200], 0, len(text))
    if rag is None:
        return Readings(notes=(note,))
    by_colour = _read_colour("", rag, legend, 0, 0)
    return Readings(by_colour.found, (*by_colour.notes, note))


def _read_colour(printed: str, rag: Rag, legend: Legend, start: int, end: int) -> Readings[Status]:
    """Return what a colour alone means: by the legend, else by the contract's defaults and with a note."""
    entry = legend.entry_of(rag)
    if entry is not None and entry.value is not None:
        return Readings((Reading(Status(value=entry.value, rag=rag, raw=printed or entry.wording), start, end),))
    raw = printed or (entry.wording if entry else "")
    status = Status(value=_DEFAULTS[rag], rag=rag, raw=raw)
    return Readings((Reading(status, start, end),), (Note("rag-without-legend", printed or rag, start, end),))


def _unknown_sign(text: str) -> Iterator[Note]:
    """Yield a note for a sign that may mean something ("✓"); dashes and dots mean a blank."""
    if text.strip(" \t\r\n-–—._|*•\xa0"):
        yield Note("unknown-status", text.strip(), 0, len(text))


def _may_stand_before(status: str, rest: str) -> bool:
    """Say whether what follows leaves the wording a status: "Complete by May" is a deadline."""
    return not (
        status.casefold() in ("complete", "fully complete")
        and re.match(r"\s*(?:by|before|in|the|all)\b", rest, re.IGNORECASE)
    )


@cache
def _wording_pattern(where: Where) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{alternatives(where)})(?![\w-])", re.IGNORECASE)


@cache
def _timeline_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:now|already|currently|all|status\s?:)\s+)?(?P<status>{alternatives('timeline')})(?![\w-])(?P<rest>.*)",
        re.IGNORECASE | re.DOTALL,
    )


@cache
def _colour_name_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<name>{colour_names()}|(?-i:[BRAG])(?=\s*(?:$|[\n(:/–-])))(?![\w])\s*(?:(?:rated|rating|status)\b)?\s*[-–—:(/]?\s*",
        re.IGNORECASE,
    )


@cache
def _colour_behind_pattern() -> re.Pattern[str]:
    return re.compile(rf"\s*[-–—:(/,]?\s*(?P<name>{colour_names()})\W*$", re.IGNORECASE)


@cache
def _responses() -> dict[str, Response]:
    known: dict[str, Response] = {"accepted": "accepted", "partly_accepted": "partly_accepted", "rejected": "rejected"}
    return {row["wording"]: known[row["response"]] for row in rows("responses")}


@cache
def _response_pattern() -> re.Pattern[str]:
    wordings = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(_responses(), key=lambda w: -len(w)))
    return re.compile(
        rf"""(?: (?: (?:council|cabinet|management|our|the)(?:['’]?s)? \s+ )*
            (?:response|decision|position) \s* [:–-] \s* )?
        (?: (?: (?:the\s+)? (?:council|cabinet|authority|committee|board) | we | (?:(?:this|the)\s+)? recommendation )
            (?: \s+ (?:is|was|has\s+been|are|have\s+been) )? \s+ )?
        (?P<response>{wordings}) (?![\w-])
        (?! \s+ (?:in\s+principle|that|to|an?|on|with\s+partners|the\s+(?!recommendation)) \b )""",
        re.VERBOSE | re.IGNORECASE,
    )
