"""Lists: numbered, bulleted, of terms, and as Word writes them."""

from __future__ import annotations

import re

from lxml.etree import _Element

from parsers.budgets import check_budget
from parsers.document import Block, BlockKind, Layer
from parsers.formats.html.landmarks import is_link_list
from parsers.formats.html.looks import Looks
from parsers.formats.html.walk import OpenList, Walk
from parsers.formats.list_numbers import print_mark
from parsers.formats.markup_emphasis import merge_styles
from parsers.words import NO_WORDS, PLAIN

_COUNT = re.compile(r"[+-]?\d{1,6}")


def read_list(walk: Walk, element: _Element, tag: str, looks: Looks) -> None:
    """Read a list; one of nothing but short links is furniture."""
    flow = walk.flow
    if flow.cell is None and flow.layer is Layer.BODY and not walk.lists and is_link_list(element):
        walk.read_as_furniture(element)
        return
    flow.close()
    walk.depth += 1
    check_budget("html", "nesting", walk.depth)
    walk.lists.append(_begin_list(element, tag, looks, next(flow.list_ids)))
    walk.read_children(element)
    flow.close()
    walk.lists.pop()
    walk.depth -= 1


def read_item(walk: Walk, element: _Element, tag: str, looks: Looks) -> None:
    """Read an entry of a list."""
    flow = walk.flow
    if not walk.lists:
        walk.lists.append(OpenList(next(flow.list_ids), "•"))
        read_item(walk, element, tag, looks)
        walk.lists.pop()
        return
    current = walk.lists[-1]
    current.number = _read_count(element.get("value"), current.number)
    form = looks.list_form if looks.says_list_form else current.form
    counter = looks.counter or (None if looks.says_list_form else current.counter)
    marker = looks.sign or (
        counter.print(current.number) if counter else current.sign or print_mark(form, current.number)
    )
    current.number += current.step
    level = len(walk.lists) - 1
    flow.begin(
        Block(BlockKind.ITEM, NO_WORDS, level=level, marker=marker, list_id=current.list_id, fill=looks.fill), element
    )
    if looks.style is PLAIN and not len(element) and element.text and flow.may_add_whole(element.text):
        flow.add_whole(element.text)
        return
    style = flow.style
    if looks.style != PLAIN:
        flow.style = merge_styles(style, looks.style)
    walk.read_children(element)
    flow.style = style
    flow.close()


def read_word_item(walk: Walk, element: _Element, looks: Looks) -> None:
    """Read an entry of a list as Word writes it: a paragraph that names its list and level."""
    flow = walk.flow
    list_id = walk.word_lists.get(looks.list_name)
    if list_id is None:
        list_id = walk.word_lists[looks.list_name] = next(flow.list_ids)
    level = max(0, min(looks.list_level, 9) - 1)
    flow.begin(Block(BlockKind.ITEM, NO_WORDS, level=level, list_id=list_id, fill=looks.fill), element)
    walk.read_children(element)
    flow.close()


def read_term(walk: Walk, element: _Element, tag: str, looks: Looks) -> None:
    """Read the term of a definition list: the label of what stands below."""
    flow = walk.flow
    flow.begin(None, element)
    walk.read_children(element)
    if flow.pieces and not "".join(text for text, _ in flow.pieces).rstrip().endswith(":"):
        flow.pieces.append((":", flow.pieces[-1][1]))
    flow.close()


def _begin_list(element: _Element, tag: str, looks: Looks, list_id: int) -> OpenList:
    form = looks.list_form if looks.says_list_form else ("decimal" if tag == "ol" else "•")
    if element.get("reversed") is None:
        return OpenList(list_id, form, _read_count(element.get("start"), 1), 1, looks.sign, looks.counter)
    count = sum(1 for child in element if child.tag == "li")
    return OpenList(list_id, form, _read_count(element.get("start"), count), -1, looks.sign, looks.counter)


def _read_count(text: str | None, otherwise: int) -> int:
    return int(text) if text and _COUNT.fullmatch(text.strip()) else otherwise
