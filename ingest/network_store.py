"""Warns where a store lies on a network file system."""

from __future__ import annotations

import logging
from pathlib import Path

logger = logging.getLogger(__name__)


def warn_of_network(store: Path | None) -> None:
    """Say so where the store lies on a network file system: SQLite may damage it there."""
    from store.mounts import find_network_file_system

    if store and (kind := find_network_file_system(store.parent)):
        logger.warning(
            "peerplan: %s: lies on a network file system (%s), which may damage it; keep it on a disk of this machine,"
            " or on PostgreSQL",
            store,
            kind,
        )
