"""What a progress bullet says of its own status: a printed label, else a plain statement about the bullet's subject.

A label stands by itself: bold, a sentence of its own, or set off at an end. A statement is the main clause of the first
sentence ("The pay review is underway."). A judgement in running prose is no status, and a label outranks a statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from normalise.lexicon import rows
from normalise.reading import Reading
from normalise.records import Status, StatusValue
from normalise.statuses.words import alternatives, value_of

MAX_BULLET_CHARACTERS = 20_000
MAX_SUBJECT_CHARACTERS = 220

_SENTENCE_END = re.compile(r"(?<=[.!?;])[\"'”’)]*\s+(?=[\"'“‘(\[✓✔☑]*\s?[A-Z0-9])|\n\s*")
# "Phase 1 complete": the bullet's own subject is the whole.
_PART_OF_A_WHOLE = re.compile(
    r"\W*(?:phase|stage|step|part|tranche|year|draft)\b(?:\s+(?:\d+|one|two|three))?\W*$", re.IGNORECASE
)
_DEADLINE = re.compile(r"\s+(?:by|in|before|the|a|an|all|this|our)\b", re.IGNORECASE)
_OTHER_CLAUSE = re.compile(r"\b(?:but|yet|although|however)\b", re.IGNORECASE)
_NAMED_STATUS = re.compile(r"\W*(?:current\s+|overall\s+)?status\s*[:–-]", re.IGNORECASE)
_COUNTED_PART = re.compile(r"\(?\d{1,2}(?:\.\d{1,2})*[a-z]?[):]?\s+(?=[A-Z])")
_PARTICIPLE = re.compile(r"(?P<before>[\w'’-]+)\s+(?P<word>[a-z]{3,}ed)\b")


def read_bullet_status(text: str, bold: Sequence[tuple[int, int]] = ()) -> Reading[Status] | None:
    """Return the status that a bullet states of itself with the span of its words, or None. `bold` are half-open spans.

    >>> read_bullet_status("A new app was shared with staff. Completed").value.value
    'completed'
    >>> read_bullet_status("The pay review is underway.").value.raw
    'underway'
    """
    if not text.strip() or len(text) > MAX_BULLET_CHARACTERS:
        return None
    labels = _labels(text, bold)
    if not labels:
        return None if _counts_parts(text) else _find_statement(text)
    return _last(labels, text)


def read_bullet_label(text: str, bold: Sequence[tuple[int, int]] = ()) -> Reading[Status] | None:
    """Return the status that a bullet prints as a label, with its span, or None; a statement is none.

    >>> read_bullet_label("The policy was completed.")
    """
    if not text.strip() or len(text) > MAX_BULLET_CHARACTERS:
        return None
    labels = _labels(text, bold)
    return _last(labels, text) if labels else None


def _labels(text: str, bold: Sequence[tuple[int, int]]) -> list[Reading[Status]]:
    return [*_bold_labels(text, bold)] or [*_plain_labels(text)]


def _last(labels: Sequence[Reading[Status]], text: str) -> Reading[Status] | None:
    if _counts_parts(text) and len({label.value.value for label in labels}) > 1:
        return None
    return labels[-1]


def _counts_parts(text: str) -> bool:
    """Say whether several sentences are on a part each: "1a Complete. 1b Five of six held." """
    return sum(_COUNTED_PART.match(text, start, end) is not None for start, end in _sentences(text)) > 1


def read_prose_label(text: str, bold: Sequence[tuple[int, int]] = ()) -> Reading[Status] | None:
    """Return the status that prose prints as a label of its own, with the span of its words, or None.

    A label is bold, stands behind "Status:", or is all of the first or the last sentence. Labels that contradict each
    other tell nothing. Contract, `status`: "A section of prose takes a status only from a printed label."

    >>> read_prose_label("A chair was appointed in May. Status: Complete.").value.value
    'completed'
    >>> read_prose_label("Completed works were inspected. More will follow.")
    """
    if not text.strip() or len(text) > MAX_BULLET_CHARACTERS:
        return None
    sentences = [*_sentences(text)]
    named = [span for span in sentences if _NAMED_STATUS.match(text, *span)]
    labels = [*_bold_labels(text, bold)] or [
        reading
        for start, end in named or (sentences[0], sentences[-1])
        if (match := _label_pattern().fullmatch(text, start, end)) and (reading := _reading_of(match))
    ]
    return labels[-1] if len({label.value.value for label in labels}) == 1 else None


def _bold_labels(text: str, bold: Sequence[tuple[int, int]]) -> Iterator[Reading[Status]]:
    """Yield the bold runs that are nothing but a label."""
    for start, end in bold:
        match = _label_pattern().fullmatch(text, max(0, start), min(len(text), end))
        if match and (reading := _reading_of(match)):
            yield reading


def _plain_labels(text: str) -> Iterator[Reading[Status]]:
    """Yield the labels that are a sentence, open one, or are set off by a dash or brackets at an end of the text."""
    for start, end in _sentences(text):
        match = _label_pattern().fullmatch(text, start, end) or _opening_pattern().match(text, start, end)
        if match is None:
            match = _closing_pattern().search(text, start, end)
        if match is not None and (reading := _reading_of(match)):
            yield reading


def _find_statement(text: str) -> Reading[Status] | None:
    """Return the status that the main clause of the first sentence states of its own subject, or None."""
    start, end = next(_sentences(text), (0, 0))
    match = _statement_pattern().match(text, start, end) or _elliptic_pattern().match(text, start, end)
    if match is None or not _is_own_subject(match["subject"]) or _OTHER_CLAUSE.search(text, match.end("status"), end):
        return None
    return _reading_of(match, where_is_statement=True)


def _is_own_subject(subject: str) -> bool:
    """Say whether words can be the subject of the bullet's main clause: no clause, no verb, nobody else."""
    words = re.findall(r"[\w'’-]+", subject.casefold())
    if not words or words[0] in _words_of("stranger") or re.search(r"[;:!?]|,\s*$", subject):
        return False
    if _PART_OF_A_WHOLE.match(subject):
        return False
    if any(word in _words_of("verb") or word in _words_of("clause") for word in words):
        return False
    return all(m["before"].casefold() in _words_of("adjective_follows") for m in _PARTICIPLE.finditer(subject))


def _reading_of(match: re.Match[str], *, where_is_statement: bool = False) -> Reading[Status] | None:
    value: StatusValue | None = value_of(match["status"], "statement" if where_is_statement else "bullet")
    if value is None or (
        match["status"].casefold() == "complete" and _DEADLINE.match(match.string, match.end("status"))
    ):
        return None
    group = "status" if where_is_statement or match.groupdict().get("copula") else "raw"
    start, end = match.span(group)
    return Reading(Status(value=value, raw=" ".join(match[group].split())), start, end)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of sentences and lines that print something."""
    begin = 0
    for match in (*_SENTENCE_END.finditer(text), None):
        end = match.start() if match else len(text)
        while begin < end and text[begin].isspace():
            begin += 1
        while end > begin and text[end - 1].isspace():
            end -= 1
        if begin < end:
            yield begin, end
        begin = match.end() if match else len(text)


@cache
def _words_of(role: str) -> frozenset[str]:
    return frozenset(row["wording"] for row in rows("statement_words") if row["role"] == role)


# Words that may stand with a label without making it a sentence about something else: "Both actions now underway".
_GENERIC = r"(?:both|all|each|these|the|this|every|most|some|two|three|four|first|\d+)"
_THING = (
    r"""(?:(?:action|phase|task|work|workstream|project|item|recommendation|stage|step|part)s?|activity|activities)"""
)
_NOUN = r"(?:(?!(?:is|are|was|were|has|have|not|be|been|being|to|yet|will|may)\b)[a-z-]+\s+)"
_ADVERB = r"(?:now|already|currently|all|both|fully|also|therefore)"
_COPULA = r"(?:is|are|was|were|has\s+been|have\s+been)"
_STATEMENT_ADVERB = r"(?:now|already|currently|also|still|since|therefore|successfully|both|all|formally)"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE = rf"""(?:(?:in|on|by|during|since|from)\s+)? (?:(?:early|mid|late|end\s+of)[\s-]+)?
    (?:\d{{1,2}}(?:st|nd|rd|th)?\s+)? (?:{_MONTH}|spring|summer|autumn|winter|q[1-4])? [\s,']*
    (?:\d{{4}}(?:/\d{{2}})?|\d{{2}})?"""
_FLAGS = re.VERBOSE | re.IGNORECASE


@cache
def _label_pattern() -> re.Pattern[str]:
    """A label and nothing else but signs, a generic subject, or a date behind it."""
    return re.compile(
        rf"""[\s\[(*_“"'–—✓✔☑-]* (?:(?:current\s+|overall\s+)?status\s*[:–-]\s*)?
        (?P<raw> (?: (?:{_GENERIC}\s+)? (?:(?:of\s+)?(?:the|these)\s+)? (?:{_THING}\s+)?
                | (?:both|all|these)\s+ {_NOUN} (?:{_NOUN})? ) (?:(?P<copula>{_COPULA})\s+)?
            (?:{_ADVERB}\s+)* (?P<status>{alternatives("bullet")}) )
        (?![\w-]) (?:\s*[(–—:,-]?\s*(?:{_DATE})\s*\)?)? [\s.:;,!\])*_”"'–—✓✔☑-]*""",
        _FLAGS,
    )


@cache
def _opening_pattern() -> re.Pattern[str]:
    """A label that opens a sentence and is not part of its grammar: "Completed and sent to …", "Completed: …"."""
    return re.compile(
        rf"""[\s\[(*_“"']* (?P<raw>(?P<status>{alternatives("bullet")}))
        (?: \s*[\])*_]*\s* (?:[:;–—,](?!\s*(?:phase|stage|part|step)\b)|\s-\s|\()
          | \s+ (?:and|as|because|including|with|in|on|by|during|due\s+to|pending|until|following|via|through|at|but) \b
            (?! \s+the\s+\w+\s+of\b )
          | (?= \s+ (?-i:[A-Z][a-z]+\s+[a-z]+) ) )""",
        _FLAGS,
    )


@cache
def _closing_pattern() -> re.Pattern[str]:
    """A label set off at the end of a sentence: "… issued – completed", "… issued (complete)"."""
    return re.compile(
        rf"""(?: \s[–—-]\s* | \s?[\[(]\s* | :\s+ )
        (?P<raw> (?:{_GENERIC}\s+)? (?:{_THING}\s+)? (?:{_ADVERB}\s+)? (?P<status>{alternatives("bullet")}) )
        (?:\s+(?:{_DATE}))? \s*[\])]?[\s.]*$""",
        _FLAGS,
    )


@cache
def _statement_pattern() -> re.Pattern[str]:
    """A first sentence whose first verb says a status of its subject: "The review of X is now underway"."""
    return re.compile(
        rf"""[\s“"'(*_]* (?P<subject> [^.!?\n]{{1,{MAX_SUBJECT_CHARACTERS}}}? )
        (?: ,\s+(?:which|who|[a-z]+ed|led|run|held|made|set|built|including|with)\b[^,.]{{1,160}}, )?
        (?<!\s)\s+ (?: is|are|was|were|has|have|remains?|remained ) (?: \s+ {_STATEMENT_ADVERB} )*
        (?: \s+been (?: \s+ {_STATEMENT_ADVERB} )* )?
        \s+ (?P<status>{alternatives("statement")}) (?![\w-])
        (?= \s*$ | \s*[.,;:!?(–—]
          | \s+ (?:and|in|on|by|at|with|for|to|from|during|across|this|last|following|after|through|as|within|until
                 |pending|due|before|ahead|under|via|but|again|because|so|while|owing) \b )""",
        _FLAGS,
    )


@cache
def _elliptic_pattern() -> re.Pattern[str]:
    """A headline without a verb: "Review of the constitution completed in May"."""
    return re.compile(
        rf"""[\s“"'(*_]* (?P<subject> [^.!?\n]{{1,{MAX_SUBJECT_CHARACTERS}}}? )
        (?<!\s)\s+ (?:(?:now|already|currently|successfully)\s+)? (?P<status>{alternatives("statement")})
        (?= [\s.]*$ | ,\s | \s+and\b | \s+(?:in|on|during|by|at)\s+[^\s,]+ (?:\s+[^\s,]+){{0,4}} [\s.]*$ )""",
        _FLAGS,
    )
