"""How good past forecasts of a target were, in counts that need no statistics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from buttress.evaluate.score_table import OURS
from buttress.evaluate.target_scores import TargetScores

SHARE = 80


@dataclass(frozen=True)
class TrackRecord:
    """Of `weeks` forecasts one week ahead: in how many the number lay within the 80 % interval (`held`), and in how
    many the forecast was nearer to it, by CRPS, than last week's number again (`nearer`). `crps` and `crps_last` are
    the means of the two.
    """

    target: str
    weeks: int
    held: int
    nearer: int
    crps: float
    crps_last: float

    @classmethod
    def of(cls, scores: TargetScores) -> TrackRecord:
        """Of a target's scores by `buttress` and `persistence`."""
        ours, last = scores.scores[OURS], scores.scores["persistence"]
        held, nearer = int(ours.inside[SHARE].sum()), int(np.count_nonzero(ours.crps < last.crps))
        return cls(scores.target, len(ours.crps), held, nearer, float(ours.crps.mean()), float(last.crps.mean()))


def track_records(scores: Sequence[TargetScores]) -> list[TrackRecord]:
    """Of each target with a week that was judged."""
    return [TrackRecord.of(one) for one in scores if len(one.weeks)]
