"""The conventions people differ on, in one object; the contract's are the default.

`peerplan.toml` carries them under `[timelines]`. How they are applied is left to `bounds` and `infer`.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Month = Annotated[int, Field(ge=1, le=12)]
Day = Annotated[int, Field(ge=1, le=28)]
QuarterYear = Literal["financial", "calendar"]
Months = tuple[Month, Month]


class TimelineSettings(BaseModel):
    """Season months, what early, mid, late and end narrow to, how bare quarters and missing years are read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    spring: Months = (3, 5)
    summer: Months = (6, 8)
    autumn: Months = (9, 11)
    winter: Months = (12, 2)
    early_month_until: Day = 10
    mid_month_until: Day = 20
    end_month_days: Day = 7
    early_year: Months = (1, 3)
    mid_year: Months = (5, 8)
    late_year: Months = (10, 12)
    end_year: Months = (12, 12)
    bare_quarters: QuarterYear = "financial"
    quarters_of_a_single_year: QuarterYear = "calendar"
    window_months_before: Annotated[int, Field(ge=0, le=11)] = 2

    @model_validator(mode="after")
    def _parts_follow_each_other(self) -> Self:
        if self.early_month_until >= self.mid_month_until:
            raise ValueError("the middle of a month begins after its early days")
        for name in ("early_year", "mid_year", "late_year", "end_year"):
            first, last = getattr(self, name)
            if first > last:
                raise ValueError(f"{name} begins in month {first}, after its end in month {last}")
        return self

    def season_months(self, code: int) -> Months:
        """Return the first and last month of an EDTF season code, 21 (spring) to 24 (winter)."""
        return (self.spring, self.summer, self.autumn, self.winter)[code - 21]
