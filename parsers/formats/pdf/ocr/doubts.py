"""What is to be said of a recognised page: words that may be misread, lines that are no text, ink that was not read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from normalise.records import Box
from parsers.document import Remark
from parsers.formats.pdf.ocr.hocr import ReadLine, ReadWord
from parsers.words import NO_WORDS, Place, Words

LEAST_CONFIDENCE = 60  # percent: a word below it is given, with an issue
_NO_TEXT = 50  # percent: a line of no plausible word whose every word is below it was guessed from what is no print
_PLAUSIBLE = re.compile(r"\d\d|\b[A-Z]?(?=[a-z]*[aeiouy])(?=[a-z]*[b-df-hj-np-tv-z])[a-z]{2,}\b")  # a number, a word
_LONGEST = 15  # letters: a longer “word” is mostly a row of dots or a drawing taken for letters
_MOST_WORDS = 40  # of a page that get an issue each

Move = Callable[[Box], Box]


def sureness(lines: Sequence[ReadLine]) -> float:
    """Return how sure tesseract is of the lines, in percent; 0 where there are none."""
    words = [(word.confidence, min(len(word.text), _LONGEST)) for line in lines for word in line]
    signs = sum(length for _, length in words)
    return sum(confidence * length for confidence, length in words) / signs if signs else 0.0


def count_sure_letters(lines: Sequence[ReadLine]) -> int:
    """Return how many letters and figures stand in words that are plausible and sure."""
    words = (word for line in lines for word in line if word.confidence >= LEAST_CONFIDENCE)
    return sum(min(len(word.text), _LONGEST) for word in words if _PLAUSIBLE.search(word.text))


def part_doubtful(lines: Sequence[ReadLine]) -> tuple[list[ReadLine], list[ReadLine]]:
    """Return the lines that are text, and those that are not: drawings, handwriting and dirt taken for letters."""
    text: list[ReadLine] = []
    rest: list[ReadLine] = []
    for line in lines:
        (rest if _is_no_text(line) else text).append(line)
    return text, rest


def tell_doubts(lines: Sequence[ReadLine], place: Callable[[Box], Place]) -> Iterator[Remark]:
    """Yield a remark for each word that may be misread; of a page with very many, one for the rest of them."""
    doubtful = [word for line in lines for word in line if word.confidence < LEAST_CONFIDENCE]
    for word in doubtful[:_MOST_WORDS]:
        yield Remark("ocr-text", f"“{word.text}” (sure to {word.confidence} %)", _words(word.text, [word], place))
    if rest := doubtful[_MOST_WORDS:]:
        detail = f"{len(rest)} more words of the page, the first “{rest[0].text}”"
        yield Remark("ocr-text", detail, _words(rest[0].text, rest[:1], place))


def tell_unread(
    areas: Sequence[Box], lines: Sequence[ReadLine], page: int, place: Callable[[Box], Place]
) -> Iterator[Remark]:
    """Yield a remark on what is no text that can be read: areas in pixels, and lines of guesses."""
    if lines:
        guesses = [word for line in lines for word in line]
        text = " ".join(word.text for word in guesses)
        detail = f"{_count(len(lines), 'line')}, page {page}, tesseract guesses “{text[:60]}”"
        yield Remark("unread-picture", detail, _words(text, guesses, place))
    elif areas:
        detail = f"{_count(len(areas), 'area')}, page {page}"
        yield Remark("unread-picture", detail, Words.of("[picture]", place(max(areas, key=_size))))


def _is_no_text(line: ReadLine) -> bool:
    if all(word.confidence < _NO_TEXT and not _PLAUSIBLE.search(word.text) for word in line):
        return True
    return all(word.confidence < LEAST_CONFIDENCE and not any(map(str.isalnum, word.text)) for word in line)


def _size(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _words(text: str, words: Sequence[ReadWord], place: Callable[[Box], Place]) -> Words:
    if not words:
        return NO_WORDS
    box = (
        min(word.x0 for word in words),
        min(word.top for word in words),
        max(word.x1 for word in words),
        max(word.bottom for word in words),
    )
    return Words.of(text, place(box))


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")
