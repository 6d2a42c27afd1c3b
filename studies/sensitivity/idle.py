"""Parameters that carry under 1 % of every answer's spread, or of its size, over draws from the priors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from buttress.arrays import Floats
from buttress.case import Case
from buttress.experiment.claims.screening import CUT, LEAST, first_order_shares
from buttress.experiment.mean_field import MeanField
from buttress.experiment.measures import measures_of
from buttress.experiment.weighted_draws import WeightedDraws
from buttress.explore.answer import Answer
from buttress.explore.groups import groups_of
from buttress.explore.measure_table import measure_table
from buttress.infer.prior import JointPrior, prior_draws
from buttress.world.parameters import parameters_of
from studies.results import StudyResults, StudyTable

COMMAND = "python -m studies.sensitivity"


def largest_shares(case: Case, answers: Sequence[Answer], draws: int, workers: int) -> dict[str, float]:
    """Each parameter's largest first-order share in any of the answers or their size."""
    prior = JointPrior.of(case)
    table = measure_table(MeanField(case, workers), WeightedDraws.equal(prior_draws(case, draws)), prior, answers)
    largest = dict.fromkeys(prior.names, 0.0)
    for answer in answers:
        values = table.values(answer)
        if np.isfinite(values).all() and values.std() > 0.0:
            for name, share in _shares(values, table.places, prior.names).items():
                largest[name] = max(largest[name], share)
    return largest


def _shares(values: Floats, places: Floats, names: Sequence[str]) -> Mapping[str, float]:
    cut = np.clip(values, *np.quantile(values, CUT))
    size = np.abs(cut - np.median(cut))
    signed, sized = (first_order_shares(each, places, names) for each in (cut, size))
    return {name: max(signed[name], sized[name]) for name in names}


def report(case: Case, scenarios: Sequence[str], draws: int, workers: int, command: str) -> StudyResults:
    """The list, by mechanism. Parameters of how police, custody and pay respond are counted, not named."""
    headline = [measure.name for measure in measures_of(case.facts.off) if measure.headline]
    answers = [Answer(name, scenario) for scenario in ("baseline", *scenarios) for name in headline]
    largest = largest_shares(case, answers, draws, workers)
    idle = {name for name, share in largest.items() if share < LEAST}
    rows = []
    for group in groups_of(parameters_of(case.facts)):
        found = [name for name in group.members if name in idle]
        named = [name for name in found if name in group.shown]
        more = len(found) - len(named)
        said = [f"`{name}`" for name in named] + ([f"{more} of how police, custody and pay respond"] if more else [])
        if found:
            rows.append([group.words, f"{len(found)} of {len(group.members)}", ", ".join(said)])
    effects = "" if not scenarios else f", and of their differences under {' and '.join(scenarios)}"
    intro = [
        f"Of {len(largest)} parameters {len(idle)} carry under 1 % of the spread of each of {len(headline)} headline "
        f"measures{effects}, over {draws:,} draws from the priors of {case.facts.id}.",
        "A share is first-order, of the answer or of its size, by a cubic judged on draws that it has not seen. What "
        "acts only together with others may hide here; nothing is cut for standing in this list.",
    ]
    table = StudyTable("idle", "By mechanism", ("what is not known", "carry under 1 %", "parameters"), rows)
    return StudyResults("Parameters that carry next to nothing", command, intro, [table])
