"""`python tests/mission/trace.py`: print the trace, find its gaps, try its mutations, write its page."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from buttress.cli.printing import print_json, print_table
from tracing import page
from tracing.gaps import gaps
from tracing.mutate import Outcome, mutate
from tracing.row import Row, TraceError, rows

GAP, USER_ERROR = 1, 2


def main(words: Sequence[str] | None = None) -> int:
    """0, or 1 on a gap or on a test that passes without its rule or fact, or 2 on a wrong call."""
    parser = argparse.ArgumentParser(prog="trace.py", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON on stdout")
    parser.add_argument("--row", action="append", metavar="ROW", help="only this row; may be given several times")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--mutate", action="store_true", help="take each row's rule or fact out; its test must then fail")
    what.add_argument("--page", action="store_true", help="write docs/mission.md")
    asked = parser.parse_args(words)
    try:
        chosen = rows(asked.row)
        if asked.mutate:
            return _show_outcomes(mutate(chosen), asked.json)
    except TraceError as error:
        print(error, file=sys.stderr)
        return USER_ERROR
    if asked.page:
        page.PAGE.write_text(page.text(), encoding="utf-8")
        return 0
    return _show(chosen, asked.json)


def _show(chosen: Sequence[Row], as_json: bool) -> int:
    """Print rows; their gaps on stderr."""
    if as_json:
        print_json([row.as_dict() for row in chosen])
    else:
        print_table(
            "What the source describes, and what represents it",
            ("row", "what", "modules", "tests", "claims"),
            [
                (
                    row.row,
                    row.what,
                    "\n".join(name.removeprefix("buttress.") for name in row.modules),
                    "\n".join(test.rpartition("::")[2] for test in row.tests),
                    "\n".join(row.claims),
                )
                for row in chosen
            ],
        )
    missing = gaps(chosen)
    for gap in missing:
        print(gap, file=sys.stderr)
    return GAP if missing else 0


def _show_outcomes(outcomes: Sequence[Outcome], as_json: bool) -> int:
    """Print what each test did without its rule or fact."""
    if as_json:
        print_json([outcome.as_dict() for outcome in outcomes])
    else:
        print_table(
            "Each row's test without its rule or fact",
            ("row", "without", "test", "outcome"),
            [(one.row, one.mutation, one.test.rpartition("::")[2], one.says) for one in outcomes],
        )
    survivors = [outcome for outcome in outcomes if not outcome.failed]
    print(
        f"{len(outcomes) - len(survivors)} of {len(outcomes)} tests fail without their rule or fact, as they must",
        file=sys.stderr,
    )
    return GAP if survivors else 0
