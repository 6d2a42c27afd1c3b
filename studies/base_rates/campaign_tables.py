"""Tables of campaigns: shares won, participation, time to success, tenure, causes, and the priors advised."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import stats

from studies.base_rates import campaigns as rates
from studies.base_rates import priors
from studies.base_rates.cells import rate_cells, share_cells
from studies.base_rates.share import CaseShare
from studies.results import StudyTable

_SIGMAS = (0.5, 0.7)
_TENURES = ((0, 5), (5, 10), (10, 20), (20, 100))


def campaign_table(campaigns: pd.DataFrame) -> StudyTable:
    def relabelled(share: CaseShare, label: str) -> list[str]:
        return share_cells(CaseShare(label, share.events, share.cases))

    rows = [
        relabelled(rates.won(campaigns, 180), "won within 180 days"),
        relabelled(rates.won(campaigns, 180, 36), "still going at day 36, won in the 180 that followed"),
    ]
    for share in rates.won_by_participation(campaigns, 180):
        rows.append(relabelled(share, f"won within 180 days, peak {share.label}"))
    for share in rates.won_by_participation(campaigns, 180, 36):
        rows.append(relabelled(share, f"from day 36, peak {share.label}"))
    limited = int(((campaigns["limited"] == 1) & (campaigns["success"] != 1)).sum())
    return StudyTable(
        "campaigns",
        "Nonviolent campaigns for regime change",
        ("what", "campaigns", "share", "95 % interval"),
        rows,
        f"{len(campaigns)} campaigns. Not won: {int((campaigns['failure'] == 1).sum())} failed, {limited} of limited "
        f"success; of these {int((campaigns['ongoing'] == 1).sum())} went on when the file ends. "
        f"Left out for want of a duration: {int(campaigns['duration'].isna().sum())}.",
    )


def peak_table(campaigns: pd.DataFrame) -> StudyTable:
    at = (0.05, 0.25, 0.5, 0.75, 0.95)
    quantiles, without = rates.peak_participation(campaigns, at)
    return StudyTable(
        "peaks",
        "Peak participation of these campaigns, percent of the population",
        [f"{100 * p:.0f} %" for p in at],
        [[f"{100 * value:.2g}" for value in quantiles]],
        f"Left out, since none is on file: {without}.",
    )


def survival_table(campaigns: pd.DataFrame) -> StudyTable:
    rows = [
        [f"day {day}, Kaplan-Meier", "", "", f"{share:.3f}", f"{low:.3f} to {high:.3f}"]
        for day, share, low, high in rates.survival(campaigns, (36, 90, 180, 216, 365))
    ]
    for start, end in ((0, 36), (36, 126), (126, 216), (36, 216), (216, 400), (400, 1000)):
        rate = rates.hazard_of_success(campaigns, start, end)
        cells = rate_cells(rate)
        rows.append([f"successes a day, {cells[0]}", *cells[1:]])
    return StudyTable(
        "survival",
        "Time to success while a campaign lives",
        ("what", "events", "days of campaign", "value", "95 % interval"),
        rows,
        "An end without success is censored: a target whose campaign collapsed is no longer at risk here.",
    )


def tenure_table(linked: pd.DataFrame) -> StudyTable:
    rows = []
    for low, high in _TENURES:
        chosen = linked[(linked["tenure_years"] >= low) & (linked["tenure_years"] < high)]
        label = f"{low} to {high} years in office" if high < 100 else f"{low} years and more"
        rows.append(share_cells(rates.won(chosen, 180, 36, label)))
    young = rates.won(linked[linked["tenure_years"] < 10], 180, 36, "under 10 years")
    old = rates.won(linked[linked["tenure_years"] >= 10], 180, 36, "10 years and more")
    rows += [share_cells(young), share_cells(old)]
    table_of_two = [[share.events, share.cases - share.events] for share in (young, old)]
    p_value = float(stats.fisher_exact(table_of_two).pvalue)
    missing = linked[linked["tenure_years"].isna()]
    return StudyTable(
        "tenure",
        "Won in the 180 days after day 36, by the tenure of the leader in office when the campaign began",
        ("leader", "campaigns", "share", "95 % interval"),
        rows,
        f"No leader found for {len(missing)} campaigns, left out: "
        f"{', '.join(sorted(set(missing['location'].astype(str))))} (states that did not yet exist, or too small for "
        "the leader file). Campaigns are dated by year only: tenure is counted to the middle of the first year. "
        f"Under 10 years against 10 and more: Fisher's exact test, two-sided p = {p_value:.3f}.",
    )


def cause_table(linked: pd.DataFrame) -> StudyTable:
    rows = []
    for label, within, start in (
        ("won in the 180 days after day 36", 180, 36),
        ("won within 180 days", 180, 0),
        ("won ever", 10**6, 0),
    ):
        counts = rates.cause_counts(linked, within, start)
        rows.append([label, *(str(count) for count in counts.values())])
    return StudyTable(
        "causes",
        "How the target of a campaign that won left office",
        ("campaigns", *rates.cause_counts(linked, 1)),
        rows,
        "Archigos codes: popular protest or rebels = collapse; military or other government actors = palace coup; "
        "regular = negotiated exit (resignation, lost ballot, end of term). NAVCO and Archigos disagree on what one "
        "end is: a president who flees and a president who is told to go by the army can stand under either.",
    )


def advice_table(campaigns: pd.DataFrame, linked: pd.DataFrame | None) -> StudyTable:
    anchor = rates.won(campaigns, 180, 36)
    rows = [
        ["daily hazard of an exit, all causes", f"log-normal, sigma {sigma}",
         f"median {priors.lognormal_hazard(anchor, 180, sigma):.3g}",
         f"mean of 1 - exp(-180 h) is {anchor.events} of {anchor.cases}"]
        for sigma in _SIGMAS
    ]  # fmt: skip
    for label, to_day in (("all later days", np.inf), ("to day 216", 216.0)):
        _, shape = priors.frailty(campaigns, 36, to_day)
        rows.append(["spread of that hazard between campaigns", f"gamma, from day 36, {label}",
                     f"coefficient of variation {shape**-0.5:.2f}", "from how the hazard falls"])  # fmt: skip
    if linked is not None:
        for cause, (mean, sd) in priors.cause_log_weights(rates.cause_counts(linked, 180)).items():
            rows.append([f"log weight of {cause}", f"normal, mean {mean:.2f}, sd {sd:.2f}", "",
                         "campaigns that won within 180 days, one pseudo-count a cause"])  # fmt: skip
    return StudyTable(
        "advice", "Advised priors", ("parameter", "form", "value", "from"), rows,
                 "The interval of the anchor itself is "
                 f"{anchor.interval[0]:.2f} to {anchor.interval[1]:.2f}.")  # fmt: skip
