"""Which extraction is compared with which gold file, and what came of each; a document is read first.

What is compared, and how, is `normalise.scoring`'s; what is printed of it, `ingest.evaluation_tables`'.
"""

from __future__ import annotations

import csv
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.batch import Failure, attempt
from ingest.finding import FoundFile, find_files, read_file
from ingest.terminal import utf8_name
from normalise.errors import DocumentError, UsageError
from normalise.records import Extraction
from normalise.scoring import Answers, Outcome, Value, compare, read_answers, score, score_by_feature
from normalise.scoring.figures import Counts

logger = logging.getLogger(__name__)

JSON = ".json"
_MOST_TOLD = 5

Extract = Callable[[FoundFile], Extraction]
Features = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Compared:
    """One gold file and what is compared with it; None where there is nothing."""

    name: str
    gold: FoundFile
    predicted: FoundFile | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What became of every field of every document, by the documents' names, and of which there was no extraction."""

    outcomes: dict[str, tuple[Outcome, ...]]
    failed: tuple[str, ...]


def find_compared(predicted: Path, gold: Path) -> tuple[Compared, ...]:
    """Return each gold file with its namesake among the predicted ones.

    Two files are compared whatever they are called; in folders the paths agree but for their suffix. Raises UsageError
    where nothing can be compared, or where it is not clear with what.
    """
    for path in (predicted, gold):
        if not path.exists():
            raise UsageError(f"{utf8_name(str(path))}: does not exist")
    if not predicted.is_dir() and not gold.is_dir():
        return (Compared(gold.stem, FoundFile(gold), FoundFile(predicted)),)
    golds = [(name, file) for name, file in _named(gold) if file.path.suffix.lower() == JSON]
    if not golds:
        raise UsageError(f"{utf8_name(str(gold))}: holds no gold file (NAME.json)")
    _refuse_namesakes(golds)
    if not predicted.is_dir():
        golds = [(name, file) for name, file in golds if name == utf8_name(predicted.stem)]
        if not golds:
            raise UsageError(f"{utf8_name(str(gold))}: holds no gold file called {utf8_name(predicted.stem)}.json")
    own = {file.path.resolve() for _, file in golds}
    candidates = [(name, file) for name, file in _named(predicted) if file.path.resolve() not in own]
    compared = tuple(Compared(name, file, _namesake(name, candidates)) for name, file in golds)
    _tell_left_out(candidates, {one.predicted for one in compared})
    return compared


def _named(path: Path) -> Iterator[tuple[str, FoundFile]]:
    """Yield files with the names they are compared by: their paths in the folder, without suffix."""
    for file in find_files([path]):
        below = file.path.relative_to(path) if path.is_dir() else Path(file.path.name)
        yield utf8_name(below.with_suffix("").as_posix()), file


def _refuse_namesakes(golds: Sequence[tuple[str, FoundFile]]) -> None:
    names = [name for name, _ in golds]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise UsageError(f"{', '.join(twice[:_MOST_TOLD])}: two gold files have this name")


def _namesake(name: str, candidates: Iterable[tuple[str, FoundFile]]) -> FoundFile | None:
    """Return the file of a name: an extraction before a document."""
    found = [file for other, file in candidates if other == name]
    extractions = [file for file in found if file.path.suffix.lower() == JSON]
    meant = extractions or found
    if len(meant) > 1:
        told = ", ".join(utf8_name(file.path.name) for file in meant)
        raise UsageError(f"{name}: {told} could each be meant; leave one")
    return meant[0] if meant else None


def _tell_left_out(candidates: Iterable[tuple[str, FoundFile]], used: set[FoundFile | None]) -> None:
    names = [name for name, file in candidates if file not in used]
    if names:
        more = f" and {len(names) - _MOST_TOLD} more" if len(names) > _MOST_TOLD else ""
        logger.info("no gold file for %s%s: left out", ", ".join(names[:_MOST_TOLD]), more)


def evaluate(compared: Iterable[Compared], extract: Extract, alike: float) -> Evaluation:
    """Return what became of every field. Raises UsageError for a gold file or an extraction that is none.

    A document that is missing or cannot be read counts as one in which nothing was found, and is told of in the log.
    """
    outcomes: dict[str, tuple[Outcome, ...]] = {}
    failed: list[str] = []
    for one in compared:
        gold = _read_json(one.gold)
        answers = _answer(one, extract)
        if answers is None:
            failed.append(one.name)
        outcomes[one.name] = compare(answers or Answers(), gold, one.name, alike=alike)
    return Evaluation(outcomes, tuple(failed))


def _answer(one: Compared, extract: Extract) -> Answers | None:
    file = one.predicted
    if file is None:
        logger.error("peerplan: %s: no extraction to compare", one.name)
        return None
    if file.path.suffix.lower() == JSON:
        return _read_json(file)
    result = attempt(file, lambda: extract(file))
    if isinstance(result, Failure):
        logger.error("peerplan: %s: %s", file.location, result.message)
        return None
    return read_answers(result)


def _read_json(file: FoundFile) -> Answers:
    try:
        return read_answers(read_file(file.path), utf8_name(file.location))
    except DocumentError as error:
        raise UsageError(f"{utf8_name(file.location)}: {error}") from error


def read_features(path: Path, names: Iterable[str]) -> Features:
    """Return the features of each document: a CSV of `document` and `features`, several of them with ";" between.

    A document may have several rows; its suffix may stand in its name. Raises UsageError for a file that is none such,
    and where it speaks of none of the documents.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if missing := {"document", "features"} - set(reader.fieldnames or ()):
                raise UsageError(f"{path}: no column called {' or '.join(sorted(missing))}")
            rows = [(row["document"] or "", row["features"] or "") for row in reader]
    except (OSError, UnicodeError, csv.Error) as error:
        raise UsageError(f"{utf8_name(str(path))}: cannot be read as CSV in UTF-8: {error}") from error
    return _features_by_name(path, rows, set(names))


def _features_by_name(path: Path, rows: Iterable[tuple[str, str]], names: set[str]) -> Features:
    features: Features = {}
    for document, listed in rows:
        name = document.strip()
        name = name if name in names else Path(name).with_suffix("").as_posix()
        if name in names:
            features[name] = features.get(name, ()) + tuple(f for part in listed.split(";") if (f := part.strip()))
    if not features:
        raise UsageError(f"{utf8_name(str(path))}: speaks of none of the documents ({', '.join(sorted(names)[:3])}, …)")
    if silent := sorted(names - set(features)):
        logger.warning("%s says nothing of %d of the documents: %s, …", path, len(silent), silent[0])
    return features


def evaluation_json(evaluation: Evaluation, features: Features | None, *, with_misses: bool) -> dict[str, object]:
    """Return the figures for JSON: overall, by field, by document, by feature, and each value that differs."""
    scores = score(evaluation.outcomes)
    told: dict[str, object] = {
        "overall": _counts_json(scores.overall),
        "fields": {name: _counts_json(counts) for name, counts in scores.fields.items()},
        "documents": {name: _counts_json(counts) for name, counts in scores.documents.items()},
        "failed": list(evaluation.failed),
    }
    if features is not None:
        by_feature = score_by_feature(scores.documents, features)
        told["features"] = {name: _counts_json(counts) for name, counts in by_feature.items()}
    if with_misses:
        told["misses"] = [*_iter_misses(evaluation.outcomes)]
    return told


def _counts_json(counts: Counts) -> dict[str, float]:
    return {
        "precision": counts.precision,
        "recall": counts.recall,
        "f1": counts.f1,
        "right": counts.right,
        "extra": counts.extra,
        "lacks": counts.lacks,
    }


def _iter_misses(outcomes: dict[str, tuple[Outcome, ...]]) -> Iterator[dict[str, object]]:
    for name, of_document in outcomes.items():
        for outcome in of_document:
            yield from (_miss_json(name, outcome, "extra", value) for value in outcome.extra)
            yield from (_miss_json(name, outcome, "lacks", value) for value in outcome.lacks)


def _miss_json(name: str, outcome: Outcome, what: str, value: Value) -> dict[str, object]:
    return {
        "document": name,
        "field": outcome.field,
        "what": what,
        "record": outcome.record,
        "gold_record": outcome.gold_record,
        "position": value.position,
        "value": value.content,
    }
