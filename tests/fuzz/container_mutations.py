"""Spoils archives and e-mails that hold documents; they are made here, out of one document each."""

from __future__ import annotations

import gzip
import random
import re
import zipfile
from email.message import EmailMessage

from tests.fuzz.byte_mutations import Mutation, spoil
from tests.fuzz.package_mutations import MUTATIONS as PACKAGE_MUTATIONS
from tests.fuzz.package_mutations import pack
from tests.fuzz.text_mutations import bend_sign, bend_value, bend_word, nest, repeat_lines, shuffle_lines

_BOUNDARY = re.compile(rb"={15}\d+==")
_NAMES = ("plan.txt", "../plan.txt", "C:\\plan.txt", "Pläne/für später.txt", "a" * 300, "plan.zip", "__MACOSX/._x", "")


def mutate_zip(data: bytes, seed: int) -> bytes:
    """Return a spoiled archive that holds the document, an archive of it and other things."""
    chance = random.Random(seed)
    inner = _zip((chance.choice(_NAMES), data), ("more.txt", data))
    return spoil(
        _zip(("plan.txt", data), (chance.choice(_NAMES), inner), ("x.gz", gzip.compress(data))), seed, PACKAGE_MUTATIONS
    )


def mutate_mail(data: bytes, seed: int) -> bytes:
    """Return a spoiled e-mail with the document as its words, attached, packed and forwarded."""
    chance = random.Random(seed)
    message = EmailMessage()
    message["From"], message["Subject"] = "Chief Executive <a@example.org>", "Der Plan für später"
    message["Message-ID"] = "<1@example.org>"
    text = data.decode("utf-8", "replace")
    message.set_content(text, cte=chance.choice(("quoted-printable", "base64")))
    if chance.random() < 0.5:
        message.add_alternative(f"<html><body><p>{text}</p></body></html>", subtype="html")
    if chance.random() < 0.6:
        message.add_attachment(data, "text", "plain", filename="Pläne für später.txt")
        message.add_attachment(_zip(("plan.txt", data)), "application", "zip", filename="plans.zip")
    if chance.random() < 0.3:
        forwarded = EmailMessage()
        forwarded["Message-ID"] = "<2@example.org>"
        forwarded.set_content(text)
        message.add_attachment(forwarded)
    return spoil(_with_fixed_boundaries(message.as_bytes()), seed, MAIL_MUTATIONS)


def bend_head(data: bytes, chance: random.Random) -> bytes:
    """Change a line of a head: its name, its value, its length."""
    lines = data.split(b"\n")
    heads = [at for at, line in enumerate(lines) if b": " in line[:40]]
    if heads:
        at = chance.choice(heads)
        name, _, value = lines[at].partition(b": ")
        others = (
            name,
            name + b":",
            name + b": " + value * 200,
            b" " + lines[at],
            b"Content-Type: multipart/mixed; boundary=x",
            b"Content-Type: message/rfc822",
            b"Content-Transfer-Encoding: uuencode",
            b"Content-Type: text/plain; charset=x",
            b"Content-Disposition: attachment; filename*0*=x''%ff; filename*2=a",
            b"Subject: =?utf-8?b?////?= =?x?q?a?=",
        )
        lines[at] = chance.choice(others)
    return b"\n".join(lines)


def _with_fixed_boundaries(mail: bytes) -> bytes:
    """Return the mail with boundaries that are no chance's."""
    for number, boundary in enumerate(dict.fromkeys(_BOUNDARY.findall(mail))):
        mail = mail.replace(boundary, b"=====%d==" % number)
    return mail


def _zip(*members: tuple[str, bytes]) -> bytes:
    return pack([(name or "x", content) for name, content in members], zipfile.ZIP_DEFLATED)


MAIL_MUTATIONS: tuple[Mutation, ...] = (
    bend_head,
    bend_head,
    bend_head,
    bend_sign,
    bend_value,
    bend_word,
    nest,
    repeat_lines,
    shuffle_lines,
)
