"""Which version of the program this is, as its installation tells."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version


@cache
def program_version() -> str:
    """Return the installed version; `uninstalled` where the program runs from a source tree."""
    try:
        return version("peerplan")
    except PackageNotFoundError:
        return "uninstalled"
