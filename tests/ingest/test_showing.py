"""Pictures of pages: what is written where, and what is never written over."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from ingest.cli import app
from ingest.finding import FoundFile
from ingest.isolate import Limits, ReadingProcess
from ingest.reading import TEST_READER, ReadingHere, Sketch, Task
from ingest.showing import OWN_MARK, PictureFolder, show_pages
from ingest.sketches import pack_marks, pack_sketch, unpack_marks, unpack_sketch
from normalise.errors import DocumentError, UsageError
from parsers.given import ReadSettings
from parsers.marks import Mark, Role

PNG = b"\x89PNG\r\n"
OTHERS_PNG = PNG + b"somebody else's"


@pytest.fixture(autouse=True)
def _our_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(TEST_READER, raising=False)


@pytest.fixture
def plan(fixtures: Path, tmp_path: Path) -> Path:
    """Return a plan of three pages under a name that must not get into a picture's."""
    path = tmp_path / "Plan; rm -rf ~ (final).pdf"
    path.write_bytes((fixtures / "pdf" / "ruled_lo" / "source.pdf").read_bytes())
    return path


def extract(*words: object) -> Result:
    return CliRunner().invoke(app, ["extract", *map(str, words), "--in-process"], env={"COLUMNS": "120"})


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_every_page_becomes_a_picture_named_by_the_file_and_the_extraction_is_printed(
    plan: Path, tmp_path: Path
) -> None:
    done = extract(plan, "--show", tmp_path / "new" / "pictures", "--json")
    assert done.exit_code == 0
    assert names(tmp_path / "new" / "pictures") == [f"Plan-rm-rf-final-p00{page}.png" for page in (1, 2, 3)]
    assert json.loads(done.stdout)["source"]["pages"] == 3
    assert done.stderr == f"{plan}: 3 pages drawn in {tmp_path / 'new' / 'pictures'}\n"
    for picture in (tmp_path / "new" / "pictures").iterdir():
        assert OWN_MARK in picture.read_bytes()[:200]


def test_own_pictures_are_written_anew_and_foreign_files_stay(plan: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    assert extract(plan, "--show", folder).exit_code == 0
    before = names(folder)
    (folder / "holiday.png").write_bytes(OTHERS_PNG)
    assert extract(plan, "--show", folder).exit_code == 0
    assert names(folder) == sorted([*before, "holiday.png"])
    (folder / before[1]).write_bytes(OTHERS_PNG)
    done = extract(plan, "--show", folder)
    assert done.exit_code == 2
    assert f"{before[1]}: is there already and no picture of ours; give --show another folder" in done.stderr
    assert (folder / before[1]).read_bytes() == OTHERS_PNG


def test_nothing_is_written_through_a_link(plan: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    assert extract(plan, "--show", folder).exit_code == 0
    first = folder / names(folder)[0]
    target = tmp_path / "elsewhere.png"
    first.rename(target)
    before = target.read_bytes()
    target.write_bytes(before + b"!")
    first.symlink_to(target)
    assert extract(plan, "--show", folder).exit_code == 2
    assert target.read_bytes() == before + b"!"


def test_a_file_that_is_no_pdf_is_read_and_said_to_have_no_pages_to_draw(fixtures: Path, tmp_path: Path) -> None:
    source = fixtures / "parallel_lists" / "source.txt"
    done = extract(source, "--show", tmp_path / "pictures", "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["actions"]
    assert done.stderr == f"peerplan: {source}: only PDFs have pages to draw\n"
    assert names(tmp_path / "pictures") == []


def test_a_folder_that_cannot_be_one_is_refused_before_anything_is_read(plan: Path) -> None:
    done = extract(plan, "--show", plan)
    assert done.exit_code == 2
    assert "no folder for pictures can be made there" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        pytest.param("plan.pdf", "plan", id="plain"),
        pytest.param("../../etc/passwd.pdf", "passwd", id="folders-are-left-out"),
        pytest.param("Größe – 50%.pdf", "Gr-e-50", id="other-letters"),
        pytest.param("....pdf", "document", id="nothing-left"),
        pytest.param("x" * 300 + ".pdf", "x" * 80, id="long"),
        pytest.param("a\n\x1b[31mb.pdf", "a-31mb", id="signs-that-steer"),
    ],
)
def test_a_picture_is_named_safely(name: str, stem: str, tmp_path: Path) -> None:
    assert PictureFolder(tmp_path).stem(Path(name)) == stem


def test_files_of_one_name_do_not_get_in_each_others_way(tmp_path: Path) -> None:
    folder = PictureFolder(tmp_path)
    assert [folder.stem(Path(name)) for name in ("a/plan.pdf", "b/Plan.pdf", "c/plan-2.pdf")] == [
        "plan",
        "Plan-2",
        "plan-2-2",
    ]


class _OnePageFails(ReadingHere):
    def draw(self, sketch: Sketch) -> bytes:
        if sketch.page == 2:
            raise DocumentError("timeout", "takes longer than 120 seconds to read")
        return PNG


def test_a_page_that_cannot_be_drawn_is_named_and_the_others_are_drawn(plan: Path, tmp_path: Path) -> None:
    extraction = ReadingHere().read(Task(plan.name, plan.read_bytes()))
    folder = PictureFolder(tmp_path / "pictures")
    shown = list(show_pages(_OnePageFails(), FoundFile(plan), extraction, ReadSettings(), folder))
    assert [(page.number, page.failure and page.failure.code) for page in shown] == [
        (1, None),
        (2, "timeout"),
        (3, None),
    ]
    assert len(names(folder.path)) == 2


def test_a_file_that_changes_meanwhile_is_not_drawn(plan: Path, tmp_path: Path) -> None:
    extraction = ReadingHere().read(Task(plan.name, plan.read_bytes()))
    plan.write_bytes(plan.read_bytes() + b"\n")
    with pytest.raises(DocumentError, match="was changed"):
        next(show_pages(ReadingHere(), FoundFile(plan), extraction, ReadSettings(), PictureFolder(tmp_path / "p")))


def test_a_folder_that_is_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="--show"):
        PictureFolder(tmp_path / "file")


def test_marks_and_sketches_come_back_as_they_went() -> None:
    marks = (Mark(Role.TEXT, (0.5, 1.0, 2.0, 3.25), "„Größe“\n"), Mark(Role.ISSUE, (0.0, 0.0, 1.0, 1.0)))
    assert unpack_marks(pack_marks({1: marks, 7: ()})) == {1: marks, 7: ()}
    sketch = Sketch(b"%PDF", 3, marks)
    assert unpack_sketch(*pack_sketch(sketch)) == sketch


@pytest.fixture(scope="module")
def process() -> Iterator[ReadingProcess]:
    with ReadingProcess(Limits(wall_seconds=60)) as process:
        yield process


def test_the_reading_process_draws_what_this_one_draws(process: ReadingProcess, plan: Path) -> None:
    task = Task("plan.pdf", plan.read_bytes())
    layout = process.lay_out(task)
    assert layout == ReadingHere().lay_out(task)
    sketch = Sketch(task.data, 2, layout[2])
    assert process.draw(sketch) == ReadingHere().draw(sketch)
    assert process.read(task).source.pages == 3


def test_a_page_that_is_not_there_ends_only_itself(process: ReadingProcess, plan: Path) -> None:
    data = plan.read_bytes()
    with pytest.raises(DocumentError, match="page 99 cannot be drawn"):
        process.draw(Sketch(data, 99, ()))
    assert process.draw(Sketch(data, 1, ())).startswith(PNG)
