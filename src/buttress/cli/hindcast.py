"""`buttress hindcast`: past campaigns, forecast from what was known before they began."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from buttress.cli.options import MAX_SEED, AsJson
from buttress.cli.printing import examples, number, print_json, print_table

if TYPE_CHECKING:
    from buttress.evaluate.hindcast.validation import Validation

EXAMPLES = examples(
    "buttress hindcast --campaigns navco_1_2.csv --leaders archigos.csv",
    "buttress hindcast --campaigns navco_1_2.csv --leaders archigos.csv --population population_gw.csv "
    "--polity polity_annual.csv --regimes geddes_wright_frantz_regimes.csv --json",
)


def command(
    campaigns: Annotated[
        Path,
        typer.Option(
            "--campaigns",
            exists=True,
            dir_okay=False,
            help="NAVCO 1.2, one row a campaign (Harvard Dataverse, doi 10.7910/DVN/0UZOTX).",
        ),
    ],
    leaders: Annotated[
        Path, typer.Option("--leaders", exists=True, dir_okay=False, help="Archigos 4.1, one row a leader's spell.")
    ],
    population: Annotated[
        Path | None,
        typer.Option("--population", exists=True, dir_okay=False, help="gwn, year, population."),
    ] = None,
    polity: Annotated[
        Path | None, typer.Option("--polity", exists=True, dir_okay=False, help="gwn, year, polity2.")
    ] = None,
    regimes: Annotated[
        Path | None,
        typer.Option("--regimes", exists=True, dir_okay=False, help="Autocracies: gwn, regime_type, start, end."),
    ] = None,
    within: Annotated[
        int, typer.Option("--within", min=7, max=3650, help="A campaign has won if it succeeded within so many days.")
    ] = 365,
    folds: Annotated[int, typer.Option("--folds", min=2, max=50, help="Folds of countries.")] = 10,
    repeats: Annotated[int, typer.Option("--repeats", min=1, max=200, help="Times that folds are drawn anew.")] = 20,
    draws: Annotated[int, typer.Option("--draws", min=50, max=10_000, help="Simulated campaigns.")] = 1000,
    seed: Annotated[int, typer.Option("--seed", min=0, max=MAX_SEED, help="Seed of the random numbers.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Forecast P(success) of past nonviolent campaigns by cross-validation grouped by country.

    The simulator, as it ships and taught by the training countries, against a base rate and a logistic regression. A
    second run, labelled leaky, adds what is known only afterwards: peak participation, defections and foreign aid to
    the regime, whose effect the last model takes from other contests.
    """
    from buttress.cli.progress import bars
    from buttress.evaluate.hindcast.hindcast import hindcast

    with bars() as progress:
        try:
            validations = hindcast(
                campaigns, leaders, population, polity, regimes,
                within=within, folds=folds, repeats=repeats, draws=draws, seed=seed, progress=progress,
            )  # fmt: skip
        except ValueError as reason:
            raise typer.BadParameter(str(reason)) from None
    if as_json:
        print_json({"within_days": within, "folds": folds, "repeats": repeats, **_as_json(validations, seed)})
        return
    for label, validation in validations.items():
        _print(label, validation, within, seed)
    typer.echo("lower Brier and log scores are better; an interval that holds 0 is parity with the base rate", err=True)


def _as_json(validations: dict[str, Validation], seed: int) -> dict[str, Any]:
    return {
        label: {"scores": validation.scores(seed), "calibration": validation.calibration()}
        for label, validation in validations.items()
    }


def _print(label: str, validation: Validation, within: int, seed: int) -> None:
    rows = validation.scores(seed)
    print_table(
        f"Won within {within} days, {label}: {rows[0]['wins']} of {rows[0]['n']} campaigns",
        ("model", "AUC", "95 %", "Brier", "less base rate", "95 %", "log score", "less base rate", "95 %"),
        [(row["model"], *_cells(row)) for row in rows],
        right=(1, 2, 3, 4, 5, 6, 7, 8),
    )
    print_table(
        f"Calibration, {label}",
        ("model", "mean forecast", "share won", "campaigns"),
        [(r["model"], number(r["forecast"]), number(r["won"]), str(r["n"])) for r in validation.calibration()],
        right=(1, 2, 3),
    )


def _cells(row: dict[str, Any]) -> list[str]:
    cells = [number(row["auc"]), _bounds(row["auc_interval_95"])]
    for score in ("brier", "log_score"):
        cells += [
            number(row[score]),
            number(row[f"{score}_minus_base_rate"]),
            _bounds(row[f"{score}_interval_95"]),
        ]
    return cells


def _bounds(bounds: list[float]) -> str:
    return f"{number(bounds[0])} to {number(bounds[1])}"
