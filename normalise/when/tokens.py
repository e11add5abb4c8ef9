"""Text → tokens with their places: spaCy's tokeniser with our own borders between letters, digits and signs.

What a token means is left to `terms`. The tokeniser slows down on very long text and on long runs of one sign: text is
cut into pieces first, and a run of one sign goes in as a single sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer

MAX_PIECE = 2_000  # characters that the tokeniser is given at once
_LONG_RUN = re.compile(r"([^\w\s])\1{8,}")
_BORDER = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])|(?<=[a-z])(?=[A-Z])|(?<=[\W_])|(?=[\W_])")
_BLANK = re.compile(r"\s")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class Token(NamedTuple):
    """A word, a run of digits or one sign, and its half-open span in the text."""

    text: str
    start: int
    end: int


def read_tokens(text: str) -> list[Token]:
    """Return the tokens of a text; white space is in none of them.

    >>> [token.text for token in read_tokens("Sept'24 (Q4 2024/25)")]
    ['Sept', "'", '24', '(', 'Q', '4', '2024', '/', '25', ')']
    """
    if len(text) <= MAX_PIECE and not _LONG_RUN.search(text):
        return _piece_tokens(text, 0)
    return [token for piece in _pieces(text) for token in piece]


def load() -> None:
    """Load the tokeniser now; else the first text that is read does."""
    _tokenizer()


@cache
def _tokenizer() -> Tokenizer:
    """Return spaCy's tokeniser without the exceptions of a language, which our borders replace."""
    from spacy.tokenizer import Tokenizer
    from spacy.vocab import Vocab

    return Tokenizer(Vocab(), infix_finditer=_BORDER.finditer)


def _piece_tokens(piece: str, offset: int) -> list[Token]:
    if not piece.isascii():
        piece = _SURROGATE.sub("\ufffd", piece)
    tokens: list[Token] = []
    for token in _tokenizer()(piece):
        word, start = token.text, token.idx + offset
        if not word.isspace():
            tokens.append(Token(word, start, start + len(word)))
    return tokens


def _pieces(text: str) -> Iterator[list[Token]]:
    position = 0
    for run in _LONG_RUN.finditer(text):
        yield from _cut(text, position, run.start())
        yield [Token(run[1], run.start(), run.end())]
        position = run.end()
    yield from _cut(text, position, len(text))


def _cut(text: str, start: int, end: int) -> Iterator[list[Token]]:
    """Yield the tokens of pieces that end at a blank where there is one."""
    while start < end:
        stop = min(start + MAX_PIECE, end)
        if stop < end:
            blanks = [match.end() for match in _BLANK.finditer(text, max(start + 1, stop - 200), stop)]
            stop = blanks[-1] if blanks else stop
        yield _piece_tokens(text[start:stop], start)
        start = stop
