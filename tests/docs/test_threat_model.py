"""What the threat model says is shown by a test is shown by one that is there."""

from __future__ import annotations

import re
from pathlib import Path

CITED = re.compile(r"`(?P<name>(?:tests/)?[\w/]*test_\w+\.py|tests/[\w/]+)`")


def test_every_test_that_the_threat_model_names_is_there(project: Path) -> None:
    page = (project / "docs" / "threat-model.md").read_text("utf-8")
    cited = {found["name"] for found in CITED.finditer(page)}
    assert len(cited) > 5
    assert [name for name in sorted(cited) if not _is_there(project, name)] == []


def _is_there(project: Path, name: str) -> bool:
    return (project / name).exists() if "/" in name else any((project / "tests").rglob(name))
