"""On a fresh clone the two commands of the README work with no other step."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.slow


def make(target: str, folder: Path) -> str:
    """Return what a make target prints; fail with all it said where it fails."""
    # A make above this one must not hand down its flags, nor an environment its packages.
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "PYTHON"))}
    result = subprocess.run(
        ["make", target], cwd=folder, env=environ, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a clone of what is committed."""
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("not a git repository")
    folder = tmp_path_factory.mktemp("clone") / "peerplan"
    subprocess.run(["git", "clone", "--quiet", ROOT, folder], check=True, stdin=subprocess.DEVNULL)
    return folder


def test_make_alone_lists_the_targets(clone: Path) -> None:
    assert "make demo" in make("help", clone)


def test_the_demo_runs_on_a_fresh_clone_and_again(clone: Path) -> None:
    first = make("demo", clone)
    again = make("demo", clone)
    assert "Installing the pinned packages" in first
    assert "Installing the pinned packages" not in again
    untracked = subprocess.run(
        ["git", "status", "--porcelain"], cwd=clone, capture_output=True, text=True, check=True
    ).stdout
    assert untracked == ""
