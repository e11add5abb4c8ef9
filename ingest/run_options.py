"""How a run over many documents is to go. Apart from everything heavy, so that a command's help need not load it."""

from __future__ import annotations

import os
from dataclasses import dataclass

from ingest.isolate import DEFAULT_LIMITS, Limits

FILES_A_JOB = 8  # a reading process takes as long to start as it takes to read that many small files


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How many documents are read at a time, with what limits, and how long another run is waited for.

    A document that broke other limits is tried again; `retry_quarantined` has all tried that are in quarantine.
    """

    command: str = "ingest"
    jobs: int = 1
    limits: Limits = DEFAULT_LIMITS
    retry_quarantined: bool = False
    wait_seconds: float = 0.0


def choose_jobs(file_count: int) -> int:
    """Return how many documents to read at a time: one a core, but fewer where there is little to read."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, file_count // FILES_A_JOB))
