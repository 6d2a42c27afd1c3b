"""Priors of the purse that a case's own figures make decisive: what is usable, and who pays for a deficit."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from buttress.case.message import Message, remark
from buttress.case.payments import MINOR_PER_MILLION
from buttress.case.remarks.purse import monthly_gap, usable_reserves
from buttress.world.parameters import Prior, parameters_of

if TYPE_CHECKING:
    from buttress.case import Case


def remarks(case: Case) -> Iterator[Message]:
    """Where a default prior decides whether there are usable reserves, or sells more of them than there are."""
    purse, document = case.facts.purse, case.documents["case.yaml"]
    if purse is None or case.facts.foreign is None or purse.exchange_rate is None:
        return
    priors = {each.name: each.prior for each in parameters_of(case.facts)}
    usable = usable_reserves(case) / MINOR_PER_MILLION
    unusable = 0.0 if purse.reserves_unusable_m is None else float(purse.reserves_unusable_m.value)
    spread = unusable * _spread(priors["reserves_unusable_scale"])
    if spread > usable and unusable > 0:
        text = (
            f"one spread of the prior 'reserves_unusable_scale' is {spread:,.0f}m, and usable reserves are "
            f"{usable:,.0f}m at as_of: the prior decides whether there are any; if a source gives what is usable, "
            "narrow it under 'priors'"
        )
        yield remark("warning", document.name, document.line(("purse", "reserves_unusable_m")), text)
    share, gap = _mean(priors["deficit_fx_share"]), monthly_gap(case)
    sold = share * gap / float(purse.exchange_rate.value)
    if sold > usable and gap > 0:
        text = (
            f"the model meets {share:.0%} of the monthly gap by selling {sold:,.0f}m {purse.foreign_currency} (prior "
            f"'deficit_fx_share'), and usable reserves are {usable:,.0f}m: it sells what is usable, creates money for "
            "most of the rest ('deficit_created_share') and leaves what remains unpaid; if the gap is met at home, "
            "give 'deficit_fx_share' under 'priors'"
        )
        yield remark("warning", document.name, document.line(("purse", "revenue_month_m")), text)


def _spread(prior: Prior) -> float:
    """Half of what lies between one standard deviation below and above, for a ratio round 1."""
    if prior.dist == "lognormal":
        return prior["median"] * math.sinh(prior["sigma"])
    return (prior["high"] - prior["low"]) / math.sqrt(12.0) if prior.dist == "uniform" else 0.0


def _mean(prior: Prior) -> float:
    if prior.dist == "beta":
        return prior["a"] / (prior["a"] + prior["b"])
    return (prior["low"] + prior["high"]) / 2.0 if prior.dist == "uniform" else prior["value"]
