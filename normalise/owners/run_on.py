"""Names that run into one another because the line between them was lost: "Head of Housing Head of Planning".

A border needs a whole name before it and the plain beginning of another behind it; everything else stays one name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from normalise.owners.kinds import sense_of
from normalise.owners.vocabulary import is_given_name, is_topic, noun_at_end, tokens
from normalise.records import OwnerRole

# Words that a name does not end with: they rank or join what comes behind them.
_UNFINISHED = frozenset(
    ("acting", "and", "assistant", "associate", "chief", "corporate", "deputy", "depute", "executive", "for")
)
_UNFINISHED |= {"group", "interim", "joint", "lead", "of", "senior", "service", "strategic", "the", "to", "vice"}
_BORDER = re.compile(
    r"""(?<=[\w)])\s+ (?= (?P<head> (?:[A-Z][\w-]+\s+){0,3}?
        (?:Head|Director|Manager|Member|Holder|Lead|Leader|Officer|Chair)s? ) \s+ (?:of|for)\b
      | (?P<titled> Cll?rs?\b\.? | Councillors?\s+(?-i:[A-Z]) )
      | (?P<office> Chief\s+Executive | Monitoring\s+Officer )\s*$
      | (?P<code> [A-Z]{2,}T )\s*$
      | (?P<person> [A-Z][\w’'-]+ \s+ [A-Z][\w’'-]+ \s* $ ) )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One name: its half-open span, the sign in front of it, and the role that a lead-in gives it ("Sponsor:")."""

    start: int
    end: int
    joint: str = ""
    role: OwnerRole | None = None


def split_run_on(text: str, piece: Piece, defined: Mapping[str, str]) -> tuple[Piece, ...]:
    """Return the piece, or its parts with the line that is lost as the sign between them."""
    parts: list[Piece] = []
    begin = piece.start
    for border in _BORDER.finditer(text[piece.start : piece.end]):
        start, end = piece.start + border.start(), piece.start + border.end()
        if start > begin and _is_whole(text[begin:start], defined) and _begins_anew(border, defined):
            parts.append(replace(piece, start=begin, end=start, joint="\n" if parts else piece.joint))
            begin = end
    return (*parts, replace(piece, start=begin, joint="\n" if parts else piece.joint))


def _is_whole(before: str, defined: Mapping[str, str]) -> bool:
    """Say whether the words before a border are a name that ends there."""
    if before.count("(") > before.count(")"):
        return False
    words = [token for token in tokens(before) if token.is_word]
    sense = sense_of(before, defined)
    noun = noun_at_end(words)
    is_title = noun is not None and noun.words > 1  # "Chief Executive", where a lone "Executive" ranks what follows
    if sense is None or not sense.is_whole or (words[-1].key in _UNFINISHED and not is_title):
        return False
    return len(words) > 1 or sense.kind == "post"


def _begins_anew(border: re.Match[str], defined: Mapping[str, str]) -> bool:
    """Say whether another begins behind a border.

    A post with its portfolio, an office that every council has, a councillor, a leadership team by its initials, or a
    person by a given name.
    """
    if border["titled"] or border["office"]:
        return True
    if border["code"]:
        sense = sense_of(border["code"], defined)
        return sense is not None and sense.kind == "body"
    if border["head"]:
        head = tokens(border["head"])
        noun = noun_at_end(head)
        return noun is not None and noun.kind == "post" and noun.words == len(head)
    first, last = tokens(border["person"])[:2]
    return (
        is_given_name(first.key) and not is_topic(first.key) and not is_topic(last.key) and noun_at_end((last,)) is None
    )
