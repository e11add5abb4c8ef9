"""The reader's fingerprint: told without loading the readers, since most runs find nothing to read."""

from __future__ import annotations

import subprocess
import sys


def test_asking_for_the_fingerprint_loads_no_reader() -> None:
    code = "import sys; from parsers.fingerprint import fingerprints; fingerprints(); print(*sys.modules)"
    words = (sys.executable, "-c", code)
    loaded = set(subprocess.run(words, capture_output=True, text=True, check=True).stdout.split())
    assert {name for name in loaded if name.startswith(("parsers.", "normalise."))} == {"parsers.fingerprint"}
