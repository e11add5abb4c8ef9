"""Measures an extraction against a gold one, field by field: answers in, outcomes and figures out.

    answers.py    what is compared of an extraction, however it came here
    likeness.py   when two wordings count as the same
    pairing.py    which record of one side is which of the other
    compare.py    two extractions → the outcome of each field of each pair of records
    figures.py    outcomes → precision, recall and F1 by field, by document and by feature

Reading files and printing are left to `ingest`.
"""

from normalise.scoring.answers import Answers, read_answers
from normalise.scoring.compare import compare
from normalise.scoring.figures import Counts, Scores, score, score_by_feature
from normalise.scoring.likeness import ALIKE, EXACT
from normalise.scoring.outcomes import Outcome, Value

__all__ = [
    "ALIKE",
    "EXACT",
    "Answers",
    "Counts",
    "Outcome",
    "Scores",
    "Value",
    "compare",
    "read_answers",
    "score",
    "score_by_feature",
]
