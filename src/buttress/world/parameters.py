"""The model's parameters, read from `parameters.yaml`: unit, mechanism, neutral value, prior, source.

A `family` parameter has one member a calendar occasion (`occasion_log_odds_sunday_march`) or a rung of the patron's
ladder (`patron_cost_money`); members share the family's prior unless the case overrides one. `needs` names the parts of
a case (its patron, contender, purse, pillars) without which a parameter moves nothing: a case that leaves one of them
out has no such parameter.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from buttress.parsed_yaml import parsed
from buttress.world.codes import RUNGS
from buttress.world.error import WorldError
from buttress.world.history import LearnedEffect, history

if TYPE_CHECKING:
    from buttress.case.schema import Facts


@dataclass(frozen=True)
class Prior:
    """A distribution by its usual arguments: `dist` and the numbers that go with it."""

    dist: str
    args: tuple[tuple[str, float], ...]

    def __getitem__(self, name: str) -> float:
        return dict(self.args)[name]


@dataclass(frozen=True)
class Parameter:
    """One uncertain number of the model.

    `family` is the column that holds it: its own name, or the family's name for members of one.
    `origin`: a source, or why it is assumed. `learned`: the prior that other contests give, where they speak of it; the
    plain `prior` is the one without them. `words` is a sentence that says what a value means, with one place for it
    (`explore/discovery/sentence.py` has the forms); empty for how police, units and pay respond, of which no single
    value is told.
    """

    name: str
    family: str
    mechanism: str
    unit: str
    neutral: float
    prior: Prior
    origin: str
    assumed: bool
    doc: str
    learned: Prior | None = None
    needs: tuple[str, ...] = ()
    words: str = ""

    @property
    def member(self) -> str:
        """What a member of a family is of, in words; empty for others."""
        return self.name.removeprefix(self.family).replace("_", " ").strip()


@cache
def _registry() -> dict[str, dict[str, Any]]:
    loaded: dict[str, dict[str, Any]] = parsed(Path(__file__).with_name("parameters.yaml"))
    return loaded


def mechanisms() -> tuple[str, ...]:
    """All mechanisms that can be switched off, in the registry's order."""
    return tuple(dict.fromkeys(entry["mechanism"] for entry in _registry().values()))


@cache
def families() -> dict[str, str]:
    """Family columns and what their members are: `occasion` or `rung`."""
    return {name: entry["family"] for name, entry in _registry().items() if "family" in entry}


def parameters(
    occasions: Sequence[str],
    overrides: Mapping[str, Any] | None = None,
    *,
    spread: Mapping[str, float] | None = None,
    bias_factor: float = 1.0,
    off: Collection[str] = (),
) -> tuple[Parameter, ...]:
    """All parameters of a case with the given calendar ids that leaves the parts `off` out; `overrides` are the case's
    priors by name; one takes the place of what other contests give, too.

    `spread` has factors on the spreads of plain priors from which other contests have taught: what they leave open
    widens with them, `prior` itself does not. `bias_factor` is on the bias of their selection. Raises WorldError for an
    override of an unknown name, or of one that needs a part which is off.
    """
    entire = _entire(tuple(occasions), frozenset((spread or {}).items()), bias_factor)
    out = [parameter for parameter in entire if not set(parameter.needs) & set(off)]
    known = {parameter.name: index for index, parameter in enumerate(out)}
    for name, given in (overrides or {}).items():
        if name not in known:
            lacking = [part for each in entire if each.name == name for part in each.needs if part in off]
            near = get_close_matches(name, known, 1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise WorldError(
                f"priors: {name!r} needs the {lacking[0]}, which the case leaves out"
                if lacking
                else f"priors: unknown parameter {name!r}{hint}"
            )
        out[known[name]] = _overridden(out[known[name]], given)
    return tuple(out)


def parameters_of(
    facts: Facts, *, spread: Mapping[str, float] | None = None, bias_factor: float = 1.0
) -> tuple[Parameter, ...]:
    """The parameters of a case, with its own priors and without those of the parts that it leaves out."""
    occasions = [kind.id for kind in facts.calendar]
    return parameters(occasions, facts.priors, spread=spread, bias_factor=bias_factor, off=facts.off)


def parameters_off(occasions: Sequence[str], off: Collection[str]) -> tuple[Parameter, ...]:
    """The parameters that a case without the parts `off` does not have; each stands at its neutral value."""
    return tuple(each for each in _entire(tuple(occasions), frozenset(), 1.0) if set(each.needs) & set(off))


@lru_cache(64)  # each world that is built asks twice
def _entire(occasions: tuple[str, ...], spread: frozenset[tuple[str, float]], bias: float) -> tuple[Parameter, ...]:
    """Every parameter of the registry, with each member of a family; the factors on their spreads as pairs."""
    members, factors = {"occasion": occasions, "rung": RUNGS}, dict(spread)
    out: list[Parameter] = []
    for name, entry in _registry().items():
        names = [f"{name}_{member}" for member in members[entry["family"]]] if "family" in entry else [name]
        out.extend(_parameter(each, name, entry, factors.get(each, 1.0), bias) for each in names)
    return tuple(out)


def _parameter(name: str, family: str, entry: dict[str, Any], factor: float, bias_factor: float) -> Parameter:
    return Parameter(
        name=name,
        family=family,
        mechanism=entry["mechanism"],
        unit=entry["unit"],
        neutral=float(entry["neutral"]),
        prior=_prior(entry["prior"]),
        origin=entry.get("source") or entry["assumed"],
        assumed="assumed" in entry,
        doc=entry["doc"],
        learned=_learned(entry, factor, bias_factor) if "learned" in entry else None,
        needs=tuple(entry.get("needs", ())),
        words=entry.get("words", ""),
    )


def _prior(given: Mapping[str, Any]) -> Prior:
    numbers = tuple((key, float(value)) for key, value in given.items() if key != "dist")
    return Prior(str(given["dist"]), numbers)


def _learned(entry: Mapping[str, Any], factor: float, bias_factor: float) -> Prior:
    """A prior of `history.yaml` by its place there: `support`, `withdrawal.deviations.money`.

    With `base`, `slope` and `rest` it is that of a coefficient whose total effect has the learned distribution:
    total = base + slope x coefficient + N(0, rest^2), the rest on paths of its own (`studies/history/total.py`).
    """
    given = entry["learned"]
    paths: Mapping[str, Any] = {"of": given} if isinstance(given, str) else given
    node: Any = history()
    for part in paths["of"].split("."):
        node = getattr(node, part)
    prior_sd = float(entry["prior"].get("sd", 1.0))
    if isinstance(node, LearnedEffect):
        plain = factor == bias_factor == 1.0
        held = node.prior if plain else node.implied(bias_factor, prior_sd=prior_sd, factor=factor)
    else:
        held = node.under_wider(prior_sd, factor)
    base, slope, rest = (float(paths.get(name, start)) for name, start in (("base", 0), ("slope", 1), ("rest", 0)))
    sd = math.sqrt(held.sd**2 - rest**2) / slope
    return Prior("normal", (("mean", (held.mean - base) / slope), ("sd", sd)))


SUPPORT = {"normal": (-math.inf, math.inf), "lognormal": (0.0, math.inf), "beta": (0.0, 1.0)}
"""Where the values of a distribution lie. A parameter keeps to the range of its default prior."""


def _in_range(parameter: Parameter, prior: Prior) -> None:
    """Raises WorldError for a prior that reaches where the parameter has no meaning; its off value is always one."""
    low, high = SUPPORT[parameter.prior.dist]
    ends = {"uniform": ("low", "high"), "fixed": ("value", "value")}.get(prior.dist)
    least, most = (prior[ends[0]], prior[ends[1]]) if ends else SUPPORT[prior.dist]
    below = least < low or (least == low and ends is not None and math.isinf(high) and parameter.neutral != 0.0)
    if below or most > high:
        said = "above 0" if math.isinf(high) else "between 0 and 1"
        raise WorldError(f"priors: {parameter.name} is a number {said}; {prior.dist} reaches beyond")


def _overridden(parameter: Parameter, given: Any) -> Parameter:
    entry = given.model_dump(exclude_none=True)
    origin = entry.pop("source", None)
    assumed = entry.pop("assumed", None)
    entry.pop("note", None)
    prior = _prior(entry)
    _in_range(parameter, prior)
    changes = {"prior": prior, "origin": origin or assumed, "assumed": origin is None, "learned": None}
    return Parameter(**{**parameter.__dict__, **changes})
