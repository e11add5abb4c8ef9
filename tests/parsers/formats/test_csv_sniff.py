"""Which texts are CSV, and by which sign; prose and tables that people type are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.formats.csv_dialect import find_dialect
from parsers.formats.csv_file import sniff_csv
from parsers.formats.text import sniff_text

ROOT = Path(__file__).parents[3]
HEADER = "Ref,Recommendation,Action,Lead,Due date"


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        pytest.param(f"{HEADER}\n1,Open,Sweep,Head of Quays,May 2026\n", ",", id="commas"),
        pytest.param(f"{HEADER};\n1;2\n".replace(",", ";"), ";", id="semicolons"),
        pytest.param(f'{HEADER}\n1,Open,"Sweep, then\npaint",Head of Quays,May 2026\n', ",", id="line-ends-in-cells"),
        pytest.param(f"Harbour plan,,,,\n,,,,\n{HEADER}\n1,Open,Sweep,Head,May 2026\n", ",", id="titles-above"),
        pytest.param(f"Harbour plan\n\n{HEADER}\n1,Open,Sweep,Head,May 2026\n", ",", id="titles-without-signs"),
        pytest.param(f"Harbour plan\nUpdated,May\n\n{HEADER}\n1,Open,Sweep,Head,May 2026\n", ",", id="details-above"),
        pytest.param(f"{HEADER}\r\n1,Open,Sweep,Head of Quays,May 2026\r\n", ",", id="windows-line-ends"),
        pytest.param(f"{HEADER}\r1,Open,Sweep,Head of Quays,May 2026\r", ",", id="old-line-ends"),
        pytest.param("sep=|\nA|B\n1|2\n", "|", id="said-so"),
        pytest.param('"a","b","c"\n"1","2","3"\n"4","5","6"\n', ",", id="quoted-by-a-program"),
        pytest.param('Action\tOwner\n"Sweep\nand paint"\tHead\n', "\t", id="tabs-with-line-ends"),
        pytest.param("Recommendation, Action, Owner\nOpen, Sweep, Head\nClose, Paint, Head\n", ",", id="typed-by-hand"),
        pytest.param(f"{HEADER}\n1,Open,Sweep,Head,May 2026\n2,Close\n3,Mend,Nail,,,,,\n", None, id="ragged-often"),
        pytest.param(f"{HEADER}\n" + "1,Open,Sweep,Head,May 2026\n" * 20 + "2,Close\n", ",", id="ragged-once"),
    ],
)  # fmt: skip
def test_rows_of_cells_are_csv(text: str, sign: str | None) -> None:
    dialect = find_dialect(text)
    if sign is None:
        assert dialect is None or dialect.sign == ","
    else:
        assert dialect is not None
        assert dialect.sign == sign


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("One line, and no more", id="one-line"),
        pytest.param("The council, which met in May, agreed this.\nThe plan, though late, was adopted.\n", id="prose"),
        pytest.param("Actions, owners and dates\nSweep the quay, paint it, and open it\n", id="prose-with-known-words"),
        pytest.param("Dear Sir,\nThank you,\n", id="letter"),
        pytest.param("| Action | Owner |\n|---|---|\n| Sweep | Head |\n", id="markdown"),
        pytest.param("Action | Owner\nSweep | Head\n", id="strokes"),
        pytest.param("Action\tOwner\tDue date\nSweep\tHead\tMay 2026\n", id="tabs"),
        pytest.param("<table><tr><td>Action,Owner</td></tr>\n<tr><td>a,b</td></tr></table>\n", id="html"),
        pytest.param("# Action plan, May\nAction,Owner\nSweep,Head\n", id="markdown-heading"),
        pytest.param('{"action": "Sweep",\n"owner": "Head"}\n', id="json"),
        pytest.param("Recommendation,Action\n", id="header-alone"),
        pytest.param("1,234\n5,678\n9,012\n", id="sums"),
        pytest.param("Action: Sweep; Owner: Head\nAction: Paint; Owner: Head\n", id="labels"),
    ],
)
def test_other_texts_are_not(text: str) -> None:
    assert find_dialect(text) is None
    assert sniff_text(text.encode())


@pytest.mark.parametrize("data", [b"", b"\0" * 100, b"%PDF-1.7\na,b\n", b"PK\x03\x04", b"\xff\xfe\x00\x00"])
def test_what_is_no_text_is_no_csv(data: bytes) -> None:
    assert not sniff_csv(data)


def test_our_own_texts_stay_texts() -> None:
    sources = [*ROOT.glob("fixtures/*/source.txt"), *ROOT.glob("fixtures/same/*/source.md"), *ROOT.glob("docs/**/*.md")]
    assert [path.parent.name for path in sources if not sniff_text(path.read_bytes())] == []


def test_the_seeds_stay_texts(shared: Path) -> None:
    sources = [path for path in (shared / "seeds").rglob("*") if path.is_file()]
    assert [path.name for path in sources if sniff_csv(path.read_bytes())] == []


@given(st.text('a,;\t|"\n \r=', max_size=300))
def test_no_text_is_both_or_neither(text: str) -> None:
    data = text.encode()
    assert sniff_csv(data) != sniff_text(data)


@given(st.binary(max_size=200))
def test_any_bytes_are_looked_at(data: bytes) -> None:
    assert not (sniff_csv(data) and sniff_text(data))
