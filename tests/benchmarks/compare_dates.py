"""Compares our reading of timelines with date libraries and writes the table into docs/timelines.md.

The libraries stand in a development group of their own; one that is not installed is left out and named. The
expressions are the column expressions that were written before the grammar was tuned on them. The count is kind to the
libraries: who gives a single day is right where it is the first or the last day meant, who gives a range where both
days are, and who gives nothing where no day is meant.
"""

from __future__ import annotations

import csv
import importlib
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "timelines.md"
BEGIN, END = "<!-- compare-dates: begin -->", "<!-- compare-dates: end -->"
NO_DATE = datetime(2025, 1, 1)  # noqa: DTZ001  # libraries want a day to count from where the document has none

Days = tuple[date | None, date | None]
Reader = Callable[[str, str], Sequence[Days]]


def read_cases() -> Iterator[tuple[str, str, list[Days]]]:
    """Yield each column expression, its document's date and the first and last day of each when."""
    for name in ("own", "blind"):  # those written before the grammar was tuned
        file = ROOT / "tests" / "normalise" / "when" / f"expressions_{name}.csv"
        with file.open(encoding="utf-8", newline="") as rows:
            for key, lines in groupby(csv.DictReader(rows), lambda r: (r["expression"], r["published"], r["source"])):
                if key[2] == "column":
                    yield key[0], key[1], [(_day(line["start"]), _day(line["end"])) for line in lines]


def peerplan_reader() -> Reader:
    """Return our own reader."""
    from normalise.when import WhenContext, read_whens

    return lambda text, published: [
        (when.start, when.end) for when in read_whens(text, context=WhenContext(published=published or None))
    ]


def dateparser_reader() -> Reader:
    """Return dateparser, with days before months and its own idea of the period."""
    parser = importlib.import_module("dateparser.date").DateDataParser

    def read(text: str, published: str) -> Sequence[Days]:
        settings = {"DATE_ORDER": "DMY", "RELATIVE_BASE": _base(published)}
        found = parser(languages=["en"], settings=settings).get_date_data(text)
        return [] if found.date_obj is None else [_period(found.date_obj.date(), found.period)]

    return read


def dateutil_reader() -> Reader:
    """Return dateutil's fuzzy parser; what changes with the default was not printed."""
    parser = importlib.import_module("dateutil.parser")

    def read(text: str, published: str) -> Sequence[Days]:
        base = _base(published)
        others = (base.replace(month=5, day=2), base.replace(month=8, day=3))
        try:
            first, second = (parser.parse(text, fuzzy=True, dayfirst=True, default=other) for other in others)
        except (ValueError, OverflowError, TypeError):
            return []
        if (first.month, first.day) == (5, 2):
            return [_period(first.date(), "year")]
        return [_period(first.date(), "day" if first.day == second.day else "month")]

    return read


def parsedatetime_reader() -> Reader:
    """Return parsedatetime, which gives single days."""
    calendar = importlib.import_module("parsedatetime").Calendar()

    def read(text: str, published: str) -> Sequence[Days]:
        found = calendar.nlp(text, _base(published)) or ()
        return [(day[0].date(), None) for day in found if day[1] in {1, 3}]

    return read


def timexy_reader() -> Reader:
    """Return timexy over spaCy, which gives single days."""
    importlib.import_module("timexy")
    nlp = importlib.import_module("spacy").blank("en")
    nlp.add_pipe("timexy", config={"kb_id_type": "timestamp", "label": "when", "overwrite": False})

    def read(text: str, _: str) -> Sequence[Days]:
        return [(day.date(), None) for entity in nlp(text).ents if (day := _stamp(entity.kb_id_))]

    return read


def recognizers_reader() -> Reader:
    """Return Microsoft's recognizers, the last of the values each finds (the one to come)."""
    module = importlib.import_module("recognizers_date_time")

    def read(text: str, published: str) -> Sequence[Days]:
        found = module.recognize_datetime(text, module.Culture.English, reference=_base(published))
        values = [result.resolution["values"][-1] for result in found if result.resolution]
        days = [_recognized(value) for value in values]
        return [day for day in days if day != (None, None)]

    return read


READERS: dict[str, Callable[[], Reader]] = {
    "peerplan": peerplan_reader,
    "dateparser": dateparser_reader,
    "dateutil (fuzzy)": dateutil_reader,
    "parsedatetime": parsedatetime_reader,
    "timexy": timexy_reader,
    "recognizers-text-suite": recognizers_reader,
}


def judge(found: Sequence[Days], meant: Sequence[Days]) -> str:
    """Return "right", "wrong" (days that are not meant) or "nothing"."""
    dated = [days for days in meant if days != (None, None)]
    given = [days for days in found if days != (None, None)]
    if not given:
        return "nothing" if dated else "right"
    if len(given) == len(dated) and all(map(_fits, given, dated)):
        return "right"
    return "wrong"


def _fits(given: Days, meant: Days) -> bool:
    return given == meant or (None in given and (given[0] or given[1]) in meant)


def compare(cases: list[tuple[str, str, list[Days]]]) -> Iterator[str]:
    """Yield the lines of the table."""
    yield "| reader | right | wrong | nothing |\n|---|--:|--:|--:|"
    for name, make in READERS.items():
        try:
            read = make()
        except ImportError:
            yield f"| {name} | not installed | | |"
            continue
        judged = [judge(_read_safely(read, text, published), meant) for text, published, meant in cases]
        counts = " | ".join(str(judged.count(word)) for word in ("right", "wrong", "nothing"))
        yield f"| {name} | {counts} |"


def _read_safely(read: Reader, text: str, published: str) -> Sequence[Days]:
    """Return what a reader gives; a library that raises gives nothing."""
    try:
        return read(text, published)
    except Exception:  # noqa: BLE001  # other people's code over strange text
        return []


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _base(published: str) -> datetime:
    """Return the first day of a document's date, as `2025`, `2025-02` or `2025-02-14`, or of its range."""
    if not published:
        return NO_DATE
    year, month, day = (*(int(part) for part in published.partition("/")[0].split("-")), 1, 1)[:3]
    return NO_DATE.replace(year=year, month=month if month <= 12 else 1, day=day)


def _period(day: date, period: str) -> Days:
    if period == "year":
        return day.replace(month=1, day=1), day.replace(month=12, day=31)
    if period == "month":
        first = day.replace(day=1)
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return day, day


def _stamp(text: str) -> datetime | None:
    return datetime.fromtimestamp(float(text)) if text.replace(".", "").isdigit() else None  # noqa: DTZ006  # its own zone


def _recognized(value: dict[str, str]) -> Days:
    if value.get("type") == "date" and value.get("value", "not") != "not resolved":
        return _day(value["value"]), _day(value["value"])
    if value.get("type") == "daterange":
        end = _day(value.get("end", ""))
        return _day(value.get("start", "")), end - timedelta(days=1) if end else None
    return None, None


def main() -> int:
    """Print the table, and write it into the page between its marks."""
    cases = list(read_cases())
    table = f"{len(cases)} expressions of a timeline column:\n\n" + "\n".join(compare(cases))
    print(table)
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
