"""What a fetched document is called: a word for people. It is never a path, and nothing is written under it."""

from __future__ import annotations

import re
from email.message import Message
from urllib.parse import unquote, urlsplit

MOST_CHARACTERS = 120
_ODD = re.compile(r'[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff<>:"|?*]+')


def read_name(disposition: str | None, url: str) -> str:
    """Return the name that an answer's Content-Disposition gives (RFC 6266), else the address's last part.

    >>> read_name('attachment; filename="../../etc/plan.pdf"', "https://a.org/x")
    'plan.pdf'
    >>> read_name(None, "https://a.org/documents/s1/Our%20plan.pdf")
    'Our plan.pdf'
    """
    for name in (_from_header(disposition) if disposition else "", unquote(urlsplit(url).path), urlsplit(url).netloc):
        if safe := _make_safe(name):
            return safe
    return "document"


def _from_header(disposition: str) -> str:
    message = Message()
    # A header of an answer holds no line ends; what stands for them in a name is written out below.
    message["Content-Disposition"] = disposition.replace("\r", " ").replace("\n", " ")
    try:
        return message.get_filename("")
    except (LookupError, UnicodeError, ValueError):  # a charset that there is not
        return ""


def _make_safe(name: str) -> str:
    last = next((part for part in re.split(r"[/\\]", name)[::-1] if part.strip(". ")), "")
    words = " ".join(_ODD.sub(" ", last).split()).strip(". ")
    if len(words) <= MOST_CHARACTERS:
        return words
    stem, dot, suffix = words.rpartition(".")
    return f"{stem[: MOST_CHARACTERS - 10]}….{suffix}" if dot and len(suffix) <= 5 else words[:MOST_CHARACTERS]
