"""The tables of reporters: what was counted, what the episodes say of each kind, and what the priors in use say."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from buttress.arrays import Floats
from buttress.arviz_import import import_arviz
from buttress.mobilisation.reporter_kind import COUNTING
from buttress.observe import reporter as priors
from studies.reporters.crowds import Announced, Counts
from studies.reporters.drift import drift, gaps
from studies.reporters.fit import Fit
from studies.results import StudyResults, StudyTable


@dataclass(frozen=True)
class Fits:
    """The fit that starts from published gaps between kinds, and the one that starts from none."""

    published: Fit
    alone: Fit


def results(
    counts: Counts,
    announced: Sequence[Announced],
    fits: Fits,
    detained: int,
    publishers: Mapping[str, str],
    left_out: Sequence[str] = (),
) -> StudyResults:
    """All tables; `detained`: days and places with two counts of people detained; `publishers` by episode; those
    `left_out` are named in the command.
    """
    without = " ".join(["", "--leave-out", *left_out]) if left_out else ""
    few = " No coverage can be learned from these episodes." if detained < 5 else ""
    return StudyResults(
        "How reporters differ: the tables",
        f"python -m studies.reporters FOLDER{without}",
        [
            "Log scale throughout: 0.69 is a factor of two.",
            f"Days and places on which two reporters gave a number of people detained above zero: {detained}.{few}",
        ],
        [
            _by_kind(counts, fits),
            _by_reporter(counts, fits.published),
            _drift(counts),
            _announced(announced),
            _sources(publishers, fits.published),
        ],
    )


def _by_kind(counts: Counts, fits: Fits) -> StudyTable:
    published, alone = fits.published, fits.alone
    rows = []
    rng = np.random.default_rng(0)
    reports = np.bincount(counts.kinds[counts.reporter], minlength=len(COUNTING))
    reporters = np.bincount(counts.kinds, minlength=len(COUNTING))
    for k, kind in enumerate(COUNTING):
        if not reporters[k]:
            rows.append([kind, 0, 0, *["-"] * 5, _prior("bias", kind), _prior("noise_crowd", kind)])
            continue
        new, new_alone = (_new(fit, k, rng) for fit in (published, alone))
        noise = np.log(published.noise[..., k])
        shared = published.mu[..., k].var()
        kinship = shared / (shared + np.square(published.tau[..., k]).mean())
        rows.append(
            [
                kind,
                reporters[k],
                reports[k],
                f"{new.mean():.2f} ± {new.std():.2f}",
                f"{new_alone.mean():.2f} ± {new_alone.std():.2f}",
                f"{np.median(published.tau[..., k]):.2f} {_interval(published.tau[..., k])}",
                f"{kinship:.2f}",
                f"{np.exp(noise.mean()):.2f} × exp(±{noise.std():.2f})",
                _prior("bias", kind),
                _prior("noise_crowd", kind),
            ]
        )
    head = [
        "kind",
        "reporters",
        "reports",
        "bias of a new reporter",
        "episodes alone",
        "spread between reporters (95 %)",
    ]
    columns = [*head, "part of variance shared", "noise of a report", "bias in use", "noise in use"]
    note = f"Organisers against officials, mean bias: {_gap(published)} ({_gap(alone)} from the episodes alone)."
    return StudyTable("kinds", "By kind of reporter", columns, [[str(cell) for cell in row] for row in rows], note)


def _by_reporter(counts: Counts, published: Fit) -> StudyTable:
    number = np.bincount(counts.reporter, minlength=len(counts.reporters))
    rows = []
    for i, (episode, name) in enumerate(counts.reporters):
        bias = published.bias[..., i]
        rows.append([episode, name, COUNTING[counts.kinds[i]], str(number[i]), f"{bias.mean():.2f} {_interval(bias)}"])
    return StudyTable("reporters", "By reporter", ["episode", "reporter", "kind", "reports", "bias (95 %)"], rows)


def _drift(counts: Counts) -> StudyTable:
    episodes = gaps(counts)
    rows = []
    for names in [[one] for one in episodes] + ([episodes] if len(episodes) > 1 else []):
        found = drift(names)
        step = f"{found.step:.2f} × exp(±{found.log_sd:.2f})"
        crowds = sum(len(one.gap) for one in names)
        rows.append(
            [", ".join(one.episode for one in names), str(crowds), step, f"{found.low:.2f} to {found.high:.2f}"]
        )
    head = ["episodes", "crowds", "spread of a week's step", "80 % interval"]
    note = f"Half of the variance is taken as the officials', in use: {_prior('drift_crowd', 'official')}."
    return StudyTable("drift", "How the gap between organisers and officials moves", head, rows, note)


def _announced(announced: Iterable[Announced]) -> StudyTable:
    rows = [[a.episode, str(a.crowds), f"{a.mean:.2f}", f"{a.sd:.2f}"] for a in announced]
    return StudyTable("announced", "Announced against counted", ["episode", "crowds", "mean", "spread"], rows)


def _sources(publishers: Mapping[str, str], fit: Fit) -> StudyTable:
    rows = [[episode, publisher] for episode, publisher in publishers.items()]
    note = f"Sampler: {fit.mu.shape[0]} chains of {fit.mu.shape[1]} draws, largest R-hat {_worst(fit):.3f}."
    return StudyTable("sources", "Sources", ["episode", "publisher"], rows, note)


def _gap(fit: Fit) -> str:
    gap = fit.mu[..., COUNTING.index("organiser")] - fit.mu[..., COUNTING.index("official")]
    return f"{gap.mean():.2f} {_interval(gap)}"


def _new(fit: Fit, kind: int, rng: np.random.Generator) -> Floats:
    mu = fit.mu[..., kind].ravel()
    return mu + fit.tau[..., kind].ravel() * rng.normal(size=mu.size)


def _prior(family: str, kind: str) -> str:
    entry = priors.table()[family][kind]["prior"]
    return f"{entry['dist']}({', '.join(str(value) for key, value in entry.items() if key != 'dist')})"


def _interval(values: Floats) -> str:
    low, high = np.quantile(values, [0.025, 0.975])
    return f"({low:.2f} to {high:.2f})"


def _worst(fit: Fit) -> float:
    """Largest R-hat of the parameters by kind that move."""
    arviz = import_arviz()
    values = {f"{name}{k}": getattr(fit, name)[..., k] for name in ("mu", "tau", "noise") for k in range(len(COUNTING))}
    moving = {name: value for name, value in values.items() if value.std() > 0}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return max(float(arviz.rhat(value)) for value in moving.values())
