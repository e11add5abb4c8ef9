"""Has LibreOffice convert a file of an old format to ODT, which is then read. The only place that starts it.

It is a large program that opens strangers' files, so it works in a folder, with a profile and in a process group of its
own: no macros, no network, no name from the document, an end after a minute (docs/adr/0024-old-formats.md).
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from normalise.errors import DocumentError
from parsers.budgets import BUDGETS
from parsers.document import Document, Remark
from parsers.formats.odt.reader import read_odt
from parsers.formats.settings import FormatSettings

if sys.platform != "win32":
    import fcntl
    import resource

PACKAGE = "libreoffice-writer-nogui"
INSTALL = f"apt-get install {PACKAGE}"
MAX_SECONDS = 60.0  # for one conversion; a plan of forty pages takes three
MAX_MEMORY_BYTES = 4 * 2**30  # of address space; it takes 1.2 GB for a plan
_OPTIONS = "--headless --invisible --nologo --norestore --nolockcheck --nodefault --convert-to odt:writer8".split()
_SAID_BYTES = 2_000
_OUTPUT = "document.odt"
_SAVE_ANEW = "Open it in the program that made it, save it as DOCX and give that"
_VERSION = re.compile(r"LibreOffice/(?P<version>\d+(?:\.\d+){1,3})")
_NOISE = ("javaldx", "convert ", "Overwriting")

# What the profile says before LibreOffice first looks at it. The discard port answers to nobody.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetFTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetFTPProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
)


def find_office() -> str | None:
    """Return the path of LibreOffice, or None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def read_converted(data: bytes, name: str, suffix: str, media_type: str, settings: FormatSettings) -> Document:
    """Return the document that a file of an old format holds. Raises as `convert` and the reader of ODT do."""
    document = read_odt(convert(data, suffix), name, settings)
    producer = next((said for hint, said in document.hints if hint == "producer"), "")
    found = _VERSION.search(producer)
    version = f" {found['version']}" if found else ""
    return replace(
        document,
        media_type=media_type,
        hints=tuple(hint for hint in document.hints if hint[0] != "producer"),
        remarks=(Remark("converted", f"by LibreOffice{version}, to ODT"), *document.remarks),
    )


def convert(data: bytes, suffix: str, seconds: float = MAX_SECONDS) -> bytes:
    """Return a file as ODT. Raises DocumentError `needs-libreoffice`, `timeout`, `damaged` or `over-budget`.

    `suffix` is the usual one of the file's format, without a full stop.
    """
    office = find_office()
    if office is None:
        raise DocumentError(
            "needs-libreoffice",
            f"is of an old format ({suffix.upper()}) that LibreOffice converts, which is not installed. "
            f"{INSTALL}, or save the document as DOCX and give that.",
        )
    with TemporaryDirectory(prefix="peerplan-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        _write_profile(folder / "profile" / "user")
        source = folder / f"document.{suffix}"
        source.write_bytes(data)
        _run(office, folder, source, seconds)
        return _take_output(folder)


def _write_profile(user: Path) -> None:
    user.mkdir(parents=True)
    items = "\n".join(
        f'<item oor:path="/org.openoffice.{path}">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n'
        f"{items}\n</oor:items>\n",
        encoding="utf-8",
    )


def _run(office: str, folder: Path, source: Path, seconds: float) -> None:
    """Have LibreOffice convert the source into the folder, and end whatever it has started."""
    profile = (folder / "profile").as_uri()
    command = (
        office,
        f"-env:UserInstallation={profile}",
        *_OPTIONS,
        "--outdir",
        str(folder / "out"),
        str(source),
    )
    with (folder / "said.txt").open("wb") as said, _lifeline() as lifeline:
        process = _start(command, folder, said.fileno(), lifeline)
        try:
            _hold(process.pid, lifeline)
            process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            raise DocumentError(
                "timeout", f"takes LibreOffice longer than {seconds:g} seconds to convert. {_SAVE_ANEW}."
            ) from error
        finally:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _start(command: tuple[str, ...], folder: Path, said: int, lifeline: int) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603  # a fixed program; no word of a document stands in the command
            command,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            cwd=folder,
            env=_environment(folder),
            pass_fds=(lifeline,),
            start_new_session=True,
        )
    except OSError as error:
        raise DocumentError("needs-libreoffice", f"LibreOffice does not start: {error}. {INSTALL}.") from error


@contextlib.contextmanager
def _lifeline() -> Iterator[int]:
    """Yield the end of a pipe whose other end closes when this process lets go of it or dies."""
    theirs, ours = os.pipe()
    try:
        yield theirs
    finally:
        os.close(ours)
        os.close(theirs)


def _hold(group: int, lifeline: int) -> None:
    """Have the kernel end the process group when this process ends, killed or not, and bound what it may take."""
    if sys.platform != "linux":
        return
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, -group)
    fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC)
    for which, most in (
        (resource.RLIMIT_AS, MAX_MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, BUDGETS["odt"]["size"].most),
        (resource.RLIMIT_CPU, int(MAX_SECONDS)),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            soft, hard = resource.prlimit(group, which)
            lower = most if soft == resource.RLIM_INFINITY else min(most, soft)
            resource.prlimit(group, which, (lower, hard))


def _environment(folder: Path) -> dict[str, str]:
    """Return an environment in which LibreOffice finds itself, and nothing of its user."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")}
    return {**kept, "HOME": str(folder), "TMPDIR": str(folder), "LC_ALL": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}


def _take_output(folder: Path) -> bytes:
    output = folder / "out" / _OUTPUT
    if not output.is_file() or output.is_symlink():
        said = (folder / "said.txt").read_bytes()[-_SAID_BYTES:].decode("utf-8", "replace").strip().splitlines()
        lines = [line.strip() for line in said if line.strip() and not any(noise in line for noise in _NOISE)]
        reason = f" ({lines[-1].replace(str(folder), '…')[:120]})" if lines else ""
        raise DocumentError("damaged", f"cannot be converted: LibreOffice makes nothing of it{reason}. {_SAVE_ANEW}.")
    most = BUDGETS["odt"]["size"].most
    with output.open("rb") as file:
        converted = file.read(most + 1)
    if len(converted) > most:
        raise DocumentError("over-budget", f"holds more than {most:,} bytes when converted. Split the file.")
    return converted
