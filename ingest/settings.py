"""The settings of an installation: one `peerplan.toml`, and where it is looked for.

Only `Settings.reading` changes what is read out of a document; its hash is kept with each extraction. Which store is
meant is no setting: the command line says (`ingest.options`).
"""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, PositiveInt, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from ingest.expected import USUAL, Expectation
from ingest.fetch.settings import FetchSettings
from ingest.isolate import DEFAULT_LIMITS, Limits
from normalise.errors import UsageError
from normalise.when.settings import TimelineSettings
from parsers.formats.settings import FormatSettings
from parsers.given import ReadSettings

FILE_NAME = "peerplan.toml"
# More means no limit at all, which neither clocks nor operating systems understand.
MAX_SECONDS = 86_400
MAX_MEMORY_MB = 2**20
_HEADERS_HELP = "see docs/how-to/read-a-new-layout.md"


class LimitSettings(BaseModel):
    """What one document may take of the machine, and after how many documents the reading process is replaced."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    seconds: float = Field(DEFAULT_LIMITS.wall_seconds, gt=0, le=MAX_SECONDS)
    cpu_seconds: int = Field(DEFAULT_LIMITS.cpu_seconds, gt=0, le=MAX_SECONDS)
    memory_mb: int = Field(DEFAULT_LIMITS.memory_bytes >> 20, gt=0, le=MAX_MEMORY_MB)
    documents: PositiveInt = DEFAULT_LIMITS.documents


class CouncilSettings(BaseModel):
    """A file of councils that the list of ours lacks, with its columns; its path is taken from the settings file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    extra: Path | None = None


class Settings(BaseSettings):
    """Everything that `peerplan.toml` may set."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid")

    timelines: TimelineSettings = Field(default_factory=TimelineSettings)
    formats: FormatSettings = Field(default_factory=FormatSettings)
    limits: LimitSettings = Field(default_factory=LimitSettings)
    councils: CouncilSettings = Field(default_factory=CouncilSettings)
    fetch: FetchSettings = Field(default_factory=FetchSettings)
    expect: tuple[Expectation, ...] = USUAL
    join: bool = True
    headers: Path | None = None  # a file of header wordings of one's own, from the settings file's folder

    @property
    def reading(self) -> ReadSettings:
        """Return the settings that change what is read. Raises UsageError for a file of councils or headers."""
        return ReadSettings(
            timelines=self.timelines,
            formats=self.formats,
            extra_councils=_read_councils(self.councils.extra),
            headers=read_headers(self.headers) if self.headers else (),
            join=self.join,
        )

    @property
    def reading_limits(self) -> Limits:
        """Return the limits of the reading process."""
        limits = self.limits
        return Limits(limits.seconds, limits.cpu_seconds, limits.memory_mb << 20, limits.documents)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return the file as the only source: what a document is read with must not hang on the environment."""
        return init_settings, TomlConfigSettingsSource(settings_cls)


def find_config(config: Path | None, *, beside: Path | None = None) -> Path | None:
    """Return the file named, else the one beside the store, else the working folder's, or None. Raises UsageError."""
    if config is not None:
        if not config.is_file():
            raise UsageError(f"{config}: there is no such settings file; check --config or PEERPLAN_CONFIG")
        return config
    folders = ([beside.parent] if beside else []) + [Path()]
    return next((folder / FILE_NAME for folder in folders if (folder / FILE_NAME).is_file()), None)


def load_settings(path: Path | None) -> Settings:
    """Return the settings of a file, or the defaults. Raises UsageError naming the file and the key that is wrong."""
    if path is None:
        return Settings()

    class SettingsOfFile(Settings):
        model_config = SettingsConfigDict(toml_file=path)

    try:
        settings = SettingsOfFile()
        headers = path.parent / settings.headers if settings.headers else None
        return settings.model_copy(update={"councils": _beside(path, settings.councils), "headers": headers})
    except ValidationError as error:
        raise UsageError(f"{path}: {_describe(error)}") from error
    except (OSError, UnicodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as TOML: {error}") from error


def read_headers(path: Path) -> tuple[dict[str, str], ...]:
    """Return the lines of a file of header wordings. Raises UsageError naming the file and the line that is wrong."""
    from parsers.headers import check_headers

    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = tuple(
                {name: value or "" for name, value in row.items()} for row in csv.DictReader(file, strict=True)
            )
        check_headers(rows)
    except (OSError, UnicodeError, csv.Error, ValueError, AttributeError, TypeError) as error:
        raise UsageError(f"{path}: cannot be read as a file of headers: {error}; {_HEADERS_HELP}") from error
    if not rows:
        raise UsageError(f"{path}: holds no headers; {_HEADERS_HELP}")
    return rows


def _beside(path: Path, councils: CouncilSettings) -> CouncilSettings:
    """Return the council settings with their file's path taken from the settings file's folder."""
    return CouncilSettings(extra=path.parent / councils.extra) if councils.extra else councils


def _read_councils(path: Path | None) -> tuple[dict[str, str], ...]:
    if path is None:
        return ()
    from normalise.councils import default_lexicon

    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = tuple(csv.DictReader(file, strict=True))
        default_lexicon().with_extra(rows)
    except (OSError, UnicodeError, csv.Error, ValueError, KeyError) as error:
        raise UsageError(f"{path}: cannot be read as a file of councils: {error!r}; see docs/operations.md") from error
    if not rows:
        raise UsageError(f"{path}: holds no councils; see docs/operations.md")
    return rows


def _describe(error: ValidationError) -> str:
    first = error.errors()[0]
    key = ".".join(map(str, first["loc"]))
    if first["type"] == "extra_forbidden":
        return f"unknown setting {key!r}; the settings are listed in docs/operations.md"
    return f"setting {key!r}: {first['msg'].removeprefix('Value error, ')}"
