"""The table of draws and measures: the same numbers as the mean field's, by date too."""

from pathlib import Path

import numpy as np
import pytest

from buttress.case import Case, load
from buttress.experiment.mean_field import MeanField
from buttress.experiment.weighted_draws import WeightedDraws
from buttress.explore.answer import Answer
from buttress.explore.groups import PAST_DAYS, groups_of, words_of
from buttress.explore.measure_table import measure_table, weeks_after
from buttress.infer.prior import JointPrior, prior_draws
from buttress.world.parameters import mechanisms, parameters_of

BELARUS = Path(__file__).resolve().parents[2] / "cases" / "belarus-2020"


@pytest.fixture(scope="module")
def case() -> Case:
    return load(BELARUS)


def test_levels_effects_and_dates(case: Case) -> None:
    prior, draws = JointPrior.of(case), prior_draws(case, 6)
    level, effect = Answer("tenure_90"), Answer("turnout_8w", "neither")
    claim = Answer.of_claim(next(claim for claim in case.claims if claim.id == "support_prolongs_tenure"))
    field = MeanField(case)
    table = measure_table(field, WeightedDraws.equal(draws), prior, [level, effect, claim], days=(30, 90))
    plain = field.measures(
        {"baseline": ["tenure_30", "tenure_90", "turnout_8w"], "neither": ["tenure_90", "turnout_8w"]}, draws
    )
    assert np.array_equal(table.values(level), plain["baseline", "tenure_90"])
    assert np.allclose(table.values(level, 90), plain["baseline", "tenure_90"], rtol=1e-12)
    assert np.allclose(table.values(level, 30), plain["baseline", "tenure_30"], rtol=1e-12)
    ratio = np.log((plain["neither", "turnout_8w"] + 1) / (plain["baseline", "turnout_8w"] + 1))
    assert np.allclose(table.values(effect), ratio)
    assert np.allclose(table.values(claim), plain["neither", "tenure_90"] - plain["baseline", "tenure_90"])
    assert table.places.shape == (6, len(prior))
    assert weeks_after(field)[:2] == (7, 14)


def test_every_mechanism_has_words_and_every_parameter_a_group(case: Case) -> None:
    assert all(words_of(name) for name in mechanisms())
    parameters = parameters_of(case.facts)
    groups = groups_of(parameters, ["turnout:day"])
    assert sorted(name for group in groups[:-1] for name in group.members) == sorted(each.name for each in parameters)
    assert groups[-1].name == PAST_DAYS
    assert groups[-1].shown == ()
    policing = next(group for group in groups if group.name == "policing")
    assert policing.members
    assert policing.shown == ()
