"""One reading process for all hostile files: what one of them does must not harm the next."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ingest.isolate import ReadingProcess
from tests.parsers.formats.hostile.reading import LIMITS


@pytest.fixture(scope="session")
def process() -> Iterator[ReadingProcess]:
    """Return a reading process with tight limits."""
    with ReadingProcess(LIMITS) as reading:
        yield reading
