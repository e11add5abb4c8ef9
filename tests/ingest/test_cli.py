"""The program as it is called: what it prints where, its exit status, and one clear line for whatever goes wrong."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ingest.cli import app
from ingest.reading import TEST_READER

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PROGRAM = (sys.executable, "-P", "-m", "ingest")


@dataclass(frozen=True, slots=True)
class Done:
    """What a run of the program left: its exit status, and what it printed where."""

    status: int
    stdout: str
    stderr: str


Peerplan = Callable[..., Done]


def _environment(**more: str) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PEERPLAN_")}
    search = os.pathsep.join((str(ROOT), str(HERE)))
    return {**clean, "PYTHONPATH": search, TEST_READER: "hostile_reader", "COLUMNS": "120", **more}


@pytest.fixture
def peerplan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Peerplan:
    """Return a function that runs the command line here, in an empty folder; its reader does what documents say."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(HERE)
    for name in ("PEERPLAN_DB", "PEERPLAN_CONFIG"):
        monkeypatch.delenv(name, raising=False)

    def run(*words: str, **environment: str) -> Done:
        told = {TEST_READER: "hostile_reader", "COLUMNS": "120", **environment}
        done = CliRunner().invoke(app, words, env=told, prog_name="peerplan")
        return _checked(Done(done.exit_code, done.stdout, done.stderr))

    return run


@pytest.fixture
def program(tmp_path: Path) -> Peerplan:
    """Return a function that runs the program itself in an empty folder, with a reader that does what documents say."""

    def run(*words: str, **environment: str) -> Done:
        done = subprocess.run(
            [*PROGRAM, *words],
            cwd=tmp_path,
            env=_environment(**environment),
            capture_output=True,
            text=True,
            check=False,
        )
        return _checked(Done(done.returncode, done.stdout, done.stderr))

    return run


def _checked(done: Done) -> Done:
    assert "Traceback" not in done.stdout + done.stderr
    return done


def _write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def _ledger(store: Path) -> list[tuple[str, str]]:
    with sqlite3.connect(store) as connection:
        rows = connection.execute("SELECT location, outcome || coalesce(' ' || failure_code, '') FROM run_document")
        return [(Path(location).name, outcome) for location, outcome in rows]


def test_one_document_is_printed_as_json_by_the_contract(peerplan: Peerplan, tmp_path: Path) -> None:
    _write(tmp_path, plan="fine")
    done = peerplan("extract", "plan.txt", "--council", "Withy District Council", "--kind", "action_plan")
    extraction = json.loads(done.stdout)
    assert (done.status, done.stderr) == (0, "")
    assert extraction["source"]["name"] == "plan.txt"
    assert extraction["document"]["councils"] == ["Withy District Council"]
    assert done.stdout.startswith("{\n  ")


def test_several_documents_are_json_lines_and_failures_one_line_each(program: Peerplan, tmp_path: Path) -> None:
    _write(tmp_path, a="fine", b="abort", c="err", d="fine too", e="")
    done = program("extract", "a.txt", "b.txt", "c.txt", "d.txt", "e.txt", "missing.txt", ".")
    assert done.status == 1
    assert [json.loads(line)["source"]["name"] for line in done.stdout.splitlines()] == ["a.txt", "d.txt"]
    assert done.stderr.splitlines() == [
        "peerplan: b.txt: crashed the reading process (SIGABRT)",
        "peerplan: c.txt: unexpected TypeError: a fault of ours; run with --debug for the traceback",
        "peerplan: e.txt: is empty. Fetch it again.",
        "peerplan: missing.txt: does not exist. Check the path.",
        "peerplan: .: is a folder. `peerplan ingest` reads folders.",
    ]


def test_reading_in_this_process_gives_the_same(peerplan: Peerplan, tmp_path: Path) -> None:
    _write(tmp_path, plan="fine", locked="refuse")
    apart = peerplan("extract", "plan.txt", "locked.txt")
    here = peerplan("extract", "plan.txt", "locked.txt", "--in-process")
    assert here.stderr == apart.stderr
    assert json.loads(here.stdout)["source"] == json.loads(apart.stdout)["source"]


def test_file_names_cannot_steer_the_terminal(peerplan: Peerplan, tmp_path: Path) -> None:
    (tmp_path / "a\n\x1b[31mred.txt").write_text("", encoding="utf-8")
    (tmp_path / "b\n\x1b[31m[bold]red.txt").write_text("fine", encoding="utf-8")
    done = peerplan("ingest", ".", "--db", "plans.db")
    assert "\x1b" not in done.stdout + done.stderr
    assert done.stderr.splitlines()[0] == "a\\n\\x1b[31mred.txt: failed (empty-file): is empty. Fetch it again."
    shown = peerplan("extract", "b\n\x1b[31m[bold]red.txt", "--table").stdout
    assert shown.startswith("b\\n\\x1b[31m[bold]red.txt: other")


def test_a_file_name_that_is_no_text_is_kept_readable(program: Peerplan, tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/plan-\xff.txt"
    with open(name, "wb") as file:  # noqa: PTH123  # a name of bytes
        file.write(b"fine")
    done = program("ingest", ".", "--db", "plans.db")
    assert done.status == 0
    assert _ledger(tmp_path / "plans.db") == [("plan-\\udcff.txt", "new")]


def test_ingesting_again_changes_nothing_and_says_so(program: Peerplan, tmp_path: Path) -> None:
    _write(tmp_path, a="fine", b="fine too")
    first, second = program("ingest", "."), program("ingest", ".")
    assert first.stdout.split()[:4] == ["new", "unchanged", "superseded", "failed"]
    assert first.stdout.split()[-4:] == ["2", "0", "0", "0"]
    assert second.stdout.split()[-4:] == ["0", "2", "0", "0"]
    assert [line.partition(";")[0] for line in second.stderr.splitlines()] == ["a.txt: unchanged", "b.txt: unchanged"]


def test_what_is_newly_given_is_read_anew(peerplan: Peerplan, tmp_path: Path) -> None:
    _write(tmp_path, plan="fine")
    peerplan("ingest", "plan.txt")
    done = peerplan("ingest", "plan.txt", "--council", "Withy District Council")
    assert done.stdout.split()[-4:] == ["0", "0", "1", "0"]


def test_what_befalls_one_file_leaves_the_others_alone(peerplan: Peerplan, tmp_path: Path) -> None:
    _write(tmp_path, a="abort", b="fine", c="err", d="recurse", e="", f="refuse", g="fine too")
    done = peerplan("ingest", ".", "missing.txt", "--db", "plans.db")
    assert done.status == 1
    assert done.stdout.split()[-4:] == ["2", "0", "0", "6"]
    assert _ledger(tmp_path / "plans.db") == [
        ("a.txt", "failed crashed"),
        ("b.txt", "new"),
        ("c.txt", "failed internal-error"),
        ("d.txt", "failed too-nested"),
        ("e.txt", "failed empty-file"),
        ("f.txt", "failed encrypted"),
        ("g.txt", "new"),
        ("missing.txt", "failed missing-file"),
    ]


def test_a_document_that_hangs_costs_only_itself(peerplan: Peerplan, tmp_path: Path) -> None:
    _write(tmp_path, a="hang", b="fine")
    (tmp_path / "peerplan.toml").write_text("[limits]\nseconds = 1\n", encoding="utf-8")
    done = peerplan("ingest", ".", "--db", "plans.db")
    assert _ledger(tmp_path / "plans.db") == [("a.txt", "failed timeout"), ("b.txt", "new")]
    assert "a.txt: failed (timeout): takes longer than 1 seconds to read" in done.stderr


def test_an_empty_folder_is_said_to_be_empty(peerplan: Peerplan, tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    done = peerplan("ingest", "plans")
    assert (done.status, done.stderr) == (0, "peerplan: no documents in plans\n")
    assert not (tmp_path / "peerplan.db").exists()


def test_quiet_says_only_what_went_wrong(peerplan: Peerplan, tmp_path: Path) -> None:
    _write(tmp_path, a="fine", b="refuse")
    done = peerplan("--quiet", "ingest", ".")
    assert done.stdout == ""
    assert done.stderr == "b.txt: failed (encrypted): It is encrypted: save a copy without a password\n"


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        pytest.param(("extract",), "Missing argument", id="no-file"),
        pytest.param(("nosuch",), "No such command 'nosuch'", id="no-such-command"),
        pytest.param(("extract", "a.txt", "--nosuch"), "No such option", id="no-such-option"),
        pytest.param(("extract", "a.txt", "--json", "--table"), "exclude each other", id="two-formats"),
        pytest.param(("extract", "a.txt", "--published", "March"), "--published: 'March' is no date", id="no-date"),
        pytest.param(("extract", "a.txt", "--kind", "plan"), "--kind: ", id="no-kind"),
        pytest.param(("extract", "a.txt", "--council", " "), "--council", id="blank-council"),
        pytest.param(
            ("ingest", "a.txt", "--config", "no.toml"), "no.toml: there is no such settings file", id="config"
        ),
        pytest.param(("ingest", "a.txt", "--db", "no/such/folder.db"), "no/such", id="no-folder-for-the-store"),
    ],
)
def test_wrong_use_ends_with_2_and_says_why(
    peerplan: Peerplan, tmp_path: Path, words: tuple[str, ...], complaint: str
) -> None:
    _write(tmp_path, a="fine")
    done = peerplan(*words)
    assert done.status == 2
    assert complaint in done.stderr
    assert done.stdout == ""


def test_a_wrong_key_in_the_settings_is_named_with_its_file(peerplan: Peerplan, tmp_path: Path) -> None:
    _write(tmp_path, a="fine")
    (tmp_path / "peerplan.toml").write_text("[limits]\nsecond = 1\n", encoding="utf-8")
    for command in ("extract", "ingest"):
        done = peerplan(command, "a.txt")
        assert done.status == 2
        assert done.stderr.startswith("peerplan: peerplan.toml: unknown setting 'limits.second'")


def test_the_store_is_named_by_option_or_environment(peerplan: Peerplan, tmp_path: Path) -> None:
    _write(tmp_path, a="fine")
    peerplan("ingest", "a.txt", PEERPLAN_DB="of-environment.db")
    peerplan("ingest", "a.txt", "--db", "of-option.db", PEERPLAN_DB="of-environment.db")
    assert sorted(path.name for path in tmp_path.glob("*.db")) == ["of-environment.db", "of-option.db"]


@pytest.mark.parametrize("command", ["ingest", "query", "report"])
def test_a_store_that_is_no_database_is_left_alone(peerplan: Peerplan, tmp_path: Path, command: str) -> None:
    _write(tmp_path, a="fine", store="no database at all, but long enough to look at " * 50)
    before = (tmp_path / "store.txt").read_bytes()
    argument = {"ingest": "a.txt", "query": "SELECT 1", "report": "plans"}[command]
    done = peerplan(command, argument, "--db", "store.txt")
    assert done.status == 2
    assert done.stderr == "peerplan: store.txt: is not a database; give the path of a store with --db\n"
    assert (tmp_path / "store.txt").read_bytes() == before


def test_a_store_of_a_newer_program_is_refused(peerplan: Peerplan, tmp_path: Path) -> None:
    _write(tmp_path, a="fine")
    peerplan("ingest", "a.txt", "--db", "plans.db")
    with sqlite3.connect(tmp_path / "plans.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    for words in (("ingest", "a.txt"), ("query", "SELECT 1")):
        done = peerplan(*words, "--db", "plans.db")
        assert done.status == 2
        assert "newer peerplan" in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_store_is_refused(peerplan: Peerplan, tmp_path: Path) -> None:
    _write(tmp_path, a="fine")
    peerplan("ingest", "a.txt", "--db", "plans.db")
    (tmp_path / "plans.db").chmod(0o444)
    done = peerplan("ingest", "a.txt", "--db", "plans.db")
    assert done.status == 2
    assert "read-only" in done.stderr


def test_a_missing_store_is_not_made_by_asking(peerplan: Peerplan, tmp_path: Path) -> None:
    done = peerplan("query", "SELECT 1")
    assert done.status == 2
    assert "there is no such store" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_that_is_closed_early_is_no_trouble(tmp_path: Path) -> None:
    _write(tmp_path, a="fine")
    command = f"{' '.join(PROGRAM)} extract {'a.txt ' * 50} | head -c 10"
    done = subprocess.run(
        command, shell=True, cwd=tmp_path, env=_environment(), capture_output=True, text=True, check=False
    )
    assert done.stdout == '{"schema_v'
    assert done.stderr == ""


def test_ctrl_c_says_what_was_kept_and_ends_the_reader(tmp_path: Path) -> None:
    marker = tmp_path / "pid"
    _write(tmp_path, a="fine", b=f"hang {marker}", c="fine too")
    # A shell has what it starts in the background ignore the signal, and that is handed on.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(
        [*PROGRAM, "ingest", "a.txt", "b.txt", "c.txt"],
        cwd=tmp_path,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        signal.signal(signal.SIGINT, before)
        _wait_for(lambda: marker.exists() and marker.read_text(encoding="utf-8") != "")
        program.send_signal(signal.SIGINT)
        _, said = program.communicate(timeout=30)
    assert program.returncode == 130
    assert said.splitlines()[-1] == "peerplan: interrupted: 1 of 3 files are done and kept; run it again for the rest"
    assert _ledger(tmp_path / "peerplan.db") == [("a.txt", "new"), ("b.txt", "failed interrupted")]
    _wait_for(lambda: not Path(f"/proc/{marker.read_text(encoding='utf-8')}").exists())


def test_debug_shows_the_traceback_of_a_fault_of_ours(tmp_path: Path) -> None:
    _write(tmp_path, a="err")
    done = subprocess.run(
        [*PROGRAM, "--debug", "extract", "a.txt"],
        cwd=tmp_path,
        env=_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "hostile_reader.py" in done.stderr
    assert "peerplan: a.txt: unexpected TypeError: a fault of ours" in done.stderr


def test_help_imports_no_heavy_library() -> None:
    program = (
        "import sys\nfrom ingest.cli import app\n"
        "try: app(['--help'])\nexcept SystemExit: pass\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & "
        "{'pydantic', 'pydantic_settings', 'rich', 'spacy', 'sqlalchemy', 'pandas', 'lxml', 'bs4', 'alembic'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env=_environment(), capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
    assert all(name in done.stdout for name in ("extract", "ingest", "query", "report", "councils"))


@pytest.mark.parametrize("words", [(), ("extract",), ("ingest",), ("query",), ("report",), ("councils", "load")])
def test_help_shows_examples(peerplan: Peerplan, words: tuple[str, ...]) -> None:
    done = peerplan(*words, "--help")
    assert done.status == 0
    assert "Examples:" in done.stdout


def test_the_version_is_shown(peerplan: Peerplan) -> None:
    assert peerplan("--version").stdout.startswith("peerplan ")


def test_the_shell_is_told_the_commands_to_complete(program: Peerplan) -> None:
    done = program(_PEERPLAN_COMPLETE="complete_bash", COMP_WORDS="peerplan ex", COMP_CWORD="1")
    assert done.stdout.split() == ["expectations", "explain", "extract"]


def _wait_for(is_so: Callable[[], bool]) -> None:
    for _ in range(600):
        if is_so():
            return
        time.sleep(0.05)
    raise AssertionError("waited in vain")
