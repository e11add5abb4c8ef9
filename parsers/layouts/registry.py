"""Finds the layouts and chooses the one that fits a section best."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import parsers.layouts
from parsers.document import Block, Table
from parsers.draft import Drafting, SectionFit
from parsers.sections import Section
from parsers.words import Words


@dataclass(frozen=True, slots=True)
class Layout:
    """A shape of section. `score` says from 0 to 1 how well a section fits it; `read` drafts what it prints."""

    name: str
    score: Callable[[Section, Drafting], float]
    read: Callable[[Section, Drafting], None]


@cache
def layouts() -> tuple[Layout, ...]:
    """Return the layouts, sorted by name: the fixed order in which a tie is broken."""
    found = []
    for module in pkgutil.iter_modules(parsers.layouts.__path__):
        layout = getattr(importlib.import_module(f"parsers.layouts.{module.name}"), "LAYOUT", None)
        if isinstance(layout, Layout):
            found.append(layout)
    return tuple(sorted(found, key=lambda layout: layout.name))


def read_section(section: Section, drafting: Drafting) -> tuple[str, float] | None:
    """Let the best-scoring layout read a section; return its name and score, or None where none fits."""
    scored = sorted(((layout.score(section, drafting), layout) for layout in layouts()), key=lambda pair: -pair[0])
    drafting.fits.append(_fit(section, scored))
    best = [(score, layout) for score, layout in scored if score == scored[0][0] and score > 0]
    if not best:
        return None
    score, layout = best[0]
    if len(best) > 1:
        names = ", ".join(layout.name for _, layout in best)
        drafting.note("ambiguous-layout", f"{names}: {section.title.text[:60]}", words=section.title)
    margin = score - (scored[1][0] if len(scored) > 1 else 0.0)
    before = len(drafting.recommendations), len(drafting.rows), len(drafting.progress)
    drafting.layouts.append((layout.name, score, margin, *before))
    layout.read(section, drafting)
    return layout.name, score


def _fit(section: Section, scored: Sequence[tuple[float, Layout]]) -> SectionFit:
    printed = (words for block in section.blocks[:1] for words in _words_of(block))
    first = next((words.places()[0] for words in (section.title, *printed) if words.places()), None)
    scores = tuple((layout.name, score) for score, layout in scored if score > 0)
    return SectionFit(" ".join(section.title.text.split()), first, scores)


def _words_of(block: Block | Table) -> Iterator[Words]:
    if isinstance(block, Block):
        yield block.words
    else:
        yield from (cell.words for cell in block.cells)
