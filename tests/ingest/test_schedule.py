"""`peerplan schedule`: what is printed calls this installation, whatever signs its paths hold."""

from __future__ import annotations

import os
import plistlib
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner, Result

from ingest.cli import app
from ingest.schedule import cron, launchd, systemd, windows
from ingest.schedule.plan import Plan, find_program, make_plan
from normalise.errors import UsageError

ODD = """we ird 100% $HOME 'a' "b" <c>&;`d` \\e -f"""
WRITES = """#!/bin/sh
for word in "$@"; do printf '%s\\n' "$word" >> "$0.said"; done
"""


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    """Return a plan in a folder with an odd name; its program writes down how it is called, and fails."""
    folder = tmp_path / ODD
    folder.mkdir()
    program = folder / "peerplan"
    program.write_text(f"{WRITES}exit 3\n", encoding="utf-8")
    program.chmod(0o755)
    return make_plan((str(program),), folder / "plans.db", None, at="06:15", user="", mail=None)


def said(plan: Plan) -> list[str]:
    """Return the words that the program was called with."""
    return Path(f"{plan.program[0]}.said").read_text(encoding="utf-8").splitlines()


def called(plan: Plan) -> list[str]:
    """Return the words that it must have been called with: the refresh, and when that failed what tells of it."""
    return [*plan.refresh[1:], *plan.tell[1:]]


def verify(folder: Path) -> str:
    """Return what systemd says against the units of a folder."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd is not there")
    units = sorted(map(str, folder.glob("peerplan-*")))
    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"SYSTEMD_UNIT_PATH": f"{folder}:"},
    )
    return "".join(line for line in checked.stderr.splitlines(keepends=True) if "peerplan" in line)


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["schedule", *words], env={"COLUMNS": "200", "PEERPLAN_DB": ""})


@pytest.mark.parametrize("mail", [None, "plans@withy.example"])
def test_systemd_finds_nothing_wrong_with_the_units(plan: Plan, tmp_path: Path, mail: str | None) -> None:
    units = tmp_path / "units"
    units.mkdir()
    for unit in systemd.write(make_plan(plan.program, plan.store, None, at="6:15", user="root", mail=mail)):
        (units / unit.name).write_text(unit.text, encoding="utf-8")
    assert verify(units) == ""


def test_systemd_would_find_what_is_wrong(tmp_path: Path) -> None:
    broken = "[Service]\nType=oneshot\nExecStart=relative/program\nProtectSystem=sometimes\n"
    (tmp_path / "peerplan-refresh.service").write_text(broken, encoding="utf-8")
    assert "bad unit file setting" in verify(tmp_path)


def test_the_service_is_walled_in_and_the_timer_makes_up_for_what_was_missed(plan: Plan) -> None:
    service, timer, failed = systemd.write(plan)
    for line in ("OnFailure=peerplan-failed.service", "NoNewPrivileges=yes", "ProtectSystem=strict", "Type=oneshot"):
        assert line in service.text.splitlines()
    assert "Persistent=true" in timer.text.splitlines()
    assert "OnCalendar=*-*-* 06:15:00" in timer.text.splitlines()
    assert '"runs" "show" "--mail"' in failed.text
    assert "100%% $$HOME" in service.text


def test_a_crontab_line_calls_the_program_and_tells_of_its_failure(plan: Plan) -> None:
    [unit] = cron.write(plan)
    when, command = unit.text.rstrip("\n").split(" * * * ", 1)
    assert when == "15 6"
    assert "%" not in command.replace(r"\%", "")
    done = subprocess.run(["/bin/sh", "-c", command.replace(r"\%", "%")], check=False)
    assert done.returncode == 3
    assert said(plan) == called(plan)


def test_a_property_list_calls_the_program_and_tells_of_its_failure(plan: Plan, tmp_path: Path) -> None:
    [unit] = launchd.write(plan)
    told = plistlib.loads(unit.text.encode())
    assert told["StartCalendarInterval"] == {"Hour": 6, "Minute": 15}
    done = subprocess.run(told["ProgramArguments"], check=False)
    assert done.returncode == 3
    assert said(plan) == called(plan)
    (tmp_path / unit.name).write_text(unit.text, encoding="utf-8")
    for checker in (["plutil", "-lint"], ["xmllint", "--noout", "--nonet"]):
        if shutil.which(checker[0]):
            subprocess.run([*checker, str(tmp_path / unit.name)], check=True)


def test_a_windows_task_is_well_formed_and_says_that_it_is_untested(plan: Plan) -> None:
    [unit] = windows.write(plan)
    assert "Untested" in unit.text
    task = ET.fromstring(unit.text)
    space = {"t": windows.NAMESPACE}
    assert task.findtext(".//t:Command", namespaces=space) == plan.program[0]
    assert task.findtext(".//t:WorkingDirectory", namespaces=space) == str(plan.folder)
    assert "refresh --due" in (task.findtext(".//t:Arguments", namespaces=space) or "")


def test_the_program_is_this_installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = subprocess.run([*find_program(), "--version"], capture_output=True, text=True, check=True).stdout
    assert said.startswith("peerplan ")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert find_program() == (str(tmp_path / "python"), "-P", "-m", "ingest")


@pytest.mark.parametrize(
    ("at", "store", "mail", "complaint"),
    [
        pytest.param("25:00", "a.db", None, "is no time of day", id="hour"),
        pytest.param("noon", "a.db", None, "is no time of day", id="word"),
        pytest.param("06:15", "a\n[Install].db", None, "no unit can hold", id="line-end"),
        pytest.param("06:15", "a.db", "a@b.example\nBCC: c", "no plain mail address", id="mail-line"),
        pytest.param("06:15", "a.db", "-x@b.example", "no plain mail address", id="mail-option"),
        pytest.param("06:15", "a.db", "$(reboot)@b.example", "no plain mail address", id="mail-shell"),
    ],
)
def test_what_no_unit_can_hold_is_refused(at: str, store: str, mail: str | None, complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        make_plan(("peerplan",), Path(store), None, at=at, user="", mail=mail)


def test_a_user_cannot_add_lines() -> None:
    with pytest.raises(UsageError, match="no unit can hold"):
        make_plan(("peerplan",), Path("a.db"), None, at="06:15", user="me\nExecStart=/bin/evil", mail=None)


def test_units_are_printed_or_written(tmp_path: Path) -> None:
    store = str(tmp_path / "plans.db")
    printed = run("systemd", "--db", store, "--user", "plans")
    assert printed.stdout.startswith("# peerplan-refresh.service\n[Unit]\n")
    assert "\nUser=plans\n" in printed.stdout
    written = run("systemd", "--db", store, "--into", str(tmp_path))
    assert written.stdout.splitlines() == [
        str(tmp_path / name)
        for name in ("peerplan-refresh.service", "peerplan-refresh.timer", "peerplan-failed.service")
    ]
    assert run("cron", "--db", store, "--mail", "plans@withy.example").stdout.startswith("MAILTO=plans@withy.example\n")
    assert run("launchd", "--db", store).stdout.startswith("<?xml")
    assert run("windows", "--db", store).stdout.startswith("<?xml")
    assert run("cron", "--db", "postgresql://me:secret@127.0.0.1/plans").exit_code == 2
    assert run("cron", "--db", store, "--into", str(tmp_path / "nowhere")).exit_code == 2
