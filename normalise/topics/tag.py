"""Words of a recommendation → its topics, each with the words that speak for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from normalise.records import TopicEvidence
from normalise.topics.codebook import VERSION, Wording, topics, wordings_from
from normalise.topics.words import Word, iter_words

ENOUGH = 1.0

Found = dict[str, dict[Wording, str]]


def tag_topics(texts: Iterable[str], heading: str | None = None) -> tuple[TopicEvidence, ...]:
    """Return the topics that some texts, and the heading above them, are about; core themes first, then by name.

    Where the heading is one of the five core themes, that is the core theme; else those that the topics belong to.

    >>> [tag.topic for tag in tag_topics(["Let scrutiny see budget proposals earlier"])]
    ['Financial planning and management', 'Governance and culture', 'Finance', 'Scrutiny']
    """
    in_heading = _find([heading] if heading else [])
    found = _find([*texts, *([heading] if heading else [])])
    tagged = {topic: words for topic, words in found.items() if sum(w.weights[topic] for w in words) >= ENOUGH}
    themes = {topic: words for topic, words in in_heading.items() if topics()[topic].kind == "core_theme"}
    if not themes:
        themes = {topic: words for topic, words in tagged.items() if topics()[topic].kind == "core_theme"}
        themes |= _imply(themes, tagged)
    plain = {topic: words for topic, words in tagged.items() if topics()[topic].kind == "topic"}
    return tuple(_evidence(topic, of[topic]) for of in (themes, plain) for topic in sorted(of))


def _imply(themes: Found, tagged: Found) -> Found:
    """Return the core themes that topics belong to, with the topics' words."""
    implied: Found = {}
    for topic, words in tagged.items():
        theme = topics()[topic].core_theme
        if theme and theme not in themes:
            implied[theme] = implied.get(theme, {}) | words
    return implied


def _evidence(topic: str, words: dict[Wording, str]) -> TopicEvidence:
    kind = topics()[topic].kind
    return TopicEvidence(topic=topic, kind=kind, words=tuple(dict.fromkeys(words.values())), codebook=VERSION)


def _find(texts: Iterable[str]) -> Found:
    """Return the wordings that speak for each topic, each with the words as first printed."""
    found: defaultdict[str, dict[Wording, str]] = defaultdict(dict)
    for text in texts:
        for wording, printed in _iter_wordings(text):
            for topic in wording.weights:
                found[topic].setdefault(wording, printed)
    return found


def _iter_wordings(text: str) -> Iterator[tuple[Wording, str]]:
    words = list(iter_words(text))
    is_all_capitals = text == text.upper()  # then an acronym and a word look the same
    position = 0
    while position < len(words):
        wording = _longest(words, position, is_all_capitals=is_all_capitals)
        if wording is None:
            position += 1
            continue
        last = words[position + len(wording.terms) - 1]
        yield wording, text[words[position].start : last.end].rstrip("'’")
        position += len(wording.terms)


def _longest(words: list[Word], position: int, *, is_all_capitals: bool) -> Wording | None:
    for wording in wordings_from(words[position].printed, words[position].folded):
        stretch = words[position : position + len(wording.terms)]
        if len(stretch) < len(wording.terms):
            continue
        if is_all_capitals and any(term.is_printed for term in wording.terms):
            continue
        if all(term.fits(word) for term, word in zip(wording.terms[1:], stretch[1:], strict=True)):
            return wording
    return None
