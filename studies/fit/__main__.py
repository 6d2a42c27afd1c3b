"""`python -m studies.fit CASE`: what the fit of a case says of itself, as tables for the site."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from buttress.case import CaseError, load
from buttress.infer.diagnostics.fit_report import FitReport
from buttress.pipeline.posterior import posterior_for
from studies.fit.tables import tables
from studies.results import StudyResults, show

COMMAND = "python -m studies.fit"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables, and write them with --out; 0, or 2 for a case that can't be read."""
    parser = argparse.ArgumentParser(prog=COMMAND, description="What the fit of a case says of itself.")
    parser.add_argument("case", type=Path, help="folder of the case")
    parser.add_argument("--workers", type=int, default=2, help="processes, default 2")
    parser.add_argument("--out", type=Path, help="folder whose results.json gets the tables")
    given = parser.parse_args(arguments)
    try:
        case = load(given.case)
    except (CaseError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    report = FitReport.of(case, posterior_for(case, workers=given.workers))
    title = f"The fit of {case.facts.title}: the tables"
    intro = f"Evidence up to {case.as_of}; the case's hash begins with {case.hash[:12]}."
    show(StudyResults(title, f"{COMMAND} {given.case}", [intro], tables(report)), given.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
