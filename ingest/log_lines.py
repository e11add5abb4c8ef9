"""The log as JSON, one object a line, for programs that read it; as text it is `ingest.cli`'s."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime

from ingest.terminal import printable_json, utf8_name
from normalise.errors import UsageError

LOG_FORMATS = ("text", "json")


def use_log_format(name: str) -> None:
    """Have the log written as "text" or as "json". Raises UsageError for another name."""
    if name not in LOG_FORMATS:
        raise UsageError(f"--log-format: {name!r} is none of {', '.join(LOG_FORMATS)}")
    if name == "json":
        logging.getLogger().handlers[:] = [_JsonLines()]


def is_json() -> bool:
    """Say whether the log is written as JSON."""
    return any(isinstance(handler, _JsonLines) for handler in logging.getLogger().handlers)


class _JsonLines(logging.Handler):
    """Writes each record as one JSON object a line; what a document's record tells apart stands under `document`."""

    def emit(self, record: logging.LogRecord) -> None:
        told: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "message": utf8_name(record.getMessage()),
        }
        told |= {"document": document} if (document := getattr(record, "document", None)) else {}
        sys.stderr.write(printable_json(json.dumps(told, ensure_ascii=False)) + "\n")
        sys.stderr.flush()
