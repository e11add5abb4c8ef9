"""How a workbook's cells look: number formats, fonts and fills by the number of a cell's style (ECMA-376, 18.8).

A file whose styles are missing or lead nowhere is read without them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TypeVar

from lxml.etree import _Element

from parsers.formats.office.colours import THEME_ORDER, is_hex, tint
from parsers.formats.xlsx.number_formats import NumberFormat, built_in_format, read_format
from parsers.formats.xlsx.parts import find_named, int_of, is_true, iter_named, local_name
from parsers.words import PLAIN, Style

T = TypeVar("T")
_GENERAL = read_format("General")
_SYSTEM_COLOURS = (64, 65)  # what the computer prints text and ground in
_WHITE = "ffffff"


@dataclass(frozen=True, slots=True)
class Fill:
    """What is painted behind a cell: a colour, or a pattern or gradient that is none (`odd`, by its name)."""

    colour: str | None = None
    odd: str | None = None


NO_FILL = Fill()


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How cells of one style look. `is_struck`: all that they print is struck through; `checks`: ticks show truths."""

    form: NumberFormat = _GENERAL
    font: Style = PLAIN
    fill: Fill = NO_FILL
    is_struck: bool = False
    checks: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """What a conditional format changes where it holds: None leaves it as it is."""

    fill: Fill | None = None
    colour: str | None = None
    bold: bool | None = None
    is_struck: bool = False


@dataclass(slots=True)
class Palette:
    """The colours of a workbook: its theme's in a sheet's order, and those that have a number."""

    theme: dict[str, str] = field(default_factory=dict)
    indexed: tuple[str, ...] = ()

    def read(self, element: _Element | None) -> str | None:
        """Return the colour (`rrggbb`) of a colour's element; None where it is automatic or unknown."""
        if element is None or is_true(element.get("auto")):
            return None
        colour = self._base(element)
        try:
            amount = float(element.get("tint") or 0)
        except ValueError:
            amount = 0.0
        return tint(colour, amount) if colour and amount else colour

    def _base(self, element: _Element) -> str | None:
        if (rgb := element.get("rgb")) is not None:
            return rgb[-6:].lower() if is_hex(rgb[-6:]) else None
        if (theme := element.get("theme")) is not None:
            number = int_of(theme, -1)
            return self.theme.get(THEME_ORDER[number]) if 0 <= number < len(THEME_ORDER) else None
        number = int_of(element.get("indexed"), -1)
        if number in _SYSTEM_COLOURS or number < 0:
            return None
        colours = self.indexed or _usual_colours()
        return colours[number] if number < len(colours) else None


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a workbook's cells, and what its conditional formats change, both by their numbers."""

    palette: Palette
    cells: tuple[CellStyle, ...] = (CellStyle(),)
    differences: tuple[Difference, ...] = ()

    def of(self, number: int) -> CellStyle:
        return self.cells[number] if 0 <= number < len(self.cells) else self.cells[0]

    def difference(self, number: int) -> Difference:
        return self.differences[number] if 0 <= number < len(self.differences) else Difference()


def read_styles(root: _Element | None, theme: dict[str, str]) -> Styles:
    """Return the styles that the part `styles.xml` holds; plain ones where it is missing."""
    palette = Palette(theme, _indexed(root))
    if root is None:
        return Styles(palette)
    forms = {
        int_of(element.get("numFmtId"), -1): element.get("formatCode", "")
        for element in iter_named(find_named(root, "numFmts"), "numFmt")
    }
    fonts = [read_font(element, palette) for element in iter_named(find_named(root, "fonts"), "font")]
    fills = [read_fill(element, palette) for element in iter_named(find_named(root, "fills"), "fill")]
    cells = [_cell_style(element, forms, fonts, fills) for element in iter_named(find_named(root, "cellXfs"), "xf")]
    differences = tuple(_difference(element, palette) for element in iter_named(find_named(root, "dxfs"), "dxf"))
    return Styles(palette, tuple(cells) or (CellStyle(),), differences)


def read_font(element: _Element | None, palette: Palette) -> tuple[Style, bool]:
    """Return how a font prints, and whether it strikes its words through."""
    marks = {local_name(child): child for child in (() if element is None else element)}
    struck = any(name in marks and is_true(marks[name].get("val"), default=True) for name in ("strike", "dstrike"))
    size = marks["sz"].get("val") if "sz" in marks else None
    style = Style(
        bold="b" in marks and is_true(marks["b"].get("val"), default=True),
        italic="i" in marks and is_true(marks["i"].get("val"), default=True),
        colour=_ink(palette.read(marks.get("color"))),
        size=_size(size),
        superscript="vertAlign" in marks and marks["vertAlign"].get("val") == "superscript",
    )
    return style, struck


def read_fill(element: _Element | None, palette: Palette, *, changes: bool = False) -> Fill:
    """Return a fill. In what a format `changes`, a solid fill's colour is the one called the ground's."""
    pattern = find_named(element, "patternFill")
    if pattern is None:
        return Fill(odd="gradient") if find_named(element, "gradientFill") is not None else NO_FILL
    kind = pattern.get("patternType") or ("solid" if changes else "none")
    front = palette.read(find_named(pattern, "fgColor"))
    ground = palette.read(find_named(pattern, "bgColor"))
    if kind == "none":
        return NO_FILL
    if kind == "solid":
        return Fill((ground or front) if changes else front)
    return NO_FILL if kind == "gray125" and not (front or ground) else Fill(odd=f"pattern {kind}")


def is_white(colour: str | None) -> bool:
    """Say whether a fill shows nothing on paper."""
    return colour is None or colour == _WHITE


def _ink(colour: str | None) -> str | None:
    """Return the colour of letters, None for black, which every reader takes for granted."""
    return None if colour == "000000" else colour


def _size(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _cell_style(
    element: _Element, forms: dict[int, str], fonts: list[tuple[Style, bool]], fills: list[Fill]
) -> CellStyle:
    font, struck = _at(fonts, int_of(element.get("fontId"))) or (PLAIN, False)
    return CellStyle(
        form=_form(int_of(element.get("numFmtId")), forms),
        font=font,
        fill=_at(fills, int_of(element.get("fillId"))) or NO_FILL,
        is_struck=struck,
        checks=any("xfComplement" in str(inner.tag) for inner in element.iter()),
    )


def _form(number: int, forms: dict[int, str]) -> NumberFormat:
    code = forms.get(number)
    return built_in_format(number) if code is None else read_format(code)


def _difference(element: _Element, palette: Palette) -> Difference:
    font, fill = find_named(element, "font"), find_named(element, "fill")
    style, struck = read_font(font, palette)
    bold = find_named(font, "b")
    return Difference(
        fill=None if fill is None else read_fill(fill, palette, changes=True),
        colour=style.colour,
        bold=None if bold is None else style.bold,
        is_struck=struck,
    )


@cache
def _usual_colours() -> tuple[str, ...]:
    from openpyxl.styles.colors import COLOR_INDEX  # loaded where a file asks for one: few do

    return tuple(colour[-6:].lower() for colour in COLOR_INDEX)


def _indexed(root: _Element | None) -> tuple[str, ...]:
    """Return the colours that have numbers where the file has its own; () where they are the usual ones."""
    own = find_named(find_named(root, "colors"), "indexedColors")
    colours = [element.get("rgb", "")[-6:].lower() for element in iter_named(own, "rgbColor")]
    if colours:
        return tuple(colour if is_hex(colour) else "000000" for colour in colours)
    return ()


def _at(items: Sequence[T], number: int) -> T | None:
    return items[number] if 0 <= number < len(items) else None
