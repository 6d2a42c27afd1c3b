"""`python -m studies.whatif CASE`: the corner of every undecided claim, and what to find out about it first."""

from __future__ import annotations

import argparse
import shlex
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from buttress.case import Case, load
from buttress.explore.discovery import WhatIf
from buttress.explore.error import ExploreError
from buttress.pipeline.posterior import posterior_for
from studies.results import StudyResults, show
from studies.whatif.all_claims import whatif_of_claims
from studies.whatif.first_finds import first_finds
from studies.whatif.tables import tables
from studies.whatif.undecided import undecided
from studies.whatif.whole_people import Checked, checked

COMMAND = "python -m studies.whatif"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables, and write them with --out; 0, or 2 for a case or a file that can't be read."""
    parser = argparse.ArgumentParser(prog=COMMAND, description="What would have to be true, claim by claim?")
    parser.add_argument("case", type=Path, help="folder of the case")
    parser.add_argument("--verdicts", type=Path, default=Path("docs/data/claims.json"), help="what `make claims` wrote")
    parser.add_argument("--check", action="append", default=[], help="also run this claim's corners with whole people")
    parser.add_argument("--workers", type=int, default=2, help="processes, default 2")
    parser.add_argument("--out", type=Path, help="folder whose results.json gets the tables")
    given = parser.parse_args(arguments)
    words = [str(given.case), *(word for name in given.check for word in ("--check", name))]
    words += ["--out", given.out.as_posix()] if given.out else []
    try:
        results = report(load(given.case), given.verdicts, given.check, given.workers, f"{COMMAND} {shlex.join(words)}")
    except (OSError, ValueError, ExploreError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    show(results, given.out)
    return 0


def report(case: Case, verdicts: Path, check: Sequence[str], workers: int, command: str) -> StudyResults:
    """All tables. Seconds of each part go to stderr."""
    claims = undecided(case, verdicts)
    unknown = [name for name in check if name not in {claim.id for claim in claims}]
    if unknown:
        raise ValueError(f"no undecided claim is called {unknown[0]!r}")
    started = time.monotonic()

    def said(part: str) -> None:
        print(f"{part}: {time.monotonic() - started:.0f} s", file=sys.stderr)

    posterior = posterior_for(case, workers=workers)
    said("fit")
    found = whatif_of_claims(case, [claim.id for claim in claims], posterior=posterior, workers=workers)
    said("corners")
    searched = [claim for claim in claims if isinstance(found[claim.id], WhatIf)]
    finds = first_finds(case, searched, posterior, workers)
    said("what to find out")
    checks: list[Checked] = []
    for name in check:
        each = found[name]
        checks += checked(case, each, posterior, workers) if isinstance(each, WhatIf) else []
    said("whole people")
    corners = sum(isinstance(each, WhatIf) and each.outcome == "corner" for each in found.values())
    intro = [
        f"Of {len(claims)} claims about {case.facts.title} that the evidence up to {case.as_of} does not decide, "
        f"{corners} have a corner, {len(searched) - corners} have none and {len(claims) - len(searched)} are not "
        "explored.",
        "A line is the edge of a claim's region, told as scenario minus baseline; asked is for the side that the "
        "evidence holds for less likely. A draw is one set of values for all that the model does not know.",
    ]
    title = "What would have to be true, and what to find out"
    return StudyResults(title, command, intro, tables(case, found, finds, checks))


if __name__ == "__main__":
    raise SystemExit(main())
