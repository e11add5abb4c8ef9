"""Councils: the lexicon of them, their mentions in words, and which of them a document is about.

`lexicon` holds who there is and how they are called; `mentions` finds them in text; `evidence` and `narrow` say what
each mention counts for and can mean; `decide` weighs them for a whole document. What the regions of a document are
(cover, headings, peer-team lines) is left to the parsers.
"""

from normalise.councils.decide import CouncilDecision, DecidedCouncil, Evidence, Passage, Region, decide_councils
from normalise.councils.lexicon import Council, CouncilKind, CouncilLexicon, default_lexicon
from normalise.councils.mentions import Mention, MentionKind, find_councils

__all__ = [
    "Council",
    "CouncilDecision",
    "CouncilKind",
    "CouncilLexicon",
    "DecidedCouncil",
    "Evidence",
    "Mention",
    "MentionKind",
    "Passage",
    "Region",
    "decide_councils",
    "default_lexicon",
    "find_councils",
]
