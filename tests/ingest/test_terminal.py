"""What a document or a file name says reaches a terminal as text and as nothing else."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.terminal import printable, printable_json, shown_value, utf8_name


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("Plan – £5m", "Plan – £5m", id="plain"),
        pytest.param("a\nb\tc", "a\\nb\\tc", id="line-end"),
        pytest.param("\x1b]0;title\x07", "\\x1b]0;title\\x07", id="escape-sequence"),
        pytest.param("\x9b31m", "\\x9b31m", id="one-byte-escape"),
        pytest.param("plan\u202efdp.exe", "plan\\u202efdp.exe", id="right-to-left"),
        pytest.param("plan\udcff.txt", "plan\\udcff.txt", id="no-text"),
    ],
)
def test_what_would_steer_a_terminal_is_written_out(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(st.text())
def test_printable_text_stays_as_it_is(text: str) -> None:
    assert printable(printable(text)) == printable(text)


@given(st.text())
def test_printable_json_means_the_same(text: str) -> None:
    plain = json.dumps([text], ensure_ascii=False)
    assert json.loads(printable_json(plain)) == [text]
    assert "\x9b" not in printable_json(plain)


@given(st.text(st.characters(codec=None)))
def test_every_file_name_can_be_written(name: str) -> None:
    assert utf8_name(name).encode().decode() == utf8_name(name)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        pytest.param(None, "", id="null"),
        pytest.param(3, "3", id="number"),
        pytest.param("2026-03-01", "1 March 2026", id="date"),
        pytest.param("2026-02-30", "2026-02-30", id="no-such-date"),
        pytest.param("2026-03", "2026-03", id="month"),
    ],
)
def test_dates_in_tables_are_uk_ones(value: object, shown: str) -> None:
    assert shown_value(value) == shown
