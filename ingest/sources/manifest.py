"""A manifest as a source: a CSV file with a document a line, by address or path, and what is given with it.

Columns: url or path; council (several with ";"), challenge, published, kind, title. A wrong line is told and the others
are read. A manifest from the web names addresses only: a stranger does not say which files of this machine are read.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from ingest.fetch.addresses import canonical, is_web_address, shown
from ingest.fetch.answers import Failed, FetchError, NotModified, Request
from ingest.fetch.fetcher import Fetcher
from ingest.finding import FoundFile, Origin, describe_invalid, read_file
from ingest.sources.folder import read_local
from ingest.sources.following import Source
from ingest.sources.found import Candidate, ToFetch, Trouble, given_over, trouble_of
from ingest.terminal import utf8_name
from normalise.errors import DocumentError
from parsers.decode import decode_text
from parsers.given import Given

COLUMNS = ("url", "path", "council", "challenge", "published", "kind", "title")
MOST_LINES = 20_000


def iter_manifest(source: Source, fetcher: Fetcher) -> Iterator[Candidate | ToFetch | Trouble]:
    """Yield what each line of a manifest means, or what is wrong with it."""
    is_from_web = is_web_address(source.location)
    try:
        data = _fetch(source, fetcher) if is_from_web else read_file(Path(source.location))
        if isinstance(data, Trouble):
            yield data
            return
        lines = _read_lines(decode_text(data).text)
    except DocumentError as error:
        yield Trouble(source.location, error.code, str(error), is_of_source=True)
        return
    seen: dict[str, int] = {}
    for number, row in lines:
        place = f"{source.location}, line {number}"
        try:
            found: Candidate | ToFetch | Trouble = _read_line(row, source, place, is_from_web=is_from_web)
        except DocumentError as error:
            yield Trouble(place, "bad-line", str(error), referrer=source.location)
            continue
        first = seen.setdefault(found.location, number)
        if first != number:
            found = Trouble(place, "bad-line", f"names the same document as line {first}", referrer=source.location)
        yield found


def _fetch(source: Source, fetcher: Fetcher) -> bytes | Trouble:
    answer = fetcher.fetch(Request(source.location, delay=source.entry.options.delay_seconds))
    if isinstance(answer, Failed):
        return trouble_of(answer, is_of_source=True)
    assert not isinstance(answer, NotModified), "nothing was sent that it could speak of"
    if answer.form is not None:
        return Trouble(source.location, "bad-manifest", f"is no CSV file but {answer.form}", is_of_source=True)
    return answer.data


def _read_lines(text: str) -> list[tuple[int, dict[str, str]]]:
    """Return the lines with their numbers. Raises DocumentError `bad-manifest` for a file that is none."""
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        names = [" ".join(name.casefold().split()) for name in reader.fieldnames or ()]
        _check_columns(names)
        reader.fieldnames = names
        lines = []
        for row in reader:
            lines.append((reader.line_num, row))
            if len(lines) > MOST_LINES:
                raise DocumentError("bad-manifest", f"has more than {MOST_LINES:,} lines. Split it.")
    except csv.Error as error:
        raise DocumentError("bad-manifest", f"cannot be read as CSV, line {reader.line_num}: {error}") from error
    return lines


def _check_columns(names: list[str]) -> None:
    columns = f"the columns are {', '.join(COLUMNS)}"
    if len(set(names)) < len(names):
        raise DocumentError("bad-manifest", f"has a column twice; {columns}")
    if unknown := [name for name in names if name not in COLUMNS]:
        raise DocumentError("bad-manifest", f"has an unknown column {unknown[0][:40]!r}; {columns}")
    if not {"url", "path"} & set(names):
        raise DocumentError("bad-manifest", f"has neither a column url nor a column path; {columns}")


def _read_line(row: dict[str, str], source: Source, place: str, *, is_from_web: bool) -> Candidate | ToFetch:
    if None in row:
        raise DocumentError("bad-line", "has more cells than there are columns; quote a cell that holds a comma")
    told = {name: value.strip() for name, value in row.items() if value and value.strip()}
    url, path, title = told.pop("url", ""), told.pop("path", ""), told.pop("title", None)
    if bool(url) == bool(path):
        raise DocumentError("bad-line", "names both a url and a path" if url else "names neither a url nor a path")
    given = given_over(_read_given(told), source.entry.given)
    if url:
        try:
            address = canonical(url)
        except FetchError as error:
            raise DocumentError(error.code, f"{shown(url)} {error}") from error
        return ToFetch(address, "named by the manifest", place, given, title)
    if is_from_web:
        raise DocumentError("bad-line", "names a file of this machine, which a manifest from the web may not")
    file = Path(source.location).parent / path
    location = utf8_name(os.path.abspath(file))  # noqa: PTH100  # links stay
    found = FoundFile(file, given, Origin("manifest", utf8_name(source.location)))
    return read_local(found, location, source, referrer=place)


def _read_given(told: dict[str, str]) -> Given:
    facts: dict[str, object] = dict(told)
    if council := facts.pop("council", None):
        facts["councils"] = tuple(part.strip() for part in str(council).split(";") if part.strip())
    try:
        return Given.model_validate(facts)
    except ValidationError as error:
        raise DocumentError("bad-line", describe_invalid(error)) from error
