"""One run at a time on a store, and a run that is gone holds up nobody."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store.engine import Store, open_store
from store.locking import RunAtWork, begin_run, end_run, show_life
from store.programs import SILENCE, Program, find_running, this_program
from store.run_report import FINISHED, INTERRUPTED, RUNNING, list_runs

NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
ELSEWHERE = Program("ann", "another-machine", 7, "boot/container/1")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "plans.db") as store:
        yield store


def _begin(store: Store, program: Program, now: datetime = NOW) -> int | RunAtWork:
    with store.session() as session:
        return begin_run(session, program, now=now, version="1", command="ingest", reader={"text": "v1"})


def _states(store: Store, now: datetime = NOW) -> list[str]:
    return [run.state for run in list_runs(store.target, now=now, last=9)]


def _gone() -> Program:
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        pass
    return replace(this_program(), number=child.pid)


def test_a_second_run_is_told_who_is_at_work(store: Store) -> None:
    first = _begin(store, this_program())
    second = _begin(store, this_program())
    assert isinstance(second, RunAtWork)
    assert (second.run_id, second.program.number) == (first, os.getpid())
    assert _states(store) == [RUNNING]


def test_a_run_that_ended_holds_up_nobody(store: Store) -> None:
    first = _begin(store, this_program())
    assert isinstance(first, int)
    with store.session() as session:
        end_run(session, first, now=NOW, seconds=1.0, is_finished=True)
    assert isinstance(_begin(store, this_program()), int)
    assert _states(store) == [RUNNING, FINISHED]


def test_a_run_whose_process_is_gone_is_cut_off(store: Store) -> None:
    _begin(store, _gone())
    assert _states(store) == [INTERRUPTED]
    assert isinstance(_begin(store, this_program()), int)
    assert _states(store) == [RUNNING, INTERRUPTED]


def test_a_process_that_bears_the_number_of_a_gone_one_is_another(store: Store) -> None:
    here = this_program()
    boot, container, ticks = here.start.split("/")
    earlier = replace(here, start=f"{boot}/{container}/{int(ticks) - 1}")
    assert find_running(here)
    assert not find_running(earlier)
    _begin(store, earlier)
    assert isinstance(_begin(store, here), int)


@pytest.mark.parametrize(
    ("later", "is_at_work"),
    [
        pytest.param(timedelta(), True, id="just-now"),
        pytest.param(SILENCE - timedelta(seconds=1), True, id="a-while-ago"),
        pytest.param(SILENCE, False, id="silent"),
        pytest.param(timedelta(days=-400), False, id="its-clock-was-wrong"),
    ],
)
def test_a_run_on_another_machine_is_dead_when_it_is_silent(store: Store, later: timedelta, is_at_work: bool) -> None:
    _begin(store, ELSEWHERE)
    assert isinstance(_begin(store, this_program(), NOW + later), RunAtWork) == is_at_work


def test_a_container_with_the_same_host_name_is_another_machine() -> None:
    here = this_program()
    boot, _, ticks = here.start.split("/")
    assert find_running(replace(here, start=f"{boot}/pid:[1]/{ticks}")) is None


def test_a_run_that_was_taken_for_dead_learns_it_when_it_next_writes(store: Store) -> None:
    first = _begin(store, ELSEWHERE)
    second = _begin(store, this_program(), NOW + SILENCE)
    assert isinstance(first, int)
    assert isinstance(second, int)
    with store.session() as session:
        assert not show_life(session, first, now=NOW)
        assert show_life(session, second, now=NOW)


def test_a_sign_of_life_keeps_the_others_away(store: Store) -> None:
    first = _begin(store, ELSEWHERE)
    assert isinstance(first, int)
    with store.session() as session:
        assert show_life(session, first, now=NOW + SILENCE)
    assert isinstance(_begin(store, this_program(), NOW + SILENCE), RunAtWork)
