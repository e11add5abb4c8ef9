"""Tells e-mails and saved web pages (MHTML) from text that begins alike, by the lines before the first empty one.

Sources: RFC 5322 (2.2, header fields), RFC 2045 (4 and 5: MIME-Version, Content-Type), RFC 2557 (MHTML).
"""

from __future__ import annotations

import re

MAIL_HEAD_BYTES = 65_536  # what relays and spam filters write can be long
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_FOLD = re.compile(rb"\r?\n[ \t]+")
_FIELD = re.compile(rb"(?P<name>[!-9;-~]{1,100}):[ \t]*(?P<value>[^\r\n]*)\Z")
_FROM_LINE = re.compile(rb"From [^\r\n]*\r?\n")  # of a mail box
# One of these stands in every mail that a program wrote; a memorandum has none of them.
_TOLD_BY_PROGRAMS = {b"mime-version", b"message-id", b"received", b"return-path", b"x-mailer", b"delivered-to"}


def find_mail_form(head: bytes) -> str | None:
    """Return "mhtml" or "mail" where the first bytes of a file are such a one's, else None.

    >>> find_mail_form(b"From: Chief Executive\\nTo: Cabinet\\n\\nThe plan") is None
    True
    """
    fields = _read_fields(head)
    kind = fields.get(b"content-type", b"").lower()
    if not kind or not fields.keys() & _TOLD_BY_PROGRAMS:
        return None
    return "mhtml" if kind.startswith(b"multipart/related") and b"received" not in fields else "mail"


def _read_fields(head: bytes) -> dict[bytes, bytes]:
    """Return the fields of a head; {} where a line is none. What was cut off is not looked at."""
    text = _FROM_LINE.sub(b"", head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"), count=1)
    end = _END_OF_HEAD.search(text)
    lines = _FOLD.sub(b" ", text[: end.start()] if end else text).splitlines()
    if end is None:
        lines = lines[:-1]
    fields: dict[bytes, bytes] = {}
    for line in lines:
        field = _FIELD.match(line)
        if field is None:
            return {}
        fields.setdefault(field["name"].lower(), field["value"])
    return fields
