"""Scores of samples against the reported figures; all negatively oriented: less is better.

CRPS on log1p of people and on people; the log score is minus the log density on the log1p scale, of the samples
smoothed by a Gaussian kernel (Silverman's bandwidth, `BANDWIDTH` at least); of a bound it is minus the log probability
of everything within. One part in a hundred lies evenly over `SPAN`, so that one surprise has a finite score.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from buttress.arrays import Flags, Floats

BANDWIDTH = 0.05
"""Least bandwidth, log1p scale: five per cent of a crowd, finer than reporters round."""
SPAN = (0.0, float(np.log1p(1e7)))
STRAY = 0.01
COVERED = (50, 80, 95)
PIT_BINS = 10


@dataclass(frozen=True)
class SampleScores:
    """One number a forecast, (n,) each; `inside` by percentage; `pit` each one's part of the histogram, (n, bins)."""

    crps: Floats
    crps_natural: Floats
    log: Floats
    inside: dict[int, Flags]
    pit: Floats


def score_figures(said: Floats, samples: Floats) -> SampleScores:
    """Scores of figures (n,) under samples (n, m), both in people."""
    logs, log_samples = np.log1p(said), np.log1p(samples)
    return SampleScores(
        crps=_crps(logs, log_samples),
        crps_natural=_crps(said, samples),
        log=_log(logs, log_samples),
        inside={share: _inside(said, samples, share) for share in COVERED},
        pit=_pit(said, samples),
    )


def score_bounds(low: Floats, high: Floats, samples: Floats) -> Floats:
    """Minus the log probability of [low, high], (n,), under samples (n, m), in people; `high` may be infinite."""
    log_samples = np.log1p(samples)
    width = _bandwidth(log_samples)[:, None]
    ends = np.log1p(np.column_stack((low, high)))
    # A bound of nobody is no bound: the kernel's part below zero belongs to it.
    ends[ends[:, 0] == 0.0, 0] = -np.inf
    below = ndtr((ends[:, :1] - log_samples) / width).mean(axis=1)
    within = ndtr((ends[:, 1:] - log_samples) / width).mean(axis=1) - below
    even = np.diff(np.clip(ends, *SPAN), axis=1)[:, 0] / (SPAN[1] - SPAN[0])
    return -np.log((1 - STRAY) * np.maximum(within, 0.0) + STRAY * np.maximum(even, 1e-6))


def _crps(said: Floats, samples: Floats) -> Floats:
    """The CRPS of the samples' empirical distribution, (n,), by its quantile decomposition.

    2 / m^2 sum over i of (x_i - y) (m [y < x_i] - i + 1/2), the samples x in order (Jordan, Krueger & Lerch 2019,
    Journal of Statistical Software 90(12)). scoringrules has the same, but compiles for four seconds when
    imported; the tests hold ours against it.
    """
    x, y = np.sort(samples, axis=-1), said[..., None]
    m = x.shape[-1]
    rank = np.arange(1, m + 1) - 0.5
    below = (x <= y) * rank * (y - x)
    above = (x > y) * (m - rank) * (x - y)
    return np.asarray(2 * (np.sum(below + above, axis=-1) / m**2))


def _log(said: Floats, samples: Floats) -> Floats:
    width = _bandwidth(samples)[:, None]
    m = samples.shape[-1]
    z = (said[..., None] - samples) / width
    kernels = (1.0 / np.sqrt(2.0 * np.pi)) * np.exp(-(z**2) / 2) / width
    with np.errstate(divide="ignore"):  # a figure far from every sample has no density
        log_density = np.log(np.sum(1.0 / m * kernels, axis=-1))
    return -np.log((1 - STRAY) * np.exp(log_density) + STRAY / (SPAN[1] - SPAN[0]))


def _bandwidth(samples: Floats) -> Floats:
    """Silverman's rule of thumb, (n,)."""
    quarter = np.quantile(samples, [0.25, 0.75], axis=1)
    spread = np.minimum(samples.std(axis=1, ddof=1), (quarter[1] - quarter[0]) / 1.34)
    return np.maximum(1.06 * spread * samples.shape[1] ** -0.2, BANDWIDTH)


def _inside(said: Floats, samples: Floats, share: int) -> Flags:
    tail = (1 - share / 100) / 2
    low, high = np.quantile(samples, [tail, 1 - tail], axis=1)
    # A sum of floats may miss an end by a rounding: a figure on the edge is inside.
    edge = 1e-9 * (1.0 + said)
    return (said >= low - edge) & (said <= high + edge)


def _pit(said: Floats, samples: Floats) -> Floats:
    """The non-randomised PIT histogram (Czado, Gneiting & Held 2009, Biometrics 65, 1254-1261): ties spread evenly."""
    at_most = (samples <= said[:, None]).mean(axis=1)
    below = np.minimum((samples < said[:, None]).mean(axis=1), at_most - 1e-9)
    edges = np.linspace(0.0, 1.0, PIT_BINS + 1)
    filled = np.clip((edges[None, :] - below[:, None]) / (at_most - below)[:, None], 0.0, 1.0)
    # Above or below every sample: the outermost bin.
    filled[:, 0], filled[:, -1] = 0.0, 1.0
    return np.diff(filled, axis=1)
