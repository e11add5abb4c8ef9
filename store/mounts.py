"""Where a file lies: SQLite cannot keep a store safe on a file system that reaches over a network."""

from __future__ import annotations

import re
from pathlib import Path

_MOUNTS = Path("/proc/self/mountinfo")
# As Linux names them; "fuse." ones are programs'. Locks over them are slow, incomplete or none.
_NETWORK = frozenset(
    """
    9p afs ceph cifs coda fuse.ceph fuse.davfs fuse.glusterfs fuse.gvfsd-fuse fuse.rclone fuse.s3fs fuse.sshfs gfs2
    gpfs lustre ncpfs nfs nfs4 ocfs2 orangefs smb3 smbfs vboxsf
    """.split()
)
_OCTAL = re.compile(r"\\([0-7]{3})")


def find_network_file_system(path: Path) -> str | None:
    """Return the kind of network file system that a path lies on; None where it lies on none, or nothing tells."""
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
        kind = find_file_system(path.resolve(), mounts)
    except (OSError, RuntimeError):
        return None
    return kind if kind in _NETWORK else None


def find_file_system(path: Path, mounts: str) -> str | None:
    """Return the kind of file system that a path without links lies on, by the lines of Linux's `mountinfo`.

    >>> mounts = "25 1 8:1 / / rw - ext4 /dev/a rw\\n26 25 0:9 / /srv rw - nfs4 h:/ rw"
    >>> find_file_system(Path("/srv/plans/a.db"), mounts)
    'nfs4'
    """
    best: tuple[int, str] | None = None
    for line in mounts.splitlines():
        about, _, source = line.partition(" - ")
        fields, kind = about.split(" "), source.partition(" ")[0]
        if len(fields) < 5 or not kind:
            continue
        point = Path(_OCTAL.sub(lambda found: chr(int(found[1], 8)), fields[4]))
        # Of several mounts on one point the last one hides the others.
        if path.is_relative_to(point) and (best is None or len(point.parts) >= best[0]):
            best = (len(point.parts), kind)
    return best[1] if best else None
