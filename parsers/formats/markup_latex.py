"""What converters that read pictures of pages leave of LaTeX in running text: raised endings, signs, shares.

"4$^{th}$", "\\\\(^{st}\\\\)", "$\\\\checkmark$", "$25\\\\%$". Formulas are not read; they stay as they stand.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

# For the pattern that finds all markup: VERBOSE, IGNORECASE. `raised` is printed above the line.
LATEX = r"""
    (?:\$|\\\()\s?(?P<base>\d{0,4})\s?\^\s?\{?\s?(?:\\(?:text|mathrm|textsuperscript|rm)\s?\{?)?\s?
        (?P<raised>[a-z]{1,3}|\d{1,2})\s?\}{0,2}\s?(?:\$|\\\))
  | \$\\(?P<command>[a-z]{2,12})\$
  | \$(?P<share>\d[\d.,]{0,12})\\%\$
"""


@cache
def signs() -> dict[str, str]:
    """Return the sign that each command prints."""
    text = (files("parsers.formats") / "latex.csv").read_text(encoding="utf-8")
    return {line["command"]: line["sign"] for line in csv.DictReader(text.splitlines())}


def print_sign(match: re.Match[str]) -> str:
    """Return what a command or a share prints; a command that is not known as it stands."""
    if match["share"]:
        return f"{match['share']}%"
    return signs().get(match["command"].lower(), match[0])
