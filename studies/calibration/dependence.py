"""How far ranks spread where nothing is wrong: draws of one fit are dependent, and ranks among them spread further.

Ranks are uniform among independent draws; those of a fit come from a few chains, and its mean misses that of the
posterior by more than their number says. Fits of the same reports that share nothing aim at one posterior, right or
wrong. So draws of the others are ranked among those of each, as truths are: the spread of these ranks is what that of
truths is held against. (Talts et al. 2018, section 5.1, thin the draws instead, to one or two a chain here.)
"""

from __future__ import annotations

import numpy as np

from buttress.arrays import Ints
from studies.calibration.trial import RANKED, Trials
from studies.calibration.uniformity import spread

#: Fits of the case's own reports.
FITS = 6


def ranks_of_draws(trials: Trials, fits: int = FITS) -> Ints:
    """Ranks (fits, draws of the others, quantities) of other fits' draws among `RANKED` draws of each fit."""
    found = [trials.posterior(number) for number in range(fits)]
    out = []
    for k, own in enumerate(found):
        kept, others = np.sort(own[:RANKED], axis=0), np.concatenate([*found[:k], *found[k + 1 :]])
        out.append([np.searchsorted(among, drawn) for among, drawn in zip(kept.T, others.T, strict=True)])
    return np.array(out, dtype=np.int64).swapaxes(1, 2)


def expected_spread(ranks: Ints) -> tuple[float, float]:
    """Mean over fits of how far ranks (fits, draws, quantities) spread, and its standard error."""
    by_fit = [spread(each)[0] for each in ranks]
    return float(np.mean(by_fit)), float(np.std(by_fit, ddof=1) / np.sqrt(len(by_fit)))
