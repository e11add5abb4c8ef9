"""Web addresses: in one spelling, of the sort that is asked for, and shown without what may be secret."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from ingest.fetch.answers import FetchError
from ingest.terminal import printable

MOST_CHARACTERS = 2_000  # what servers take; a longer link is no address of a document
_MOST_SHOWN = 300
_PORTS = {"http": 80, "https": 443}
_SAFE = "%/:=&?~+!$,;'@()*[]"
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SECRET = re.compile(
    r"token|key|sig|signature|pass(?:word|wd)?|pwd|secret|auth|session|sid|code|credential|jwt|hash", re.IGNORECASE
)
_HARMLESS = re.compile(r"[A-Za-z0-9_.,:+ -]{0,16}")


def canonical(url: str, base: str | None = None) -> str:
    """Return an address in one spelling, without its fragment. Raises FetchError `bad-address` for what is none.

    >>> canonical("../Our Plan.pdf#page=2", "https://Example.org:443/a/b/")
    'https://example.org/a/Our%20Plan.pdf'
    """
    text = "".join(url.split("\t")).strip().replace("\n", "").replace("\r", "")
    try:
        parts = urlsplit(urljoin(base, text) if base else text)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as error:
        raise FetchError("bad-address", f"is no web address: {error}") from error
    if parts.scheme.lower() not in _PORTS:
        raise FetchError("bad-address", f"is no http or https address ({parts.scheme or 'no scheme'})")
    if not host or len(text) > MOST_CHARACTERS:
        raise FetchError("bad-address", "names no host" if not host else f"has more than {MOST_CHARACTERS} characters")
    if "@" in parts.netloc:
        raise FetchError("credentials-in-address", "holds a user name or password. Take them out")
    return _spell(parts, host, port)


def check_port(url: str, allowed: tuple[int, ...], *, allow_any: bool = False) -> None:
    """Raise FetchError `port-not-allowed` for a port that is neither a web server's own nor allowed."""
    port = urlsplit(url).port
    if port is not None and port not in (80, 443, *allowed) and not allow_any:
        raise FetchError("port-not-allowed", f"is at port {port}; only 80 and 443 are asked. See allow_ports")


def host_of(url: str) -> str:
    """Return the host of an address in one spelling, without a "www." before it."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def origin_of(url: str) -> str:
    """Return scheme, host and port of an address in one spelling."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def suffix_of(url: str) -> str:
    """Return what the last part of an address's path ends in, in small letters (".pdf"), or nothing."""
    last = unquote(urlsplit(url).path).rsplit("/", 1)[-1]
    stem, dot, suffix = last.rpartition(".")
    return f".{suffix.lower()}" if dot and stem and suffix.isalnum() and len(suffix) <= 5 else ""


def is_web_address(text: str) -> bool:
    """Say whether a location begins as web addresses do."""
    return text.strip().lower().startswith(("http://", "https://"))


def shown(url: str) -> str:
    """Return an address as it may be printed and logged: no password, no value of a query that may be secret.

    >>> shown("https://a.org/ieListDocuments.aspx?CId=12&token=s3cr3t")
    'https://a.org/ieListDocuments.aspx?CId=12&token=…'
    """
    try:
        parts = urlsplit(url)
        host = parts.netloc.rpartition("@")[2]
    except ValueError:
        return "(an address that cannot be read)"
    query = "&".join(map(_show_pair, parts.query.split("&"))) if parts.query else ""
    address = f"{parts.scheme}://{host}" if parts.scheme else host
    whole = f"{address}{parts.path}{f'?{query}' if query else ''}"
    return printable(whole if len(whole) <= _MOST_SHOWN else f"{whole[:_MOST_SHOWN]}…")


def _show_pair(pair: str) -> str:
    name, sign, value = pair.partition("=")
    if not sign:
        return name if _HARMLESS.fullmatch(unquote(name)) else "…"
    is_harmless = not _SECRET.search(unquote(name)) and _HARMLESS.fullmatch(unquote(value))
    return f"{name}={value if is_harmless else '…'}"


def _spell(parts: SplitResult, host: str, port: int | None) -> str:
    scheme = parts.scheme.lower()
    shown_host = f"[{host}]" if ":" in host else _idna(host)
    netloc = shown_host if port in (None, _PORTS[scheme]) else f"{shown_host}:{port}"
    path = quote(_BARE_PERCENT.sub("%25", parts.path or "/"), safe=_SAFE)
    query = quote(_BARE_PERCENT.sub("%25", parts.query), safe=_SAFE)
    return f"{scheme}://{netloc}{path}{f'?{query}' if query else ''}"


def _idna(host: str) -> str:
    if host.isascii():
        if re.fullmatch(r"[A-Za-z0-9._-]+", host):
            return host.lower()
        raise FetchError("bad-address", "names a host that cannot be")
    import idna

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise FetchError("bad-address", "names a host that cannot be") from error
