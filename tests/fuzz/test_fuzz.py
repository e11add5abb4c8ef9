"""Spoiled documents end in an extraction or an error about the document, never in a fault of ours, and in time."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.fuzzing import MUTATORS, SOURCES, find_sources, iter_mixed, iter_spoiled, read_all
from tests.fuzz.pdf_mutations import mutate as mutate_pdf

FORMATS = sorted(form for form in SOURCES if find_sources(form))


def test_every_format_is_spoiled_in_a_way_of_its_own() -> None:
    assert MUTATORS.keys() == SOURCES.keys()


def test_sixty_spoiled_documents_of_all_formats_end_well() -> None:
    tally = read_all(iter_mixed(60, FORMATS))
    assert not tally.faults
    assert sum(tally.outcomes.values()) == 60
    assert not tally.outcomes["timeout"]


def test_fifty_spoiled_pdfs_end_well() -> None:
    tally = read_all(iter_spoiled("pdf", 50))
    assert not tally.faults
    assert sum(tally.outcomes.values()) == 50
    assert not tally.outcomes["timeout"]


@pytest.mark.soak
@pytest.mark.parametrize("form", FORMATS)
def test_five_hundred_spoiled_documents_end_well(form: str) -> None:
    tally = read_all(iter_spoiled(form, 500, first=1_000))
    assert not tally.faults
    assert not tally.outcomes["timeout"]


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_seed_spoils_alike_and_another_does_not(form: str) -> None:
    [(_, first)], [(_, again)] = iter_spoiled(form, 1, first=7), iter_spoiled(form, 1, first=7)
    assert first == again
    assert len({data for _, data in iter_spoiled(form, 20)}) > 15


# What thousands of documents found, once: type scaled by what is no number, half a character in a title, a tagged table
# without a cell.
FOUND = (("links_cr", 4951), ("encrypted_empty_lo", 6481), ("join_header_missing_cr", 9353))


@pytest.mark.parametrize(("case", "seed"), FOUND)
def test_what_was_found_is_mended(case: str, seed: int, fixtures: Path) -> None:
    data = mutate_pdf((fixtures / "pdf" / case / "source.pdf").read_bytes(), seed)
    tally = read_all(iter([(f"{case}-{seed}.pdf", data)]))
    assert not tally.faults
    assert set(tally.outcomes) == {"read"}
