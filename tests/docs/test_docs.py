"""Keeps README.md and docs/ true: their commands are run, their links resolve, every command is in them.

In a fenced `console` block each line that starts with `$ ` is run by a shell; below it stands what it must print.
The blocks of one page run in order in one temporary folder with a copy of `fixtures/`. `[…]` stands for anything within
a line (seconds, ids), and a line that is only `[…]` for any lines. A `make` command is not run here, as it runs these
tests: its target must exist. Blocks that are not `console` are not run.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
CONSOLE = re.compile(r"^(?P<indent>[ ]*)```console\n(?P<body>.*?)^[ ]*```", re.MULTILINE | re.DOTALL)
FENCED = re.compile(r"^[ ]*```.*?^[ ]*```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]\n]*\]\((?P<target>[^)\s]+)\)")
HEADING = re.compile(r"^#+ (?P<title>.+)$", re.MULTILINE)
TARGET = re.compile(r"^(?P<name>[a-z][a-z-]*):", re.MULTILINE)
MAKE = re.compile(r"make(?: (?P<target>[a-z-]+))?(?: [A-Z]+=\S+)*")
ANYTHING = "[…]"


@dataclass(frozen=True, slots=True)
class Step:
    """One command of a page and the lines it must print."""

    line: int
    command: str
    printed: tuple[str, ...]


def read_steps(text: str) -> tuple[Step, ...]:
    """Return the commands of a page's console blocks, in order."""
    steps: list[Step] = []
    for block in CONSOLE.finditer(text):
        first = text.count("\n", 0, block.start("body")) + 1
        for number, line in enumerate(block["body"].splitlines(), first):
            content = line.removeprefix(block["indent"])
            if content.startswith("$ "):
                steps.append(Step(number, content[2:], ()))
            else:
                steps[-1] = Step(steps[-1].line, steps[-1].command, (*steps[-1].printed, content))
    return tuple(steps)


def build_pattern(printed: tuple[str, ...]) -> re.Pattern[str]:
    """Return what the printed lines must match, with `[…]` for anything."""
    parts = []
    for is_gap, lines in groupby(printed, key=lambda line: line.strip() == ANYTHING):
        if is_gap:
            parts.append(r"(?:.*\n)*")
        else:
            parts += [".*".join(map(re.escape, line.rstrip().split(ANYTHING))) + "\n" for line in lines]
    return re.compile("".join(parts))


def run(command: str, folder: Path) -> str:
    """Return what a command prints in a folder, lines without white space at their ends."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("PEERPLAN_")}
    environ |= {
        "COLUMNS": "120",
        "NO_COLOR": "1",
        "TERM": "dumb",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{environ['PATH']}",
    }
    result = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return "".join(f"{line.rstrip()}\n" for line in result.stdout.splitlines())


def test_a_gap_stands_for_any_words_and_a_line_of_it_for_any_lines() -> None:
    pattern = build_pattern(("read in […] s", "[…]", "end"))
    assert pattern.fullmatch("read in 0.2 s\na\nb\nend\n")
    assert pattern.fullmatch("read in 11 s\nend\n")
    assert not pattern.fullmatch("read in 0.2 m\nend\n")


def test_a_console_block_is_commands_and_what_they_print() -> None:
    assert read_steps("```console\n$ one\nprinted\n$ two\n```\n") == (Step(2, "one", ("printed",)), Step(4, "two", ()))


@pytest.mark.parametrize(
    "page", [page for page in PAGES if read_steps(page.read_text("utf-8"))], ids=lambda page: page.name
)
def test_the_commands_of_a_page_print_what_it_says(page: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "fixtures", tmp_path / "fixtures")
    targets = set(TARGET.findall((ROOT / "Makefile").read_text("utf-8")))
    for step in read_steps(page.read_text("utf-8")):
        make = MAKE.fullmatch(step.command)
        if make:
            assert (make["target"] or "help") in targets, f"{page.name}:{step.line}: no such target"
            continue
        printed = run(step.command, tmp_path)
        assert build_pattern(step.printed).fullmatch(printed), (
            f"{page.name}:{step.line}: `{step.command}` prints\n{printed}"
        )


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    titles = HEADING.findall(FENCED.sub("", page.read_text("utf-8")))
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_relative_link_of_a_page_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(FENCED.sub("", page.read_text("utf-8"))):
        if "://" in target or target.startswith("mailto:"):
            continue
        name, _, anchor = target.partition("#")
        linked = (page.parent / name).resolve() if name else page
        assert linked.exists(), f"{page.name}: {target}"
        assert not anchor or anchor in anchors(linked), f"{page.name}: {target}"


def test_every_make_target_has_a_line_of_help() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert [line for line in makefile.splitlines() if TARGET.match(line) and "## " not in line] == []
