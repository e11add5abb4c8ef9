"""Calls tesseract, the program that recognises letters: pictures in, words out. The only place that starts it.

It is called as it stands, without a library between: pictures go to it uncompressed and many at a time, and it keeps to
one thread, so that what it reads does not hang on the machine (docs/adr/0022-scans.md).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from parsers.formats.pdf.ocr.hocr import ReadLine, read_hocr
from parsers.formats.pdf.ocr.pixels import Grey

LANGUAGE = "eng"
INSTALL = "apt-get install tesseract-ocr and pip install 'peerplan[ocr]'"
MAX_SECONDS = 40.0  # for one call; a page takes two or three in all
_VERSION = re.compile(r"tesseract v?(?P<version>\d+(?:\.\d+)*)")


class Layout(IntEnum):
    """How tesseract is told to look at a picture (its page segmentation mode)."""

    PAGE = 3  # it finds columns and blocks by itself
    BLOCK = 6  # lines of one block, as in a table's cell
    LINE = 7


@dataclass(frozen=True, slots=True)
class Program:
    """Tesseract as it is installed."""

    path: str
    version: str
    languages: tuple[str, ...]


class RecognitionError(Exception):
    """Tesseract could not read the pictures; its text says why."""


def find_program() -> Program | None:
    """Return tesseract with its version and languages, or None where it is not installed."""
    path = shutil.which("tesseract")
    return _ask_program(path) if path else None


def find_english() -> Program:
    """Return tesseract, able to read English. Raises RecognitionError that says what to install."""
    program = find_program()
    if program is None:
        raise RecognitionError(f"tesseract is not installed; {INSTALL}")
    if LANGUAGE not in program.languages:
        raise RecognitionError("tesseract lacks its English data; apt-get install tesseract-ocr-eng")
    return program


def recognise(program: Program, pictures: Sequence[Grey], dpi: float, layout: Layout) -> list[list[ReadLine]]:
    """Return the lines that tesseract reads in each picture, in pixels. Raises RecognitionError."""
    if not pictures:
        return []
    with TemporaryDirectory(prefix="peerplan-") as folder:
        names = []
        for number, picture in enumerate(pictures):
            names.append(str(Path(folder) / f"{number}.pgm"))
            Image.fromarray(picture).save(names[-1])
        listing = Path(folder) / "pictures.txt"
        listing.write_text("\n".join(names) + "\n", encoding="utf-8")
        options = ("-l", LANGUAGE, "--dpi", str(round(dpi)), "--psm", str(int(layout)), "hocr", "quiet")
        found = read_hocr(_run(program.path, str(listing), "stdout", *options))
    if len(found) != len(pictures):
        raise RecognitionError(f"tesseract answered for {len(found)} of {len(pictures)} pictures")
    return found


@lru_cache(maxsize=4)
def _ask_program(path: str) -> Program | None:
    try:
        version, languages = _run(path, "--version").decode(), _run(path, "--list-langs").decode()
    except RecognitionError:
        return None
    found = _VERSION.search(version)
    return Program(path, found["version"] if found else "", tuple(sorted(languages.split("\n")[1:-1])))


def _run(*command: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603  # a fixed program; no word of a document stands in the command
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            timeout=MAX_SECONDS,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise RecognitionError(f"tesseract took longer than {MAX_SECONDS:g} seconds") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().splitlines()
        raise RecognitionError(f"tesseract failed: {said[-1] if said else error.returncode}") from error
    except OSError as error:
        raise RecognitionError(f"tesseract does not start: {error}") from error
    return done.stdout
