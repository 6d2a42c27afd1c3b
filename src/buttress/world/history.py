"""What other contests say of a backer's support and withdrawal, read from `history.yaml`.

`studies/history` learns the numbers and writes the file. An effect is a log hazard ratio of the incumbent's fall: of an
act just made against none, all paths together; an exposure halves every `half_life_days`, and a later act sets it to
one again. In a new contest the effect is what was learned, plus a bias of selection, plus what differs between
contests: effect ~ N(learned, error^2) + bias + N(0, transport_sd^2).
"""

from __future__ import annotations

import math
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt, ValidationError
from ruamel.yaml import YAML

from buttress.world.error import WorldError

FILE = "history.yaml"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class NormalPrior(_Strict):
    """A normal prior."""

    mean: float
    sd: float = Field(gt=0)

    def under_wider(self, prior_sd: float, factor: float) -> NormalPrior:
        """A posterior under N(0, prior_sd^2) as it would be under N(0, (factor prior_sd)^2).

        Where it is as wide as its prior, nothing was learned, and the wider prior stays as it is.
        """
        if factor == 1.0:
            return self
        told = max(0.0, self.sd**-2 - prior_sd**-2)
        precision = told + (factor * prior_sd) ** -2
        return NormalPrior(mean=self.mean / self.sd**2 / precision if told else 0.0, sd=precision**-0.5)


class SelectionBias(_Strict):
    """Of a learned effect: `normal` N(0, sd^2) of either sign, `minus_half_normal` -|N(0, sd^2)|."""

    form: Literal["normal", "minus_half_normal"]
    sd: float = Field(ge=0)

    def moments(self, factor: float = 1.0) -> tuple[float, float]:
        """Mean and variance at `factor` times the sd."""
        variance = (factor * self.sd) ** 2
        if self.form == "normal":
            return 0.0, variance
        return -factor * self.sd * math.sqrt(2.0 / math.pi), variance * (1.0 - 2.0 / math.pi)


class Deviations(_Strict):
    """By kind of act, beside the common effect."""

    money: NormalPrior
    words: NormalPrior
    force: NormalPrior


class LearnedEffect(_Strict):
    """One effect: its posterior `mean` and `error` (sd), from so many acts in so many contests.

    `prior` is what follows for a new contest at the stated bias. `fell_after_days` and `stayed_days`: from a contest's
    first act of the kind to its end, where the incumbent fell and where not; to be shown, nothing is learned from them.
    """

    mean: float
    error: float = Field(gt=0)
    acts: int = Field(gt=0)
    contests: int = Field(gt=0)
    bias: SelectionBias
    transport_sd: float = Field(ge=0)
    prior: NormalPrior
    deviations: Deviations
    fell_after_days: tuple[NonNegativeInt, ...] = ()
    stayed_days: tuple[NonNegativeInt, ...] = ()

    def implied(self, bias_factor: float = 1.0, *, prior_sd: float = 1.0, factor: float = 1.0) -> NormalPrior:
        """Mean and sd in a new contest with the bias's sd times `bias_factor` (.5, 1 and 2 are printed).

        `factor` is on the sd `prior_sd` of the prior with which the study began: bias and transport stay.
        """
        learned = NormalPrior(mean=self.mean, sd=self.error).under_wider(prior_sd, factor)
        shift, variance = self.bias.moments(bias_factor)
        return NormalPrior(mean=learned.mean + shift, sd=math.sqrt(learned.sd**2 + variance + self.transport_sd**2))


class LearnedHistory(_Strict):
    """All of the file. `contests`, `falls`: in the panel; `half_life_days` of an exposure is assumed, not learned."""

    source: str
    contests: int = Field(gt=0)
    falls: int = Field(gt=0)
    half_life_days: float = Field(gt=0)
    support: LearnedEffect
    withdrawal: LearnedEffect


@cache
def history() -> LearnedHistory:
    """The shipped numbers. Raises WorldError for a file that is not of this form."""
    return read_history(files("buttress.world").joinpath(FILE).read_text(encoding="utf-8"))


def read_history(text: str) -> LearnedHistory:
    """A file's text, checked: its `prior` must be what its other numbers imply, to .002. Raises WorldError."""
    try:
        held = LearnedHistory.model_validate(YAML(typ="safe", pure=True).load(text))
    except ValidationError as error:
        raise WorldError(f"{FILE}: {error}") from None
    for name, effect in (("support", held.support), ("withdrawal", held.withdrawal)):
        implied = effect.implied()
        if max(abs(implied.mean - effect.prior.mean), abs(implied.sd - effect.prior.sd)) > 0.002:
            raise WorldError(f"{FILE}: {name}.prior is {effect.prior}, but the other numbers imply {implied}")
    return held
