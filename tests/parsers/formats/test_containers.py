"""What archives and e-mails hold: documents by content, each by itself; nothing is written."""

from __future__ import annotations

import gzip
import io
import quopri
import stat
import struct
import zipfile
from email.message import EmailMessage

import pytest

from normalise.errors import DocumentError
from parsers.formats.containers import Contents, list_contents, may_hold_documents, take_member
from parsers.formats.parts import list_zip_parts
from parsers.formats.registry import read_document

PLAN = b"Peer challenge action plan\n\n1. Publish the programme.\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def zip_of(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return buffer.getvalue()


def held(data: bytes, name: str = "plans.zip") -> Contents:
    contents = list_contents(data, name)
    assert contents is not None
    return contents


def labels(data: bytes, name: str = "plans.zip") -> list[str]:
    return [member.label for member in held(data, name).members]


def test_documents_are_told_by_content_and_the_rest_is_named() -> None:
    data = zip_of(
        ("plans/", b""),
        ("plans/plan.txt", PLAN),
        ("plans/logo.png", PNG),
        ("nothing.txt", b" \n"),
        ("__MACOSX/plans/._plan.txt", b"x"),
        ("plans/.DS_Store", b"x"),
        ("Thumbs.db", b"x"),
        ("plans/~$plan.docx", b"x"),
        ("peerplan.csv", b"file,council\n"),
        ("data.bin", bytes(300)),
        ("plan.png", PLAN),
    )
    contents = held(data)
    assert labels(data) == ["plans/plan.txt", "plan.png"]
    told = dict(contents.left_out)
    assert told["plans/logo.png"] == "a PNG image"
    assert told["nothing.txt"] == "empty"
    assert told["data.bin"] == "binary data"
    own = "no document but a program's own file"
    assert [name for name, why in told.items() if why == own] == [
        "__MACOSX/plans/._plan.txt",
        "plans/.DS_Store",
        "Thumbs.db",
        "plans/~$plan.docx",
        "peerplan.csv",
    ]


def test_a_member_is_taken_out_as_it_was_put_in() -> None:
    data = zip_of(("a.txt", PLAN), ("b.txt", PLAN * 2))
    taken = [take_member(data, "plans.zip", member.at) for member in held(data).members]
    assert taken == [PLAN, PLAN * 2]


def test_archives_within_archives_are_opened_to_a_depth_of_two() -> None:
    inner = zip_of(("plan.txt", PLAN))
    data = zip_of(("old/first.zip", inner), ("second.zip", zip_of(("third.zip", inner), ("new.txt", PLAN))))
    contents = held(data)
    assert labels(data) == ["old/first.zip/plan.txt", "second.zip/new.txt"]
    assert contents.left_out == (("second.zip/third.zip", "an archive within 2 others"),)
    assert take_member(data, "plans.zip", contents.members[0].at) == PLAN


def test_a_file_that_is_no_container_holds_nothing() -> None:
    assert list_contents(PLAN, "plan.txt") is None
    assert not may_hold_documents(PLAN)
    assert may_hold_documents(zip_of(("a", b"")))


def test_a_gzipped_document_is_the_document() -> None:
    data = gzip.compress(PLAN)
    assert labels(data, "plan.txt.gz") == ["plan.txt"]
    assert take_member(data, "plan.txt.gz", (0,)) == PLAN
    assert take_member(data + gzip.compress(b"more"), "plan.txt.gz", (0,)) == PLAN + b"more"


def test_a_gzipped_tape_archive_holds_no_document() -> None:
    assert held(gzip.compress(b"plan.txt".ljust(257, b"\0") + b"ustar\0" + bytes(300)), "a.tgz").members == ()


@pytest.mark.parametrize(
    ("name", "label"),
    [
        pytest.param("../../etc/passwd", "etc/passwd", id="up"),
        pytest.param("/etc/passwd", "etc/passwd", id="from-the-root"),
        pytest.param("C:\\plans\\plan.txt", "plans/plan.txt", id="drive"),
        pytest.param("..\\..\\plan.txt", "plan.txt", id="up-backwards"),
        pytest.param("a/./b//plan.txt", "a/b/plan.txt", id="nothing-between"),
        pytest.param("..", "document", id="only-up"),
        pytest.param("x" * 1000 + ".txt", "x" * 196 + ".txt", id="endless"),
    ],
)
def test_a_name_is_a_label_and_leads_nowhere(name: str, label: str) -> None:
    assert labels(zip_of((name, PLAN))) == [label]


def test_a_name_in_utf_8_is_read_though_nothing_says_so() -> None:
    data = zip_of(("Pläne.txt", PLAN))
    unsaid = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        unsaid[data.index(mark) + offset] &= ~0x08
    assert labels(bytes(unsaid)) == labels(data) == ["Pläne.txt"]
    assert labels(bytes(unsaid).replace("ä".encode(), b"\x84x")) == ["Pläxne.txt"]  # the old encoding of archives


def test_members_of_one_name_are_told_apart() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = zip_of(("plan.txt", PLAN), ("plan.txt", PLAN * 2), ("./plan.txt", PLAN * 3))
    assert labels(data) == ["plan.txt", "plan.txt (2)", "plan.txt (3)"]
    assert take_member(data, "", held(data).members[1].at) == PLAN * 2


def _lock(data: bytes) -> bytes:
    """Return the archive with its first member marked as encrypted, in both places."""
    spoiled = bytearray(data)
    spoiled[6] |= 1
    spoiled[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(spoiled)


def test_a_member_behind_a_password_fails_alone() -> None:
    data = _lock(zip_of(("locked.txt", PLAN), ("open.txt", PLAN)))
    locked, free = held(data).members
    assert locked.error is not None
    assert locked.error[0] == "encrypted"
    assert free.error is None
    with pytest.raises(DocumentError, match="password"):
        take_member(data, "plans.zip", locked.at)


@pytest.mark.parametrize("change", ["crc", "name", "method"])
def test_a_damaged_member_fails_alone(change: str) -> None:
    data = bytearray(zip_of(("bad.txt", PLAN), ("good.txt", PLAN)))
    at = data.index(b"PK\x01\x02")
    if change == "crc":
        data[at + 16] ^= 0xFF
    elif change == "name":
        data[30] ^= 0x20
    else:
        struct.pack_into("<H", data, at + 10, 99)
    bad, good = held(bytes(data)).members
    assert bad.error is not None
    assert bad.error[0] == "damaged"
    assert good.error is None


def test_a_link_is_left_out() -> None:
    info = zipfile.ZipInfo("plan.txt")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert held(buffer.getvalue()).left_out == (("plan.txt", "a link"),)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"PK\x03\x04" + bytes(100), "damaged", id="no-directory"),
        pytest.param(zip_of(("a.txt", PLAN))[:-40], "damaged", id="cut"),
        pytest.param(zip_of(*((f"{n}.txt", b"x") for n in range(1001))), "over-budget", id="too-many"),
    ],
)
def test_a_container_that_cannot_be_opened_fails(data: bytes, code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        list_contents(data, "plans.zip")
    assert caught.value.code == code


def test_many_members_within_members_are_counted_together() -> None:
    inner = zip_of(*((f"{n}.txt", b"x") for n in range(600)))
    with pytest.raises(DocumentError, match="1,202 files"):
        list_contents(zip_of(("a.zip", inner), ("b.zip", inner)), "plans.zip")


def test_a_member_that_unpacks_to_much_more_fails_alone_and_at_once() -> None:
    data = zip_of(("bomb.txt", bytes(20_000_000)), ("plan.txt", PLAN))
    bomb, plan = held(data).members
    assert bomb.error is not None
    assert bomb.error[0] == "over-budget"
    assert plan.error is None


def test_a_gzip_bomb_fails_where_it_passes_the_budget() -> None:
    [bomb] = held(gzip.compress(bytes(250_000_000)), "bomb.gz").members
    assert bomb.error is not None
    assert bomb.error[0] == "over-budget"


def _overlapping(count: int, size: int) -> bytes:
    """Return an archive whose directory names one member many times, each unpacking to as many bytes."""
    with zipfile.ZipFile(buffer := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", bytes(size))
    data = buffer.getvalue()
    at, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    directory = data[at:end] * count
    return data[:at] + directory + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(directory), at, 0)


def test_overlapping_members_are_measured_before_they_are_unpacked() -> None:
    with pytest.raises(DocumentError, match="bytes when unpacked"):
        list_contents(_overlapping(900, 9_000_000), "bomb.zip")


def test_a_member_never_unpacks_to_more_than_it_says() -> None:
    data = bytearray(zip_of(("a.txt", b"x" * 1000)))
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, 10)
    [part] = list_zip_parts(bytes(data))
    with pytest.raises(DocumentError):
        part.read()


def mail_of(*attached: tuple[str, bytes, str], html: str = "") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "The plan"
    message["Message-ID"] = "<1@example.org>"
    message.set_content("Dear all,\n\nthe plan is attached.\n")
    if html:
        message.add_alternative(html, subtype="html")
    for name, content, kind in attached:
        maintype, subtype = kind.split("/")
        message.add_attachment(content, maintype, subtype, filename=name)
    return message


def test_attachments_are_documents_and_the_mail_is_none_then() -> None:
    data = mail_of(
        ("plan.txt", PLAN, "application/octet-stream"),
        ("Maßnahmen für später.txt", PLAN * 2, "application/octet-stream"),
        ("logo.png", PNG, "image/png"),
    ).as_bytes()
    contents = held(data, "mail.eml")
    assert [member.label for member in contents.members] == ["plan.txt", "Maßnahmen für später.txt"]
    assert contents.left_out == (("logo.png", "a PNG image"),)
    assert take_member(data, "mail.eml", contents.members[1].at) == PLAN * 2
    with pytest.raises(DocumentError) as caught:
        read_document(data, "mail.eml")
    assert caught.value.code == "holds-documents"


def test_names_in_old_and_new_encodings_are_read() -> None:
    head = b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
    part = b"--x\nContent-Type: text/plain\nContent-Disposition: attachment; %s\n\nPlan=0A\n"
    old, new = b'filename="=?utf-8?b?UGzDpG5lLnR4dA==?="', b"filename*=utf-8''Pl%C3%A4ne.txt"
    data = head + part % old + part % new + b"--x--\n"
    assert labels(data, "mail.eml") == ["Pläne.txt", "Pläne.txt (2)"]


def test_a_mail_without_documents_is_its_own_words() -> None:
    data = mail_of(("logo.png", PNG, "image/png")).as_bytes()
    assert list_contents(data, "mail.eml") is None
    document = read_document(data, "mail.eml")
    assert "the plan is attached." in document.printed_text()
    assert document.media_type == "message/rfc822"
    assert [(remark.code, remark.detail) for remark in document.remarks] == [("embedded-files", "logo.png")]


def test_a_mail_with_a_long_head_is_a_mail() -> None:
    message = mail_of(("plan.txt", PLAN, "application/octet-stream"))
    data = b"Received: from a by b; Mon\r\n\twith much to say\r\n" * 400 + message.as_bytes()
    assert labels(data, "mail.eml") == ["plan.txt"]


def test_a_saved_page_is_read_as_the_page() -> None:
    page = "<!DOCTYPE html><html><head><meta charset=windows-1252></head><body><h1>Plan für später</h1></body></html>"
    data = (
        b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
        b"--x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        + quopri.encodestring(page.encode())
        + b"\r\n--x\r\nContent-Type: text/css\r\n\r\np{}\r\n--x--\r\n"
    )
    document = read_document(data, "plan.mht")
    assert document.printed_text() == "Plan für später"
    assert document.media_type == "multipart/related"
    assert list_contents(data, "plan.mht") is None


def test_a_forwarded_mail_is_opened_too() -> None:
    outer = mail_of()
    outer.add_attachment(mail_of(("plan.txt", PLAN, "application/octet-stream")), filename="forwarded.eml")
    assert labels(outer.as_bytes(), "mail.eml") == ["forwarded.eml/plan.txt"]


def test_an_archive_attached_to_a_mail_is_opened_too() -> None:
    data = mail_of(("plans.zip", zip_of(("plan.txt", PLAN)), "application/zip")).as_bytes()
    assert labels(data, "mail.eml") == ["plans.zip/plan.txt"]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"MIME-Version: 1.0\nContent-Type: multipart/mixed\n\nno boundary", id="no-boundary"),
        pytest.param(b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x", id="cut"),
        pytest.param(
            b"MIME-Version: 1.0\nContent-Type: text/plain; charset=none\nContent-Transfer-Encoding: base64\n\n%%%=",
            id="odd-base64",
        ),
        pytest.param(
            b"MIME-Version: 1.0\n"
            + b"".join(b"Content-Type: multipart/mixed; boundary=x%d\n\n--x%d\n" % (n, n) for n in range(500)),
            id="nested",
        ),
        pytest.param(
            b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\n" * 5_000, id="many-parts"
        ),
        pytest.param(
            b"MIME-Version: 1.0\nContent-Type: text/plain; name*0*=x''%ff; name*1=a; name*9=b\n"
            b"Content-Disposition: attachment; filename*=nope'%%\n\nPlan",
            id="odd-names",
        ),
        pytest.param(
            b"MIME-Version: 1.0\nContent-Type: message/rfc822\n\n" + b"Content-Type: message/rfc822\n\n" * 999,
            id="forwarded-for-ever",
        ),
    ],
)
def test_an_odd_mail_ends_well(data: bytes) -> None:
    try:
        if list_contents(data, "mail.eml") is None:
            read_document(data, "mail.eml")
    except (DocumentError, RecursionError):  # the reading process tells of the latter
        pass
