"""What Markdown says of a whole file before its lines are read: front matter, links by reference, what is struck out.

Sources: CommonMark 0.31, GitHub Flavored Markdown (struck-out text, tables, task lists). What only looks like Markdown
stays as it is printed: nothing here is taken for a mark without its other half.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from parsers.document import Block, BlockKind, Layer, Remark
from parsers.formats.text_lines import TextLine
from parsers.words import Place, Words

Pages = tuple[tuple[TextLine, ...], ...]

_MOST_FRONT_LINES = 100
_MOST_HINT_CHARACTERS = 500
_SHOWN = 80
_TELLING, _MOST_LINES = 300, 5_000  # characters of a line, lines of a page, that are looked at for signs of Markdown
_FENCE = re.compile(r"-{3}\s*$")
_FENCE_END = re.compile(r"(?:-{3}|\.{3})\s*$")
_FRONT = re.compile(r"(?P<key>[A-Za-z][\w -]{0,40}):(?:\s+(?P<value>\S.{0,2000})|\s*)$|\s*-\s+\S|\s+\S|\s*#|\s*$")
_DEFINITION = re.compile(
    r"""[ ]{0,3}\[(?P<label>[^\[\]^][^\[\]]{0,200})\]:\s*<?(?P<href>(?:https?://|mailto:|www\.|[./#])[^\s<>]+)>?
    (?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*$""",
    re.VERBOSE,
)
_REFERENCE = re.compile(r"(?<![\\!\]])\[(?P<text>[^\[\]^][^\[\]]{0,300})\](?:\[(?P<label>[^\[\]]{0,200})\])?(?![(:\[])")
_STRUCK = re.compile(
    r"(?<![~\\])~~(?=[^\s~])(?P<struck>[^~]{0,499}[^\s~])~~(?!~)|<(?P<tag>del|s|strike)>(?P<gone>[^<>]{1,500})</(?P=tag)>",
    re.IGNORECASE,
)
_COMMENT_BEGIN, _COMMENT_END = "<!--", "-->"
_MOST_COMMENT_LINES = 200
# What hardly anything but Markdown holds, and what other texts hold too.
_SURE = (
    re.compile(r"\s*\|?\s*:?-{3,}:?\s*\|(?:\s*:?-{3,}:?\s*\|?)+\s*$"),
    re.compile(r"[^\[]*\[[^\[\]]+\]\((?:https?://|mailto:|[./#])"),
    re.compile(r"\s*[-*+] \[[ xX]\] \S"),
    re.compile(r" {0,3}`{3,}\s?\w*\s*$"),
)
_LIKELY = (re.compile(r" {0,3}#{1,6} +\S"), re.compile(r"[^*]*\*\*[^\s*][^*]*\*\*"))


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file's lines as they are to be read, with its front matter apart."""

    pages: Pages
    front: Block | None = None
    hints: tuple[tuple[str, str], ...] = ()
    remarks: tuple[Remark, ...] = ()
    is_markdown: bool = False


def prepare(pages: Pages) -> Prepared:
    """Return the lines without front matter, comments over lines and struck-out text, links by reference put in."""
    is_markdown = _is_markdown([line.text[:_TELLING] for page in pages for line in page[:_MOST_LINES]])
    end = _end_of_front(pages[0]) if pages else 0
    front, pages = pages[0][:end] if end else (), (pages[0][end:], *pages[1:])
    remarks: list[Remark] = []
    links = _find_links(pages)
    step = partial(_read_line, links=links, remarks=remarks)
    kept = tuple(tuple(map(step, _without_comments(page))) for page in pages)
    return Prepared(kept, _front_block(front), tuple(_hints(front)), tuple(remarks), is_markdown or bool(front))


def is_definition(text: str) -> bool:
    """Say whether a line only says where links of a label lead to; nothing of it is shown."""
    return _DEFINITION.match(text) is not None


def _is_markdown(texts: Sequence[str]) -> bool:
    """Say whether a text is surely Markdown: one sign that little else has, and another of any kind."""
    sure = sum(any(map(pattern.match, texts)) for pattern in _SURE)
    likely = sum(any(map(pattern.match, texts)) for pattern in _LIKELY)
    return sure > 0 and sure + likely > 1


def _end_of_front(lines: Sequence[TextLine]) -> int:
    """Return where the front matter ends that a file begins with, 0 where there is none."""
    if not lines or not _FENCE.match(lines[0].text):
        return 0
    keys = 0
    for number, line in enumerate(lines[1:_MOST_FRONT_LINES], start=1):
        if _FENCE_END.match(line.text):
            return number + 1 if keys else 0
        found = _FRONT.match(line.text)
        if found is None or (number == 1 and not found["key"]):
            return 0
        keys += bool(found["key"])
    return 0


def _front_block(lines: Sequence[TextLine]) -> Block | None:
    if not lines:
        return None
    words = Words.of("\n".join(line.text.strip() for line in lines[1:-1]), lines[0].place)
    return Block(BlockKind.PARAGRAPH, words, layer=Layer.FURNITURE, place=lines[0].place)


def _hints(lines: Sequence[TextLine]) -> list[tuple[str, str]]:
    found = (_FRONT.match(line.text) for line in lines[1:-1])
    pairs = (
        (match["key"].lower(), (match["value"] or "").strip().strip("\"'")) for match in found if match and match["key"]
    )
    return [(key, value[:_MOST_HINT_CHARACTERS]) for key, value in pairs if value]


def _without_comments(lines: Sequence[TextLine]) -> Sequence[TextLine]:
    """Return the lines, those blank that a comment over several lines takes up; one that is never closed is text."""
    kept = list(lines)
    start = 0
    while start < len(kept):
        begin = kept[start].text.rfind(_COMMENT_BEGIN)
        if begin < 0 or _COMMENT_END in kept[start].text[begin:]:
            start += 1
            continue
        reach = range(start + 1, min(len(kept), start + _MOST_COMMENT_LINES))
        end = next((number for number in reach if _COMMENT_END in kept[number].text), None)
        if end is None:
            start += 1
            continue
        behind = kept[end].text.partition(_COMMENT_END)[2]
        kept[start] = replace(kept[start], text=kept[start].text[:begin])
        kept[start + 1 : end] = [replace(line, text="") for line in kept[start + 1 : end]]
        kept[end] = replace(kept[end], text=behind)
        start = end
    return kept


def _find_links(pages: Pages) -> Mapping[str, str]:
    """Return where the labels of a file lead to, by folded label; the first definition counts."""
    links: dict[str, str] = {}
    for page in pages:
        for line in page:
            if line.text.lstrip().startswith("[") and (match := _DEFINITION.match(line.text)):
                links.setdefault(_fold(match["label"]), match["href"])
    return links


def _read_line(line: TextLine, links: Mapping[str, str], remarks: list[Remark]) -> TextLine:
    text = line.text
    if "~~" in text or "</" in text:
        text = _STRUCK.sub(partial(_strike, place=line.place, remarks=remarks), text)
    if links and "[" in text and not _DEFINITION.match(text):
        text = _REFERENCE.sub(partial(_link, links=links), text)
    return line if text == line.text else replace(line, text=text)


def _strike(match: re.Match[str], place: Place, remarks: list[Remark]) -> str:
    words = Words.of((match["struck"] or match["gone"] or "").strip(), place)
    remarks.append(Remark("struck-text", words.text[:_SHOWN], words))
    return ""


def _link(match: re.Match[str], links: Mapping[str, str]) -> str:
    href = links.get(_fold(match["label"] or match["text"]))
    return match[0] if href is None else f"[{match['text']}]({href})"


def _fold(label: str) -> str:
    return " ".join(label.casefold().split())
