"""The line above each recommendation's name is its theme where several in a row share it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.document import Block, BlockKind, Document, Layer
from parsers.repair.running_themes import raise_running_themes
from parsers.words import Words

THEMES = ("Homes", "Homes", "Parks and water", "Parks and water", "Our finances")


def raised(
    themes: Sequence[str | None], *, level: int = 0, layer: Layer = Layer.BODY
) -> list[tuple[str, BlockKind, int]]:
    blocks: list[Block] = []
    for number, theme in enumerate(themes, start=1):
        blocks.append(Block(BlockKind.BREAK, Words()))
        if theme is not None:
            blocks.append(Block(BlockKind.PARAGRAPH, Words.of(theme), layer=layer))
        blocks.append(Block(BlockKind.HEADING, Words.of(f"Recommendation {number}"), level=level))
        blocks.append(Block(BlockKind.PARAGRAPH, Words.of(f"Mend bridge {number} over the canal.")))
    document = raise_running_themes(Document("plan.pdf", "application/pdf", tuple(blocks)))
    return [(block.text, block.kind, block.level) for block in document.blocks if isinstance(block, Block)]


@pytest.mark.parametrize("layer", [Layer.BODY, Layer.FURNITURE])
def test_what_several_share_stands_over_them(layer: Layer) -> None:
    found = raised(THEMES, layer=layer)
    themes = [(text, level) for text, kind, level in found if text in THEMES and kind is BlockKind.HEADING]
    assert themes == [(theme, 2) for theme in THEMES]
    assert {level for text, _, level in found if text.startswith("Recommendation")} == {3}


@pytest.mark.parametrize(
    "themes",
    [
        pytest.param(("Homes", "Parks", "Water", "Money"), id="each-its-own"),
        pytest.param(("Wexley Council",) * 4, id="the-same-over-all"),
        pytest.param(("Homes", "Homes", None, "Parks"), id="not-over-all"),
        pytest.param(("Homes", "Parks", "Homes", "Parks"), id="in-turns"),
        pytest.param(("On track", "On track", "Delayed", "Delayed"), id="statuses"),
        pytest.param(("Page 1", "Page 1", "Page 2", "Page 2"), id="numbers"),
        pytest.param(("It was agreed.", "It was agreed.", "It was not.", "It was not."), id="sentences"),
        pytest.param(("Lead: Mayor", "Lead: Mayor", "Lead: Leader", "Lead: Leader"), id="labels"),
        pytest.param(("Homes", "Parks"), id="too-few"),
    ],
)
def test_other_lines_stay_what_they_are(themes: Sequence[str | None]) -> None:
    found = raised(themes)
    assert all(level == 0 for _, _, level in found)
    assert all(kind is not BlockKind.HEADING or text.startswith("Recommendation") for text, kind, _ in found)
