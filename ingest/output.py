"""Rows that a question of the store returned, printed as a table, CSV or JSON."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

from ingest.terminal import printable, printable_json

if TYPE_CHECKING:
    from store.query import Result

logger = logging.getLogger(__name__)


def print_result(result: Result, *, as_csv: bool = False, as_json: bool = False) -> None:
    """Print the rows to stdout: a table, unless CSV or JSON is asked for."""
    from store.exports import write_csv, write_json

    if as_csv:
        write_csv(result, _stdout(_printable_csv))
    elif as_json:
        write_json(result, _stdout(printable_json))
    else:
        _print_table(result)


class _EscapedStdout(io.TextIOBase):
    """Standard output, with everything that is written to it escaped before."""

    def __init__(self, escape: Callable[[str], str]) -> None:
        self._escape = escape

    def write(self, text: str) -> int:
        return sys.stdout.write(self._escape(text))


def _stdout(escape: Callable[[str], str]) -> TextIO:
    """Return standard output; what a file or another program takes in stays as it is."""
    return _EscapedStdout(escape) if sys.stdout.isatty() else sys.stdout  # type: ignore[return-value]  # as typeshed sees TextIOBase


def _printable_csv(text: str) -> str:
    return "\n".join(map(printable, text.split("\n")))


def _print_table(result: Result) -> None:
    from ingest.tables import console_for, result_table

    rows = tuple(result.rows)
    if rows:
        console_for().print(result_table(result.columns, rows))
    else:
        logger.info("no rows")
