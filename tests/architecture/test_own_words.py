"""Nothing in the project is copied from, or made to fit, the real documents beside it; and nothing names a machine."""

from __future__ import annotations

import csv
import html
import re
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RUN = 6  # words in a row
TAG = re.compile(r"<[^<>]{1,200}>")
WORD = re.compile(r"[^\W\d_]+")
MACHINE_PATH = re.compile(r"(?<![\w.~:*/-])/(?:work|root|home|opt|tmp|Users)/[\w.]")
# Spelt in two halves, so that this file does not name them itself.
WORKPLACE = re.compile(
    "|".join(("farm" + "-studio", "sub" + "agent", "issues" + " show", "files.python" + "hosted", "py" + "pi.org"))
)
LEXICON_AND_ITS_TESTS = re.compile(
    r"normalise/(lexicon|councils)/councils[\w-]*\.csv|tests/normalise/(councils/)?test_council\w*\.py"
)


def list_tracked_files() -> list[Path]:
    """Return the files of the project: git's, or where there is no git every file that is not made."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]
    return [path for path in ROOT.rglob("*") if path.is_file() and not path.relative_to(ROOT).parts[0].startswith(".")]


def read_text(path: Path) -> str:
    """Return the text of a file; of an Office file or an archive that of its text parts; "" of other binary files."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            parts = [archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".html", ".txt"))]
        return "\n".join(part.decode("utf-8", "replace") for part in parts)
    content = path.read_bytes()
    return "" if b"\0" in content else content.decode("utf-8", "replace")


TEXTS = {str(path.relative_to(ROOT)): read_text(path) for path in list_tracked_files()}


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded for case, without tags, digits and punctuation."""
    plain = TAG.sub(" ", html.unescape(html.unescape(text)))
    return WORD.findall(unicodedata.normalize("NFKC", plain).casefold().replace("’", "").replace("'", ""))


def iter_runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield every run of words that long."""
    return zip(*(words[start:] for start in range(RUN)), strict=False)


def test_words_are_compared_without_case_tags_and_punctuation() -> None:
    assert words_of("<b>The Council’s</b> 3 aims &amp; plans") == ["the", "councils", "aims", "plans"]
    assert list(iter_runs(words_of("a b c d e f g"))) == [tuple("abcdef"), tuple("bcdefg")]


def test_no_six_words_in_a_row_come_from_a_seed(shared: Path) -> None:
    cited = set(iter_runs(words_of(read_text(shared / "contract" / "CONTRACT.md"))))  # the law may be cited
    seeds = {run for seed in (shared / "seeds").iterdir() for run in iter_runs(words_of(read_text(seed)))}
    assert seeds
    runs = ((name, run) for name, text in TEXTS.items() for run in iter_runs(words_of(text)))
    copied = sorted({(name, " ".join(run)) for name, run in runs if run in seeds and run not in cited})
    assert copied == []


def read_council_names(register: Path) -> set[tuple[str, ...]]:
    """Return the full names in a register and the usual "X Council" forms of the short ones, as words."""
    with register.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    full = {row["official-name"] for row in rows}
    usual = {f"{row['nice-name']} {style}" for row in rows for style in ("Council", "Borough Council", "City Council")}
    return {tuple(words_of(name)) for name in full | usual if " " in name}


def test_no_real_council_is_named_outside_the_lexicon(shared: Path) -> None:
    names = read_council_names(shared / "reference" / "councils" / "register.csv")
    lengths = sorted({len(name) for name in names})
    named = set()
    for path, text in TEXTS.items():
        if LEXICON_AND_ITS_TESTS.fullmatch(path):
            continue
        words = words_of(text)
        named |= {
            (path, " ".join(words[start : start + length]))
            for length in lengths
            for start in range(len(words) - length + 1)
            if tuple(words[start : start + length]) in names
        }
    assert sorted(named) == []


@pytest.mark.parametrize("pattern", [MACHINE_PATH, WORKPLACE], ids=["machine-path", "workplace"])
def test_no_file_names_this_machine_or_its_tools(pattern: re.Pattern[str]) -> None:
    found = [(name, match[0]) for name, text in TEXTS.items() for match in pattern.finditer(text)]
    assert found == []
