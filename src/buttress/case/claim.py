"""The form of `claims.yaml`: a hypothesis and the rule for its verdict."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from buttress.case.quantity import Form, Id, Text


class Region(Form):
    """The values a claim asserts: exactly one of above, below, between."""

    above: float | None = None
    below: float | None = None
    between: Annotated[list[float], Field(min_length=2, max_length=2)] | None = None

    @model_validator(mode="after")
    def _one(self) -> Region:
        if sum(side is not None for side in (self.above, self.below, self.between)) != 1:
            raise ValueError("give exactly one of 'above', 'below' and 'between'")
        if self.between is not None and not self.between[0] < self.between[1]:
            raise ValueError("'between' takes the lower value first")
        return self


def _measure(value: Any) -> Any:
    if isinstance(value, dict) and set(value) == {"parameter"}:
        return f"parameter: {value['parameter']}"
    return value


Measure = Annotated[
    str, BeforeValidator(_measure), StringConstraints(pattern=r"^(parameter: )?[A-Za-z][A-Za-z0-9_]{0,79}$")
]


class Claim(Form):
    """A hypothesis and the rule for its verdict, written before any run."""

    id: Id
    row: Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,2}[0-9]{0,3}$")] | None = None
    who: Text
    says: Text
    measure: Measure
    contrast: dict[Id, float] = Field(default_factory=dict)
    region: Region
    structure: bool = False
    would_change: Text

    @property
    def parameter(self) -> str | None:
        """The coefficient's name if the claim is about one."""
        return self.measure.removeprefix("parameter: ") if self.measure.startswith("parameter: ") else None

    @model_validator(mode="after")
    def _about_something(self) -> Claim:
        if self.parameter is None and not any(self.contrast.values()):
            raise ValueError("'contrast' needs a scenario with a weight other than 0")
        if self.parameter is not None and self.contrast:
            raise ValueError("a claim on a parameter has no 'contrast'")
        return self
