"""How an owner's name is written: `&` as `and`, the document's acronyms in full, no lead-in and no closing sign.

Nothing else is changed: quotation marks, dashes, capitals and acronyms nobody defines stay as printed.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping

from normalise.acronyms import spells
from normalise.owners.vocabulary import FOOTNOTE_MARKS, fold

_AMPERSAND = re.compile(r"(?<![A-Z])\s*&\s*|\s*&\s*(?![A-Z](?!\w))|(?<=\w\w)&|\s&\s?")
_LOST_FIRST = re.compile(r"^\s*\(?\w{1,3}[.)]\s*&\s*")  # "2)&HR": a list number, and no name in front of the sign
_ARTICLE = re.compile(r"^(?:the)\s+(?=\S)", re.IGNORECASE)
_CODE = re.compile(r"(?<![\w&])[^\W\d_][\w&]*(?![\w&])")
_DEFINITION = re.compile(r"(?P<words>[^()]+?)\s*\(\s*[\"'“‘]?(?P<code>[^()\s\"'”’]{2,10})[\"'”’]?\s*\)")
_REVERSED = re.compile(r"(?<!\w)(?P<code>[A-Za-z]{2,10})\s*\(\s*(?P<words>[^()]*\s[^()]*?)\s*\)")
_OUTER = ' \t\n.,;:?!–—-/|&+•·_"“”' + FOOTNOTE_MARKS


def write_name(printed: str, defined: Mapping[str, str] | None = None) -> str:
    """Return the canonical name, "" where nothing but signs is printed. Writing a name again changes nothing.

    >>> write_name("Head of OD & Transformation.", {"OD": "Organisational Development"})
    'Head of Organisational Development and Transformation'
    """
    text = _LOST_FIRST.sub("", unicodedata.normalize("NFC", html.unescape(printed)))
    text = _expand(_AMPERSAND.sub(" and ", text), defined or {})
    text = _ARTICLE.sub("", " ".join(text.split()).strip(_OUTER))
    return " ".join(_close_brackets(text).split()).strip(_OUTER)


def _expand(text: str, defined: Mapping[str, str]) -> str:
    """Write out acronyms; brackets that only define the words before them go ("Management Team (MT)")."""
    text = _DEFINITION.sub(_without_definition, _REVERSED.sub(_without_code, text))
    if not defined:
        return text
    return _CODE.sub(lambda m: _AMPERSAND.sub(" and ", defined.get(m[0], m[0])), text)


def _without_definition(match: re.Match[str]) -> str:
    words, code = match["words"], match["code"]
    return words if code.isalpha() and not code.islower() and spells(code, words) else match[0]


def _without_code(match: re.Match[str]) -> str:
    return match["words"] if not match["code"].islower() and spells(match["code"], match["words"]) else match[0]


def _close_brackets(text: str) -> str:
    text = text.lstrip(") ")
    if text.count("(") > text.count(")") and text.rfind("(") > text.rfind(")"):
        return text + ")"
    return text.rstrip(")") if text.count(")") > text.count("(") else text


def key_of(name: str) -> str:
    """Return the form in which two names are one: case, quotation marks and dashes folded."""
    return re.sub(r"[^\w]+", " ", fold(name)).strip()
