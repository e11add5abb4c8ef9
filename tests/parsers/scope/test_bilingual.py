"""Of English with Welsh beside it the English is read, however they are arranged; Welsh alone is named, not read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fixtures.make.bilingual import ARRANGEMENTS, ROWS, TITLES, WELSH, one_language, plan_in
from fixtures.make.plan import Plan
from fixtures.make.writers import docx, html, markdown, odt, reportlab
from normalise.records import Extraction
from parsers.assemble import read_extraction
from parsers.scope.language import read_language

WRITERS: dict[str, Callable[[Plan, Path], None]] = {
    "md": markdown.write,
    "docx": docx.write,
    "html": html.write,
    "pdf": reportlab.write,
    "odt": odt.write,
}


def read(plan: Plan, form: str, folder: Path) -> Extraction:
    path = folder / f"source.{form}"
    WRITERS[form](plan, path)
    return read_extraction(path.read_bytes(), path.name)


def said(extraction: Extraction, code: str) -> list[str]:
    return [issue.message for issue in extraction.issues if issue.code == code]


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("arrangement", ARRANGEMENTS)
def test_the_english_is_read(arrangement: str, form: str, tmp_path: Path) -> None:
    extraction = read(plan_in(arrangement), form, tmp_path)
    english = [pair[0] for pair in ROWS]
    assert [(r.number, r.text) for r in extraction.recommendations] == [(row[0], row[1]) for row in english]
    assert [action.text for action in extraction.actions] == [row[2] for row in english]
    assert [[when.raw for when in action.timelines] for action in extraction.actions] == [[row[4]] for row in english]
    assert [[owner.raw for owner in action.owners] for action in extraction.actions] == [[row[3]] for row in english]
    assert (extraction.document.language, extraction.document.title) == ("en", TITLES[0])
    assert extraction.document.published is not None
    assert extraction.document.published.edtf == "2026-05"
    [left] = said(extraction, "language-left")
    assert "Welsh" in left


@pytest.mark.parametrize("form", WRITERS)
def test_a_plan_in_welsh_alone_is_named_and_not_read(form: str, tmp_path: Path) -> None:
    extraction = read(Plan(TITLES[WELSH], tuple(one_language(WELSH))), form, tmp_path)
    assert (extraction.recommendations, extraction.actions, extraction.progress) == ((), (), ())
    assert (extraction.document.language, extraction.document.kind) == ("cy", "action_plan")
    [told] = said(extraction, "other-language")
    assert "Welsh" in told


def test_a_french_paper_is_named_and_not_read() -> None:
    text = "Procès-verbal\n\nLe conseil est réuni dans la salle. Les membres ne sont pas tous là, et le maire est "
    text += "prié de lire les notes qui sont jointes au dossier pour la séance.\n"
    extraction = read_extraction(text.encode(), "pv.txt")
    assert extraction.document.language == "fr"
    assert "French" in said(extraction, "other-language")[0]


def test_an_english_plan_with_welsh_names_is_in_no_need_of_a_language(tmp_path: Path) -> None:
    extraction = read(Plan("Plan", tuple(one_language(0))), "docx", tmp_path)
    assert extraction.document.language is None
    assert said(extraction, "language-left") == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hold ten meetings in the villages", "en"),
        ("Cynnal deg cyfarfod yn y pentrefi", "cy"),
        ("Rhif", "cy"),
        ("Prif Weithredwr", "cy"),
        ("Cyngor Sir Ddinbych", "cy"),
        ("Llandudno, 2026", None),
        ("Cwm Arwenog County Borough Council", "en"),
        ("Staff to be added; address the middle office", "en"),
        ("", None),
        ("31/03/2026", None),
    ],
)
def test_the_language_of_words(text: str, language: str | None) -> None:
    assert read_language(text) == language
