"""Marks what a document uses as labels though nobody knows their wording: it prints them again and again.

"Agreed action", "Responsibility", "End date" under each recommendation are the columns of a table that is not drawn
(contract, "Labelled paragraphs or bullets"). Their roles are decided as those of columns are, by wording and by what
stands behind them. Cards, tables of two columns with a label on the left, become such paragraphs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from normalise.numbers import read_marker, read_recommendation_number
from normalise.statuses.words import colours
from parsers.badges import is_bare_status
from parsers.counting import without_count
from parsers.document import Block, BlockKind, Cell, Document, Layer, Table
from parsers.headers import TIME_ROLES, Header, Role, read_header
from parsers.headings import Topic, read_topic
from parsers.imperatives import begins_with_verb
from parsers.repair.label_cards import MIN_USES, card_rows, label_key, left_column, may_be_card, may_be_label
from parsers.repair.mark_headings import is_label, is_recommendation_heading
from parsers.roles.decide import decide_columns
from parsers.roles.decision import ColumnDecision
from parsers.stages import tell_stages
from parsers.words import NO_WORDS, Words

MAX_LABELS = 16  # of one document
_LEAD = re.compile(r"(?P<label>[A-Z][^:\n.;!]{1,49}?[?]?)\s*:(?=\s|$)")
_TELLING = frozenset(
    (Role.ACTION, Role.OWNER, Role.SENIOR_OWNER, Role.MEASURE, Role.STATUS, Role.PROGRESS, *TIME_ROLES)
)
_DOES = frozenset((Role.ACTION, Role.PROGRESS))


@dataclass(slots=True)
class _Use:
    """One use of a label: the position of its block in the document, its words and what stands behind it in the block.

    `row`: of a card, which row it is.
    """

    at: int
    key: str
    label: Words
    rest: Words = NO_WORDS
    row: int | None = None
    is_heading: bool = False
    values: list[Block | Table] = field(default_factory=list)


def mark_labels(document: Document) -> Document:
    """Return the document with labels as headings of their own that know their role; others are left as they are."""
    uses = _find_uses(document)
    headers = _decide(uses, document) if uses else {}
    if not headers:
        return document
    marked = {use.at: use for use in uses if use.key in headers and use.row is None}
    cards = {use.at for use in uses if use.row is not None}
    blocks: list[Block | Table] = []
    for index, block in enumerate(document.blocks):
        if index in cards and isinstance(block, Table):
            blocks.extend(_unfold(block, headers))
        elif index in marked and isinstance(block, Block):
            blocks.append(_marked(block, marked[index], headers))
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def _find_uses(document: Document) -> list[_Use]:
    """Return the uses of what may be labels, in reading order, each with what stands under it."""
    found: list[_Use] = []
    body = [(index, block) for index, block in enumerate(document.blocks) if _is_text(block)]
    left = Counter(filter(None, (left_column(block) for _, block in body)))
    titles = _level_of_titles(body)
    for index, block in body:
        if isinstance(block, Block) and (block.label is not None or _is_of_all(block, titles + 1)):
            continue
        if isinstance(block, Table) or not 0 < block.level <= titles:  # a title may come twice, and is no label
            found.extend(_uses_in(index, block, is_repeated=left[left_column(block)] > 1))
    # A badge beside an action's heading is neither its label nor what it heads.
    plain = [(index, block) for index, block in body if isinstance(block, Table) or not is_bare_status(block.text)]
    found = [use for use in found if use.key not in colours()]  # "Amber", and what it stands for below it: a key
    found = sorted((*found, *_unlabelled(plain, found), *_headed(plain, found)), key=lambda use: use.at)
    counts = Counter(use.key for use in found)
    lone = {use.at for use in found if use.row is not None} - {use.at for use in found if use.row}
    return [use for use in found if counts[use.key] >= MIN_USES or (use.row is not None and use.at not in lone)]


def _is_of_all(block: Block, level: int) -> bool:
    """Say whether "Next steps" are a heading on a level that recommendations have: they are no recommendation's own."""
    return block.kind is BlockKind.HEADING and block.level == level and read_topic(block.text) is Topic.NEXT_STEPS


def _level_of_titles(body: Sequence[tuple[int, Block | Table]]) -> int:
    """Return the level down to which headings are titles and no labels: the highest of several, and all those above
    recommendations. 0 where the headings have none.
    """
    headings = [b for _, b in body if isinstance(b, Block) and b.kind is BlockKind.HEADING and b.level]
    levels = {heading.level for heading in headings}
    announcing = [heading.level for heading in headings if is_recommendation_heading(heading)]
    return max(min(levels) if len(levels) > 1 else 0, min(announcing, default=1) - 1)


def _is_text(block: Block | Table) -> bool:
    """Say whether a block is part of the text: a page's end between an action and its labels is none."""
    return block.layer is Layer.BODY and not (isinstance(block, Block) and block.kind is BlockKind.BREAK)


def _unlabelled(body: Sequence[tuple[int, Block | Table]], uses: Sequence[_Use]) -> Iterator[_Use]:
    """Yield what stands right above labels and has none itself: "Publish a plan", and under it "Lead: …"."""
    leads = {use.at for use in uses if use.rest or use.row is not None}
    taken = {use.at for use in uses}
    # "Lead:" and a list below it begin as "Lead: Head of Parks" does.
    leading = {use.key for use in uses if use.at in leads}
    begins = leads | {use.at for use in uses if use.key in leading}
    for (above, before), (index, block), (below, _) in zip(body, body[1:], body[2:], strict=False):
        if below not in begins or index in taken or isinstance(block, Table):
            continue
        if above in taken and above not in leads:
            continue  # it stands under a label of its own
        is_alike = isinstance(before, Block) and before.kind is block.kind and above not in leads
        if is_alike and (_is_numbered(before) or not _is_numbered(block)):
            continue  # the last of several
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM) or block.text.rstrip().endswith(":"):
            continue
        if isinstance(before, Block) and above not in leads and (is_label(before.text) or _is_bare_number(before)):
            continue  # it is the label's, or words the recommendation
        yield _Use(index, "", NO_WORDS, block.words.strip())


def _is_numbered(block: Block | Table) -> bool:
    marker = read_marker(block.text) if isinstance(block, Block) else None
    return marker is not None and bool(marker.numbers)


def _headed(body: Sequence[tuple[int, Block | Table]], uses: Sequence[_Use]) -> Iterator[_Use]:
    """Yield headings right above labels, a level below a recommendation's: each heads a card of its own."""
    counts = Counter(use.key for use in uses)
    labels = {use.at for use in uses if counts[use.key] >= MIN_USES}
    above: Block | None = None  # the recommendation's heading that what follows stands under
    for (_, before), (index, block), (below, _) in zip((*body[:1], *body), body, body[1:], strict=False):
        if isinstance(block, Table) or block.kind is not BlockKind.HEADING or not block.level:
            continue
        if is_recommendation_heading(block):
            above = block
        elif above is not None and block.level <= above.level:
            above = None
        elif above is None or below not in labels or index in labels or read_topic(block.text) is not None:
            continue
        elif before is not above or not _is_bare_number(above):  # else it words the recommendation
            yield _Use(index, "", NO_WORDS, block.words.strip())


def _is_bare_number(block: Block) -> bool:
    found = read_recommendation_number(block.text)
    return found is not None and not block.text[found.end :].strip()


def _uses_in(index: int, block: Block | Table, *, is_repeated: bool) -> Iterator[_Use]:
    if isinstance(block, Table):
        if may_be_card(block, is_repeated=is_repeated):
            for label, values in card_rows(block):
                yield _Use(index, label_key(label.text), label.words, row=label.row, values=values)
    elif block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) or (
        block.kind is BlockKind.HEADING and not block.level and not is_recommendation_heading(block)
    ):
        if (lead := _lead_of(block)) is not None:
            yield _Use(index, label_key(lead.text), lead, block.words[len(lead) :].strip().strip(":").strip())
        elif block.kind is not BlockKind.ITEM and _may_stand_alone(block):
            yield _Use(index, label_key(block.text), block.words.strip())
    elif block.kind is BlockKind.HEADING and _may_stand_alone(block):
        yield _Use(index, label_key(block.text), block.words.strip(), is_heading=block.level > 0)


def _lead_of(block: Block) -> Words | None:
    """Return the label that a paragraph begins with, or None: it ends in a colon, and words stand behind it."""
    words = block.words
    match = _LEAD.match(words.text)
    if match is None or not words.text[match.end() :].strip():
        return None
    lead = words[: match.end("label")]
    return lead if may_be_label(lead.text) else None


def _may_stand_alone(block: Block) -> bool:
    text = block.text.strip()
    if text.endswith((".", ";", ",", "!")) or not may_be_label(text.rstrip(":")):
        return False
    return block.kind is BlockKind.HEADING or block.words.is_bold() or text.endswith((":", "?"))


def _decide(uses: Sequence[_Use], document: Document) -> dict[str, Header]:
    """Return what the labels head, by their folded words; nothing where they are not the columns of a plan."""
    labels = list(dict.fromkeys(use.key for use in uses))[:MAX_LABELS]
    has_cards = any(use.row is not None for use in uses)
    groups = _group(uses, document, frozenset(labels))
    rows = tuple(
        tuple(Cell(number, labels.index(use.key), tuple(use.values)) for use in group)
        for number, group in enumerate(groups)
    )
    first = {use.key: use.label.text for use in reversed(uses)}
    is_worded = _stand_under_wordings(groups, document) and not any(map(_says_recommendation, first.values()))
    settled = (Role.RECOMMENDATION,) if is_worded else ()
    decided = decide_columns({number: first[key] for number, key in enumerate(labels)}, rows, settled=settled)
    decided = _with_stages(decided)
    if settled:
        decided = _with_context(decided)
        decided = _with_actions(decided, sum(any(not use.key for use in group) for group in groups) * 2 > len(groups))
    roles = {decision.role for decision in decided}
    if not roles & _DOES or len(roles & _TELLING) < (1 if roles & {Role.PROGRESS} else 2):
        return {}
    headers = {
        labels[decision.column]: Header(decision.role, decision.stage, 1.0)
        for decision in decided
        if decision.role is not Role.OTHER or _is_sure(labels[decision.column], uses, groups)
    }
    if "" in headers and headers[""].role is not Role.ACTION:
        del headers[""]
    headings = {use.key for use in uses if use.is_heading}
    is_needed = {key for key, header in headers.items() if key in headings or not _is_known(first[key], header)}
    return headers if has_cards else {key: header for key, header in headers.items() if key in is_needed}


def _says_recommendation(label: str) -> bool:
    """Say whether a label is known as that of a recommendation's words, and says so ("What the peers recommended")."""
    header = read_header(label) if "recommend" in label.casefold() else None
    return header is not None and header.role is Role.RECOMMENDATION and header.score == 1


def _with_actions(decided: Sequence[ColumnDecision], is_usual: bool) -> tuple[ColumnDecision, ...]:
    """Return the decisions; what mostly stands above who acts and by when, under a recommendation, is an action."""
    roles = {decision.role for decision in decided}
    if not is_usual or roles & _DOES or not roles & _TELLING:
        return tuple(decided)
    return tuple(replace(one, role=Role.ACTION) if not one.heading else one for one in decided)


def _with_context(decided: Sequence[ColumnDecision]) -> tuple[ColumnDecision, ...]:
    """Return the decisions; below a recommendation that a heading words, "What the peers told us" is its context."""
    return tuple(
        replace(one, role=Role.CONTEXT) if one.heading and _heads_wordings(one.heading) else one for one in decided
    )


def _heads_wordings(label: str) -> bool:
    header = read_header(label)
    return header is not None and header.role is Role.RECOMMENDATION and header.score == 1


def _is_known(label: str, header: Header) -> bool:
    """Say whether a label is read as this anyway."""
    if not label:
        return False
    known = read_header(label) if is_label(label) and read_topic(label) is None else None
    return known is not None and (known.role, known.stage) == (header.role, header.stage)


def _with_stages(decided: Sequence[ColumnDecision]) -> tuple[ColumnDecision, ...]:
    """Return the decisions, with labels that only tell stages apart ("What we do now") as actions' of these stages."""
    actions = {
        number: decision.heading
        for number, decision in enumerate(decided)
        if decision.role is Role.ACTION or (decision.role is Role.OTHER and decision.runner_up is Role.ACTION)
    }
    stages = tell_stages(actions)
    return tuple(
        replace(decision, role=Role.ACTION, stage=stages[number]) if number in stages else decision
        for number, decision in enumerate(decided)
    )


def _stand_under_wordings(groups: Sequence[Sequence[_Use]], document: Document) -> bool:
    """Say whether most groups stand under a heading that words a recommendation: no label of theirs does, then."""
    worded = {group[0].at for group in groups}
    heading: Block | None = None
    under = 0
    for index, block in enumerate(document.blocks):
        if index in worded:
            under += heading is not None and _words_recommendation(heading)
        elif isinstance(block, Block) and block.kind is BlockKind.HEADING and not is_label(block.text):
            heading = block
    return under * 2 > len(groups)


def _words_recommendation(heading: Block) -> bool:
    if is_recommendation_heading(heading):
        return not _is_bare_number(heading)
    return begins_with_verb(without_count(heading.text))


def _is_sure(key: str, uses: Sequence[_Use], groups: Sequence[Sequence[_Use]]) -> bool:
    """Say whether a label that heads nothing known is one: it stands in most groups, in bold or in a card."""
    own = [use for use in uses if use.key == key]
    if not all(use.row is not None or use.label.is_bold() for use in own):
        return False
    return sum(any(use.key == key for use in group) for group in groups) * 2 > len(groups)


def _group(uses: Sequence[_Use], document: Document, labels: frozenset[str]) -> list[list[_Use]]:
    """Return the uses in groups, as the rows of a table; each is given what stands under it."""
    by_block: dict[int, list[_Use]] = {}
    for use in uses:
        if use.key in labels:
            by_block.setdefault(use.at, []).append(use)
    groups: list[list[_Use]] = [[]]
    for index, block in enumerate(document.blocks):
        if block.layer is not Layer.BODY:
            continue
        if index in by_block:
            for use in by_block[index]:
                _add(use, block, groups)
        elif isinstance(block, Table) or (block.kind is BlockKind.HEADING and not is_label(block.text)):
            groups.append([])
        elif groups[-1] and block.kind is not BlockKind.BREAK:
            groups[-1][-1].values.append(block)
    return [group for group in groups if group]


def _add(use: _Use, block: Block | Table, groups: list[list[_Use]]) -> None:
    """Put a use into the open group, or into a new one where its label stands in that already."""
    if any(use.key == other.key for other in groups[-1]):
        groups.append([])
    if use.rest:
        use.values.append(Block(BlockKind.PARAGRAPH, use.rest, place=block.place))
    groups[-1].append(use)


def _marked(block: Block, use: _Use, headers: dict[str, Header]) -> Block:
    """Return a label that knows its role; one with nothing behind it is a heading."""
    header = headers[use.key]
    if use.rest:
        kind = BlockKind.PARAGRAPH if block.kind is BlockKind.HEADING else block.kind
        return replace(block, kind=kind, label=header, label_end=len(use.label))
    return replace(block, kind=BlockKind.HEADING, level=0, marker=None, words=use.label, label=header)


def _unfold(table: Table, headers: dict[str, Header]) -> Iterator[Block | Table]:
    """Yield a card as labels with what stands beside each under it; one whose labels say nothing is left a table."""
    keys = {label_key(label.text) for label, _ in card_rows(table)}
    roles = {headers[key].role for key in keys if key in headers}
    if not roles & _TELLING or len(roles) < min(MIN_USES, table.row_count):
        yield table
        return
    fills = {row[0].row: row[1].fill for row in table.rows()}
    for label, values in card_rows(table):
        fill = fills[label.row]
        words = label.words.strip().strip(":").strip()
        header = headers.get(label_key(label.text)) or read_header(words.text) or Header(Role.OTHER, None, 1.0)
        yield Block(BlockKind.HEADING, words, layer=table.layer, place=label.place, label=header)
        yield from (replace(b, fill=fill) if isinstance(b, Block) and fill else b for b in values)
