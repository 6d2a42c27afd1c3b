"""Sentences below the tables: the patron's two readings, parameters, forecasts, assumed numbers, verdicts."""

from __future__ import annotations

from buttress.brief import formats
from buttress.brief.content import BriefData


def readings(data: BriefData) -> str:
    """Where a patron who responds gives another answer than the script, or that none was run."""
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
    nothing = ""
    if data.effects:
        first = data.effects[0]
        nothing = (
            f" Practically nothing: within {100 * first.tenure.nothing:.0f} points of the chance of being in office at "
            f"{data.tenure_days} days, within {formats.people(first.turnout.nothing)} people of the mean crowd "
            f"({data.occasion}) of the next 8 weeks. Words beside the bars go by the "
            "interval, widened to the Monte-Carlo error: lengthens, raises = beyond practically nothing; does not "
            "lengthen, does not raise = that side ruled out, the other open; no detectable effect = both ruled out; "
            "where a claim asks for it, the second look has to agree."
        )
    return (
        "Verdict: the 95 % interval lies wholly inside (✓ supported) or outside (✕ contradicted) what the claim says, "
        "under the priors and again with the spreads concerned halved and doubled; else it is ? undetermined. Basis: "
        "evidence = the reports narrowed what it rests on; prior = they did not; structure = a rule contains it."
        f"{nothing}"
    )
