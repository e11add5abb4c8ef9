"""Every command of the program says what it does and is written about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from typer.core import TyperCommand, TyperGroup, TyperOption

from ingest.cli import iter_commands, load_command

ROOT = Path(__file__).resolve().parents[2]


def iter_below(name: str, command: object) -> Iterator[tuple[str, TyperCommand | TyperGroup]]:
    """Yield a command and those below it, each with the words that call it."""
    if isinstance(command, TyperCommand | TyperGroup) and not command.hidden:
        yield name, command
    if isinstance(command, TyperGroup):
        for word, below in command.commands.items():
            yield from iter_below(f"{name} {word}", below)


def list_commands() -> list[tuple[str, TyperCommand | TyperGroup]]:
    """Return every visible command of the program."""
    return [found for name, _ in iter_commands() for found in iter_below(f"peerplan {name}", load_command(name))]


def test_every_command_and_option_has_a_help_text() -> None:
    commands = list_commands()
    assert commands
    assert [name for name, command in commands if not command.help] == []
    options = [(name, option) for name, command in commands for option in command.params]
    assert [
        (name, option.name) for name, option in options if isinstance(option, TyperOption) and not option.help
    ] == []


def test_every_command_is_in_the_docs() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    written = "\n".join(page.read_text("utf-8") for page in pages)
    assert [name for name, _ in list_commands() if name not in written] == []
