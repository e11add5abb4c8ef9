"""What peerplan works with on this machine: what is there, what each part is for, and what to do where one is missing.

Nothing is loaded to find out but what is small; no file is read but the settings and the store.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ingest.settings import find_config, load_settings
from ingest.version import program_version
from normalise.errors import UsageError

OLDEST_PYTHON = (3, 11)
_REINSTALL = "pip install --force-reinstall peerplan"
_OCR = "pip install 'peerplan[ocr]'"


@dataclass(frozen=True, slots=True)
class Part:
    """One part. `found` is its version or place, or what is wrong with it; `cure` is empty where nothing is to be done.

    Without a part that is required, nothing works as it should.
    """

    name: str
    is_fine: bool
    found: str
    purpose: str
    cure: str = ""
    is_required: bool = False


def find_parts(store: str, config: Path | None) -> tuple[Part, ...]:
    """Return every part, the required ones first."""
    parts = (*_find_own(), *_find_libraries(), *_find_programs(), _find_settings(config, store), _find_store(store))
    return tuple(sorted(parts, key=lambda part: not part.is_required))


def _find_own() -> Iterator[Part]:
    yield Part("peerplan", True, program_version(), "reads peer challenge documents into rows", is_required=True)
    is_new_enough = sys.version_info >= OLDEST_PYTHON
    cure = "" if is_new_enough else f"install Python {'.'.join(map(str, OLDEST_PYTHON))} or newer"
    yield Part("Python", is_new_enough, platform.python_version(), "runs it", cure, is_required=True)


def _find_libraries() -> Iterator[Part]:
    yield _find_library("pypdfium2", "reads PDFs", _REINSTALL, is_required=True)
    yield _find_library("pdfplumber", "reads PDFs to compare with (--pdf-engine pdfplumber)", _REINSTALL)
    yield _find_library("lxml", "reads marked-up text", _REINSTALL, is_required=True)
    yield _find_library("spacy", "tells posts, bodies and people apart", _REINSTALL, is_required=True)
    yield _find_library("sqlalchemy", "keeps the store", _REINSTALL, is_required=True)
    yield _find_library("numpy", "reads the pictures of scanned pages", _OCR)
    yield _find_library("pillow", "reads the pictures of scanned pages, draws pages (--show)", _OCR)
    yield _find_library("psycopg", "a store on PostgreSQL", "pip install 'peerplan[postgres]'")


def _find_library(name: str, purpose: str, cure: str, *, is_required: bool = False) -> Part:
    try:
        return Part(name, True, version(name), purpose, is_required=is_required)
    except PackageNotFoundError:
        return Part(name, False, "missing", purpose, cure, is_required)


def _find_programs() -> Iterator[Part]:
    from parsers.formats.libreoffice import INSTALL, find_office

    yield _find_tesseract()
    office = find_office()
    purpose = "converts rich text (RTF) and old Word files (DOC)"
    yield Part("soffice", office is not None, office or "missing", purpose, "" if office else INSTALL)


def _find_tesseract() -> Part:
    purpose = "recognises the text of scanned pages"
    try:
        from parsers.formats.pdf.ocr.tesseract import LANGUAGE, find_program
    except ModuleNotFoundError:
        return Part("tesseract", False, "not asked: numpy or pillow is missing", purpose, _OCR)
    program = find_program()
    if program is None:
        return Part("tesseract", False, "missing", purpose, "apt-get install tesseract-ocr")
    found = f"{program.version} ({', '.join(program.languages)})"
    has_english = LANGUAGE in program.languages
    return Part("tesseract", has_english, found, purpose, "" if has_english else "apt-get install tesseract-ocr-eng")


def _find_settings(config: Path | None, store: str) -> Part:
    purpose = "the settings of this installation"
    try:
        path = find_config(config, beside=_path_of(store))
        load_settings(path)
    except UsageError as error:
        return Part("settings", False, str(error), purpose, "mend the file; see docs/operations.md", is_required=True)
    return Part("settings", True, str(path) if path else "none: defaults hold", purpose)


def _find_store(store: str) -> Part:
    from store.engine import open_store_read_only
    from store.errors import StoreError

    purpose = "keeps what was read"
    path = _path_of(store)
    if path is not None and not path.exists() and path.parent.is_dir():
        return Part("store", False, f"{path}: none yet", purpose, "peerplan ingest makes it")
    try:
        open_store_read_only(store).close()
    except StoreError as error:
        found, _, cure = str(error).partition("; ")
        return Part("store", False, found, purpose, cure)
    return Part("store", True, str(path or "reachable, its schema up to date"), purpose)


def _path_of(store: str) -> Path | None:
    from store.sqlite_file import find_sqlite_path

    return find_sqlite_path(store)
