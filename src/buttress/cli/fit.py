"""`buttress fit`: what the reports say of the unknowns, of the reporters, and what they leave open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from buttress.cli.options import AsJson, AsOf, CaseFolder, Workers
from buttress.cli.printing import examples, interval, number, print_json, print_table

if TYPE_CHECKING:
    import pandas as pd

    from buttress.infer.account.account import Account

EXAMPLES = examples(
    "buttress fit cases/belarus-2020",
    "buttress fit cases/belarus-2020 --all --as-of 2020-09-07",
    "buttress fit cases/belarus-2020 --arviz out/belarus.nc",
)

WORDS = {
    "moved": "spread under 0.8 of the prior's",
    "shifted": "mean moved by half a prior spread",
    "untouched": "shapes the days before the fork, yet the reports say nothing of it",
    "silent": "shapes nothing before the fork: no report can speak of it",
}


def command(
    case: CaseFolder,
    arviz: Annotated[
        Path | None, typer.Option("--arviz", metavar="FILE", help="Write draws, reports and predictions as netCDF.")
    ] = None,
    workers: Workers = None,
    as_of: AsOf = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Show every parameter, every report and how far reporters scatter.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Fit the case to its reports and say what they moved.

    Prints what each kind of evidence adds, how far each reporter stands from the truth, which parameters and claims the
    reports move and which they don't, and which reports the fit does not expect. Truth is known only up to the prior on
    bias. The fit is kept, and every other command takes it from there.
    """
    from buttress.case import load
    from buttress.cli.progress import bars
    from buttress.infer.account.account import Account
    from buttress.pipeline.posterior import posterior_for

    with bars() as progress:
        loaded = load(case, as_of)
        posterior = posterior_for(loaded, workers=workers, progress=progress)
    account = Account.of(loaded, posterior)
    if arviz is not None:
        from buttress.infer.inference_data import write

        write(arviz, posterior.to_arviz(loaded))
    if as_json:
        print_json(account.to_json())
        return
    _heading(account)
    _components(account)
    _reporters(account, everything)
    _parameters(account, everything)
    _claims(account)
    _reports(account, everything)
    if arviz is not None:
        typer.echo(f"written: {arviz}", err=True)


def _heading(account: Account) -> None:
    fit = account.fit()
    first, second = (f"{value:.1f}" for value in fit["log_evidence"])
    typer.echo(
        f"{fit['draws']} draws, worth {fit['effective_draws']:.0f} independent ones; log evidence {first} and {second} "
        f"in two fits that share nothing; {fit['simulated_pasts']:,} simulated pasts; "
        f"{fit['rows_used']} rows used, {fit['rows_left_out']} left out\n"
    )


def _components(account: Account) -> None:
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
            for row in account.components.itertuples()
        ],
        right=(2, 3, 4),
    )


_MEANING = {
    "bias": ("Crowds: what a reporter says, times the truth", "factor"),
    "noise_crowd": ("Crowds: factor by which it scatters", "factor"),
    "coverage": ("People detained: share that a reporter counts", "share"),
    "noise_detained": ("People detained: factor by which it scatters", "factor"),
    "growth_crowd": ("Early counts of crowds: the final number, times the early one", "factor"),
    "growth_noise_crowd": ("Early counts of crowds: factor by which that scatters", "factor"),
    "growth_detained": ("Early counts of people detained: the final number, times the early one", "factor"),
    "growth_noise_detained": ("Early counts of people detained: factor by which that scatters", "factor"),
}


def _reporters(account: Account, everything: bool) -> None:
    for family, (title, unit) in _MEANING.items():
        rows = account.reporters[account.reporters.what == family]
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


def _parameters(account: Account, everything: bool) -> None:
    table = account.parameters
    counts = table.word.value_counts()
    for word, meaning in WORDS.items():
        typer.echo(f"{counts.get(word, 0):4d} parameters {word}: {meaning}")
    typer.echo("")
    told = table if everything else table[table.word.isin(("moved", "shifted"))]
    print_table(
        "Parameters" if everything else "Parameters that the reports move",
        ("parameter", "mechanism", "spread / prior's", "mean moved by, prior spreads", "what", "error of the fit"),
        [
            (row.name, row.mechanism, f"{row.ratio:.2f}", f"{row.shift:+.2f}", row.word, f"{row.error:+.2f}")
            for row in told.itertuples(index=False)
        ],
        right=(2, 3, 5),
    )


def _claims(account: Account) -> None:
    if not account.claims.empty:
        print_table(
            "Claims: how much of what they rest on the reports move",
            ("claim", "rests on", "widest spread / prior's", "mean", "least told of it"),
            [
                (row.claim, row.rests_on or "-", f"{row.widest:.2f}", f"{row.mean:.2f}", row.word)
                for row in account.claims.itertuples(index=False)
            ],
            right=(2, 3),
        )


def _reports(account: Account, everything: bool) -> None:
    within = ", ".join(f"{a} of {b} within {name} %" for name, (a, b) in account.within.items())
    surprises = account.reports[account.reports.surprise]
    typer.echo(
        f"Predictive check: single numbers {within}; {len(surprises)} of {len(account.reports)} reports surprise\n"
    )
    shown = account.reports if everything else surprises
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
    said = number(row.seen, 3) if row.seen == row.seen and row.seen is not None else _bound(row)
    expected = (row.q025, row.q975)
    return (
        row.line,
        row.date,
        row.reporter,
        row.quantity,
        role,
        said,
        number(row.q500, 3),
        interval(expected, 3),
        f"{row.at_most:.3f}",
    )


def _bound(row: pd.Series) -> str:
    if row.low is not None and row.low == row.low:
        return f"> {number(row.low, 3)}"
    return f"≤ {number(row.high, 3)}"
