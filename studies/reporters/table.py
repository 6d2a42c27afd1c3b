"""The page of reporters: what was counted, what the episodes say of each kind, and what the priors in use say."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from buttress.infer.inference_data import import_arviz
from buttress.mobilisation.kind import COUNTING
from buttress.observe import reporter as priors
from studies.reporters.crowds import Announced, Counts
from studies.reporters.fit import Fit

_HEAD = """# How reporters differ

Computed by `python -m studies.reporters FOLDER --out docs/reporters.md` from a folder of episodes,
`NAME/events.csv`; {left_out}. A crowd is used where at least two reporters counted it themselves; books,
archives and collections of press reports choose among others' numbers and are left out, and so are rows marked as
remembered and not seen. Newspapers of one campaign read each other, so the noise of newsrooms is rather too small.
Log scale throughout: 0.69 is a factor of two. Truth is known only up to a constant, and newsrooms are its zero.
The model and its sampler are in `infer/reporters/fit.py`, the sorting of names in `infer/reporters/kinds.yaml`.
"""


def page(
    counts: Counts,
    announced: Sequence[Announced],
    told: Fit,
    alone: Fit,
    detained: int,
    publishers: Mapping[str, str],
    left_out: Sequence[str],
) -> str:
    """Markdown. `told` starts from published gaps between kinds, `alone` from none; `publishers` by episode."""
    named = f"left out: {', '.join(left_out)}" if left_out else "none left out"
    parts = [
        _HEAD.format(left_out=named),
        "## By kind\n",
        "A new reporter's bias is what a reporter of the kind, of whom nothing is known, may have: mean and spread "
        "of mu + tau z. *Episodes alone* starts from normal(0, 1) for mu, the other columns from published marches "
        "outside the episodes. Where no newsroom counted beside them, episodes tell the gap between organisers and "
        "officials and not how it splits.\n",
        _by_kind(counts, told, alone),
        f"Organisers against officials, mean bias: {_gap(told)} ({_gap(alone)} from the episodes alone).\n",
        "## By reporter\n",
        _by_reporter(counts, told),
        "## Announced against counted\n",
        "Numbers registered before the day are no counts. Log of announced over counted:\n",
        _announced(announced),
        "## People detained\n",
        f"Days and places on which two reporters gave a number of people detained above zero: {detained}. "
        + ("No coverage can be learned from these episodes.\n" if detained < 5 else "\n"),
        "## Sources\n",
        _table(["episode", "publisher"], publishers.items()),
        f"Sampler: {told.mu.shape[0]} chains of {told.mu.shape[1]} draws, largest R-hat {_worst(told):.3f}.\n",
    ]
    return "\n".join(parts)


def _by_kind(counts: Counts, told: Fit, alone: Fit) -> str:
    rows = []
    rng = np.random.default_rng(0)
    reports = np.bincount(counts.kinds[counts.reporter], minlength=len(COUNTING))
    reporters = np.bincount(counts.kinds, minlength=len(COUNTING))
    for k, kind in enumerate(COUNTING):
        if not reporters[k]:
            rows.append([kind, 0, 0, *["-"] * 5, _prior("bias", kind), _prior("noise_crowd", kind)])
            continue
        new, new_alone = (_new(fit, k, rng) for fit in (told, alone))
        noise = np.log(told.noise[..., k])
        shared = told.mu[..., k].var()
        kinship = shared / (shared + np.square(told.tau[..., k]).mean())
        rows.append(
            [
                kind,
                reporters[k],
                reports[k],
                f"{new.mean():.2f} ± {new.std():.2f}",
                f"{new_alone.mean():.2f} ± {new_alone.std():.2f}",
                f"{np.median(told.tau[..., k]):.2f} {_interval(told.tau[..., k])}",
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
    return _table([*head, "part of variance shared", "noise of a report", "bias in use", "noise in use"], rows)


def _by_reporter(counts: Counts, told: Fit) -> str:
    number = np.bincount(counts.reporter, minlength=len(counts.reporters))
    rows = []
    for i, (episode, name) in enumerate(counts.reporters):
        bias = told.bias[..., i]
        rows.append([episode, name, COUNTING[counts.kinds[i]], number[i], f"{bias.mean():.2f} {_interval(bias)}"])
    return _table(["episode", "reporter", "kind", "reports", "bias (95 %)"], rows)


def _announced(announced: Iterable[Announced]) -> str:
    rows = [[a.episode, a.crowds, f"{a.mean:.2f}", f"{a.sd:.2f}"] for a in announced]
    return _table(["episode", "crowds", "mean", "spread"], rows) if rows else "None.\n"


def _gap(fit: Fit) -> str:
    gap = fit.mu[..., COUNTING.index("organiser")] - fit.mu[..., COUNTING.index("official")]
    return f"{gap.mean():.2f} {_interval(gap)}"


def _new(fit: Fit, kind: int, rng: np.random.Generator) -> NDArray[np.float64]:
    mu = fit.mu[..., kind].ravel()
    return mu + fit.tau[..., kind].ravel() * rng.normal(size=mu.size)


def _prior(family: str, kind: str) -> str:
    entry = priors.table()[family][kind]["prior"]
    return f"{entry['dist']}({', '.join(str(value) for key, value in entry.items() if key != 'dist')})"


def _interval(values: NDArray[np.float64]) -> str:
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


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(map(str, line)) + " |\n" for line in lines)
