"""`buttress fit`: what the reports say of the unknowns, of the reporters, and what they leave open."""

from __future__ import annotations

from errno import ENOENT
from pathlib import Path
from typing import Annotated

import typer

from buttress.cli.fit_tables import print_fit_report
from buttress.cli.options import AsJson, AsOf, CaseFolder, Workers
from buttress.cli.printing import examples, print_json

EXAMPLES = examples(
    "buttress fit cases/belarus-2020",
    "buttress fit cases/belarus-2020 --all --as-of 2020-09-07",
    "buttress fit cases/belarus-2020 --arviz out/belarus.nc",
)


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

    Prints what each kind of evidence adds, how far each reporter stands from the truth, which parameters the
    reports move and which they don't, and which reports the fit does not expect. Truth is known only up to the prior on
    bias. The fit is kept, and every other command takes it from there.
    """
    from buttress.case import load
    from buttress.cli.progress import bars
    from buttress.infer.diagnostics.fit_report import FitReport
    from buttress.pipeline.posterior import posterior_for

    if arviz is not None and not arviz.parent.is_dir():
        raise FileNotFoundError(ENOENT, "its folder is not there", str(arviz))
    with bars() as progress:
        loaded = load(case, as_of)
        posterior = posterior_for(loaded, workers=workers, progress=progress)
    report = FitReport.of(loaded, posterior)
    if arviz is not None:
        from buttress.findings.inference_data import inference_data, write

        write(arviz, inference_data(loaded, posterior))
    if as_json:
        print_json(report.to_json())
        return
    print_fit_report(report, everything)
    if arviz is not None:
        typer.echo(f"written: {arviz}", err=True)
