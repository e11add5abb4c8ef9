"""`python -m ingest` is `peerplan`."""

from __future__ import annotations

from ingest.cli import main

main()
