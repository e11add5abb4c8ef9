"""How the web is asked: `[fetch]` of peerplan.toml."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, field_validator

from ingest.finding import MAX_BYTES

MOST_SECONDS = 3_600


class FetchSettings(BaseModel):
    """Who asks, how gently, and within which limits. `contact` is an address where a site's keeper finds you."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    contact: str = ""
    delay_seconds: float = Field(2.0, ge=0, le=MOST_SECONDS)
    most_delay_seconds: float = Field(60.0, ge=0, le=MOST_SECONDS)
    most_wait_seconds: float = Field(300.0, ge=0, le=MOST_SECONDS)
    attempts: int = Field(4, ge=1, le=10)
    connect_seconds: float = Field(15.0, gt=0, le=MOST_SECONDS)
    read_seconds: float = Field(30.0, gt=0, le=MOST_SECONDS)
    seconds: float = Field(300.0, gt=0, le=MOST_SECONDS)
    most_megabytes: int = Field(MAX_BYTES // 1_000_000, ge=1, le=MAX_BYTES // 1_000_000)
    redirects: int = Field(10, ge=0, le=30)
    allow_private: bool = False
    allow_ports: tuple[int, ...] = ()

    @field_validator("contact")
    @classmethod
    def _is_a_header_value(cls, value: str) -> str:
        if value.isascii() and value.isprintable() and not set(value) & set("()"):
            return value.strip()
        raise ValueError("write a plain web or e-mail address, without brackets or line ends")

    @field_validator("allow_ports")
    @classmethod
    def _are_ports(cls, value: tuple[int, ...]) -> tuple[int, ...]:
        if all(0 < port < 65_536 for port in value):
            return value
        raise ValueError("ports are numbers from 1 to 65535")
