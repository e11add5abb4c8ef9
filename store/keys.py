"""Keys that outlive a run: made from raw words and the document's own numbering, never from cleaned values.

The folding here is the keys' own and must never change: improving it would make every plan look rewritten.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from hashlib import sha256

from normalise.records import Action, Extraction, Progress, Recommendation

_WORD = re.compile(r"\w+")
_HEX_DIGITS = 32


def text_key(text: str) -> str:
    """Return a key, equal for texts that differ only in case, white space, punctuation or compatibility signs."""
    return _hash(fold(text))


def record_keys(extraction: Extraction) -> dict[str, str]:
    """Return the record key of every recommendation, action and progress entry by its id."""
    numbers = {record.id: record.number for record in extraction.recommendations}
    equals: Counter[str] = Counter()
    keys = {}
    records: tuple[Recommendation | Action | Progress, ...] = (
        *extraction.recommendations,
        *extraction.actions,
        *extraction.progress,
    )
    for record in records:
        kind = type(record).__name__.lower()
        stem = "\n".join((extraction.source.sha256, kind, *number_path(record, numbers), fold(record.text)))
        keys[record.id] = _hash(f"{stem}\n{equals[stem]}")
        equals[stem] += 1
    return keys


def content_hash(extraction: Extraction) -> str:
    """Return the hash of all that was read and by whom, but for what the file is called."""
    return sha256(extraction.model_dump_json(exclude={"source": {"name"}}).encode("utf-8")).hexdigest()


def reader_fingerprint(reader: dict[str, str] | None) -> str | None:
    """Return one hash for the fingerprints of all stages; None where the reader tells none."""
    return None if reader is None else sha256(json.dumps(reader, sort_keys=True).encode("utf-8")).hexdigest()


def number_path(record: Recommendation | Action | Progress, numbers: Mapping[str, str | None]) -> tuple[str, ...]:
    """Return the printed numbers that lead to a record; `numbers` are the recommendations' by id, "-" is none."""
    path: tuple[str | None, ...]
    match record:
        case Recommendation():
            path = (numbers.get(record.parent or ""), record.number)
        case Action():
            objective = record.objective.number if record.objective else None
            path = (numbers.get(record.recommendation or ""), objective, record.number)
        case Progress():
            earlier = record.refers_to.number if record.refers_to else None
            path = (numbers.get(record.recommendation or ""), earlier)
    return tuple(number or "-" for number in path)


def fold(text: str) -> str:
    """Return the text's words alone: no case, punctuation, white space or compatibility signs."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()[:_HEX_DIGITS]
