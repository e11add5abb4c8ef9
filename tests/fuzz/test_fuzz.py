"""Spoiled documents end in an extraction or an error about the document, never in a fault of ours, and in time."""

from __future__ import annotations

import pytest

from tests.fuzz.fuzzing import SOURCES, iter_spoiled, read_all

FORMATS = sorted(SOURCES)


@pytest.mark.parametrize("form", FORMATS)
def test_fifty_spoiled_documents_end_well(form: str) -> None:
    tally = read_all(iter_spoiled(form, 50))
    assert not tally.faults
    assert sum(tally.outcomes.values()) == 50
    assert not tally.outcomes["timeout"]


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMATS)
def test_five_hundred_spoiled_documents_end_well(form: str) -> None:
    tally = read_all(iter_spoiled(form, 500, first=1_000))
    assert not tally.faults
    assert not tally.outcomes["timeout"]


def test_the_same_seed_spoils_alike_and_another_does_not() -> None:
    [(_, first)], [(_, again)] = iter_spoiled("pdf", 1, first=7), iter_spoiled("pdf", 1, first=7)
    assert first == again
    assert len({data for _, data in iter_spoiled("pdf", 20)}) == 20
