"""What every form is made of: dates, ids, texts, and numbers with their origin."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def iso_day(value: Any) -> Any:
    """A date from text `YYYY-MM-DD` and from nothing else; raises ValueError."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not _ISO.fullmatch(value):
        raise ValueError("write a date as YYYY-MM-DD")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{value} is not a day of the calendar") from None


Day = Annotated[date, BeforeValidator(iso_day), Field(ge=date(1800, 1, 1), le=date(2200, 1, 1))]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,49}$")]
CaseId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$")]
SourceId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,49}$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=5000, pattern=r"\S")]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]


class Form(BaseModel):
    """Base of all forms: unknown keys, conversions between types, NaN and infinity are refused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False, validate_default=False)


_ONE_ORIGIN: dict[str, Any] = {"oneOf": [{"required": ["source"]}, {"required": ["assumed"]}]}


ONE_ORIGIN = (
    "give exactly one of 'source' (an id of sources.yaml) and 'assumed' (why): "
    'write {value: 0.78, source: ID} or {value: 0.78, assumed: "why"}'
)


class Provenance(Form):
    """Where a number comes from: exactly one of a source id and the reason for an assumption."""

    model_config = ConfigDict(json_schema_extra=_ONE_ORIGIN)

    source: SourceId | None = None
    assumed: Text | None = None
    as_of: Day | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _one_origin(self) -> Provenance:
        if (self.source is None) == (self.assumed is None):
            raise ValueError(ONE_ORIGIN)
        return self


class Quantity(Provenance):
    """A number of zero or more."""

    value: Annotated[float, Field(ge=0, le=1e15)]


class Positive(Provenance):
    """A number above zero."""

    value: Annotated[float, Field(gt=0, le=1e15)]


class Share(Provenance):
    """A share, 0 to 1."""

    value: Annotated[float, Field(ge=0, le=1)]


class Count(Provenance):
    """A whole number of people or things."""

    value: Annotated[int, Field(ge=0, le=10_000_000_000)]


class DatedFact(Provenance):
    """A date with its source."""

    value: Day


class Distribution(Form):
    """A prior: `normal(mean, sd)`, `lognormal(median, sigma)`, `beta(a, b)`, `uniform(low, high)` or `fixed(value)`."""

    model_config = ConfigDict(json_schema_extra=_ONE_ORIGIN)

    dist: Literal["normal", "lognormal", "beta", "uniform", "fixed"]
    mean: float | None = None
    sd: Annotated[float, Field(gt=0)] | None = None
    median: Annotated[float, Field(gt=0)] | None = None
    sigma: Annotated[float, Field(gt=0)] | None = None
    a: Annotated[float, Field(gt=0)] | None = None
    b: Annotated[float, Field(gt=0)] | None = None
    low: float | None = None
    high: float | None = None
    value: float | None = None
    source: SourceId | None = None
    assumed: Text | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _arguments(self) -> Distribution:
        wanted = ARGUMENTS[self.dist]
        given = tuple(name for name in NUMBERS if getattr(self, name) is not None)
        if set(given) != set(wanted):
            raise ValueError(f"{self.dist} takes {' and '.join(wanted)}, not {' and '.join(given) or 'nothing'}")
        if self.dist == "uniform" and not (self.low or 0.0) < (self.high or 0.0):
            raise ValueError("'low' must be below 'high'")
        if (self.source is None) == (self.assumed is None):
            raise ValueError("give exactly one of 'source' (an id of sources.yaml) and 'assumed' (why)")
        return self


ARGUMENTS: dict[str, tuple[str, ...]] = {
    "normal": ("mean", "sd"),
    "lognormal": ("median", "sigma"),
    "beta": ("a", "b"),
    "uniform": ("low", "high"),
    "fixed": ("value",),
}
NUMBERS = ("mean", "sd", "median", "sigma", "a", "b", "low", "high", "value")
