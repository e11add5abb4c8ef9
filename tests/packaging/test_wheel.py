"""The wheel holds all that the program needs, and works where there is no source tree."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("ingest", "parsers", "normalise", "store")

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> str:
    """Return what a command prints; fail with all it said where it fails."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("PEERPLAN_", "PYTHON"))}
    result = subprocess.run(
        command, cwd=cwd, env=environ, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"
    return result.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wheel built from a copy of the tree, so that nothing an earlier build left can get into it."""
    folder = tmp_path_factory.mktemp("tree")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder / name)
    (folder / "tests").mkdir()
    run(sys.executable, "-c", "from setuptools.build_meta import build_wheel; build_wheel('dist')", cwd=folder)
    [built] = (folder / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the `peerplan` of a fresh environment that holds the pinned packages and the wheel."""
    environment = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "virtualenv", "--quiet", environment, cwd=environment)
    python = environment / "bin" / "python"
    pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--require-hashes", "-r", ROOT / "requirements" / "base.txt", cwd=environment)
    run(*pip, "--no-deps", wheel, cwd=environment)
    return environment / "bin" / "peerplan"


def test_the_wheel_holds_every_file_of_the_packages_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    paths = (path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file())
    here = {path.relative_to(ROOT).as_posix() for path in paths if "__pycache__" not in path.parts}
    assert packed == here


def test_the_wheel_says_its_licence_and_its_python(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        [name] = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        metadata = archive.read(name).decode()
    assert "License-Expression: Apache-2.0" in metadata
    assert "Requires-Python: >=3.11" in metadata


def test_the_installed_program_ingests_reports_and_queries(program: Path, tmp_path: Path) -> None:
    source = sorted((ROOT / "fixtures").glob("*/source.txt"))[0]
    shutil.copy(source, tmp_path / "plan.txt")
    run(program, "ingest", "plan.txt", "--db", "plans.db", cwd=tmp_path)
    assert run(program, "report", "plans", "--db", "plans.db", cwd=tmp_path)
    rows = json.loads(
        run(program, "query", "SELECT count(*) AS n FROM document", "--json", "--db", "plans.db", cwd=tmp_path)
    )
    assert rows == [{"n": 1}]
    assert run(program, "--version", cwd=tmp_path) == "peerplan 0.1.0\n"


def test_the_program_is_a_module_too(program: Path, tmp_path: Path) -> None:
    assert run(program.with_name("python"), "-m", "ingest", "--version", cwd=tmp_path) == "peerplan 0.1.0\n"
