"""One settings file, found in a known order, and clear words about what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.settings import Settings, find_config, load_settings
from normalise.errors import UsageError
from parsers.given import Given, ReadSettings


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_file_named_comes_before_the_one_beside_the_store_and_the_one_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = _write(tmp_path / "named.toml", "")
    beside = _write(tmp_path / "data" / "peerplan.toml", "")
    here = _write(tmp_path / "peerplan.toml", "")
    monkeypatch.chdir(tmp_path)
    store = tmp_path / "data" / "plans.db"
    assert find_config(named, beside=store) == named
    assert find_config(None, beside=store) == beside
    assert find_config(None) == here.relative_to(tmp_path)
    here.unlink()
    assert find_config(None) is None


def test_a_settings_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such settings file"):
        find_config(tmp_path / "typo.toml")


def test_what_the_file_sets_reaches_the_reader_and_its_limits(tmp_path: Path) -> None:
    text = '[timelines]\nbare_quarters = "calendar"\n[limits]\nseconds = 5\nmemory_mb = 100\n'
    settings = load_settings(_write(tmp_path / "peerplan.toml", text))
    assert settings.reading.timelines.bare_quarters == "calendar"
    assert settings.reading_limits.wall_seconds == 5
    assert settings.reading_limits.memory_bytes == 100 * 2**20


def test_councils_of_a_file_of_ones_own_are_known(tmp_path: Path, fixtures: Path) -> None:
    (tmp_path / "ours.csv").write_bytes((fixtures / "councils_extra.csv").read_bytes())
    settings = load_settings(_write(tmp_path / "peerplan.toml", '[councils]\nextra = "ours.csv"\n'))
    assert "Marlbridge District Council" in {row["name"] for row in settings.reading.extra_councils}
    assert settings.reading.hash() != ReadSettings().hash()


@pytest.mark.parametrize(
    "content", ["", "name,type\nMarlbridge,castle\n", None], ids=["empty", "no-council", "missing"]
)
def test_a_file_of_councils_that_is_none_is_named(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        _write(tmp_path / "ours.csv", content)
    settings = load_settings(_write(tmp_path / "peerplan.toml", '[councils]\nextra = "ours.csv"\n'))
    with pytest.raises(UsageError, match=r"ours\.csv: .*councils"):
        settings.reading  # noqa: B018  # reading the file is what fails


def test_the_environment_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMELINES", '{"bare_quarters": "calendar"}')
    assert load_settings(None) == Settings()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        pytest.param("[timelines]\nsprng = [3, 5]", "unknown setting 'timelines.sprng'", id="unknown-key"),
        pytest.param("[timeline]", "unknown setting 'timeline'", id="unknown-section"),
        pytest.param("[limits]\nseconds = -1", "setting 'limits.seconds'", id="bad-value"),
        pytest.param("[limits", "cannot be read as TOML", id="no-toml"),
    ],
)
def test_what_is_wrong_is_named_with_its_file(tmp_path: Path, text: str, complaint: str) -> None:
    path = _write(tmp_path / "peerplan.toml", text)
    with pytest.raises(UsageError, match=complaint) as error:
        load_settings(path)
    assert str(error.value).startswith(str(path))


def test_only_what_changes_reading_changes_the_hash(tmp_path: Path) -> None:
    limits = load_settings(_write(tmp_path / "a.toml", "[limits]\nseconds = 5\n"))
    quarters = load_settings(_write(tmp_path / "b.toml", '[timelines]\nbare_quarters = "calendar"\n'))
    spelled_out = load_settings(_write(tmp_path / "c.toml", '[timelines]\nbare_quarters = "financial"\n'))
    default = ReadSettings().hash()
    assert limits.reading.hash() == spelled_out.reading.hash() == default
    assert quarters.reading.hash() != default
    assert ReadSettings().hash(Given(published="2024-03")) != default


@pytest.mark.parametrize(
    "line",
    ["seconds = inf", "seconds = 1e400", "seconds = nan", "cpu_seconds = 99999999999999999999", "memory_mb = 2000000"],
)
def test_a_limit_that_no_machine_understands_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(UsageError, match=f"limits.{line.split(maxsplit=1)[0]}"):
        load_settings(_write(tmp_path / "peerplan.toml", f"[limits]\n{line}\n"))
