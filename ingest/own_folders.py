"""Folders for what reading leaves on the way: each reading process has one, and it is removed with the process.

A program that is killed cannot remove its folders; the next one does. Whose a folder is stands in it.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
import tempfile
from dataclasses import asdict
from pathlib import Path

from store.programs import Program, find_running, this_program

_PREFIX = "peerplan-"
_OWNER = ".owner"


def make_folder() -> Path:
    """Return a new folder of this program's, which nobody else may look into."""
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    (folder / _OWNER).write_text(json.dumps(asdict(this_program())), encoding="utf-8")
    return folder


def remove_left_folders() -> None:
    """Remove this user's folders of programs that run no more."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        if _is_left(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _is_left(folder: Path) -> bool:
    try:
        about = folder.lstat()
        if not stat.S_ISDIR(about.st_mode) or (hasattr(os, "getuid") and about.st_uid != os.getuid()):
            return False
        owner = Program(**json.loads((folder / _OWNER).read_text(encoding="utf-8")))
        return find_running(owner) is False
    except (OSError, ValueError, TypeError):
        return False  # not ours, or not told
