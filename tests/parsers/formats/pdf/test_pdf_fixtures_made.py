"""The made fixtures are what they say: each PDF prints what its truth and its gold hold, and is as small as it can be.

No producer is needed here: what stands beside a PDF is compared with its plan, and the plan with the text that pdfium
sees in the file.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from fixtures.make import bad
from fixtures.make.case import Case
from fixtures.make.cases import CASES
from fixtures.make.landing import faults_of
from fixtures.make.plan import read_spans

HOME = Path(__file__).parents[4] / "fixtures" / "pdf"
MAX_BYTES, MAX_LONG_BYTES = 60_000, 75_000
SPACE_OR_HYPHEN = re.compile(r"[\s\u00ad\ufffe\u0002-]+")
LIGATURES = {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"}

each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
# A word that the end of a page cuts in two stands whole in no text.
READ = [case for case in CASES if case.gold and not case.name.startswith("join_hyphen")]
each_read_case = pytest.mark.parametrize("case", READ, ids=lambda case: case.name)


@cache
def text_of(name: str) -> str:
    """Return the text of a case's pages as pdfium gives it, without white space and hyphens."""
    file = pypdfium2.PdfDocument(HOME / name / "source.pdf")
    pages = [page.get_textpage().get_text_range() for page in file]
    file.close()
    return squeeze("".join(pages))


def squeeze(text: str) -> str:
    for sign, letters in LIGATURES.items():
        text = text.replace(sign, letters)
    return SPACE_OR_HYPHEN.sub("", text)


def iter_cells(tables: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for table in tables:
        for cell in table["cells"]:
            yield cell
            yield from iter_cells(cell.get("inner", []))


def test_every_case_has_a_folder_and_every_folder_a_case() -> None:
    names = [case.name for case in CASES]
    assert len(names) == len(set(names))
    assert sorted(names) == sorted(folder.name for folder in HOME.iterdir())


@each_case
def test_what_stands_beside_a_file_is_what_its_plan_says(case: Case) -> None:
    for name, text in case.texts().items():
        assert (HOME / case.name / name).read_text(encoding="utf-8") == text, f"run: make fixtures ARGS={case.name}"


@each_case
def test_a_file_is_small_and_says_nothing_of_the_day_it_was_made(case: Case) -> None:
    data = (HOME / case.name / "source.pdf").read_bytes()
    file = pypdfium2.PdfDocument(data)
    made = file.get_metadata_dict().get("CreationDate", "")
    assert len(data) <= (MAX_LONG_BYTES if case.name.startswith("long_") else MAX_BYTES)
    assert made == "" or made.startswith(("D:20250102", "D:20000101"))


@each_case
def test_a_file_carries_tags_where_it_is_said_to(case: Case) -> None:
    file = pypdfium2.PdfDocument(HOME / case.name / "source.pdf")
    assert bool(pypdfium2.raw.FPDFCatalog_IsTagged(file)) == case.truth()["tagged"]


@each_case
def test_every_sign_of_the_truth_is_printed(case: Case) -> None:
    """Markers apart: some producers draw a bullet, others print a letter of a symbol font."""
    printed = Counter(text_of(case.name))
    words = "".join(cell["text"] for cell in iter_cells(case.truth()["tables"]))
    wanted = Counter(re.sub(r"[•▪✓–]", "", squeeze(words)))
    assert wanted - printed == Counter()


@each_case
def test_headings_are_printed(case: Case) -> None:
    missing = [text for _, text in case.truth()["headings"] if squeeze(text) not in text_of(case.name)]
    assert missing == []


@each_read_case
def test_every_word_of_the_gold_is_printed(case: Case) -> None:
    gold = json.loads(case.texts()["gold.json"])
    kept = {"text", "raw", "title", "theme", "measures", "parts", "context", "summary", "label", "preamble"}
    words = {word for text in iter_strings(gold, kept) for word in text.split()}
    printed = text_of(case.name).casefold()
    assert sorted(word for word in words if squeeze(word).casefold() not in printed) == []


def iter_strings(value: Any, keys: set[str], key: str = "") -> Iterator[str]:
    match value:
        case dict():
            for name, inner in value.items():
                yield from iter_strings(inner, keys, name)
        case list():
            for inner in value:
                yield from iter_strings(inner, keys, key)
        case str() if key in keys:
            yield value


def test_marks_in_a_text_become_spans() -> None:
    spans = read_spans("Ask **now**^1^ [[here|https://a.example/b]]((see page 2)) {{c00000|Red}}.")
    assert [span.text for span in spans] == ["Ask ", "now", "1", " ", "here", "", " ", "Red", "."]
    assert (spans[1].bold, spans[2].raised, spans[4].href) == (True, True, "https://a.example/b")
    assert (spans[5].note, spans[7].colour) == ("see page 2", "c00000")


def test_the_bad_files_are_those_of_their_table() -> None:
    folder = HOME.parent / "bad" / "pdf"
    assert (folder / "what.csv").read_text(encoding="utf-8") == bad.what()
    assert sorted(path.name for path in folder.glob("*.pdf")) == sorted(name for name, *_ in bad.FILES)


@pytest.mark.parametrize(("name", "readable"), [(name, readable) for name, readable, *_ in bad.FILES])
def test_a_bad_file_is_as_bad_as_it_is_said_to_be(name: str, readable: str) -> None:
    path = HOME.parent / "bad" / "pdf" / name
    if readable == "yes":
        text = squeeze(pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range())
        assert "PublishcallwaitingtimesContactCentre" in text
    else:
        with pytest.raises(pypdfium2.PdfiumError):
            pypdfium2.PdfDocument(path)


def pages_of(name: str) -> list[str]:
    """Return the text of each page as pdfium gives it."""
    file = pypdfium2.PdfDocument(HOME / name / "source.pdf")
    return [page.get_textpage().get_text_range() for page in file]


@pytest.mark.parametrize("case", [case for case in CASES if "joins.json" in case.files], ids=lambda case: case.name)
def test_pages_end_where_the_joins_say(case: Case) -> None:
    joins = case.files["joins.json"]
    assert faults_of(pages_of(case.name), case.truth()["tables"], joins["boundaries"]) == []


def test_a_row_that_is_whole_is_no_cut_row() -> None:
    first, second = "Write the whole of it down", "Read it out aloud to all"
    texts = ("Action", f"{first} {second}", "Go home")
    cells = [{"r": row, "c": 0, "rs": 1, "text": text} for row, text in enumerate(texts)]
    tables = [{"nrows": 3, "header_rows": 1, "cells": cells}]
    cut = {"after_page": 1, "table": 0, "row": 1, "join": True}
    whole = cut | {"join": False}
    assert faults_of([first, f"{second} Go home"], tables, [cut]) == []
    assert faults_of([f"{first} {second}", "Go home"], tables, [whole]) == []
    assert "page 1: the row ends above" in faults_of([f"{first} {second}", "Go home"], tables, [cut])
    assert "page 1: the row begins below" in faults_of(["Action", f"{first} {second} Go home"], tables, [cut])
    assert faults_of([first, f"{second} Go home"], tables, [whole]) != []
    assert faults_of([first], tables, [cut]) == ["1 pages, 1 ends told"]
