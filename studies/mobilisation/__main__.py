"""`python -m studies.mobilisation FOLDER`: learn the priors from a folder of episodes, write their figures."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from buttress.evaluate.episode_history import EpisodeHistory
from buttress.evaluate.leave_one_out import each_left_out, training_series
from buttress.evaluate.widening import widening
from buttress.intake.episode import episode_of
from buttress.intake.error import IntakeError
from buttress.intake.events_file import read_events
from buttress.mobilisation.course_prior import CoursePrior
from buttress.mobilisation.learn import TrainingSeries, learn
from studies.reporters.publisher import publisher_of

_HEAD = """\
# How protest runs from week to week, by episode: means and spreads between episodes, on logs of people (`prior.py`).
# Written by `python -m studies.mobilisation FOLDER --out FILE`; elasticity is on the scale of atanh; shock,
# noise and half-life are logs. Half-life and fear are the model's own (`world/parameters.yaml`); base is the level of
# the first week, depth how far it ebbs in the end. Groups: crowds as a reporter counted them, crowds from collections
# of others' reports, people detained. Forecasts are widened by what left-out episodes asked for.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the figures to a file or to the terminal; exit code 2 with a message for a folder that holds too little."""
    parser = argparse.ArgumentParser(prog="python -m studies.mobilisation", description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of episodes, NAME/events.csv")
    parser.add_argument("--leave-out", nargs="*", default=[], metavar="EPISODE", help="episodes not to learn from")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--out", type=Path, help="file to write")
    given = parser.parse_args(arguments)
    try:
        pasts = _pasts(given.folder, given.leave_out)
    except (OSError, IntakeError) as error:
        print(error, file=sys.stderr)
        return 2
    taught = training_series(pasts)
    found = []
    for count, (_, misses) in enumerate(each_left_out(pasts, taught, given.workers), start=1):
        found += misses
        print(f"{count} of {len(pasts)} episodes left out", file=sys.stderr)
    factor = widening(found)
    priors = {group: prior.widen(factor) for group, prior in learn(taught).items()}
    text = _figures(priors, taught, given.folder)
    if given.out is None:
        print(text, end="")
    else:
        given.out.write_text(text, encoding="utf-8")
    return 0


def _pasts(folder: Path, without: Sequence[str]) -> list[EpisodeHistory]:
    paths = [path for path in sorted(folder.glob("*/events.csv")) if path.parent.name not in without]
    pasts = [EpisodeHistory(episode_of(path), read_events(path)) for path in paths]
    if not training_series(pasts):
        raise IntakeError(f"{folder}: error: no */events.csv with a series that is long enough to learn from")
    return pasts


def _figures(priors: Mapping[str, CoursePrior], taught: Sequence[TrainingSeries], folder: Path) -> str:
    lines = [_HEAD]
    for group, prior in priors.items():
        lines.append(f"{group}:")
        for name, pair in prior.to_dict().items():
            lines.append(f"  {name}: {{{', '.join(f'{key}: {value}' for key, value in pair.items())}}}")
    lines.append("\nlearned_from:")
    for episode in sorted({one.episode for one in taught}):
        series = sum(one.episode == episode for one in taught)
        lines.append(f"  {episode}: {{series: {series}, publisher: {_quoted(publisher_of(folder / episode))}}}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


if __name__ == "__main__":
    raise SystemExit(main())
