"""Units that have `peerplan refresh` called every day, printed for this installation: one file a scheduler.

Each has `write(plan) -> tuple[Unit, ...]`: what is to be put where, as text. Nothing is installed here.
"""
