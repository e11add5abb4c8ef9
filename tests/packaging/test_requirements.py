"""The pins: hashed, of one mind, without a word about where they came from, and in step with pyproject.toml."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "requirements").glob("*.txt"))
HASHES = r"(?: ?\\\n    --hash=sha256:[0-9a-f]{64})+\n"
PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[^\s;]+)(?: ;[^\\]*)?" + HASHES, re.MULTILINE)
REQUIREMENT = re.compile(r"^[A-Za-z0-9._-]+")


def read_pins(path: Path) -> dict[str, set[str]]:
    """Return the versions that a file pins, by package; a package may have one for each platform."""
    pins: dict[str, set[str]] = {}
    for pin in PIN.finditer(path.read_text("utf-8")):
        pins.setdefault(pin["name"], set()).add(pin["version"])
    return pins


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_requirements_file_is_pins_with_hashes_and_nothing_else(path: Path) -> None:
    assert PIN.sub("", path.read_text("utf-8")) == ""


def test_the_groups_agree_on_versions() -> None:
    together: dict[str, set[str]] = {}
    for path in FILES:
        for name, versions in read_pins(path).items():
            assert together.setdefault(name, versions) == versions, f"{path.name}: {name}"


def test_every_dependency_of_the_project_is_pinned_in_its_group() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = settings["dependency-groups"] | {
        "base": settings["project"]["dependencies"] + settings["build-system"]["requires"]
    }
    del groups["build"]
    for group, requirements in groups.items():
        pinned = read_pins(ROOT / "requirements" / f"{group}.txt").keys()
        wanted = {REQUIREMENT.match(line)[0].lower().replace("_", "-") for line in requirements}  # type: ignore[index]  # each has a name
        assert wanted - pinned == set(), f"requirements/{group}.txt: run `make lock`"
