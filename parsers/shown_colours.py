"""The colour that a cell shows: painted behind it, a painted dot in it, or a printed sign of that colour.

Signs of `coloured_signs.csv` are of their colour whatever they are printed in; one without a `rag` is of no status.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import cast

from normalise.colours import name_unrated, rag_of
from normalise.records import Rag
from parsers.document import Cell
from parsers.words import NO_WORDS, Run, Words

SIGNS = frozenset("●⬤•∙·■◼▪█▮◆♦○◯□▲▼▶◀⚫⬛")  # signs that are printed for their colour alone
_BULLETS = frozenset("•∙·▪○□▶")  # of these, what may stand in front of any words at all
_UNRATED = frozenset(("grey", "white", "black", "purple"))
_AS_PICTURE = "\ufe0f"  # asks for a sign's coloured picture; of no width


def shown_rag(cell: Cell) -> Rag | None:
    """Return which of red, amber, green and blue a cell shows, by the surest of its colours, or None."""
    painted = [cell.fill, *(block.fill for block in cell.iter_blocks()), _shading(cell.words)]
    rags = (rag_of(fill) for fill in painted if fill)
    return next((rag for rag in rags if rag), None) or rag_of_signs(cell.words)


def colour_of_sign(words: Words) -> str | None:
    """Return the colour of a sign in front of words of another colour, or None: a bullet is of its words' colour."""
    first, *others = [run for run in words.runs if run.text.strip()] or [Run("")]
    sign, colour = first.text.strip()[:1], first.style.colour
    if sign not in SIGNS or sign in _BULLETS or colour is None or rag_of(colour) is None:
        return None
    return colour if any(run.style.colour != colour for run in others) else None


def is_sign(text: str) -> bool:
    """Say whether a text is nothing but signs that are printed for their colour."""
    signs = "".join(text.replace(_AS_PICTURE, "").split())
    return bool(signs) and all(sign in SIGNS or sign in coloured_signs() for sign in signs)


def part_signs(words: Words) -> tuple[Words, Words]:
    """Return the coloured signs in front of words and behind them, and the words; a bullet before words is no sign."""
    text = words.text
    if is_sign(text):
        return words, NO_WORDS
    start, end = 0, len(text)
    while start < end and _stands_beside_words(text[start]):
        start += 1
    while end > start and _stands_beside_words(text[end - 1]):
        end -= 1
    return words[:start] + words[end:], words[start:end]


def says_done(signs: Words) -> bool:
    """Say whether signs are a tick in a colour of its own, which says more than that colour."""
    return signs.text.replace(_AS_PICTURE, "").strip() == "✅"


def rag_of_signs(words: Words) -> Rag | None:
    """Return the one colour of signs by themselves, or of those in front of words and behind them, or None."""
    colours = set(_iter_rags(part_signs(words)[0].runs))
    return colours.pop() if len(colours) == 1 else None


@cache
def coloured_signs() -> dict[str, Rag | None]:
    """Return the signs that are of a colour by themselves, and which of the four it is, or None."""
    text = (files("parsers") / "coloured_signs.csv").read_text(encoding="utf-8")
    return {row["sign"]: cast("Rag | None", row["rag"] or None) for row in csv.DictReader(text.splitlines())}


def name_of_sign(text: str) -> str | None:
    """Return the name of the colour of a sign that rates nothing ("⚪" is white, "🟣" purple), or None.

    Unicode names each by its colour.
    """
    sign = text.replace(_AS_PICTURE, "").strip()
    if len(sign) != 1 or coloured_signs().get(sign, "") is not None:
        return None
    return next((word for word in unicodedata.name(sign, "").casefold().split() if word in _UNRATED), None)


def unrated_colour(cell: Cell) -> str | None:
    """Return the name of the colour that a cell without words shows and that rates nothing ("grey"), or None."""
    words = cell.text.strip()
    if words:
        return name_of_sign(words)
    painted = [cell.fill, *(block.fill for block in cell.iter_blocks())]
    return next((name for fill in painted if fill and (name := name_unrated(fill))), None)


def _shading(words: Words) -> str | None:
    """Return the colour that all printed words are shaded with, or None."""
    fills = {run.style.fill for run in words.runs if run.text.strip()}
    return fills.pop() if len(fills) == 1 else None


def _stands_beside_words(sign: str) -> bool:
    is_shown = (sign in SIGNS and sign not in _BULLETS) or sign in coloured_signs()
    return is_shown or sign == _AS_PICTURE or sign.isspace()


def _iter_rags(runs: tuple[Run, ...]) -> Iterator[Rag | None]:
    for run in runs:
        for sign in run.text:
            if sign in coloured_signs():
                yield coloured_signs()[sign]
            elif sign in SIGNS and run.style.colour:
                yield rag_of(run.style.colour)
