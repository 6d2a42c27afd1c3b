"""Tables of crowds: weekly changes, elasticity, decay, people detained, and waves of all countries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np

from studies.base_rates.cells import share_cells
from studies.base_rates.detained import Detained, detained_per_participant
from studies.base_rates.elasticity import elasticity, noiseless_elasticity, own_elasticities
from studies.base_rates.episodes import WeeklyCrowd, read_episode, weekly_crowd
from studies.base_rates.waves import AFTER_DAYS, WAVE_FROM_PEOPLE, Waves, below_a_tenth_later
from studies.results import StudyTable


def episode_tables(folder: Path, until: date, leave_out: frozenset[str]) -> list[StudyTable]:
    names = sorted(path.parent.name for path in folder.glob("*/events.csv"))
    if not names:
        raise ValueError(f"{folder.name}: no NAME/events.csv in it")
    series, detained, empty = [], [], []
    for name in names:
        if name in leave_out:
            continue
        reports = read_episode(folder / name, until)
        detained += detained_per_participant(name, reports)
        weekly = weekly_crowd(name, reports)
        if weekly is None:
            empty.append(name)
        else:
            series.append(weekly)
    waves = [weekly for weekly in series if not weekly.stream]
    steady = [weekly for weekly in waves if weekly.pairs.size >= 8]
    skipped = (
        f"Left out: {', '.join(sorted(leave_out & set(names))) or 'none'} by request; without a crowd up to {until}: "
        f"{', '.join(empty) or 'none'}."
    )
    groups = [("all", series), ("waves", waves), ("waves with 8 pairs of weeks or more", steady)]
    return [
        _series_table(series, skipped),
        _change_table(groups),
        _elasticity_table(groups),
        _decay_table(groups),
        _detained_table(detained),
    ]


def _series_table(series: Sequence[WeeklyCrowd], skipped: str) -> StudyTable:
    rows = []
    for weekly in series:
        changes = weekly.log_changes
        spread = [f"{np.median(changes):.2f}", f"{changes.std():.2f}"] if changes.size > 1 else ["", ""]
        kind = "stream" if weekly.stream else "wave"
        rows.append([weekly.episode, weekly.reporter, kind, str(weekly.weeks.size), str(changes.size), *spread])
    zeros = sum(weekly.left_out for weekly in series)
    return StudyTable(
        "changes",
        "Weekly log change of the steadiest reporter's crowd",
        ("episode", "reporter", "kind", "weeks", "pairs", "median", "sd"),
        rows,
        f"The largest day of a week (nationwide report, else the sum over places). Reports of zero left out: {zeros}. "
        f"{skipped}",
    )


def _change_table(groups: Sequence[tuple[str, Sequence[WeeklyCrowd]]]) -> StudyTable:
    rows = []
    for name, chosen in groups:
        changes = [weekly.log_changes for weekly in chosen if weekly.pairs.size]
        if changes:
            pooled = np.concatenate(changes)
            marks = (f"{mark:.2f}" for mark in np.quantile(pooled, (0.05, 0.25, 0.5, 0.75, 0.95)))
            rows.append([name, str(len(changes)), str(pooled.size), *marks, f"{pooled.std():.2f}"])
    return StudyTable(
        "pooled_changes",
        "Weekly log change, pooled",
        ("episodes", "number", "pairs", "5 %", "25 %", "50 %", "75 %", "95 %", "sd"),
        rows,
        "Most reports by news are magnitudes (1,000 to 9,999 stands as 3,162), which widens the changes.",
    )


def _elasticity_table(groups: Sequence[tuple[str, Sequence[WeeklyCrowd]]]) -> StudyTable:
    rows = []
    for name, chosen in groups:
        for reference in ("first", "mean"):
            found = elasticity(chosen, reference)
            label = "first week" if reference == "first" else "episode's mean"
            rows.append([name, f"against the {label}", str(found.episodes), str(found.pairs), f"{found.value:.2f}",
                         f"{found.error:.2f}", f"{found.sd:.2f}"])  # fmt: skip
        g, error, runs = noiseless_elasticity(chosen)
        rows.append([name, "second by first autocovariance", str(runs), "", f"{g:.2f}", f"{error:.2f}", ""])
        own = own_elasticities(chosen)
        if own.size:
            low, middle, high = np.quantile(own, (0.1, 0.5, 0.9))
            share = f"{(np.abs(own) < 1).sum()} of {own.size} inside -1 to 1"
            rows.append([name, "of each episode, 10, 50, 90 %", str(own.size), "",
                         f"{low:.2f}, {middle:.2f}, {high:.2f}", share, ""])  # fmt: skip
    return StudyTable(
        "elasticity",
        "Elasticity g of the next week's crowd to the last",
        ("episodes", "estimate", "episodes", "pairs", "g", "error", "noise sd"),
        rows,
        "Noise of reports and short series pull g to 0 (rows against the mean), a first week that was not the level of "
        "the wave pulls it to 1 (first week, autocovariances): the truth lies between.",
    )


def _decay_table(groups: Sequence[tuple[str, Sequence[WeeklyCrowd]]]) -> StudyTable:
    rows = []
    for name, chosen in groups:
        share = below_a_tenth_later(chosen)
        rows.append([name, *share_cells(share)[1:], str(len(chosen) - share.cases)])
    return StudyTable(
        "decay",
        "Below a tenth of the peak 26 weeks later",
        ("episodes", "number", "share", "95 % interval", "left out"),
        rows,
        "Only episodes with a report 24 weeks after the peak or later: those followed for longer, so probably the "
        "longer lived.",
    )


def _detained_table(detained: Sequence[Detained]) -> StudyTable:
    rows = [
        [found.episode, found.reporter, str(found.reports), f"{found.median:.4f}",
         "" if np.isnan(found.log_sd) else f"{found.log_sd:.2f}"]
        for found in detained
    ]  # fmt: skip
    return StudyTable(
        "detained",
        "Detained per participant, reports that give both",
        ("episode", "reporter", "reports", "median", "sd of the logarithm"),
        rows,
        "Days without detentions or without a crowd are not among them, so the median is of days with detentions. "
        "No file gives officers on duty: no rate an officer can be computed.",
    )


def wave_table(waves: Waves) -> StudyTable:
    rows = [
        share_cells(count(weeks, lasting))
        for count in (waves.below_a_tenth, waves.silent)
        for lasting in (0.0, 0.25)
        for weeks in AFTER_DAYS
    ]
    return StudyTable(
        "waves",
        "Waves for the removal of a politician, all countries",
        ("what", "waves", "share", "95 % interval"),
        rows,
        f"Mass Mobilization, peak of {WAVE_FROM_PEOPLE:,} people or more, {len(set(waves.country))} countries. "
        f"Left out since the file ends within 28 weeks of the peak: {waves.too_late}. Events without a crowd are left "
        "out; a wave of which the papers tired looks like one that ended.",
    )
