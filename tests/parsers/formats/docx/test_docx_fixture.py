"""A Word file as councils send them, tracked changes and all: what the reader saw, and what we made of it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

from fixtures.make.tracked_word import SOURCE, build
from parsers.assemble import read_extraction
from parsers.formats.registry import read_document
from tests.parsers.goldens import without_confidence

PASSING = {"reader", "settings"}


def test_golden_document_as_the_reader_saw_it(check_golden: Callable[[Path, str], None]) -> None:
    document = read_document(SOURCE.read_bytes(), SOURCE.name)
    check_golden(SOURCE.with_name("document.txt"), str(document))


def test_golden_extraction(check_golden: Callable[[Path, str], None]) -> None:
    data = json.loads(read_extraction(SOURCE.read_bytes(), SOURCE.name).to_json(), object_hook=without_confidence)
    kept = {key: value for key, value in data.items() if key not in PASSING}
    check_golden(SOURCE.with_name("expected.json"), json.dumps(kept, ensure_ascii=False, indent=1) + "\n")


def test_the_file_is_what_its_maker_writes() -> None:
    with zipfile.ZipFile(SOURCE) as archive:
        assert {name: archive.read(name).decode() for name in archive.namelist()} == build()


def test_what_is_hidden_or_deleted_is_in_no_record() -> None:
    told = read_extraction(SOURCE.read_bytes(), SOURCE.name).to_json()
    assert "a dozen" not in told
    assert "Choose an item" not in told
    assert [issue["code"] for issue in json.loads(told)["issues"]].count("hidden-text") == 1
