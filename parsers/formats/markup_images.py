"""What stands in a text for an image: Markdown's `![…](…)`, `<img>`, "[image]", "picture intentionally omitted".

An image whose description is a colour or a status is a shape that says so (a RAG dot); any other says nothing of a plan
and is furniture. What a status means is `normalise`'s.
"""

from __future__ import annotations

import re

from normalise.statuses.words import colours, value_of
from parsers.document import Block, BlockKind, Layer
from parsers.formats.markup_style import find_attributes, read_colour
from parsers.words import Place, Words

# For the pattern that finds all markup: VERBOSE, IGNORECASE.
IMAGE = r"""
    !\[(?P<alt>[^\[\]]*)\]\((?P<source>[^\s()<>]*)(?:\s+"[^"]*")?\)
  | <img(?P<img>\s[^<>]*)?>
  | \[(?:image|picture|photo|logo|icon)(?:\s*:\s*(?P<described>[^\[\]]*))?\](?!\()
  | (?:\*\*)?==>\s?picture\s?\[[^\[\]]*\]\s?intentionally\s+omitted\s?<==(?:\*\*)?
"""

_EDGE = re.compile(r"(?:<|!\[|$)")
_SHAPE_WORDS = re.compile(
    r"\b(?:an?|the|of|rag|status|rating|image|icon|picture|symbol|indicator|circle|dot|light|flag|square|box|button|shape"
    r"|coloured|colored|solid|filled|traffic|rated)\b|[^a-z\s-]",
    re.IGNORECASE,
)
_MOST_CHARACTERS = 40


def describe(match: re.Match[str]) -> str:
    """Return what an image shows by its own description, else what its placeholder prints, else its file's name."""
    if match["img"]:
        given = find_attributes(match["img"])
        return given.get("alt") or _file_name(given.get("src", ""))
    return match["alt"] or match["described"] or _file_name(match["source"] or "") or match[0]


def stands_apart(text: str, start: int, end: int, last_end: int) -> bool:
    """Say whether an image between two positions of a line has text on one side at most.

    `last_end` is where the image before it ended.
    """
    before = text[max(last_end, start - 200) : start].rstrip()
    behind = text[end : end + 200].lstrip()
    return not before or before.endswith(">") or _EDGE.match(behind) is not None


def make_block(description: str, place: Place) -> Block:
    """Return the block of an image, in the body where its description is a colour or a status."""
    words = Words.of(" ".join(description.split()), place)
    if says_status(description):
        return Block(BlockKind.SHAPE, words, fill=read_colour(description), place=place)
    return Block(BlockKind.SHAPE, words, layer=Layer.FURNITURE, place=place)


def says_status(description: str) -> bool:
    """Say whether a description is the name of a colour or a status: "Amber circle", "On track"."""
    if len(description) > _MOST_CHARACTERS:
        return False
    wording = " ".join(_SHAPE_WORDS.sub(" ", description).split()).lower()
    return (wording in colours() and len(wording) > 1) or value_of(wording, "cell") is not None


def _file_name(source: str) -> str:
    """Return the last part of an address; nothing of an image that stands in the file itself."""
    return "" if source.startswith("data:") else source.rpartition("/")[2][:100]
