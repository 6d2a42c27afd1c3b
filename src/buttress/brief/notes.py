"""Sentences below the tables: the patron's two readings, parameters, forecasts, assumed numbers, verdicts."""

from __future__ import annotations

from buttress.brief.content import BriefData
from buttress.brief.formats import sentence_case
from buttress.brief.outcome import region
from buttress.brief.phrases import CANNOT_TELL, NO_EFFECT, VERDICTS


def readings(data: BriefData) -> str:
    """Where a patron who responds gives another answer than the script, or that none was run."""
    if not data.patron_acts:
        return ""
    if not data.responsive:
        return "The patron acts by the script of what was announced; one who responds to events was not run."
    if data.readings:
        return "Where no row stands, a patron who responds gives the same answer as the script, within both errors."
    return "A patron who responds to events gives the same answers as the script, within both errors."


def unmoved(data: BriefData) -> str:
    """How many parameters the evidence left as wide as before."""
    unknowns = data.unknowns
    if not unknowns.parameters:
        return "No fit was made: every parameter stands at its prior."
    if not unknowns.unmoved:
        return f"The evidence moved each of the {unknowns.parameters} parameters."
    return (
        f"{len(unknowns.unmoved)} of {unknowns.parameters} parameters are as wide after the evidence as before it "
        "(posterior over prior spread above 0.95): what rests on them is prior, not evidence."
    )


def scores(data: BriefData) -> str:
    """How past forecasts did, one week ahead."""
    scored = data.unknowns.scores
    if not scored:
        return (
            "No reporter has spoken of enough weeks yet for past forecasts to be scored: nothing here says how good "
            "last weeks’ forecasts were."
        )
    inside, made = sum(score.held for score in scored), sum(score.forecasts for score in scored)
    return (
        f"One week ahead, by the mobilisation part of the model alone: {inside} of {made} figures lay within their "
        "80 % interval. The error is told against that of the last number again; below 0 the last number did better."
    )


def draws(data: BriefData) -> str:
    """How many draws the pairs of runs use; of a fit, that the errors count them as fewer."""
    made = data.provenance
    used = f"{made.runs:,} pairs use {made.draws:,} draws"
    if not data.unknowns.parameters:
        return f"{used}."
    return f"{used}; draws of a fit resemble each other, so the errors count them as fewer independent ones."


def assumed(data: BriefData) -> str:
    """How many numbers of the case have no source."""
    count = len(data.unknowns.assumed)
    if not count:
        return "Every number of the case has a source."
    return (
        f"{count} {'number of the case has' if count == 1 else 'numbers of the case have'} no source and are assumed."
    )


def verdicts(data: BriefData) -> str:
    """How verdicts and effect words are given, with the bounds of this brief."""
    if not data.claims and not data.effects:
        return ""
    nothing = ""
    if data.effects:
        first = data.effects[0]
        nothing = (
            f" Effects of scenarios: practically nothing is less than {region(first.tenure)} of the chance to be in "
            f"office after {data.tenure_days} days, and less than {region(first.turnout)} of the mean crowd "
            f"({data.occasion}) of the next 8 weeks. Higher, lower, larger, smaller: the whole interval lies beyond, "
            f"its ends moved outwards by their Monte-Carlo errors. {sentence_case(NO_EFFECT)}: all of it lies within. "
            f"Else it {CANNOT_TELL}, as where a claim on the difference is so judged."
        )
    return (
        f"Verdict: ✓ {VERDICTS['supported']}, if the probability of what is said is over 95 %; ✕ "
        f"{VERDICTS['contradicted']}, if it is under 5 %; either only if the evidence moved its odds tenfold, also "
        f"with spreads doubled. Else it ? {CANNOT_TELL}, and leans where the probability is over 80 or under 20 %. "
        "Probabilities are before any evidence → after all; × 2, 4, 8: the spreads it rests on had to be so much wider "
        "for evidence to count. Basis: what alone moved the odds threefold, reports or the history of other contests; "
        f"assumption = neither did; structure = a rule of the model contains it.{nothing}"
    )
