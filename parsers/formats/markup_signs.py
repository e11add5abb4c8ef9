"""Signs that are written by name between colons (":red_circle:"), as GitHub, Slack and Teams show them."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def short_signs() -> dict[str, str]:
    """Return the signs that can be written by name between colons (`short_signs.csv`)."""
    text = (files("parsers.formats") / "short_signs.csv").read_text(encoding="utf-8")
    return {row["name"]: row["sign"] for row in csv.DictReader(text.splitlines())}
