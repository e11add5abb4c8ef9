"""Reads an e-mail (EML) whose own words are the document, and a saved web page (MHTML); lists what is attached.

Which attachments are documents of their own is told in `parsers.formats.containers`. The body is read by the reader of
what it is, HTML or text. Sources: RFC 2045 and 2046 (parts), 2047 and 2231 (names), 2183 (attachments), 2557 (MHTML).
"""

from __future__ import annotations

import binascii
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import HeaderParseError, MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import collapse_rfc2231_value
from functools import partial

from normalise.errors import DocumentError
from parsers.budgets import check_budget
from parsers.document import Document, Remark
from parsers.formats.kinds import find_kind
from parsers.formats.parts import Part
from parsers.formats.registry import Reader, choose_reader
from parsers.formats.settings import FormatSettings

MEDIA_TYPE, WEB_ARCHIVE = "message/rfc822", "multipart/related"
_MAX_NESTING = 50  # parts within one another
_UTF_8_MARK = b"\xef\xbb\xbf"


def sniff_mail(data: bytes) -> bool:
    """Say whether the bytes are an e-mail's or a web archive's."""
    kind = find_kind(data)
    return kind is not None and kind.form in {"mail", "mhtml"}


def read_mail(data: bytes, name: str, settings: FormatSettings) -> Document:
    """Return the mail's own words as a document. Raises DocumentError, `holds-documents` where some are attached."""
    from parsers.formats.containers import list_contents

    if held := list_contents(data, name):
        labels = ", ".join(member.label for member in held.members[:5])
        raise DocumentError("holds-documents", f"holds documents of its own ({labels}). Save them and give those.")
    message = _parse(data)
    body = _find_body(message)
    if body is None:
        raise DocumentError("empty-file", "is an e-mail without words of its own. Give what was attached to it.")
    words = _read_words(body)
    document = choose_reader(words).read(words, name, settings)
    attached = ", ".join(_name(part) for part in _iter_leaves(message) if part is not body and _is_named(part))
    remarks = (Remark("embedded-files", attached),) if attached else ()
    media_type = WEB_ARCHIVE if message.get_content_type() == WEB_ARCHIVE else MEDIA_TYPE
    return replace(document, media_type=media_type, remarks=(*document.remarks, *remarks))


def list_attachments(data: bytes) -> tuple[Part, ...]:
    """Return what is attached to a mail, forwarded mails too, but not its own words. Raises DocumentError."""
    message = _parse(data)
    return tuple(
        Part(_name(part), _size(part), partial(_read_bytes, part))
        for part in _iter_leaves(message)
        if _is_attached(part)
    )


def _parse(data: bytes) -> Message:
    check_budget("container", "size", len(data))
    return message_from_bytes(data, policy=policy.compat32)


def _iter_leaves(message: Message, nesting: int = 0) -> Iterator[Message]:
    """Yield the parts that hold no further ones, in their order; a forwarded mail is one."""
    if nesting > _MAX_NESTING:
        raise DocumentError(
            "over-budget", f"holds parts more than {_MAX_NESTING} deep. Save what is attached, and give that."
        )
    if message.get_content_maintype() != "multipart" or not message.is_multipart():
        yield message
        return
    for part in message.get_payload():
        if isinstance(part, Message):
            yield from _iter_leaves(part, nesting + 1)


def _is_attached(part: Message) -> bool:
    if part.get_content_type() == "message/rfc822" or part.get_content_disposition() == "attachment":
        return True
    return _is_named(part) or part.get_content_maintype() not in {"text", "multipart", "message"}


def _is_named(part: Message) -> bool:
    return bool(_name_given(part))


def _find_body(message: Message) -> Message | None:
    """Return the part that a reader of the mail sees: the page if there is one, else the text."""
    bodies = [part for part in _iter_leaves(message) if not _is_attached(part)]
    by_type = {part.get_content_type(): part for part in reversed(bodies)}
    return by_type.get("text/html") or by_type.get("text/plain")


def _read_words(part: Message) -> bytes:
    """Return the words of a part in UTF-8 where the mail says which encoding they are in, else as they are."""
    words = _read_bytes(part)
    charset = part.get_content_charset()
    if charset:
        with suppress(LookupError, UnicodeError):  # the reader of the words finds out
            words = _UTF_8_MARK + words.decode(charset).removeprefix("\ufeff").encode()
    if part.get_content_type() == "text/html" and find_kind(words) is None:
        mark = _UTF_8_MARK if words.startswith(_UTF_8_MARK) else b""
        words = mark + b"<html>" + words.removeprefix(mark)
    return words


def _read_bytes(part: Message) -> bytes:
    """Return the bytes of a part, of a forwarded mail as it stands there."""
    if part.is_multipart():
        inner = part.get_payload()
        return b"".join(mail.as_bytes() for mail in inner if isinstance(mail, Message))
    try:
        data = part.get_payload(decode=True)
    except (binascii.Error, ValueError, LookupError) as error:
        raise DocumentError("damaged", "is damaged: it cannot be decoded. Ask its sender to send it again.") from error
    return data if isinstance(data, bytes) else b""


def _size(part: Message) -> int:
    payload = part.get_payload()
    return len(payload) if isinstance(payload, str) else 0  # a forwarded mail is no larger than what holds it


def _name(part: Message) -> str:
    if name := _name_given(part):
        return name
    return "message.eml" if part.get_content_maintype() == "message" else "attachment"


def _name_given(part: Message) -> str:
    """Return the name that a part bears, decoded; "" where it bears none."""
    try:
        name = part.get_filename() or ""
        told = collapse_rfc2231_value(name)
        return str(make_header(decode_header(told))).strip()
    except (HeaderParseError, MessageError, LookupError, UnicodeError, ValueError):
        return "attachment"


READER = Reader("mail", (MEDIA_TYPE, WEB_ARCHIVE), sniff_mail, read_mail, (".eml", ".mht", ".mhtml"))
