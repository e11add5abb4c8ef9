"""Every code that our code gives an issue or a remark is a line of the catalogue: without one, reading a file fails."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from normalise.issues import codes

ROOT = Path(__file__).resolve().parents[2]
MAKERS = {"Remark", "make_issue"}


def iter_codes(path: Path) -> Iterator[str]:
    """Yield the codes that a module writes out."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS and node.args:
            code = node.args[0]
            if isinstance(code, ast.Constant) and isinstance(code.value, str):
                yield code.value


def test_every_code_is_in_the_catalogue() -> None:
    used = {code: path.name for path in (ROOT / "parsers").rglob("*.py") for code in iter_codes(path)}
    assert {"hidden-text", "no-records"} <= set(used)
    assert {code: name for code, name in used.items() if code not in codes()} == {}
