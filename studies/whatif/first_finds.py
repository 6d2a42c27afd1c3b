"""What to find out first for each claim: the evidence, and the mechanism, that would narrow its answer most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from buttress.case import Case, Claim
from buttress.experiment.claims.shares import first_of
from buttress.experiment.weighted_draws import WeightedDraws
from buttress.explore.answer import Answer
from buttress.explore.error import ExploreError
from buttress.explore.groups import groups_of
from buttress.explore.measure_table import measure_table
from buttress.explore.value.worth import Finding, worth
from buttress.infer.posterior import Posterior
from buttress.infer.prior import JointPrior
from buttress.pipeline.kept_mean_field import KeptMeanField
from buttress.pipeline.posterior import DRAWS
from buttress.pipeline.voi import unit_of
from buttress.world.parameters import parameters_of

NOTHING = "nothing beyond chance"


@dataclass(frozen=True)
class FirstFinds:
    """In words with the share by which the 95 % interval shrinks: of evidence to collect, of a mechanism if known."""

    collect: str
    know: str


def first_finds(case: Case, claims: Sequence[Claim], posterior: Posterior, workers: int) -> dict[str, FirstFinds]:
    """By id of the claim; the draws are run once for all. Mechanisms are told, not their parameters one by one."""
    answers = {claim.id: Answer.of_claim(claim, case.titles) for claim in claims}
    draws = WeightedDraws.equal(first_of(posterior.draws, DRAWS))
    table = measure_table(KeptMeanField(case, workers), draws, JointPrior.of(case), answers.values())
    groups = [replace(group, shown=()) for group in groups_of(parameters_of(case.facts), table.nation_shocks)]
    found = {}
    for name, answer in answers.items():
        try:
            ranked = worth(case, table, answer, groups, unit_of(answer), case.facts.seed).findings
        except ExploreError as refusal:
            found[name] = FirstFinds(str(refusal), "")
            continue
        found[name] = FirstFinds(_first(ranked, "collect"), _first(ranked, "know group"))
    return found


def _first(ranked: Sequence[Finding], kind: str) -> str:
    """The most narrowing of a kind, where it narrows beyond chance."""
    first = next((finding for finding in ranked if finding.kind == kind and finding.gain.likely), None)
    if first is None:
        return NOTHING
    return f"{first.what}: by {100 * first.gain.shrinks_by:.0f} % (standard error {100 * first.gain.mc_se:.0f})"
