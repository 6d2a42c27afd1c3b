"""The form of a scenario file: dated changes of a closed list of levers."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from buttress.case.quantity import Day, Form, Text

Lever = Literal[
    "loan_cash",
    "loan_announced",
    "loan_delay_days",
    "loan_refinance_share",
    "rollover",
    "endorsement",
    "refusal",
    "exercises",
    "reserve_force",
    "intervention",
    "reform_promise",
    "scrutiny",
    "policing_intensity",
]

LEVERS: dict[str, float] = {
    "loan_cash": 1.0,
    "loan_announced": 1.0,
    "loan_delay_days": 0.0,
    "loan_refinance_share": -1.0,
    "rollover": 1.0,
    "endorsement": 1.0,
    "refusal": 0.0,
    "exercises": 1.0,
    "reserve_force": 1.0,
    "intervention": 0.0,
    "reform_promise": 1.0,
    "scrutiny": 1.0,
    "policing_intensity": 1.0,
}
"""Each lever's value in the baseline."""

NEEDS: dict[str, tuple[str, ...]] = {
    "loan_cash": ("patron", "reserves"),
    "loan_announced": ("patron",),
    "loan_delay_days": ("patron", "reserves"),
    "loan_refinance_share": ("patron", "reserves"),
    "rollover": ("patron", "reserves"),
    "endorsement": ("patron",),
    "refusal": ("patron",),
    "exercises": ("patron",),
    "reserve_force": ("patron",),
    "intervention": ("patron",),
}
"""Parts of a case that a lever moves: without one of them there is nothing to move."""

ANSWERS: dict[str, str] = {
    **dict.fromkeys(
        ("loan_cash", "loan_delay_days", "loan_refinance_share"),
        "a row 'pledged' of the patron in cash.csv, of which something is still to be paid",
    ),
    "loan_announced": "a row 'pledge' of the patron in signals.csv",
    "rollover": "a row 'rollover' of the patron in cash.csv, of basis 'plan'",
    "endorsement": "a row 'endorsement' of the patron in signals.csv",
    "exercises": "a row 'exercise' in signals.csv",
    "reserve_force": "a row 'reserve_force' in signals.csv",
    "reform_promise": "a row 'reform_promise' in signals.csv",
    "scrutiny": "a row 'scrutiny' or 'sanction' in signals.csv",
}
"""The row of a case that answers to a lever, of the day of the change or later; the other levers act of themselves."""

LIMITS: dict[str, tuple[float, float]] = {
    "loan_cash": (0.0, 2.0),
    "loan_announced": (0.0, 1.0),
    "loan_delay_days": (0.0, 365.0),
    "loan_refinance_share": (0.0, 1.0),
    "rollover": (0.0, 1.0),
    "endorsement": (0.0, 1.0),
    "refusal": (0.0, 1.0),
    "exercises": (0.0, 1.0),
    "reserve_force": (0.0, 1.0),
    "intervention": (0.0, 1.0),
    "reform_promise": (0.0, 1.0),
    "scrutiny": (0.0, 1.0),
}
WHOLE = ("exercises", "reserve_force", "intervention")
"""Levers on what is there or is not: 0 or 1, nothing between."""
POLICING = (2.0 / 3.0, 3.0 / 2.0)
"""The two fixed what-ifs, milder and harsher; nothing between or beyond may be asked."""


class Change(Form):
    """From a day on a lever has a value; `policing_intensity` is snapped to 2/3 or 3/2."""

    lever: Lever
    from_: Annotated[Day, Field(alias="from")]
    value: float

    @model_validator(mode="before")
    @classmethod
    def _snap(cls, data: Any) -> Any:
        if isinstance(data, dict) and data.get("lever") == "policing_intensity":
            value = data.get("value")
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                for allowed in POLICING:
                    if abs(value - allowed) < 1e-3:
                        return {**data, "value": allowed}
        return data

    @model_validator(mode="after")
    def _allowed(self) -> Change:
        if self.lever == "policing_intensity":
            if self.value not in POLICING:
                raise ValueError("'policing_intensity' is 0.6667 (milder) or 1.5 (harsher) and nothing else")
            return self
        low, high = LIMITS[self.lever]
        if not (low <= self.value <= high or self.value == LEVERS[self.lever]):
            raise ValueError(f"'{self.lever}' must be between {low:g} and {high:g}")
        if self.lever in WHOLE and self.value not in (0.0, 1.0):
            raise ValueError(f"'{self.lever}' is 0 (absent) or 1 (present) and nothing between")
        return self


class Scenario(Form):
    """A small file of dated changes to a case."""

    title: Text
    question: Text
    what_if: Literal["fixed"] | None = None
    changes: Annotated[list[Change], Field(max_length=100)]

    @property
    def policing(self) -> bool:
        """Whether it changes policing."""
        return any(change.lever == "policing_intensity" for change in self.changes)


BASELINE = "baseline"
"""The name of the case as its script goes, which no scenario file may take."""

UNCHANGED = Scenario(title="Baseline", question="What if all goes by the script?", changes=[])
"""The baseline as a scenario."""
