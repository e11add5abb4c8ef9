"""One entry of a cell cut into the names it holds: at signs and words that join owners, never inside a name.

"Chief Executive and Leader" is two names, "Director of Housing, Planning and Law" one. What a name is, `kinds`
says; which of two neighbours is the person in the other's post, `people`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from normalise.lexicon import rows
from normalise.owners.kinds import Sense, sense_of
from normalise.owners.run_on import Piece, split_run_on
from normalise.owners.vocabulary import is_topic, meaning_of, tokens
from normalise.records import OwnerRole

# Heads whose portfolio is a body: "Chair of Audit and Governance Committee" is one post.
_OF_BODIES = frozenset(("chair", "chairman", "chairperson", "chairwoman", "clerk", "convener", "convenor"))
_OF_BODIES |= {
    "secretary",
    "co-chair",
    "vice chair",
    "vice-chair",
    "vice-chairman",
    "deputy chair",
    "member",
    "representative",
}


_SERVICE = re.compile(r"\b(?:services?|teams?|unit|department|directorate)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Joint:
    start: int
    end: int
    sign: str
    role: OwnerRole | None = None


def split_pieces(text: str, start: int, end: int, defined: Mapping[str, str]) -> tuple[Piece, ...]:
    """Return the names of `text[start:end]` in order, none empty, and no word lost but those that join or lead in."""
    begin, role = _skip_lead_in(text, start, end)
    pieces: list[Piece] = []
    sign = ""
    joints = _joints(text, begin, end)
    for index, joint in enumerate(joints):
        following = joints[index + 1].start if index + 1 < len(joints) else end
        if joint.start < begin or not _is_border(text, begin, joint, following, end, defined):
            continue
        if joint.sign == "&" and sign != "," and _is_one_person(text[begin : joint.start], text[joint.end : following]):
            continue
        pieces.append(Piece(begin, joint.start, sign, role))
        begin, found = _skip_lead_in(text, joint.end, end)
        role, sign = found or joint.role or (role if joint.sign in ",&/" else None), joint.sign
    pieces.append(Piece(begin, end, sign, role))
    stripped = (_strip(text, piece) for piece in pieces)
    return tuple(part for piece in stripped if piece.start < piece.end for part in split_run_on(text, piece, defined))


def split_list(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans between all commas, slashes and "and"s of a text: the portfolios behind a plural head."""
    spans, begin = [], 0
    for match in _SEPARATOR.finditer(text):
        if match["comma"] or match["and"] or match["slash"]:
            spans.append((begin, match.start()))
            begin = match.end()
    spans.append((begin, len(text)))
    return tuple((a, b) for a, b in spans if text[a:b].strip())


_SEPARATOR = re.compile(
    r"""(?P<skip> &(?!amp;|\#38;)\#?\w{2,8}; | \b[A-Z]&[A-Z]\b | \band/or\b | \b[nN]/[aA]\b | \b\w/c\b | \d/\d )
      | (?P<semi> \s*[;|]\s* )
      | (?P<slash> \s*/\s* )
      | (?P<comma> \s*,\s*(?:(?:and|&amp;|&)\s+)? )
      | (?P<and> \s*(?:&amp;|&\#38;|&|\+)\s* | (?<=\s)and(?=\s) )
      | (?P<dash> (?<=\s)-(?=\s) | \s*[–—]\s* )
      | (?P<colon> \s*:(?=\s|$) )
      | (?P<open> \( ) | (?P<close> \) )""",
    re.VERBOSE | re.IGNORECASE,
)


def _joints(text: str, start: int, end: int) -> list[_Joint]:
    """Return what may join two owners, outside brackets that close again."""
    found: list[_Joint] = [
        _Joint(
            m.start(),
            m.end(),
            "with others" if " " in m["link"].strip() else "with",
            _links()[" ".join(m["link"].casefold().split())] or None,
        )
        for m in _link_pattern().finditer(text, start, end)
    ]
    found += [_Joint(m.start(), m.start(), ";") for m in _inner_lead_in_pattern().finditer(text, start, end)]
    depth_end = -1
    for match in _SEPARATOR.finditer(text, start, end):
        if match["open"]:
            depth_end = max(depth_end, text.find(")", match.end(), end))
        elif match.start() >= depth_end and match.lastgroup in _SIGNS:
            found.append(_Joint(match.start(), match.end(), _SIGNS[match.lastgroup]))
    return sorted((j for j in found if not _is_bracketed(text, j, start, end)), key=lambda j: (j.start, -j.end))


_SECTION_151 = re.compile(r"\bs(?:ec(?:tion|\.)?)?\.?\s*151\s+officer\W*$", re.IGNORECASE)
_SIGNS = {"semi": ";", "slash": "/", "comma": ",", "and": "&", "dash": "–", "colon": ":"}


def _is_bracketed(text: str, joint: _Joint, start: int, end: int) -> bool:
    opened = text.rfind("(", start, joint.start)
    return opened > text.rfind(")", start, joint.start) and text.find(")", joint.end, end) >= 0


def _is_border(text: str, begin: int, joint: _Joint, following: int, end: int, defined: Mapping[str, str]) -> bool:
    """Say whether a joint parts two owners: the words before it, from the last border on, from those behind it."""
    if joint.sign == ";":
        return True
    before, after = text[begin : joint.start], text[_skip_lead_in(text, joint.end, following)[0] : following]
    if meaning_of(before.strip(" .")) or meaning_of(after.strip(" .")):
        return True
    left, right = sense_of(before, defined), sense_of(after, defined)
    if left is None or right is None or joint.sign == "with others":
        return left is not None and right is not None
    tight = joint.sign == "/" and not text[joint.start : joint.end].strip("/")
    # "Head of Housing / ABC", "Chief Executive / Internal Audit": what follows stands by itself.
    stands_alone = right.form == "code" or _SERVICE.search(after) is not None or _is_office_in_full(left, before)
    if stands_alone and joint.sign == "/" and not tight:
        return True
    return _parts(left, right, joint.sign, after, tight=tight, rest=text[joint.end : end])


def _is_one_person(before: str, after: str) -> bool:
    """Say whether two offices joined by "and" are usually one person's: "Deputy Chief Executive and Director of X"."""
    first, second = (" ".join(text.casefold().split()) for text in (before, after))
    return any(_is_held(a, b, first, second) or _is_held(a, b, second, first) for a, b in _joint_offices())


def _is_held(office: str, other: str, one: str, two: str) -> bool:
    return one == office and (
        two == other or re.fullmatch(rf"(?:\w+ )?{re.escape(other)} (?:of|for) .+", two) is not None
    )


@cache
def _joint_offices() -> tuple[tuple[str, str], ...]:
    return tuple((row["first"], row["second"]) for row in rows("joint_offices"))


def _parts(left: Sense, right: Sense, sign: str, after: str, *, tight: bool, rest: str) -> bool:
    """Say whether two neighbours are two owners."""
    if "person" in (left.form, right.form):
        return True
    if _is_portfolio(left, right, sign, after, tight=tight):
        return False
    if left.form == "name" or right.form == "name":
        return _parts_names(left, right, sign)
    if sign in ("/", "with"):
        whole = right.is_whole or (sign == "with" and right.form == "area")
        return (whole and (left.is_whole or not tight)) or (not left.is_whole and not right.is_whole)
    if right.form == "office":
        return True
    if right.form in ("title", "group"):
        return left.is_whole or left.form == "code"
    if right.form == "code":
        return left.form == "code" or (left.form in ("title", "group", "person") and not _takes_portfolio(left))
    return _parts_services(left, right, sign, rest)


def _is_portfolio(left: Sense, right: Sense, sign: str, after: str, *, tight: bool) -> bool:
    """Say whether the words behind a joint go on with the portfolio of the post before it."""
    if left.kind != "post" or right.form in ("office", "person"):
        return False
    words = [token.key for token in tokens(after) if token.is_word]
    if right.form == "topic" or (all(is_topic(word) for word in words) and right.kind != "post"):
        return left.form == "office" or _takes_portfolio(left) or sign == "–"
    if right.form == "area":
        return sign != "with" and _takes_area(left, sign, tight=tight)
    if right.form == "name" and sign in ",–:&/":
        return (left.form == "office" and sign in "&/") or (_takes_portfolio(left) and sign != "/")
    if right.kind == "organisation" and right.noun.endswith(("council", "authority")) and sign == ",":
        return True
    return right.form == "group" and left.noun in _OF_BODIES and left.form == "office" and sign in ",&"


def _takes_area(left: Sense, sign: str, *, tight: bool) -> bool:
    """Say whether a service behind a joint belongs to a post's portfolio: "Head of Revenues & Customer Services"."""
    return (left.form == "office" and (sign != "/" or tight)) or _takes_portfolio(left)


def _takes_portfolio(left: Sense) -> bool:
    """Say whether a post printed without a portfolio usually has one ("Corporate Director", "Cabinet Member")."""
    return left.form == "title" and left.is_bare and left.noun.rpartition(" ")[2] in _PORTFOLIO_HEADS


def _is_office_in_full(left: Sense, text: str) -> bool:
    """Say whether a post is one that every council has and that has no portfolio ("Monitoring Officer")."""
    if left.kind != "post" or left.form != "title":
        return False
    is_full = " " in left.noun and " of " not in left.noun  # a "Head of Service" has one
    return (is_full and not _takes_portfolio(left)) or _SECTION_151.search(text) is not None


_PORTFOLIO_HEADS = frozenset(("director", "head", "lead", "member", "holder", "manager", "chair"))


def _parts_names(left: Sense, right: Sense, sign: str) -> bool:
    """Say whether unknown capitalised words beside a joint are an owner of their own."""
    if left.form == right.form == "name":
        return left.kind == right.kind == "person" or sign in "/,"
    other, name = (left, right) if right.form == "name" else (right, left)
    if name.kind != "person" and sign == "&":
        return False
    return (other.is_whole and (other.kind == "post" or sign != "&")) or sign == "/"


def _parts_services(left: Sense, right: Sense, sign: str, rest: str) -> bool:
    """Say whether bare services are several owners: after a whole one, in a plain list, or each with its own noun."""
    if left.is_whole:
        return (sign in ",–:" and left.form == "group") or (left.form != "office" and not _takes_portfolio(left))
    if left.form == "area" and right.form == "area":
        return True
    return sign == "," and re.search(r"&|\band\b", rest, re.IGNORECASE) is None


def _skip_lead_in(text: str, start: int, end: int) -> tuple[int, OwnerRole | None]:
    """Return where the names begin behind "Lead:", "Led by", "with support from" …, and the role they give."""
    while match := _lead_in_pattern().match(text, start, end):
        if match.end() >= end:
            break
        link = " ".join((match["worded"] or match["headed"]).casefold().split())
        role = _links()[link]
        return match.end(), role
    return start, None


@cache
def _links() -> dict[str, OwnerRole | None]:
    roles: dict[str, OwnerRole] = {"lead": "lead", "accountable": "accountable"}
    return {row["wording"]: roles.get(row["role"]) for row in rows("owner_links")}


def _alternatives(wordings: list[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(wordings, key=len, reverse=True))


def _ends_openly(wording: str) -> bool:
    return wording.rsplit(maxsplit=1)[-1] in (
        "by",
        "with",
        "from",
        "of",
        "via",
        "through",
        "alongside",
        "plus",
        "or",
        "as",
        "and/or",
    )


@cache
def _link_pattern() -> re.Pattern[str]:
    open_ones = [wording for wording in _links() if _ends_openly(wording) and wording != "by"]
    return re.compile(rf"(?:(?<=\s)|(?<=,)|(?<=\()),?\s*(?P<link>{_alternatives(open_ones)})(?=\s)", re.IGNORECASE)


@cache
def _lead_in_pattern() -> re.Pattern[str]:
    open_ones = [wording for wording in _links() if _ends_openly(wording)]
    headed = _alternatives(list(_links()))
    return re.compile(
        rf"\s*(?:(?P<headed>{headed})\s*(?::|\s[-–](?=\s))\s*|(?P<worded>{_alternatives(open_ones)})\s+(?=\S))",
        re.IGNORECASE,
    )


@cache
def _inner_lead_in_pattern() -> re.Pattern[str]:
    """Two words at least that lead in the next owner without a sign before them: "… Lead Member: …"."""
    headed = _alternatives([wording for wording in _links() if " " in wording and not _ends_openly(wording)])
    return re.compile(rf"(?<=[\s.;,)])(?:{headed})\s*:", re.IGNORECASE)


def _strip(text: str, piece: Piece) -> Piece:
    start, end = piece.start, piece.end
    while start < end and (text[start].isspace() or text[start] in ",;:/|&–—-+.•"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:/|&–—-+•"):
        end -= 1
    return Piece(start, end, piece.joint, piece.role)
