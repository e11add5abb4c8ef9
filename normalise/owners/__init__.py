"""Owners: who does something, or answers for it. `read_owner_cell` reads a cell.

`suggest_near_names` lists names that a person should compare.
"""

from __future__ import annotations

from normalise.owners.cell_reader import NO_CONTEXT, OwnerContext, read_owner_cell, read_owners
from normalise.owners.near import NearNames, suggest_near_names

__all__ = ["NO_CONTEXT", "NearNames", "OwnerContext", "read_owner_cell", "read_owners", "suggest_near_names"]
