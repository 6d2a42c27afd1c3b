"""The hindcast: the table of campaigns, the simulator's campaigns, the models, both runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from buttress.evaluate.hindcast.campaign_models import (
    CampaignBaseRate,
    CampaignModel,
    Logistic,
    Simulator,
    TaughtSimulator,
)
from buttress.evaluate.hindcast.campaigns import AIDED, KNOWN, LATER, REGIMES, CampaignFiles, campaign_table
from buttress.evaluate.hindcast.simulated_campaigns import simulate
from buttress.evaluate.hindcast.validation import Validation, validate
from buttress.world.history import history

KNOWN_AT_START, LEAKY = "known at the start", "leaky"


def hindcast(
    campaigns: Path,
    leaders: Path,
    population: Path | None = None,
    polity: Path | None = None,
    regimes: Path | None = None,
    *,
    within: int = 365,
    folds: int = 10,
    repeats: int = 20,
    draws: int = 1000,
    seed: int = 0,
    progress: Callable[[str, int, int], None] | None = None,
) -> dict[str, Validation]:
    """Validations by run: with what is known at the start, and with what is known only afterwards as well.

    Of foreign aid to the regime the last model of the leaky run takes what the panel of contests says of support.
    """
    table = campaign_table(CampaignFiles(campaigns, leaders, population, polity, regimes), within)
    simulated = simulate(draws, within, seed)
    start = (*KNOWN, *REGIMES)
    support = history().support.prior
    runs: dict[str, list[CampaignModel]] = {
        KNOWN_AT_START: [
            CampaignBaseRate(),
            Logistic(start),
            Simulator(simulated),
            TaughtSimulator(simulated, covariates=start),
        ],
        LEAKY: [
            CampaignBaseRate(),
            Logistic((*start, *LATER)),
            Simulator(simulated, leaky=True),
            TaughtSimulator(simulated, leaky=True, covariates=(*start, AIDED)),
            TaughtSimulator(
                simulated,
                leaky=True,
                covariates=(*start, AIDED),
                name="simulator_history",
                learned={AIDED: (support.mean, support.sd)},
            ),
        ],
    }
    validations = {}
    for label, models in runs.items():
        report = None if progress is None else (lambda done, total, stage=label: progress(stage, done, total))
        validations[label] = validate(table, models, folds, repeats, seed, report)
    return validations
