"""Pages made by hand: text runs where a test wants them, as an engine would give them."""

from __future__ import annotations

from parsers.formats.pdf.page import Edge, Fill, Font, Page, TextRun

PLAIN_FONT = Font("Sans")
BOLD_FONT = Font("Sans-Bold", is_bold=True)
SYMBOL_FONT = Font("Symbol")


def text_width(text: str, size: float = 10.0) -> float:
    """Return the width of a text in points: every character is half as wide as the type is high."""
    return 0.5 * size * len(text)


def run(
    text: str,
    x: float,
    baseline: float,
    size: float = 10.0,
    *,
    font: Font = PLAIN_FONT,
    bold: bool = False,
    advance: float = 0.5,
    colour: str = "000000",
    mcid: int | None = None,
    href: str | None = None,
) -> TextRun:
    """Return a run from `x` on; `advance` is the width of a character in type sizes."""
    step = advance * size
    xs = tuple(x + step * index for index in range(len(text) + 1))
    top, bottom = baseline - 0.75 * size, baseline + 0.25 * size
    return TextRun(
        text, xs, baseline, top, bottom, size, BOLD_FONT if bold else font, colour, mcid, href=href,
        box=(xs[0], top, xs[-1], bottom),
    )  # fmt: skip


def lines_of(
    text: str, x: float = 72.0, baseline: float = 100.0, size: float = 10.0, pitch: float = 12.0, *, bold: bool = False
) -> list[TextRun]:
    """Return a run for each line of a text, one under the other; blanks in front of a line move it to the right."""
    return [
        run(line.strip(), x + text_width(line[: len(line) - len(line.lstrip())], size), baseline + row * pitch, size,
            bold=bold)
        for row, line in enumerate(text.splitlines())
        if line.strip()
    ]  # fmt: skip


def wrapped(text: str, width: float, size: float = 10.0) -> str:
    """Return a text broken into lines as a justified column of that width in points would break it."""
    lines, line = [], ""
    for word in text.split():
        if line and text_width(f"{line} {word}", size) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


def page(*runs: TextRun, number: int = 1, width: float = 595.0, height: float = 842.0) -> Page:
    """Return an upright A4 page with the runs on it."""
    return Page(number, width, height, list(runs))


def dot(x: float, middle: float, across: float = 3.0, colour: str = "000000") -> Fill:
    """Return a small round fill."""
    half = across / 2
    return Fill((x, middle - half, x + across, middle + half), colour, curved=True)


def rule(x0: float, x1: float, y: float) -> Edge:
    """Return a horizontal ruling line."""
    return Edge(True, x0, y, x1, y)
