"""How PDFs are to be read: from the settings file, and from the command line, which wins."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ingest.cli import app
from ingest.options import set_formats
from ingest.settings import load_settings
from normalise.errors import UsageError
from parsers.formats.settings import FormatSettings
from parsers.given import ReadSettings

PLUMBER = ReadSettings(formats=FormatSettings(pdf_engine="pdfplumber"))


def test_without_options_the_settings_stay_as_they_are() -> None:
    assert set_formats(PLUMBER, None, no_tags=False) == PLUMBER


def test_options_win_over_settings_and_leave_the_rest() -> None:
    assert set_formats(PLUMBER, "pdfium", no_tags=True).formats == FormatSettings(use_tags=False)
    assert set_formats(PLUMBER, None, no_tags=True).formats == FormatSettings(pdf_engine="pdfplumber", use_tags=False)
    assert set_formats(PLUMBER, None, no_tags=False, ocr="off").formats == FormatSettings(
        pdf_engine="pdfplumber", ocr="off"
    )


def test_a_choice_that_is_none_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="--pdf-engine: 'mupdf' is none of pdfium, pdfplumber"):
        set_formats(PLUMBER, "mupdf", no_tags=False)
    with pytest.raises(UsageError, match="--ocr: 'on' is none of auto, off, force"):
        set_formats(PLUMBER, None, no_tags=False, ocr="on")


def test_how_files_are_read_is_part_of_what_an_extraction_was_read_with(tmp_path: Path) -> None:
    path = tmp_path / "peerplan.toml"
    path.write_text('[formats]\npdf_engine = "pdfplumber"\n', encoding="utf-8")
    assert load_settings(path).reading == PLUMBER
    assert PLUMBER.hash() != ReadSettings().hash()
    assert ReadSettings().hash() == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"  # as ever


@pytest.mark.parametrize("command", ["extract", "ingest"])
def test_both_commands_take_the_options(
    command: str, fixtures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    source = str(fixtures / "parallel_lists" / "source.txt")
    words = [command, source, "--in-process", "--no-tags", "--pdf-engine"]
    assert CliRunner().invoke(app, [*words, "pdfplumber"]).exit_code == 0
    done = CliRunner().invoke(app, [*words, "mupdf"])
    assert done.exit_code == 2
    assert "none of pdfium, pdfplumber" in done.stderr


def test_an_extraction_tells_that_it_was_read_otherwise(fixtures: Path) -> None:
    source = str(fixtures / "parallel_lists" / "source.txt")
    hashes = {
        json.loads(CliRunner().invoke(app, ["extract", source, "--in-process", "--json", *more]).stdout)["settings"]
        for more in ([], ["--no-tags"], ["--pdf-engine", "pdfplumber"], ["--pdf-engine", "pdfium"])
    }
    assert len(hashes) == 3
