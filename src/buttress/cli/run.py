"""`buttress run`: one scenario, many runs, its measures."""

from __future__ import annotations

import typer

from buttress.cli.options import (
    AsJson,
    AsOf,
    CaseFolder,
    Everything,
    OneScenario,
    Out,
    Prior,
    Runs,
    Seed,
    Workers,
)
from buttress.cli.printing import examples, interval, number, print_json, print_table
from buttress.cli.reach import out_of_reach

EXAMPLES = examples(
    "buttress run cases/belarus-2020",
    "buttress run cases/belarus-2020 --scenario without_loan --runs 200 --out out/without-loan",
    "buttress run cases/belarus-2020 --as-of 2020-10-12 --json",
)


def command(
    case: CaseFolder,
    scenario: OneScenario = "baseline",
    runs: Runs = 1000,
    seed: Seed = None,
    workers: Workers = None,
    out: Out = None,
    as_of: AsOf = None,
    prior: Prior = False,
    everything: Everything = False,
    as_json: AsJson = False,
) -> None:
    """Run one scenario and print its measures: mean and 95 % interval over runs."""
    from buttress.case import load
    from buttress.cli.progress import bars
    from buttress.experiment.measures import measures_of
    from buttress.experiment.payments import uncovered_payments
    from buttress.pipeline.endings import endings
    from buttress.pipeline.run import run

    opened = load(case, as_of)
    with bars() as progress:
        answer = run(
            opened,
            scenario,
            runs=runs,
            seed=seed,
            workers=workers,
            out=out,
            prior=prior,
            progress=progress,
        )
    asked = measures_of(opened.facts.off)
    levels = {measure.name: answer.level(measure.name) for measure in asked}
    if as_json:
        print_json(
            {
                "scenario": scenario,
                "runs": answer.runs,
                "measures": {name: {"mean": mean, "interval_95": ends} for name, (mean, ends) in levels.items()},
            }
        )
        return
    print_table(
        f"{scenario}, {answer.runs} runs",
        ("measure", "unit", "mean", "95 % interval", "meaning"),
        [
            (m.name, m.unit, number(levels[m.name][0]), interval(levels[m.name][1]), m.meaning)
            for m in asked
            if everything or m.headline
        ],
        right=(2, 3),
    )
    shown = [measure.name for measure in asked if everything or measure.headline]
    for sentence in (*out_of_reach(opened, shown), *uncovered_payments(opened, answer)):
        typer.echo(sentence)
    for index, sentence in enumerate(endings(opened, scenario, seed=seed, prior=prior)):
        typer.echo(f"run {index}: {sentence}")
