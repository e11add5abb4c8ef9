"""pdfplumber's colours as `rrggbb`."""

from __future__ import annotations

from collections.abc import Sequence


def hex_colour(colour: object) -> str | None:
    """Return a colour, or None for a pattern. One number is taken for a grey, four for ink.

    >>> hex_colour((1, 0.5, 0)), hex_colour((0.5,)), hex_colour((0, 1, 1, 0)), hex_colour(None)
    ('ff8000', '808080', 'ff0000', None)
    """
    match colour:
        case int() | float():
            return _join((colour,) * 3)
        case (int() | float() as grey,):
            return _join((grey,) * 3)
        case (int() | float(), int() | float(), int() | float()):
            return _join(colour)
        case (int() | float() as c, int() | float() as m, int() | float() as y, int() | float() as k):
            return _join([(1 - ink) * (1 - k) for ink in (c, m, y)])
        case _:
            return None


def _join(parts: Sequence[float]) -> str:
    return "".join(f"{round(255 * min(1.0, max(0.0, part))):02x}" for part in parts)
