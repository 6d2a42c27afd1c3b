"""The hierarchical model of reporters of one crowd, and its Gibbs sampler.

y = x + b + s t, with y a report's log people within its bounds, x the crowd (flat prior), t Student's t of 4 degrees as
in `observe/noise.py`, s the noise of the reporter's kind; a reporter's bias b ~ normal(mu, tau) of its kind. Truth is
known only up to a constant: newsrooms have mu = 0. Priors: mu as published for marches outside the episodes
(`kinds.yaml`), or normal(0, 1); tau ~ half-normal(0.5); log s ~ normal(log 0.3, 0.7). Student's t is a normal with a
gamma precision, so that all but tau and s have closed conditionals (Geweke 1993). Those two move by random walk on the
log, tau once with the biases fixed and once with the biases in units of tau fixed (Yu and Meng 2011); an episode's
crowds and biases also move against each other. Reports that are bounds are drawn within them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import special

from buttress.arrays import Floats, Ints
from buttress.mobilisation.reporter_kind import COUNTING, published
from studies.reporters.crowds import Counts

DEGREES = 4.0
OPEN_MU_SD, TAU_SD, NOISE_MEDIAN, NOISE_SIGMA = 1.0, 0.5, 0.3, 0.7
ANCHOR = COUNTING.index("newsroom")
STEP = 0.5
MOST_WARM = 1000


@dataclass(frozen=True)
class Fit:
    """Posterior draws, first axes (chains, draws): `mu`, `tau`, `noise` by kind, `bias` by reporter."""

    mu: Floats
    tau: Floats
    noise: Floats
    bias: Floats


def fit(
    counts: Counts, with_published: bool = True, draws: int = 4000, thin: int = 3, chains: int = 4, seed: int = 0
) -> Fit:
    """Sample the posterior, starting from the published gaps between kinds or from none; same seed, same draws."""
    sampler = _Sampler(counts, with_published, chains, np.random.default_rng(seed))
    kept: list[tuple[Floats, ...]] = []
    warm = min(MOST_WARM, draws)
    for step in range(warm + draws * thin):
        sampler.sweep()
        if step >= warm and (step - warm) % thin == 0:
            kept.append((sampler.mu.copy(), sampler.tau.copy(), sampler.noise.copy(), sampler.bias.copy()))
    return Fit(*(np.stack(column, axis=1) for column in zip(*kept, strict=True)))


class _Sampler:
    """State of all chains; the first axis of every array is the chain."""

    def __init__(self, counts: Counts, with_published: bool, chains: int, rng: np.random.Generator) -> None:
        self.counts, self.rng = counts, rng
        self.kinds = counts.kinds
        self.mu_mean, self.mu_sd = _start(with_published)
        self.report_kind = self.kinds[counts.reporter]
        self.by_crowd = _indicator(counts.crowd)
        self.by_reporter = _indicator(counts.reporter)
        self.by_kind = _indicator(self.kinds, len(COUNTING))
        self.report_by_kind = _indicator(self.report_kind, len(COUNTING))
        episodes = sorted({episode for episode, _ in counts.reporters})
        self.episode = np.array([episodes.index(episode) for episode, _ in counts.reporters])
        self.crowd_episode = np.zeros(self.by_crowd.shape[1], dtype=np.int64)
        self.crowd_episode[counts.crowd] = self.episode[counts.reporter]
        middle = _middle(counts)
        self.y = np.tile(middle, (chains, 1))
        self.x = np.tile(middle @ self.by_crowd / self.by_crowd.sum(0), (chains, 1))
        self.weight = np.ones_like(self.y)
        self.bias = rng.normal(0.0, 0.2, (chains, len(self.kinds)))
        self.mu = np.tile(self.mu_mean, (chains, 1))
        self.tau = rng.uniform(0.1, 0.5, (chains, len(COUNTING)))
        self.noise = rng.uniform(0.1, 0.5, (chains, len(COUNTING)))

    def sweep(self) -> None:
        """One pass over all conditionals."""
        self._reports()
        self._crowds()
        self._biases()
        self._shift()
        self._means()
        self._spreads()

    def _reports(self) -> None:
        """Scales of the noise, then reports within their bounds."""
        noise = self.noise[:, self.report_kind]
        at = self.x[:, self.counts.crowd] + self.bias[:, self.counts.reporter]
        squared = ((self.y - at) / noise) ** 2
        self.weight = self.rng.gamma((DEGREES + 1) / 2, 2.0 / (DEGREES + squared))
        spread = noise / np.sqrt(self.weight)
        self.y = at + spread * _truncated((self.counts.low - at) / spread, (self.counts.high - at) / spread, self.rng)

    def _crowds(self) -> None:
        precision = self.weight / self.noise[:, self.report_kind] ** 2
        total = precision @ self.by_crowd
        mean = (precision * (self.y - self.bias[:, self.counts.reporter])) @ self.by_crowd / total
        self.x = self.rng.normal(mean, 1.0 / np.sqrt(total))

    def _biases(self) -> None:
        precision = self.weight / self.noise[:, self.report_kind] ** 2
        own = 1.0 / self.tau[:, self.kinds] ** 2
        total = precision @ self.by_reporter + own
        pull = (precision * (self.y - self.x[:, self.counts.crowd])) @ self.by_reporter
        self.bias = self.rng.normal((pull + own * self.mu[:, self.kinds]) / total, 1.0 / np.sqrt(total))

    def _shift(self) -> None:
        """All crowds of an episode up, its biases down: no report notices."""
        own = 1.0 / self.tau[:, self.kinds] ** 2
        by_episode = _indicator(self.episode)
        total = own @ by_episode
        mean = (own * (self.bias - self.mu[:, self.kinds])) @ by_episode / total
        shift = self.rng.normal(mean, 1.0 / np.sqrt(total))
        self.bias -= shift[:, self.episode]
        self.x += shift[:, self.crowd_episode]

    def _means(self) -> None:
        """Mean bias by kind; that of newsrooms stays at its zero."""
        free = np.arange(len(COUNTING)) != ANCHOR
        tau, sd = self.tau[:, free], self.mu_sd[free]
        total = self.by_kind.sum(0)[free] / tau**2 + 1.0 / sd**2
        pull = (self.bias @ self.by_kind)[:, free] / tau**2 + self.mu_mean[free] / sd**2
        self.mu[:, free] = self.rng.normal(pull / total, 1.0 / np.sqrt(total))

    def _spreads(self) -> None:
        """Random walks on log tau (twice) and log s; the Jacobian of the log is in the density."""
        apart = ((self.bias - self.mu[:, self.kinds]) ** 2) @ self.by_kind
        size = self.by_kind.sum(0)
        self.tau = self._walk(self.tau, lambda t: (1 - size) * np.log(t) - apart / (2 * t**2) + _half_normal(t))
        before = self.tau
        unit = (self.bias - self.mu[:, self.kinds]) / before[:, self.kinds]
        self.tau = self._walk(before, lambda t: self._fit_of(self._placed(unit, t)) + _half_normal(t) + np.log(t))
        self.bias = self._placed(unit, self.tau)
        squares = (self.weight * self._residual(self.bias) ** 2) @ self.report_by_kind
        number = self.report_by_kind.sum(0)
        self.noise = self._walk(self.noise, lambda s: -number * np.log(s) - squares / (2 * s**2) + _noise_prior(s))

    def _placed(self, unit: Floats, tau: Floats) -> Floats:
        return self.mu[:, self.kinds] + tau[:, self.kinds] * unit

    def _residual(self, bias: Floats) -> Floats:
        return self.y - self.x[:, self.counts.crowd] - bias[:, self.counts.reporter]

    def _fit_of(self, bias: Floats) -> Floats:
        """Log density of the reports of each kind's reporters, (chains, kinds)."""
        precision = self.weight / self.noise[:, self.report_kind] ** 2
        return -0.5 * (precision * self._residual(bias) ** 2) @ self.report_by_kind

    def _walk(self, now: Floats, log_density: Callable[[Floats], Floats]) -> Floats:
        to = now * np.exp(STEP * self.rng.normal(size=now.shape))
        accept = np.log(self.rng.uniform(size=now.shape)) < log_density(to) - log_density(now)
        return np.where(accept, to, now)


def _half_normal(tau: Floats) -> Floats:
    return -(tau**2) / (2 * TAU_SD**2)


def _noise_prior(noise: Floats) -> Floats:
    return -(np.log(noise / NOISE_MEDIAN) ** 2) / (2 * NOISE_SIGMA**2)


def _start(with_published: bool) -> tuple[Floats, Floats]:
    if not with_published:
        return np.zeros(len(COUNTING)), np.full(len(COUNTING), OPEN_MU_SD)
    pairs = np.array([published(kind) for kind in COUNTING])
    return pairs[:, 0], pairs[:, 1]


def _indicator(index: Ints, size: int | None = None) -> Floats:
    """(n, groups) of zeros and ones."""
    return np.eye(size or int(index.max()) + 1)[index]


def _middle(counts: Counts) -> Floats:
    low = np.where(np.isfinite(counts.low), counts.low, counts.high - 0.5)
    high = np.where(np.isfinite(counts.high), counts.high, counts.low + 0.5)
    return (low + high) / 2


def _truncated(low: Floats, high: Floats, rng: np.random.Generator) -> Floats:
    """Standard normals within bounds, by inversion in the nearer tail."""
    flip = low > 0
    a, b = np.where(flip, -high, low), np.where(flip, -low, high)
    left, right = special.log_ndtr(a), special.log_ndtr(b)
    u = rng.uniform(size=low.shape)
    log_p = right + np.log(u + (1 - u) * np.exp(np.minimum(left - right, 0.0)))
    drawn = np.clip(special.ndtri_exp(np.minimum(log_p, -1e-16)), a, b)
    return np.where(flip, -drawn, drawn)
