"""The tables of `buttress fit`: what the reports moved, reporter by reporter and parameter by parameter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from buttress.cli.printing import interval, number, print_table

if TYPE_CHECKING:
    import pandas as pd

    from buttress.infer.diagnostics.fit_report import FitReport

WORDS = {
    "moved": "spread under 0.8 of the prior's",
    "shifted": "mean moved by half a prior spread",
    "untouched": "shapes the days before the fork, yet the reports say nothing of it",
    "silent": "shapes nothing before the fork: no report can speak of it",
}
MEANING = {
    "bias": ("Crowds: what a reporter says, times the truth", "factor"),
    "noise_crowd": ("Crowds: factor by which it scatters", "factor"),
    "shared_crowd": ("Crowds: factor by which reporters of a kind err together on an occasion", "factor"),
    "drift_crowd": ("Crowds: factor by which a bias moves in a week", "factor"),
    "coverage": ("People detained: share that a reporter counts", "share"),
    "noise_detained": ("People detained: factor by which it scatters", "factor"),
    "growth_crowd": ("Early counts of crowds: the final number, times the early one", "factor"),
    "growth_noise_crowd": ("Early counts of crowds: factor by which that scatters", "factor"),
    "growth_detained": ("Early counts of people detained: the final number, times the early one", "factor"),
    "growth_noise_detained": ("Early counts of people detained: factor by which that scatters", "factor"),
}


def print_fit_report(report: FitReport, everything: bool) -> None:
    """Print the report of a fit; with `everything`, every parameter, every report and how far reporters scatter."""
    _heading(report)
    _components(report)
    _reporters(report, everything)
    _parameters(report, everything)
    _reports(report, everything)


def _heading(report: FitReport) -> None:
    fit = report.fit()
    first, second = (f"{value:.1f}" for value in fit["log_evidence"])
    typer.echo(
        f"{fit['draws']} draws, worth {fit['effective_draws']:.0f} independent ones; log evidence {first} and {second} "
        f"in two fits that share nothing; {fit['simulated_pasts']:,} simulated pasts; "
        f"{fit['rows_used']} rows used, {fit['rows_left_out']} left out\n"
    )
    if caution := report.posterior.caution():
        typer.echo(f"{caution}\n")


def _components(report: FitReport) -> None:
    print_table(
        "What each kind of evidence adds: log-likelihood",
        ("component", "series", "reports", "before the fit", "after it", "95 % interval"),
        [
            (
                row.component,
                row.series,
                row.reports,
                f"{row.prior_median:.1f}",
                f"{row.mean:.1f}",
                f"{row.low_95:.1f} to {row.high_95:.1f}",
            )
            for row in report.components.itertuples()
        ],
        right=(2, 3, 4),
    )
    for row in report.components.itertuples():
        left_out = report.evidence[(report.evidence.component == row.component) & ~report.evidence.used]
        if not row.reports and len(left_out):
            reasons = "; ".join(dict.fromkeys(left_out.why))
            typer.echo(f"{row.component}: none of {len(left_out)} is used: {reasons}\n")


def _reporters(report: FitReport, everything: bool) -> None:
    for family, (title, unit) in MEANING.items():
        rows = report.reporters[report.reporters.what == family]
        if not rows.empty and (everything or "noise" not in family):
            print_table(
                title,
                ("reporter", "kind", unit, "95 % interval", "prior", "95 % of the prior", "spread / prior's"),
                [
                    (
                        row.name,
                        row.kind,
                        number(row.median, 2),
                        interval((row.low, row.high), 2),
                        number(row.prior_median, 2),
                        interval((row.prior_low, row.prior_high), 2),
                        f"{row.ratio:.2f}",
                    )
                    for row in rows.sort_values("median").itertuples(index=False)
                ],
                right=(2, 4, 6),
            )


def _parameters(report: FitReport, everything: bool) -> None:
    table = report.parameters
    counts = table.word.value_counts()
    for word, meaning in WORDS.items():
        typer.echo(f"{counts.get(word, 0):4d} parameters {word}: {meaning}")
    typer.echo("")
    shown = table if everything else table[table.word.isin(("moved", "shifted"))]
    print_table(
        "Parameters" if everything else "Parameters that the reports move",
        ("parameter", "mechanism", "spread / prior's", "mean moved by, prior spreads", "what", "error of the fit"),
        [
            (row.name, row.mechanism, f"{row.ratio:.2f}", f"{row.shift:+.2f}", row.word, f"{row.error:+.2f}")
            for row in shown.itertuples(index=False)
        ],
        right=(2, 3, 5),
    )


def _reports(report: FitReport, everything: bool) -> None:
    within = ", ".join(f"{a} of {b} within {name} %" for name, (a, b) in report.within.items())
    surprises = report.reports[report.reports.surprise]
    typer.echo(
        f"Predictive check: single numbers {within}; {len(surprises)} of {len(report.reports)} reports surprise\n"
    )
    shown = report.reports if everything else surprises
    if not shown.empty:
        print_table(
            "Reports against what the fit expects" if everything else "Reports that the fit does not expect",
            (
                "line",
                "date",
                "reporter",
                "quantity",
                "as",
                "said",
                "expected",
                "95 % interval",
                "chance of at most this",
            ),
            [_report(row) for row in shown.itertuples(index=False)],
            right=(0, 5, 6, 8),
        )


def _report(row: pd.Series) -> tuple[object, ...]:
    role = f"early {row.role}" if row.early and row.role == "level" else row.role
    expected = (row.q025, row.q975)
    return (
        row.line,
        row.date,
        row.reporter,
        row.quantity,
        role,
        said(row),
        number(row.q500, 3),
        interval(expected, 3),
        f"{row.at_most:.3f}",
    )


def said(row: pd.Series) -> str:
    """What a reporter said: a number, a range as it stands, or a bound."""
    low, high = (end if end is not None and end == end else None for end in (row.low, row.high))
    if row.role == "level" and low is not None and high is not None and low != high:
        return f"{number(low, 3)} to {number(high, 3)}"
    if row.seen is not None and row.seen == row.seen:
        return number(row.seen, 3)
    return f"> {number(low, 3)}" if low is not None else f"≤ {number(high, 3)}"
