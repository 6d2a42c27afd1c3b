"""The page of a calibration: what was run, the tests, and the ranks drawn."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from buttress.infer.calibration.ranks import Ranks
from buttress.infer.calibration.trial import DERIVED, RANKED
from buttress.infer.calibration.uniform import Verdict, band, spread
from buttress.store.file import write_whole
from studies.results import Results, as_text

Ints = NDArray[np.int64]

FIGURE = "calibration.png"
#: Quantities with a histogram of their own, where the case has them; and bars of a histogram.
SHOWN = (
    "detention_rate", "occasion_log_odds_sunday_march", "crowd_feedback", "exit_per_day",
    "bias_mvd", "coverage_viasna", "growth_detained_monitor", *DERIVED,
)  # fmt: skip
BARS = 20
WORST = 8
_STYLE: Any = {
    "font.size": 7, "axes.spines.top": False, "axes.spines.right": False, "axes.linewidth": 0.6,
    "axes.titlesize": 7.5, "axes.titlelocation": "left",
}  # fmt: skip
_INK, _QUIET, _BAND = "#12436d", "#5d6875", "#e3e7eb"


def summary(verdict: Verdict) -> str:
    """The verdict in two lines."""
    worst = min(verdict.chances, key=lambda name: verdict.chances[name])
    return (
        f"{verdict.trials} trials, {len(verdict.chances)} quantities: least chance of ranks as uneven "
        f"{verdict.chances[worst]:.2g} ({worst}), {verdict.chance:.2g} for the least of so many\n"
        f"spread of ranks {verdict.spread:.3f} +- {verdict.spread_error:.3f} (1 = right, above = posteriors too "
        f"narrow), chance of one as far off {verdict.spread_chance:.2g}"
    )


def page(ranks: Ranks, verdict: Verdict) -> Mapping[str, bytes]:
    """Content by file name: the results and their figure."""
    return {"results.json": as_text(_results(ranks, verdict)).encode(), FIGURE: figure(ranks)}


def write(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write each file to the folder; the paths."""
    paths = [folder / name for name in files]
    for path, content in zip(paths, files.values(), strict=True):
        write_whole(path, content)
    return paths


def _results(ranks: Ranks, verdict: Verdict) -> Results:
    effort = ranks.about["effort"]
    low = sum(chance < 0.05 for chance in verdict.chances.values())
    trial = (
        f"A trial draws a truth from the prior that survives to the fork, has the reporters of {ranks.about['case']} "
        f"(as of {ranks.about['as_of']}) say of it what they would have said, row by row and in the form of the case's "
        f"rows, and fits that at the shipped size ({effort['particles']} particles, {effort['sweeps']} sweeps a "
        f"temperature; {effort['chains']} chains, {effort['settling_sweeps']} and {effort['final_sweeps']} sweeps). "
        f"The truth's rank among {RANKED} of the fit's draws is uniform if the fit is right."
    )
    tests = [
        ["trials", f"{verdict.trials}"],
        ["quantities ranked", f"{len(verdict.chances)}"],
        ["of these below a chance of 0.05", f"{low} ({0.05 * len(verdict.chances):.0f} expected)"],
        ["least chance, times their number", f"{verdict.chance:.2g}"],
        ["spread of ranks, 1 = right", f"{verdict.spread:.3f} ± {verdict.spread_error:.3f}"],
        ["chance of a spread as far from 1", f"{verdict.spread_chance:.2g}"],
    ]
    by_group = [_group(name, table) for name, table in groups(ranks).items()]
    tables = [
        _table("tests", "Tests of the ranks", ["what", "result"], tests, ""),
        _table("groups", "Spread of ranks by group", ["group", "quantities", "spread", "standard error"], by_group,
               "Above 1: posteriors too narrow; below: too wide."),
        _table("worst", "The least even quantities", ["quantity", "chance", f"mean rank / {RANKED}"],
               _worst(ranks, verdict), "The chance is that of each quantity by itself."),
    ]  # fmt: skip
    title = "Calibration of the fit: the tables"
    return {"title": title, "made_by": "make calibration", "intro": [trial], "tables": tables}


def _table(name: str, title: str, columns: list[str], rows: list[list[str]], note: str) -> dict[str, Any]:
    return {"name": name, "title": title, "columns": columns, "note": note, "rows": rows}


def groups(ranks: Ranks) -> dict[str, Ints]:
    """Ranks of the model's parameters, of reporters' unknowns, of shocks, and of what derives from them."""
    table = ranks.table()
    shocks = [name.startswith("shock ") for name in ranks.names]
    first, last = shocks.index(True), len(shocks) - shocks[::-1].index(True)
    families = ("bias_", "noise_", "coverage_", "growth_")
    reporters = next((j for j, name in enumerate(ranks.names) if name.startswith(families)), first)
    cuts = {"model": (0, reporters), "reporters": (reporters, first), "shocks": (first, last)}
    cuts["derived"] = (last, len(ranks.names))
    return {name: table[:, a:b] for name, (a, b) in cuts.items() if b > a}


def _group(name: str, table: Ints) -> list[str]:
    middle, error, _ = spread(table)
    return [name, str(table.shape[1]), f"{middle:.3f}", f"{error:.3f}"]


def _worst(ranks: Ranks, verdict: Verdict) -> list[list[str]]:
    means = dict(zip(ranks.names, ranks.table().mean(axis=0) / RANKED, strict=True))
    names = sorted(verdict.chances, key=lambda name: verdict.chances[name])[:WORST]
    return [[name, f"{verdict.chances[name]:.2g}", f"{means[name]:.2f}"] for name in names]


def figure(ranks: Ranks) -> bytes:
    """PNG: distribution functions of all quantities less the diagonal with the 95 % band; histograms of some."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    shown = [name for name in SHOWN if name in ranks.names]
    with matplotlib.rc_context(_STYLE):
        mosaic = _mosaic(len(shown))
        sheet, axes = pyplot.subplot_mosaic(mosaic, figsize=(7.2, 1.5 * len(mosaic)), layout="constrained")
        _differences(axes["all"], ranks)
        for number, name in enumerate(shown):
            _histogram(axes[str(number)], ranks.table()[:, ranks.names.index(name)], name)
        buffer = io.BytesIO()
        sheet.savefig(buffer, format="png", dpi=130)
        pyplot.close(sheet)
    return _fewer_colours(buffer)


def _fewer_colours(picture: io.BytesIO) -> bytes:
    """The same PNG with a palette: a third of the size."""
    from PIL import Image

    out = io.BytesIO()
    with Image.open(picture) as image:
        image.convert("RGB").quantize(32).save(out, format="png", optimize=True)
    return out.getvalue()


def _mosaic(count: int, wide: int = 5) -> list[Any]:
    rows = [["all"] * wide] * 2
    cells = [str(number) for number in range(count)] + ["."] * (-count % wide)
    return rows + [cells[start : start + wide] for start in range(0, len(cells), wide)]


def _differences(axes: Any, ranks: Ranks) -> None:
    table = ranks.table()
    points = np.arange(1, RANKED + 1) / (RANKED + 1)
    low, high = band(len(table), 0.95)
    axes.fill_between(points, low - points, high - points, color=_BAND, linewidth=0)
    for column in table.T:
        below = np.cumsum(np.bincount(column, minlength=RANKED + 1))[:-1] / len(table)
        axes.plot(points, below - points, color=_INK, linewidth=0.5, alpha=0.35)
    axes.axhline(0, color=_QUIET, linewidth=0.6)
    outside = f"grey: band that holds 95 % of such lines, each by itself; {len(table)} trials"
    axes.set(title=f"{table.shape[1]} quantities, share of ranks below less the diagonal ({outside})", xlim=(0, 1))


def _histogram(axes: Any, column: Ints, name: str) -> None:
    from scipy import stats

    counts = np.bincount(column * BARS // (RANKED + 1), minlength=BARS)
    low, high = stats.binom.ppf([0.025, 0.975], len(column), 1 / BARS)
    axes.axhspan(low, high, color=_BAND, linewidth=0)
    axes.bar(np.arange(BARS), counts, width=0.9, color=_INK)
    axes.set(
        title=name if len(name) < 22 else name[:20] + "…", xticks=[], ylim=(0, max(high * 1.3, counts.max() * 1.05))
    )
