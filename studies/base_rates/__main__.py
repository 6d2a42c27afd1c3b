"""Base rates of an incumbent's end and of crowds, computed from files that the reader brings.

    python -m studies.base_rates --campaigns FILE --leaders FILE [--exits FILE] [--regimes FILE]
        [--episodes DIR] [--panel FILE] [--until DATE]

- `--campaigns`: NAVCO 1.2, one row a campaign (Chenoweth and Shay, doi 10.7910/DVN/0UZOTX)
- `--leaders`: REIGN leader spells (Bell 2016); `--regimes`: REIGN regime spells
- `--exits`: Archigos 4.1 leader spells with the way of exit (Goemans, Gleditsch and Chiozza 2009)
- `--episodes`, `--panel`: counts of crowds, see `studies.base_rates.episodes` and `.waves`

Nothing is read by default and no row of these files is kept: what is printed is computed. Every table says what it
left out.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from buttress.evaluate.hindcast.archigos import UNTIL
from studies.base_rates.all_tables import base_rates
from studies.results import StudyResults, show

INTRO = (
    "Nothing after 13 September 2020 is used, and nothing of Belarus in 2020, which belongs to the case's own "
    "likelihood."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables of the files given; 2 and one message for a file that can't be read."""
    parser = argparse.ArgumentParser(
        prog="python -m studies.base_rates",
        description="Base rates of an incumbent's end and of crowds, computed from your files.",
    )
    parser.add_argument("--campaigns", type=Path, help="NAVCO 1.2, CSV")
    parser.add_argument("--leaders", type=Path, help="REIGN leader spells, CSV")
    parser.add_argument("--regimes", type=Path, help="REIGN regime spells, CSV; splits --leaders")
    parser.add_argument("--exits", type=Path, help="Archigos leader spells, CSV; adds causes")
    parser.add_argument("--episodes", type=Path, help="folder of NAME/events.csv, one row a report")
    parser.add_argument("--panel", type=Path, help="Mass Mobilization events of all countries, CSV")
    parser.add_argument("--until", type=date.fromisoformat, default=UNTIL, help=f"last day used, default {UNTIL}")
    parser.add_argument("--leave-out", action="append", default=[], metavar="EPISODE", help="an episode not to use")
    parser.add_argument("--out", type=Path, help="folder whose results.json gets the tables")
    given = parser.parse_args(arguments)
    if not any((given.campaigns, given.leaders, given.exits, given.episodes, given.panel)):
        parser.error("name at least one file")
    try:
        results = StudyResults("Base rates: the tables", "python -m studies.base_rates", [INTRO], base_rates(given))
    except (OSError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    show(results, given.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
