"""Whether the fit finds effects that are known: coverage of its intervals over simulated panels."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from buttress.arrays import Floats
from buttress.world.history import SelectionBias
from studies.history.campaigns import OWN_BIAS_SD, CampaignCounts
from studies.history.choices import Choices
from studies.history.model import HazardModel
from studies.history.posterior import Coefficients, approximate, sample
from studies.history.risk import SIDES, risk_rows
from studies.history.selection import Selected
from studies.history.shipped import BIAS
from studies.history.simulate import HiddenSelection, PanelPace, simulated, simulated_campaigns

LEVELS = (0.5, 0.8, 0.95)


@dataclass(frozen=True)
class KnownPanels:
    """What panels are simulated from: the real selection, a posterior for all but the effects, the choices.

    The level of the log hazard is `raised` above the posterior's.
    """

    selected: Selected
    campaigns: CampaignCounts | None
    posterior: Coefficients
    choices: Choices
    raised: float = 0.0

    def anchored(self, falls: int, seed: int, panels: int = 40) -> KnownPanels:
        """The same, the level raised so that about as many incumbents fall as did: effects drawn round zero make fewer
        falls than the real ones."""
        known = self
        for turn in range(2):
            rngs = (np.random.default_rng([seed, turn, number]) for number in range(panels))
            mean = float(np.mean([known.panel(rng, None)[1].rows.fell.sum() for rng in rngs]))
            known = replace(known, raised=known.raised + float(np.log(falls / mean)))
        return known

    def panel(self, rng: np.random.Generator, hidden: HiddenSelection | None) -> tuple[dict[str, float], HazardModel]:
        """A truth, and the model of a panel simulated from it: the effects and kinds from their priors, the rest from
        the posterior."""
        drawn = self.posterior.b[rng.integers(len(self.posterior.b))]
        truth = dict(zip(self.posterior.columns, drawn[: len(self.posterior.columns)], strict=True))
        for name in truth:
            if name.split("_")[0] in SIDES:
                spread = self.choices.effect_sd if name in SIDES else self.choices.deviation_sd
                truth[name] = rng.normal(0.0, spread)
        truth["level"] += self.raised
        if hidden is not None:
            hidden = replace(hidden, support_pull=rng.normal(0.0, hidden.withdrawal_pull))
        panel = simulated(self.selected, PanelPace.of(self.selected), truth, self.choices, rng, hidden)
        campaigns = None
        if self.campaigns is not None:
            bias = rng.normal(0.0, OWN_BIAS_SD)
            campaigns = simulated_campaigns(self.campaigns, truth["support"], drawn[-2], bias, rng)
        return truth, HazardModel(risk_rows(panel, self.choices), campaigns)


@dataclass(frozen=True)
class Recovered:
    """Over panels: truth, posterior mean and sd of each effect, (panels, sides); falls, (panels,)."""

    truth: Floats
    mean: Floats
    sd: Floats
    falls: Floats

    def coverage(self, side: int, level: float) -> float:
        """Share of normal intervals of a level that hold the truth."""
        return float(self._inside(side, level, self.mean[:, side], self.sd[:, side]).mean())

    def coverage_with_bias(self, side: int, level: float, factor: float) -> float:
        """The same with the bias of selection added, its sd times a factor."""
        bias: SelectionBias = BIAS[SIDES[side]]
        shift, variance = bias.moments(factor)
        spread = np.sqrt(self.sd[:, side] ** 2 + variance)
        return float(self._inside(side, level, self.mean[:, side] + shift, spread).mean())

    def error(self, side: int) -> float:
        """Mean of posterior mean less truth."""
        return float((self.mean - self.truth)[:, side].mean())

    def _inside(self, side: int, level: float, mean: Floats, sd: Floats) -> Floats:
        from scipy import stats

        return np.abs(self.truth[:, side] - mean) < stats.norm.ppf((1 + level) / 2) * sd


def recover(known: KnownPanels, panels: int, seed: int, hidden: HiddenSelection | None = None) -> Recovered:
    """Fit so many simulated panels by the normal at the mode."""
    rows = []
    for number in range(panels):
        truth, model = known.panel(np.random.default_rng([seed, number]), hidden)
        fit = approximate(model, number, 4000)
        rows.append([(truth[side], fit.of(side).mean(), fit.of(side).std(), model.rows.fell.sum()) for side in SIDES])
    found = np.array(rows)
    return Recovered(found[..., 0], found[..., 1], found[..., 2], found[:, 0, 3])


def agreement(models: list[HazardModel], seed: int) -> Floats:
    """Sampler against the normal at the mode, a row a model: for each side the shift of the mean in sd, and the ratio
    of sd; (models, sides, 2)."""
    rows = []
    for number, model in enumerate(models):
        exact, quick = sample(model, seed + number), approximate(model, seed + number, 20_000)
        rows.append(
            [
                ((quick.of(side).mean() - exact.of(side).mean()) / exact.of(side).std(),
                 quick.of(side).std() / exact.of(side).std())
                for side in SIDES
            ]
        )  # fmt: skip
    return np.array(rows)
