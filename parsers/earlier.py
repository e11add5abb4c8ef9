"""How a document prints the recommendations of a challenge before its own: "2021 Recommendation 3: Open up data"."""

from __future__ import annotations

import re

# The year of the earlier challenge in front of what counts its recommendations.
DATED = re.compile(
    r"^\s*(?P<year>20\d\d)\s+(?:(?:corporate\s+)?peer\s+(?:challenge|review)\s+|CPC\s+)?(?=rec(?:ommendation|\.|\b))",
    re.IGNORECASE,
)
