"""What kind of file system a store lies on."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.mounts import find_file_system, find_network_file_system

MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:26 / /srv/plans rw shared:2 - nfs4 files:/plans rw
31 22 0:27 / /srv/my\\040plans rw - cifs //files/plans rw
32 30 0:28 / /srv/plans/local rw - tmpfs tmpfs rw
33 22 0:29 / /over rw - nfs4 files:/a rw
34 22 0:30 / /over rw - xfs /dev/sdb rw
no mount at all
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/plans.db", "ext4"),
        ("/srv/plans/2025/plans.db", "nfs4"),
        ("/srv/plans-of-others/plans.db", "ext4"),
        ("/srv/my plans/plans.db", "cifs"),
        ("/srv/plans/local/plans.db", "tmpfs"),
        ("/over/plans.db", "xfs"),
    ],
)
def test_the_innermost_mount_counts(path: str, kind: str) -> None:
    assert find_file_system(Path(path), MOUNTS) == kind


def test_a_path_that_nothing_is_told_of_lies_on_none() -> None:
    assert find_file_system(Path("/plans.db"), "") is None


def test_a_folder_of_the_tests_lies_on_a_disk(tmp_path: Path) -> None:
    assert find_network_file_system(tmp_path) is None
