"""What every test may ask for: the project's folders, the shared folder, and the options that choose or rewrite."""

from __future__ import annotations

import hashlib
import math
import os
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from hypothesis import settings

from fixtures.make.fonts import FontMissingError

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile("dev", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options that the Makefile uses."""
    parser.addoption("--golden", action="store_true", help="rewrite the golden files instead of comparing with them")
    parser.addoption("--tenth", metavar="COMMIT", help="run a tenth of the tests chosen, at least one, by this hash")


@pytest.hookimpl(trylast=True)  # after -m and -k have chosen
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep only the golden tests under `--golden`, and only a tenth under `--tenth`: the same for the same commit.

    Of those that run for minutes (`soak`) a tenth holds one at most: CI has a quarter of an hour for all.
    """
    kept = set(items)
    if config.getoption("--golden"):
        kept = {item for item in items if "check_golden" in getattr(item, "fixturenames", ())}
    if commit := config.getoption("--tenth"):
        ranked = sorted(kept, key=lambda item: hashlib.sha256(f"{commit} {item.nodeid}".encode()).digest())
        soaks = [item for item in ranked if item.get_closest_marker("soak")]
        short = [item for item in ranked if item not in soaks[1:]]
        kept = set(short[: math.ceil(len(ranked) / 10)])
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = [item for item in items if item in kept]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, object, object]:
    """Skip a test that draws a document with a font that the machine lacks."""
    try:
        return (yield)
    except FontMissingError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def project() -> Path:
    """Return the project's root."""
    return ROOT


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """Return the folder of our own documents, one folder a case."""
    return ROOT / "fixtures"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real documents and the contract beside the project; skip where it is not there."""
    folder = ROOT / os.environ.get("PEERPLAN_SHARED", "../shared")
    if not folder.is_dir():
        pytest.skip(f"the shared folder is not there: {folder} (set PEERPLAN_SHARED)")
    return folder.resolve()


@pytest.fixture
def check_golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Return a function that compares a text with its golden file, or rewrites that file under `--golden`."""

    def check(path: Path, text: str) -> None:
        if request.config.getoption("--golden"):
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text, f"{path.name} differs; `make golden` rewrites it"

    return check
