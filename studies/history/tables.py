"""The tables of the study."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from buttress.arrays import Floats
from studies.history.campaigns import CampaignCounts
from studies.history.conduct import Ended, WeeksAtRisk
from studies.history.posterior import Coefficients
from studies.history.recovery import LEVELS, Recovered
from studies.history.risk import SIDES
from studies.history.scores import RIVALS, LeftOut, auc_interval, difference
from studies.history.selection import KINDS
from studies.history.sensitivity import Moved
from studies.history.shipped import BIAS, TRANSPORT_SD, SideNumbers
from studies.results import StudyTable

FACTORS = {"halved": 0.5, "stated": 1.0, "doubled": 2.0}


def learned_table(sides: Sequence[SideNumbers]) -> StudyTable:
    """Both effects, and the priors that follow."""
    rows = []
    for side in sides:
        priors = [f"{mean:+.3f} ± {sd:.3f}" for mean, sd in map(side.prior, FACTORS.values())]
        mean, error = side.effect
        rows.append([side.name, f"{mean:.3f}", f"{error:.3f}", *map(str, side.counts), *priors])
    form = "; ".join(f"{name}: {bias.form.replace('_', ' ')}, sd {bias.sd:g}" for name, bias in BIAS.items())
    return StudyTable(
        "learned",
        "What was learned, and the prior of a new contest",
        ("effect", "log hazard ratio", "error", "acts", "contests", *(f"prior, bias {name}" for name in FACTORS)),
        rows,
        f"An act just made against none. Bias ({form}) and what differs between contests (sd {TRANSPORT_SD:g}) are "
        "assumed.",
    )


def kinds_table(sides: Sequence[SideNumbers]) -> StudyTable:
    """Deviations by kind."""
    rows = [
        [side.name, kind, f"{side.deviations[kind][0]:.3f}", f"{side.deviations[kind][1]:.3f}",
         *map(str, side.by_kind[kind])]
        for side in sides
        for kind in KINDS
    ]  # fmt: skip
    return StudyTable(
        "kinds",
        "Kinds of acts, as deviations from the common effect",
        ("effect", "kind", "deviation", "error", "acts", "contests"),
        rows,
        "Prior of each: N(0, 0.2). An error near 0.2 says that the panel can't tell.",
    )


def coefficients_table(fit: Coefficients) -> StudyTable:
    """All coefficients."""
    rows = [
        [name.replace("_", " "), f"{fit.of(name).mean():+.2f}", f"{fit.of(name).std():.2f}"] for name in fit.columns
    ]
    return StudyTable("coefficients", "All coefficients of the hazard", ("coefficient", "mean", "sd"), rows)


def ends_table(ends: Iterable[Ended]) -> StudyTable:
    """Contests by conduct."""
    rows = [[one.conduct, str(one.contests), str(one.fell), str(one.contests - one.fell)] for one in ends]
    return StudyTable(
        "ends",
        "What backers did while a contest lasted, and how it ended",
        ("backer", "contests", "fell", "stayed"),
        rows,
        "No effect can be read from this table: the longer a contest, the more acts it sees.",
    )


def weeks_table(weeks: Iterable[WeeksAtRisk]) -> StudyTable:
    """Weeks at risk by exposure."""
    rows = [
        [one.state, str(one.steps), str(one.falls), f"{100 * one.falls / one.steps:.1f}",
         f"{one.low:.1f} to {one.high:.1f}"]
        for one in weeks
        if one.steps
    ]  # fmt: skip
    return StudyTable(
        "weeks",
        "Weeks at risk by what the 90 days before had seen",
        ("acts before", "weeks", "falls", "falls a 100 weeks", "95 %"),
        rows,
    )


def left_out_table(left_out: Mapping[str, int], acts: int) -> StudyTable:
    """Acts left out by reason."""
    rows = [[reason, str(count)] for reason, count in sorted(left_out.items(), key=lambda pair: -pair[1])]
    return StudyTable("left_out", "Acts left out", ("reason", "acts"), rows, f"Acts that count: {acts}.")


def campaigns_table(counts: Mapping[str, CampaignCounts | None]) -> StudyTable:
    """NAVCO's contrast, all and apart."""
    rows = []
    labels = {"all": "all", "apart": "those that the panel does not hold"}
    for name, label in labels.items():
        held = counts[name]
        if held is not None:
            ratio, error = held.contrast()
            cells = [f"{won} of {number}" for won, number in (held.aided, held.unaided)]
            rows.append([label, *cells, f"{ratio:+.2f} ± {error:.2f}"])
    return StudyTable(
        "campaigns",
        "NAVCO 1.2: won within 180 days, by foreign aid to the regime",
        ("campaigns", "aided", "not aided", "log ratio of hazards"),
        rows,
        "Confounded: aid is a mark of the whole campaign. A contest of both sets counts once, in the panel.",
    )


def sensitivity_table(answers: Sequence[Moved]) -> StudyTable:
    """The effects by reading."""
    rows = []
    for one in answers:
        cells = [_mean_sd(one.fit.of(side)) for side in SIDES]
        third = [_mean_sd(one.fit.of(name)) for name in ("together", "neutral") if name in one.fit.columns]
        rows.append([one.label, str(one.contests), str(one.acts), str(one.falls), *cells, "".join(third)])
    return StudyTable(
        "sensitivity",
        "How each choice of coding moves the answer",
        ("reading", "contests", "acts", "falls", *SIDES, "beside"),
        rows,
        "Log hazard ratios, mean ± sd; one choice moved at a time. Neutral acts of the "
        "backer and acts of other powers are negative controls: they should do little, and what they seem to do is "
        "selection.",
    )


def sampler_table(fits: Sequence[Coefficients], rhat: Mapping[str, float], apart: Floats) -> StudyTable:
    """Independent fits of the sampler, and the normal at the mode beside it."""
    rows = [
        [side, *(f"{fit.of(side).mean():+.3f} ± {fit.of(side).std():.3f}" for fit in fits), f"{rhat[side]:.3f}"]
        for side in SIDES
    ]
    shift, ratio = np.abs(apart[..., 0]).max(), apart[..., 1]
    return StudyTable(
        "sampler",
        "Independent fits by the sampler",
        ("effect", *(f"fit {number}" for number, _ in enumerate(fits, 1)), "R-hat"),
        rows,
        f"The normal at the posterior's mode, by which the tables of sensitivity, recovery and scores are made, "
        f"against the sampler on the panel and on {len(apart) - 1} simulated ones: means differ by at most "
        f"{shift:.2f} sd, sds by factors of {ratio.min():.2f} to {ratio.max():.2f}.",
    )


def recovery_table(found: Mapping[str, Recovered]) -> StudyTable:
    """Coverage of intervals over simulated panels."""
    rows = []
    for label, one in found.items():
        for number, side in enumerate(SIDES):
            plain = [f"{one.coverage(number, level):.3f}" for level in LEVELS]
            biased = [f"{one.coverage_with_bias(number, 0.8, factor):.3f}" for factor in FACTORS.values()]
            rows.append([label, side, str(len(one.truth)), *plain, f"{one.error(number):+.2f}", *biased])
    heads = [*(f"{100 * level:.0f} %" for level in LEVELS), "mean error"]
    return StudyTable(
        "recovery",
        "Known effects in simulated panels: share of intervals that hold them",
        ("selection", "effect", "panels", *heads, *(f"80 %, bias {name}" for name in FACTORS)),
        rows,
        "Same contests, acts at the real pace, effects drawn from N(0, 1). Selection that is seen: backers leave whom "
        "what is known at the start endangers. Hidden: a danger that no column knows of (sd 0.8) raises the hazard and "
        "the rate of withdrawals (support's with either sign), and two of five acts are missing where the incumbent "
        "stayed. Falls in a panel: "
        + ", ".join(f"{one.falls.mean():.0f} ± {one.falls.std():.0f} ({label})" for label, one in found.items())
        + ".",
    )


def scores_table(results: Sequence[LeftOut]) -> StudyTable:
    """Scores of P(in office), each contest left out in turn."""
    rows = []
    for one in results:
        weights = one.resampled()
        brier, log_score = one.brier(), one.log_score()
        for number, rival in enumerate(RIVALS):
            cells = [f"{one.origin}", f"{one.days}", f"{one.stayed.sum()} of {len(one.stayed)}", rival]
            for values in (brier, log_score):
                mean, low, high = difference(values, number, weights)
                cells += [f"{values[number].mean():.3f}", f"{mean:+.3f} ({low:+.3f} to {high:+.3f})" if number else ""]
            low, high = auc_interval(one, number, weights[:1000]) if number else (0.0, 0.0)
            rows.append([*cells, f"{one.auc(number):.2f} ({low:.2f} to {high:.2f})" if number else ""])
    return StudyTable(
        "scores",
        "P(in office), each contest left out in turn",
        ("from day", "days ahead", "stayed", "model", "Brier", "less base rate (95 %)", "log score",
         "less base rate (95 %)", "AUC (95 %)"),
        rows,
        "Lower Brier and log scores are better. From the trigger only years in office, a backer and the Soviet bloc "
        "are known; from day 28 the acts before it too. Intervals by resampling contests.",
    )  # fmt: skip


def _mean_sd(values: Floats) -> str:
    return f"{values.mean():+.2f} ± {values.std():.2f}"
