"""The checks of a prior as text and figures: what was asked, what came out, what moves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from buttress.infer.prior import Prior
from studies.base_rates.share import Share
from studies.prior_prediction import prediction as prior
from studies.prior_prediction.figures import figures
from studies.results import of_markdown, write

if TYPE_CHECKING:
    from buttress.case import Case
    from buttress.world import Draws, World

Floats = NDArray[np.float64]

#: Base rates, computed by `python -m studies.base_rates` from NAVCO 1.2, Mass Mobilization and counts of single
#: episodes; docs/explanation/base-rates.md says how and from which files.
WON_LATER = Share("going at day 36, won in the 180 that followed", 23, 111)
WAVES_LOW = Share("waves below a tenth of their peak 26 weeks later", 191, 216)
REPORTED_LOW = Share("the same, of waves with a report then", 38, 63)
LASTING_LOW = Share("the same, of waves still at a quarter of it after 3 to 6 weeks", 29, 34)
EPISODES_LOW = Share("episodes still followed, below a tenth of their peak 26 weeks later", 14, 16)
PEAK_QUANTILES = (0.00012, 0.0010, 0.0040, 0.011, 0.086)
WEEKLY_CHANGE = (-0.18, 0.28)
DETAINED = (0.0036, 0.029)
#: The mechanism of the wave's ebb.
EBB = "wave"
CAUSES = ("collapse", "palace coup", "negotiated exit")
TITLE = "Prior prediction: the tables"
COMMAND = "python -m studies.prior_prediction"


@dataclass(frozen=True)
class Check:
    """One question to the prior: the bar, what came out, whether it passes, and the parameters that move it most."""

    name: str
    bar: str
    found: str
    passed: bool
    drivers: list[tuple[str, float]]


def report(case: Case, world: World, draws: Draws, folder: Path | None) -> str:
    """Markdown of all checks; with a folder, its tables are kept there as results.json beside the figures."""
    from buttress.world import build

    seed = int(case.facts.seed)
    population = float(sum(place.population.value for place in case.facts.places))
    elasticity = prior.elasticity(world, draws, seed)
    predicted = prior.predict(world, draws, seed, population)
    level = prior.predict(build(case, off=frozenset([EBB])), draws, seed, population)
    without = prior.in_office_without(case, draws, seed, prior.RESOLUTION_SWITCHES)
    context = _context(case, predicted, level, elasticity) | {
        "checks": checks(elasticity, predicted, level),
        "all_on": without.pop(""),
        "without": list(without.items()),
    }
    text = _page(context)
    if folder is not None:
        write(
            folder / "results.json", of_markdown(text, TITLE, f"{COMMAND} cases/{case.facts.id}", [_first_lines(text)])
        )
        for name, svg in figures(elasticity, predicted, level, WON_LATER, DETAINED).items():
            (folder / name).write_text(svg, encoding="utf-8")
    return text


def _first_lines(text: str) -> str:
    """The paragraph below the title."""
    return text.split("\n\n")[1]


def checks(elasticity: prior.Elasticity, predicted: prior.Prediction, level: prior.Prediction) -> list[Check]:
    """The bars of the model document and of the base rates, each with what moves it.

    `level` is the same prediction with the wave's ebb off: that paths stay in bounds is a bar for what feeds on itself,
    and the ebb, which comes from outside, has a base rate of its own.
    """

    def moved(outcome: Floats) -> list[tuple[str, float]]:
        known = ~np.isnan(outcome)
        if not known.any() or np.ptp(outcome[known]) == 0.0:
            return []
        return prior.drivers(predicted.names, predicted.values[known], outcome[known], 5)

    end, ebbed, low = level.end_share, predicted.end_share, predicted.below_a_tenth
    few, few_ebbed = (float((share < prior.FEW_OF_ADULTS).mean()) for share in (end, ebbed))
    many, many_ebbed = (float((share > prior.MANY_OF_ADULTS).mean()) for share in (end, ebbed))
    won_low, won_high = WON_LATER.interval
    # Silence is no crowd, or a press that tired: the bar runs from one reading to the other.
    decay_low, decay_high = REPORTED_LOW.interval[0], EPISODES_LOW.interval[1]
    decayed = _mean_known(low)
    peak = np.quantile(predicted.peak_share, (0.25, 0.5, 0.75))
    peak_fits = bool(PEAK_QUANTILES[1] <= peak[1] <= PEAK_QUANTILES[3] and peak[0] <= PEAK_QUANTILES[2] <= peak[2])
    detained = _marks(predicted.detained_share, (0.05, 0.5, 0.95))
    return [
        Check("stability", "at least 95 % of draws with elasticity between -1 and 1",
              f"{100 * elasticity.stable:.1f} %", elasticity.stable >= 0.95, moved(np.abs(elasticity.g))),
        Check("last march small, ebb off", f"under 5 % of paths end below {100 * prior.FEW_OF_ADULTS:g} % of adults",
              f"{100 * few:.1f} %", few < 0.05, moved(-end)),
        Check("last march huge, ebb off", f"under 5 % of paths end above {100 * prior.MANY_OF_ADULTS:g} % of adults",
              f"{100 * many:.1f} %", many < 0.05, moved(end)),
        Check("last march small, ebb on", "the same as with the ebb off",
              f"{100 * few_ebbed:.1f} %", few_ebbed < 0.05, moved(-ebbed)),
        Check("last march huge, ebb on", "the same as with the ebb off",
              f"{100 * many_ebbed:.1f} %", many_ebbed < 0.05, moved(ebbed)),
        Check("tenure", f"P(in office, 180 days) between {1 - won_high:.2f} and {1 - won_low:.2f} "
              f"({WON_LATER.cases - WON_LATER.events} of {WON_LATER.cases})", f"{predicted.in_office:.3f}",
              1 - won_high <= predicted.in_office <= 1 - won_low, moved(predicted.survival[:, -1])),
        Check("decay", f"share of paths below a tenth of their peak half a year later between {decay_low:.2f} and "
              f"{decay_high:.2f} ({REPORTED_LOW.events} of {REPORTED_LOW.cases} to {EPISODES_LOW.events} of "
              f"{EPISODES_LOW.cases})", f"{decayed:.2f}",
              decay_low <= decayed <= decay_high, moved(low)),
        Check("peak", "the prior's median peak inside the middle half of NAVCO's, and the reverse",
              f"median {100 * peak[1]:.2g} % of people, middle half {100 * peak[0]:.2g} to {100 * peak[2]:.2g} %; "
              f"NAVCO {100 * PEAK_QUANTILES[2]:.2g} %, "
              f"{100 * PEAK_QUANTILES[1]:.2g} to {100 * PEAK_QUANTILES[3]:.2g} %",
              peak_fits, moved(predicted.peak_share)),
        Check("detained per participant", f"counted medians {DETAINED[0]} and {DETAINED[1]} inside the prior's 90 %",
              f"{detained[0]:.2g} to {detained[2]:.2g}, median {detained[1]:.2g}",
              bool(detained[0] <= DETAINED[0] and DETAINED[1] <= detained[2]), moved(_own_detained(predicted))),
    ]  # fmt: skip


def _marks(values: Floats, at: Sequence[float]) -> Floats:
    """Quantiles; NaN of nothing (a prior under which nobody comes)."""
    return np.quantile(values, at) if values.size else np.full(len(at), np.nan)


def _mean_known(values: Floats) -> float:
    known = values[~np.isnan(values)]
    return float(known.mean()) if known.size else float("nan")


def _own_detained(predicted: prior.Prediction) -> Floats:
    """Detained over participants in the 8 weeks from the fork on, by draw; NaN without a crowd."""
    weeks = (predicted.days >= predicted.fork) & (predicted.days < predicted.fork + 56)
    crowd = predicted.turnout[:, weeks].sum(axis=1)
    return np.where(crowd > 0, predicted.detained[:, weeks].sum(axis=1) / np.maximum(crowd, 1.0), np.nan)


def _context(
    case: Case, predicted: prior.Prediction, level: prior.Prediction, elasticity: prior.Elasticity
) -> dict[str, Any]:
    """What the page prints of the draws alone."""
    changes, low = predicted.log_changes, predicted.below_a_tenth
    first, end = predicted.first_share, predicted.end_share
    middling = (first >= 0.005) & (first <= 0.05)
    weeks = (predicted.days >= predicted.fork) & (predicted.days < predicted.fork + 56)
    days = [day for day in (30, 90, 180) if day < predicted.survival.shape[1]]
    return {
        "title": case.facts.title,
        "case": case.facts.id,
        "draws": len(predicted.values),
        "digest": prior.digest(Prior.of(case)),
        "kind": elasticity.kind,
        "nudge": prior.NUDGE_LOG_ODDS,
        "echoes": list(elasticity.echo.T),
        "first_share": first,
        "end_share": end,
        "level_share": level.end_share,
        "few": prior.FEW_OF_ADULTS,
        "started_small": float((first < prior.FEW_OF_ADULTS).mean()),
        "small_of_middling": float((end[middling] < prior.FEW_OF_ADULTS).mean()) if middling.any() else float("nan"),
        "tenure_days": ", ".join(map(str, days)),
        "tenure": ", ".join(f"{np.average(predicted.survival[:, day], weights=predicted.weight):.3f}" for day in days),
        "tenure_median": float(np.median(predicted.survival[:, -1])),
        "tenure_rate": 1 - WON_LATER.value,
        "factor": predicted.hazard_factor(1 - WON_LATER.value),
        "causes": _causes(predicted),
        "change_median": float(np.median(changes)),
        "change_sd": float(changes.std()),
        "change_low": float(np.quantile(changes, 0.25)),
        "change_high": float(np.quantile(changes, 0.75)),
        "weekly": WEEKLY_CHANGE,
        "decayed": _mean_known(low),
        "late": int(np.isnan(low).sum()),
        "waves_low": WAVES_LOW,
        "lasting_low": LASTING_LOW,
        "reported_low": REPORTED_LOW,
        "episodes_low": EPISODES_LOW,
        "peak_percent": 100 * predicted.peak_share,
        "peak_quantiles": PEAK_QUANTILES,
        "detained_share": predicted.detained_share,
        "detained_sum": predicted.detained[:, weeks].sum(axis=1),
        "detained": DETAINED,
    }


def _causes(predicted: prior.Prediction) -> list[tuple[str, float, float]]:
    """Each cause, its share of the mean summed hazard, and the median of its share by draw."""
    mean = (predicted.cause * predicted.weight[:, None]).mean(axis=0)
    median = np.median(predicted.cause / predicted.cause.sum(axis=1, keepdims=True), axis=0)
    return list(zip(CAUSES, (mean / mean.sum()).tolist(), median.tolist(), strict=True))


def _quantiles(values: Floats, form: str = "%.2f", at: Sequence[float] = (0.025, 0.25, 0.5, 0.75, 0.975)) -> str:
    return " | ".join(form % value for value in _marks(values, at))


def _page(context: dict[str, Any]) -> str:
    from jinja2 import Environment, StrictUndefined

    source = files("studies.prior_prediction").joinpath("page.md.jinja").read_text(encoding="utf-8")
    # Markdown, not HTML: the title of the case is the only text of a case, and its pipes and marks are harmless here.
    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True)
    environment.filters["quantiles"] = _quantiles
    return environment.from_string(source).render(context)
