"""Joins paragraphs and list items that a page break or blank line cuts in mid-sentence, and says why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from normalise.numbers import read_recommendation_number
from parsers.document import Block, BlockKind, Document, Layer, Table
from parsers.headings import read_topic
from parsers.joints import Joint, JointKind, Side
from parsers.repair.joining.merging import Glue
from parsers.repair.joining.weights import Clue, Sight, weigh
from parsers.repair.mark_headings import find_label, is_label
from parsers.repair.running_on import runs_on_into
from parsers.words import NOWHERE

MAX_CHARACTERS = 20_000  # no paragraph is longer; joining on and on would take time by the square of the lines
MIN_CHARACTERS = 40
SHOWN_CHARACTERS = 80

# A heading that the page breaks behind its first word: "Recommendation" above "3: Mend the roof".
_BARE_WORD = re.compile(r"^(?:key\s+)?recommendation$", re.IGNORECASE)
_COUNTED = re.compile(r"(?P<before>\(?)(?P<number>\d{1,2})(?P<behind>[.)])")
_NUMBER_AND_WORDING = re.compile(r"^\d{1,2}\s*[:.)–—-]\s*\S")


def rejoin_paragraphs(document: Document) -> Document:
    """Return the document with cut paragraphs whole. Furniture between the pieces goes behind them."""
    glue = Glue(document)
    blocks: list[Block | Table] = []
    joints = list(document.joints)
    index: int | None = None  # of the last block that is neither furniture nor a break
    for block in document.blocks:
        upper = blocks[index] if index is not None else None
        joint = _decide(upper, block) if isinstance(upper, Block) and isinstance(block, Block) else None
        if index is None or joint is None or not joint.is_joined:
            blocks.append(block)
            index = len(blocks) - 1 if _is_printed(block) else index
        else:
            assert isinstance(upper, Block)
            assert isinstance(block, Block)
            rest, *others = _cut_at_numbers(upper, block)
            blocks[index] = replace(upper, words=glue.join(upper.words, rest.words))
            blocks.extend(others)
            joints.append(joint)
            index = len(blocks) - 1 if others else index
    return replace(document, blocks=tuple(blocks), joints=tuple(joints))


def _cut_at_numbers(upper: Block, lower: Block) -> tuple[Block, ...]:
    """Return the paragraph that an entry goes on in, cut where lines count on from it ("3. …" behind "2. …")."""
    match = _COUNTED.fullmatch(upper.marker or "") if upper.kind is BlockKind.ITEM else None
    if match is None:
        return (lower,)
    cuts, number, at = [0], int(match["number"]) + 1, 0
    while at >= 0:
        sign = f"\n{match['before']}{number}{match['behind']} "
        at = lower.text.find(sign, at)
        if at >= 0:
            cuts.append(at)
            at, number = at + len(sign), number + 1
    first, *others = [lower.words[begin:end] for begin, end in pairwise([*cuts, len(lower.text)])]
    markers = [f"{match['before']}{int(match['number']) + step}{match['behind']}" for step in range(1, len(cuts))]
    entries = [
        replace(upper, marker=marker, words=words[len(marker) + 1 :].strip(), place=lower.place)
        for marker, words in zip(markers, others, strict=True)
    ]
    return (replace(lower, words=first), *entries)


def _is_printed(block: Block | Table) -> bool:
    """Say whether a block is neither furniture nor a break."""
    return isinstance(block, Table) or (block.layer is Layer.BODY and block.kind is not BlockKind.BREAK)


def _decide(upper: Block, lower: Block) -> Joint | None:
    """Return the joint of two blocks, or None where they are none of those that are ever joined."""
    if upper.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM) or lower.kind is not BlockKind.PARAGRAPH:
        return None
    if upper.layer is not Layer.BODY or lower.layer is not Layer.BODY or len(upper.text) > MAX_CHARACTERS:
        return None
    evidence = weigh(JointKind.PARAGRAPH, Sight.TEXT, _read_clues(upper, lower))
    return Joint(JointKind.PARAGRAPH, _side_of(upper), _side_of(lower), evidence)


def _read_clues(upper: Block, lower: Block) -> Iterator[Clue]:
    if find_label(lower.text.strip()) is not None:
        return  # "Lead: …" begins something of its own, whatever the line above ends with
    if lower.text.strip() in (line.strip() for line in upper.text.splitlines()) or _heads_known(lower):
        return  # "Peer challenge: one year on", the last of the way through a site, and below it the page's title
    if upper.text.isupper() and not lower.text.isupper():
        return  # a title in capitals: "SIX MONTH CHECK-IN" leaves nothing open
    if upper.words.is_bold() != lower.words.is_bold():
        yield Clue("other-look")
    if _BARE_WORD.match(upper.text.strip()):
        if _NUMBER_AND_WORDING.match(lower.text.strip()):
            yield Clue("heading-broken")
        return
    if read_recommendation_number(lower.text) is not None:
        yield Clue("recommendation-below")
    if len(upper.text) < MIN_CHARACTERS:
        yield Clue("short-above")
    if runs_on_into(upper.text, lower.text):
        yield Clue("sentence-runs-on")


def _heads_known(block: Block) -> bool:
    """Say whether a line is a chapter's heading that we know ("Contents"), or a label in bold: no sentence goes on."""
    text = block.text.strip()
    if not text[:1].isupper() or len(text) >= MIN_CHARACTERS or "\n" in text:
        return False
    return read_topic(text) is not None or (" " in text and block.words.is_bold() and is_label(text))


def _side_of(block: Block) -> Side:
    return Side(next(iter(block.words.places()), NOWHERE), " ".join(block.text.split())[:SHOWN_CHARACTERS])
