"""Parts what a council answers from the recommendation in front of it, where a plan prints both in one paragraph.

"Recommendation 3 – Share data. We will write a data strategy by June." is a wording and what will be done about it;
"Recommendation 4 – Pay faster. The council will:" leads in the list below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from normalise.numbers import read_recommendation_number
from parsers.document import Block, BlockKind, Document, Layer, Table
from parsers.promises import tells_what_will_be_done
from parsers.repair.mark_headings import is_recommendation_heading
from parsers.words import join

_WORDING = re.compile(r"[^.!?\n]{8,400}[.!?](?=\s+[A-Z“\"'])")
_SAID = re.compile(
    r"\s*(?P<number>(?:the\s+)?(?:key\s+)?recommendation\s+[\w-]{1,12})\s+(?:was|is|asks?|asked|called\s+on|calls\s+on)"
    r"\s+(?:(?:us|the\s+council)\s+)?(?:to|that\s+we)\s+(?P<wording>[^.!?\n]{8,400}[.!?])",
    re.IGNORECASE,
)
_MIN_ANSWERED = 2  # recommendations of one document: a single one may be a long wording


def part_answers(document: Document) -> Document:
    """Return the document, its recommendations' answers as paragraphs of their own where two headings hold one."""
    document = _head_sentences(document)
    cuts = {index: cut for index, block in enumerate(document.blocks) if (cut := _find_answer(block)) is not None}
    if len(cuts) < _MIN_ANSWERED:
        return document
    return replace(document, blocks=tuple(_parts(document, cuts)))


def _head_sentences(document: Document) -> Document:
    """Return the document, each paragraph as a heading that words a recommendation in a sentence about it.

    So do letters: "Recommendation one was to be clearer about priorities. We will …", several of them.
    """
    found = {index: match for index, block in enumerate(document.blocks) if (match := _find_said(block)) is not None}
    if len(found) < _MIN_ANSWERED:
        return document
    blocks = list(document.blocks)
    for index, match in found.items():
        block = blocks[index]
        assert isinstance(block, Block)
        words = join((block.words[: match.end("number")], block.words[match.start("wording") :]), ": ")
        blocks[index] = replace(block, kind=BlockKind.HEADING, words=words)
    return replace(document, blocks=tuple(blocks))


def _find_said(block: Block | Table) -> re.Match[str] | None:
    if isinstance(block, Table) or block.kind is not BlockKind.PARAGRAPH or block.layer is not Layer.BODY:
        return None
    match = _SAID.match(block.text)
    return match if match and read_recommendation_number(match["number"]) is not None else None


def _parts(document: Document, cuts: dict[int, int]) -> Iterator[Block | Table]:
    for index, block in enumerate(document.blocks):
        if index not in cuts or isinstance(block, Table):
            yield block
            continue
        yield replace(block, words=block.words[: cuts[index]].strip())
        yield Block(BlockKind.PARAGRAPH, block.words[cuts[index] :].strip(), place=block.place)


def _find_answer(block: Block | Table) -> int | None:
    """Return where a heading's first sentence ends, if what stands behind it tells what will be done."""
    if isinstance(block, Table) or block.kind is not BlockKind.HEADING or block.layer is not Layer.BODY:
        return None
    if not is_recommendation_heading(block):
        return None
    found = read_recommendation_number(block.text)
    match = _WORDING.match(block.text, found.end if found is not None else 0)
    if match is None or not tells_what_will_be_done(block.text[match.end() :]):
        return None
    return match.end()
