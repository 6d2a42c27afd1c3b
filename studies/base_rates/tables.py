"""The base rates as Markdown: one section a question, each with what was left out."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

from buttress.evaluate.hindcast.archigos import CAUSES, YEAR_DAYS, read_exits
from buttress.evaluate.hindcast.leader_links import link_leaders
from buttress.evaluate.hindcast.navco import read_campaigns
from studies.base_rates import crowds, rates
from studies.base_rates.share import Rate, Share

_SIGMAS = (0.5, 0.7)
_TENURES = ((0, 5), (5, 10), (10, 20), (20, 100))


def document(given: Namespace) -> str:
    """All tables that the given files allow."""
    parts: list[str] = []
    campaigns = read_campaigns(given.campaigns) if given.campaigns else None
    exits = read_exits(given.exits, given.until) if given.exits else None
    if campaigns is not None:
        parts += [campaign_table(campaigns), peak_table(campaigns), survival_table(campaigns)]
    if campaigns is not None and exits is not None:
        linked = link_leaders(campaigns, exits)
        parts += [tenure_table(linked), cause_table(linked)]
    if given.leaders:
        parts.append(leader_table(rates.read_leaders(given.leaders, given.until), given.regimes, given.until))
    if exits is not None:
        parts.append(exit_table(exits))
    if given.episodes:
        parts.append(episode_tables(given.episodes, given.until, frozenset(given.leave_out)))
    if given.panel:
        parts.append(wave_table(crowds.read_waves(given.panel, given.until)))
    if campaigns is not None:
        parts.append(advice_table(campaigns, link_leaders(campaigns, exits) if exits is not None else None))
    return "\n\n".join(parts)


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], note: str) -> str:
    lines = [f"### {title}", "", "| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([*lines, "", note])


def _share(share: Share) -> list[str]:
    low, high = share.interval
    return [share.label, f"{share.events} of {share.cases}", f"{share.value:.3f}", f"{low:.3f} to {high:.3f}"]


def _rate(rate: Rate, exposure: str = "{:.0f}", scale: float = 1.0) -> list[str]:
    low, high = rate.interval
    cells = f"{rate.value * scale:.3g}", f"{low * scale:.3g} to {high * scale:.3g}"
    return [rate.label, str(rate.events), exposure.format(rate.exposure), *cells]


def campaign_table(campaigns: pd.DataFrame) -> str:
    def relabelled(share: Share, label: str) -> list[str]:
        return _share(Share(label, share.events, share.cases))

    rows = [
        relabelled(rates.won(campaigns, 180), "won within 180 days"),
        relabelled(rates.won(campaigns, 180, 36), "still going at day 36, won in the 180 that followed"),
    ]
    for share in rates.won_by_participation(campaigns, 180):
        rows.append(relabelled(share, f"won within 180 days, peak {share.label}"))
    for share in rates.won_by_participation(campaigns, 180, 36):
        rows.append(relabelled(share, f"from day 36, peak {share.label}"))
    limited = int(((campaigns["limited"] == 1) & (campaigns["success"] != 1)).sum())
    return table(
        "Nonviolent campaigns for regime change", ("what", "campaigns", "share", "95 % interval"), rows,
        f"{len(campaigns)} campaigns. Not won: {int((campaigns['failure'] == 1).sum())} failed, {limited} of limited "
        f"success; of these {int((campaigns['ongoing'] == 1).sum())} went on when the file ends. "
        f"Left out for want of a duration: {int(campaigns['duration'].isna().sum())}.",
    )  # fmt: skip


def peak_table(campaigns: pd.DataFrame) -> str:
    at = (0.05, 0.25, 0.5, 0.75, 0.95)
    quantiles, without = rates.peak_participation(campaigns, at)
    return table(
        "Peak participation of these campaigns, percent of the population", [f"{100 * p:.0f} %" for p in at],
        [[f"{100 * value:.2g}" for value in quantiles]], f"Left out, since none is on file: {without}.",
    )  # fmt: skip


def survival_table(campaigns: pd.DataFrame) -> str:
    rows = [
        [f"day {day}, Kaplan-Meier", "", "", f"{share:.3f}", f"{low:.3f} to {high:.3f}"]
        for day, share, low, high in rates.survival(campaigns, (36, 90, 180, 216, 365))
    ]
    for start, end in ((0, 36), (36, 126), (126, 216), (36, 216), (216, 400), (400, 1000)):
        rate = rates.hazard_of_success(campaigns, start, end)
        cells = _rate(rate)
        rows.append([f"successes a day, {cells[0]}", *cells[1:]])
    return table(
        "Time to success while a campaign lives", ("what", "events", "days of campaign", "value", "95 % interval"),
        rows, "An end without success is censored: a target whose campaign collapsed is no longer at risk here.",
    )  # fmt: skip


def tenure_table(linked: pd.DataFrame) -> str:
    rows = []
    for low, high in _TENURES:
        chosen = linked[(linked["tenure_years"] >= low) & (linked["tenure_years"] < high)]
        label = f"{low} to {high} years in office" if high < 100 else f"{low} years and more"
        rows.append(_share(rates.won(chosen, 180, 36, label)))
    young = rates.won(linked[linked["tenure_years"] < 10], 180, 36, "under 10 years")
    old = rates.won(linked[linked["tenure_years"] >= 10], 180, 36, "10 years and more")
    rows += [_share(young), _share(old)]
    table_of_two = [[share.events, share.cases - share.events] for share in (young, old)]
    p_value = float(stats.fisher_exact(table_of_two).pvalue)
    missing = linked[linked["tenure_years"].isna()]
    return table(
        "Won in the 180 days after day 36, by the tenure of the leader in office when the campaign began",
        ("leader", "campaigns", "share", "95 % interval"), rows,
        f"No leader found for {len(missing)} campaigns, left out: "
        f"{', '.join(sorted(set(missing['location'].astype(str))))} (states that did not yet exist, or too small for "
        "the leader file). Campaigns are dated by year only: tenure is counted to the middle of the first year. "
        f"Under 10 years against 10 and more: Fisher's exact test, two-sided p = {p_value:.3f}.",
    )  # fmt: skip


def cause_table(linked: pd.DataFrame) -> str:
    rows = []
    for label, within, start in (
        ("won in the 180 days after day 36", 180, 36),
        ("won within 180 days", 180, 0),
        ("won ever", 10**6, 0),
    ):
        counts = rates.cause_counts(linked, within, start)
        rows.append([label, *(str(count) for count in counts.values())])
    return table(
        "How the target of a campaign that won left office", ("campaigns", *rates.cause_counts(linked, 1)), rows,
        "Archigos codes: popular protest or rebels = collapse; military or other government actors = palace coup; "
        "regular = negotiated exit (resignation, lost ballot, end of term). NAVCO and Archigos disagree on what one "
        "end is: a president who flees and a president who is told to go by the army can stand under either.",
    )  # fmt: skip


def leader_table(leaders: pd.DataFrame, regimes: Path | None, until: date) -> str:
    groups = [("all", leaders)]
    note = "No regime file given: democracies and monarchies are among them."
    if regimes is not None:
        leaders = rates.with_regime(leaders, regimes)
        kind = leaders["regime"]
        autocrats = leaders[~kind.isin([*rates.NOT_AUTOCRACIES, "monarchy"])]
        groups = [
            ("all", leaders),
            ("autocracies but monarchies", autocrats),
            ("personal regimes", leaders[kind == "personal"]),
            ("monarchies", leaders[kind == "monarchy"]),
        ]
        unknown = rates.exit_hazard(leaders[kind == "not in the regime file"], 20)
        note = (
            f"Years of leaders whose regime is not in the regime file: {unknown.exposure:.0f}, only in the first row."
        )
    rows = []
    for name, spells in groups:
        for low, high in ((20, np.inf), (20, 30), (25, 30)):
            label = f"{name}, {low} years and more" if high == np.inf else f"{name}, years {low} to {high:.0f}"
            rows.append(_rate(rates.exit_hazard(spells, low, high, label=label)))
    return table(
        "Exits a year of leaders 20 years and more in office, any cause, death included",
        ("leaders", "exits", "years", "exits a year", "95 % interval"), rows,
        f"REIGN, 1950 to {until}; spells begun earlier are counted from 1950 on. {note}",
    )  # fmt: skip


def exit_table(exits: pd.DataFrame) -> str:
    rows = [_rate(rates.exit_hazard(exits, 20, label="all"))]
    for cause in (*CAUSES, "death or illness", "other or unknown"):
        rows.append(_rate(rates.exit_hazard(exits, 20, cause=cause)))
    alive = exits.assign(exited=exits["exited"] & (exits["cause"] != "death or illness"))
    rows.append(_rate(rates.exit_hazard(alive, 20, label="all but death or illness")))
    daily = rates.exit_hazard(alive, 20)
    return table(
        "The same by cause", ("cause", "exits", "years", "exits a year", "95 % interval"), rows,
        f"Archigos, 1950 to {exits['seen_to'].max():%Y-%m-%d}, monarchs and democracies among them. All but death or "
        f"illness: {daily.value / YEAR_DAYS:.2g} a day, with or without a campaign.",
    )  # fmt: skip


def episode_tables(folder: Path, until: date, leave_out: frozenset[str]) -> str:
    names = sorted(path.parent.name for path in folder.glob("*/events.csv"))
    if not names:
        raise ValueError(f"{folder.name}: no NAME/events.csv in it")
    series, detained, empty = [], [], []
    for name in names:
        if name in leave_out:
            continue
        reports = crowds.read_episode(folder / name, until)
        detained += crowds.detained_per_participant(name, reports)
        weekly = crowds.weekly_crowd(name, reports)
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
    return "\n\n".join(
        (
            _series_table(series, skipped),
            _change_table(groups),
            _elasticity_table(groups),
            _decay_table(groups),
            _detained_table(detained),
        )
    )


def _series_table(series: Sequence[crowds.WeeklyCrowd], skipped: str) -> str:
    rows = []
    for weekly in series:
        changes = weekly.log_changes
        spread = [f"{np.median(changes):.2f}", f"{changes.std():.2f}"] if changes.size > 1 else ["", ""]
        kind = "stream" if weekly.stream else "wave"
        rows.append([weekly.episode, weekly.reporter, kind, str(weekly.weeks.size), str(changes.size), *spread])
    zeros = sum(weekly.left_out for weekly in series)
    return table(
        "Weekly log change of the steadiest reporter's crowd",
        ("episode", "reporter", "kind", "weeks", "pairs", "median", "sd"), rows,
        f"The largest day of a week (nationwide report, else the sum over places). Reports of zero left out: {zeros}. "
        f"{skipped}",
    )  # fmt: skip


def _change_table(groups: Sequence[tuple[str, Sequence[crowds.WeeklyCrowd]]]) -> str:
    rows = []
    for name, chosen in groups:
        changes = [weekly.log_changes for weekly in chosen if weekly.pairs.size]
        if changes:
            pooled = np.concatenate(changes)
            marks = (f"{mark:.2f}" for mark in np.quantile(pooled, (0.05, 0.25, 0.5, 0.75, 0.95)))
            rows.append([name, str(len(changes)), str(pooled.size), *marks, f"{pooled.std():.2f}"])
    return table(
        "The same pooled", ("episodes", "number", "pairs", "5 %", "25 %", "50 %", "75 %", "95 %", "sd"), rows,
        "Most reports by news are magnitudes (1,000 to 9,999 stands as 3,162), which widens the changes.",
    )  # fmt: skip


def _elasticity_table(groups: Sequence[tuple[str, Sequence[crowds.WeeklyCrowd]]]) -> str:
    rows = []
    for name, chosen in groups:
        for reference in ("first", "mean"):
            found = crowds.elasticity(chosen, reference)
            label = "first week" if reference == "first" else "episode's mean"
            rows.append([name, f"against the {label}", str(found.episodes), str(found.pairs), f"{found.value:.2f}",
                         f"{found.error:.2f}", f"{found.sd:.2f}"])  # fmt: skip
        g, error, runs = crowds.noiseless_elasticity(chosen)
        rows.append([name, "second by first autocovariance", str(runs), "", f"{g:.2f}", f"{error:.2f}", ""])
        own = crowds.own_elasticities(chosen)
        if own.size:
            low, middle, high = np.quantile(own, (0.1, 0.5, 0.9))
            share = f"{(np.abs(own) < 1).sum()} of {own.size} inside -1 to 1"
            rows.append([name, "of each episode, 10, 50, 90 %", str(own.size), "",
                         f"{low:.2f}, {middle:.2f}, {high:.2f}", share, ""])  # fmt: skip
    return table(
        "Elasticity g of the next week's crowd to the last",
        ("episodes", "estimate", "episodes", "pairs", "g", "error", "noise sd"), rows,
        "Noise of reports and short series pull g to 0 (rows against the mean), a first week that was not the level of "
        "the wave pulls it to 1 (first week, autocovariances): the truth lies between.",
    )  # fmt: skip


def _decay_table(groups: Sequence[tuple[str, Sequence[crowds.WeeklyCrowd]]]) -> str:
    rows = []
    for name, chosen in groups:
        share = crowds.below_a_tenth_later(chosen)
        rows.append([name, *_share(share)[1:], str(len(chosen) - share.cases)])
    return table(
        "Below a tenth of the peak 26 weeks later", ("episodes", "number", "share", "95 % interval", "left out"), rows,
        "Only episodes with a report 24 weeks after the peak or later: those followed for longer, so probably the "
        "longer lived.",
    )  # fmt: skip


def _detained_table(detained: Sequence[crowds.Detained]) -> str:
    rows = [
        [found.episode, found.reporter, str(found.reports), f"{found.median:.4f}",
         "" if np.isnan(found.log_sd) else f"{found.log_sd:.2f}"]
        for found in detained
    ]  # fmt: skip
    return table(
        "Detained per participant, reports that give both",
        ("episode", "reporter", "reports", "median", "sd of the logarithm"), rows,
        "Days without detentions or without a crowd are not among them, so the median is of days with detentions. "
        "No file gives officers on duty: no rate an officer can be computed.",
    )  # fmt: skip


def wave_table(waves: crowds.Waves) -> str:
    rows = [
        _share(count(weeks, lasting))
        for count in (waves.below_a_tenth, waves.silent)
        for lasting in (0.0, 0.25)
        for weeks in crowds.AFTER_DAYS
    ]
    return table(
        "Waves for the removal of a politician, all countries", ("what", "waves", "share", "95 % interval"), rows,
        f"Mass Mobilization, peak of {crowds.WAVE_FROM_PEOPLE:,} people or more, {len(set(waves.country))} countries. "
        f"Left out since the file ends within 28 weeks of the peak: {waves.too_late}. Events without a crowd are left "
        "out; a wave of which the papers tired looks like one that ended.",
    )  # fmt: skip


def advice_table(campaigns: pd.DataFrame, linked: pd.DataFrame | None) -> str:
    anchor = rates.won(campaigns, 180, 36)
    rows = [
        ["daily hazard of an exit, all causes", f"log-normal, sigma {sigma}",
         f"median {rates.lognormal_hazard(anchor, 180, sigma):.3g}",
         f"mean of 1 - exp(-180 h) is {anchor.events} of {anchor.cases}"]
        for sigma in _SIGMAS
    ]  # fmt: skip
    for label, to_day in (("all later days", np.inf), ("to day 216", 216.0)):
        _, shape = rates.frailty(campaigns, 36, to_day)
        rows.append(["spread of that hazard between campaigns", f"gamma, from day 36, {label}",
                     f"coefficient of variation {shape**-0.5:.2f}", "from how the hazard falls"])  # fmt: skip
    if linked is not None:
        for cause, (mean, sd) in rates.cause_log_weights(rates.cause_counts(linked, 180)).items():
            rows.append([f"log weight of {cause}", f"normal, mean {mean:.2f}, sd {sd:.2f}", "",
                         "campaigns that won within 180 days, one pseudo-count a cause"])  # fmt: skip
    return table("Advised priors", ("parameter", "form", "value", "from"), rows,
                 "The interval of the anchor itself is "
                 f"{anchor.interval[0]:.2f} to {anchor.interval[1]:.2f}.")  # fmt: skip
