"""How sure we are of each value and record, from 0 to 1: evidence → a weighed sum → a calibrated share.

    evidence.py   where a value comes from: its table's columns, its layout, the issues about its record
    features.py   what of that, and of the value itself, bears on whether it is right
    model.py      the weights of features (weights.csv), and what share of such values was right (calibration.csv)

Both tables are made by `fixtures.make.confidence` from made-up plans whose right reading is known; nothing is set by
hand. A confidence of 0.8 means: of values like this one, four in five were right.
"""

from parsers.confidence.set import set_confidence

__all__ = ["set_confidence"]
