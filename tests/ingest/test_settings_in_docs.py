"""The settings that docs/operations.md shows are all there are, with their defaults."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from ingest.settings import Settings


def test_the_documented_settings_are_all_there_are_and_the_defaults(project: Path) -> None:
    page = (project / "docs" / "operations.md").read_text("utf-8")
    [block] = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    assert tomllib.loads(block) == Settings().model_dump(mode="json", exclude_none=True)
