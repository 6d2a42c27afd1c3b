"""How the two effects move with each choice of coding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from studies.history.campaigns import CampaignCounts
from studies.history.choices import Choices
from studies.history.model import HazardModel
from studies.history.panel import PanelAct, PanelContest
from studies.history.posterior import Coefficients, approximate
from studies.history.risk import risk_rows
from studies.history.selection import select


@dataclass(frozen=True)
class Sources:
    """What the reader brought: the panel, and counts of campaigns by the name of the choice `campaigns`."""

    contests: Sequence[PanelContest]
    acts: Sequence[PanelAct]
    campaigns: dict[str, CampaignCounts | None]

    def model(self, choices: Choices) -> HazardModel:
        """The model under the choices."""
        return HazardModel(
            risk_rows(select(self.contests, self.acts, choices), choices), self.campaigns[choices.campaigns]
        )


@dataclass(frozen=True)
class Moved:
    """An answer under one reading."""

    label: str
    contests: int
    acts: int
    falls: int
    fit: Coefficients


def moved(sources: Sources, readings: Sequence[tuple[str, Choices]], seed: int) -> list[Moved]:
    """An answer a reading, by the normal at the mode."""
    answers = []
    for label, choices in readings:
        selected = select(sources.contests, sources.acts, choices)
        model = HazardModel(risk_rows(selected, choices), sources.campaigns[choices.campaigns])
        contests = len({span.contest for span in selected.spans})
        sided = [act for act in selected.acts if act.side != "neutral"]
        fit = approximate(model, seed, 20_000)
        answers.append(Moved(label, contests, len(sided), int(model.rows.fell.sum()), fit))
    return answers
