"""Rows that a question of the store returned, printed as a table, CSV or JSON."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.query import Result

logger = logging.getLogger(__name__)


def print_result(result: Result, *, as_csv: bool = False, as_json: bool = False) -> None:
    """Print the rows to stdout: a table, unless CSV or JSON is asked for."""
    from store.exports import write_csv, write_json

    if as_csv:
        write_csv(result, sys.stdout)
    elif as_json:
        write_json(result, sys.stdout)
    else:
        _print_table(result)


def _print_table(result: Result) -> None:
    from ingest.tables import console_for, result_table

    if result.rows:
        console_for().print(result_table(result.columns, result.rows))
    else:
        logger.info("no rows")
