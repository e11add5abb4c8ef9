"""What LibreOffice makes of old formats: our own files, real plans saved in each, hostile ones, and nobody called."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from ingest.isolate import ReadingProcess
from ingest.reading import Task
from normalise.errors import DocumentError
from parsers.assemble import read_extraction
from parsers.document import BlockKind, Document
from parsers.formats.libreoffice import convert, find_office
from parsers.formats.registry import read_document
from tests.parsers.formats.odt.odt_files import flat, paragraph
from tests.parsers.formats.odt.test_odt_fixtures import extract, said
from tests.parsers.formats.pdf.test_pdf_renditions import (
    ROWS_CUT_IN_THE_TEXT,
    count_exact,
    leave_out_cut_rows,
    tables_of,
    truths,
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed"),
]

FIXTURES = Path(__file__).parents[3] / "fixtures"
SOURCES = sorted((FIXTURES / "libreoffice").glob("*/source.*"))
MIN_SCORE = 0.98

each_source = pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.parent.name)
each_plan = pytest.mark.parametrize("plan", ["d000", "d001", "d003"])
each_suffix = pytest.mark.parametrize("suffix", ["odt", "rtf", "doc"])


@pytest.fixture(scope="module")
def save_as(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Path]:
    """Return a function that has LibreOffice save a file in another format."""
    folder = tmp_path_factory.mktemp("saved")

    @cache
    def save(path: Path, suffix: str) -> Path:
        office = find_office()
        assert office
        words = (
            f"-env:UserInstallation={(folder / 'profile').as_uri()} --headless --convert-to {suffix} --outdir".split()
        )
        subprocess.run([office, *words, str(folder), str(path)], capture_output=True, check=True, timeout=120)
        return folder / f"{path.stem}.{suffix}"

    return save


@each_source
def test_golden_document_as_the_reader_saw_it(source: Path, check_golden: Callable[[Path, str], None]) -> None:
    check_golden(source.with_name("document.txt"), str(read_document(source.read_bytes(), source.name)))


@each_source
def test_an_old_format_says_what_the_plan_says(source: Path) -> None:
    assert said(extract(source)) == said(extract(FIXTURES / "odt" / "flat_plan" / "source.fodt"))


@each_plan
@each_suffix
def test_a_plan_saved_in_another_format_is_the_same_plan(
    plan: str, suffix: str, shared: Path, save_as: Callable[[Path, str], Path], tmp_path: Path
) -> None:
    source = save_as(shared / "renditions" / f"{plan}.docx", suffix)
    document = read_document(source.read_bytes(), source.name)
    tables, wanted = tables_of(document), truths(shared, plan)
    assert sum(count_exact(truth, tables) for truth in wanted) == sum(map(len, wanted))
    assert len(tables) == len(wanted)
    ours = json.loads(read_extraction(source.read_bytes(), source.name).to_json())
    assert score(ours, shared, plan, tmp_path) >= MIN_SCORE


@each_suffix
def test_list_numbers_are_those_of_the_office_program(
    suffix: str, shared: Path, save_as: Callable[[Path, str], Path]
) -> None:
    """LibreOffice prints its own numbers when it saves a plan as plain text; ours are counted from the file."""
    plan = shared / "renditions" / "d000.docx"  # the one whose numbers are counted and not typed
    printed = save_as(plan, "txt").read_text(encoding="utf-8-sig")
    lines = [letters(line) for line in printed.splitlines()]
    source = save_as(plan, suffix)
    items = [letters(line) for line in iter_numbered(read_document(source.read_bytes(), source.name))]
    assert items
    assert [line for line in items if line not in lines] == []


def iter_numbered(document: Document) -> Iterator[str]:
    """Yield the first line of each list entry with its number."""
    for block in document.iter_blocks():
        if block.kind is BlockKind.ITEM and any(map(str.isalnum, block.marker or "")):
            yield f"{block.marker}{block.text.splitlines()[0]}"


def letters(text: str) -> str:
    return "".join(text.split())


def score(ours: dict[str, list[dict[str, object]]], shared: Path, plan: str, folder: Path) -> float:
    """Return the F1 of what we read against the plan's gold."""
    [gold_path] = (shared / "gold").glob(f"{plan[1:]}_*.json")
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    for name, told in (("ours.json", ours), ("gold.json", gold)):
        leave_out_cut_rows(told, ROWS_CUT_IN_THE_TEXT.get(plan, ()))
        (folder / name).write_text(json.dumps(told), encoding="utf-8")
    command = (sys.executable, shared / "score", folder / "ours.json", folder / "gold.json")
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[-1])


def test_the_reading_process_and_its_limits_leave_room_for_libreoffice() -> None:
    [source] = (FIXTURES / "libreoffice" / "old_word").glob("source.doc")
    with ReadingProcess() as process:
        extraction = process.read(Task(source.name, source.read_bytes()))
    assert extraction.source.media_type == "application/msword"
    assert len(extraction.actions) == 4
    assert "converted" in {issue.code for issue in extraction.issues}


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"{\\rtf1 before" + b"{" * 900 + b"x", id="groups-without-end"),
        pytest.param(
            b"{\\rtf1 a {\\object\\objemb{\\*\\objdata 0105" + b"ff" * 50_000 + b"}{\\result r}} b}", id="object"
        ),
        pytest.param(
            b"{\\rtf1 a {\\pict\\pngblip\\picw2000000000 89504e470d0a1a0a}{\\pict\\wmetafile8 ab}}", id="pictures"
        ),
        pytest.param(b"{\\rtf1 before \\bin2000000000 abc} after}", id="bytes-without-end"),
        pytest.param(b"{\\rtf1 " + b"\\trowd\\cellx9999 \\intbl\\itap900 x\\nestcell" * 500 + b"}", id="nested-tables"),
    ],
)
def test_hostile_rich_text_ends(data: bytes) -> None:
    assert outcome(lambda: convert(data, "rtf", seconds=10.0)) in ("read", "damaged", "timeout", "over-budget")


@pytest.mark.parametrize("kept", [2_048, 3_000, 9_000])
def test_a_spoiled_document_is_read_or_refused(kept: int) -> None:
    [source] = (FIXTURES / "libreoffice" / "old_word").glob("source.doc")
    data = source.read_bytes()[:kept] + b"\xa7" * 8_000
    assert outcome(lambda: read_document(data, "plan.doc")) in ("read", "damaged", "empty-file", "unsupported")


def outcome(call: Callable[[], object]) -> str:
    """Return the code of the error that a call ends with, "read" where it ends well."""
    try:
        call()
    except DocumentError as error:
        return error.code
    return "read"


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """Yield the address of a server on this machine, and what it is asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def do_HEAD(self) -> None:
            self.do_GET()

        def do_OPTIONS(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_linked_picture_is_not_fetched(tmp_path: Path, save_as: Callable[[Path, str], Path]) -> None:
    with listening() as (address, asked):
        image = f'<draw:image xlink:href="{address}/picture.png"/>'
        frame = f'<draw:frame svg:width="3cm" svg:height="3cm" text:anchor-type="as-char">{image}</draw:frame>'
        (tmp_path / "linked.fodt").write_bytes(flat(paragraph(f"Plan {frame}")))
        source = save_as(tmp_path / "linked.fodt", "doc")
        asked.clear()
        assert read_document(source.read_bytes(), "linked.doc").printed_text() == "Plan"
        assert asked == []
        with pytest.raises(HTTPError):
            urlopen(f"{address}/listens")
        assert asked == ["/listens"]
