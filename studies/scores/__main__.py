"""`python -m studies.scores`: the tables of scores, from what `buttress score --json` printed.

buttress score --events FILE ... --leave-one-out --json > pool.json
buttress score cases/belarus-2020 --json > case.json
python -m studies.scores --pool pool.json --case case.json --out studies/scores
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from studies.results import FILE, StudyResults, StudyTable, read, update
from studies.scores.tables import case_tables, pool_tables

MADE_BY = "buttress score --events FILE ... --leave-one-out; buttress score cases/belarus-2020"


def main(arguments: Sequence[str] | None = None) -> int:
    """0 if written, 2 with a message for a file that can't be read."""
    parser = argparse.ArgumentParser(prog="python -m studies.scores", description="Tables of scores.")
    parser.add_argument("--pool", type=Path, help="what `buttress score --events ... --json` printed")
    parser.add_argument("--case", type=Path, help="what `buttress score CASE --json` printed")
    parser.add_argument("--out", type=Path, help="folder whose results.json gets the tables")
    given = parser.parse_args(arguments)
    if given.pool is None and given.case is None:
        parser.error("name at least one file")
    tables: list[StudyTable] = []
    try:
        for path, made in ((given.pool, pool_tables), (given.case, case_tables)):
            if path is not None:
                tables += made(json.loads(path.read_text(encoding="utf-8")))
        before = given.out / FILE if given.out is not None else None
        intro = read(before).intro if before is not None and before.exists() else []
    except (OSError, ValueError, KeyError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    results = StudyResults("Scores of past forecasts: the tables", MADE_BY, intro, tables)
    print(results.markdown())
    if given.out is not None:
        print(update(given.out, results), file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
