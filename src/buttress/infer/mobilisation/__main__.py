"""`python -m buttress.infer.mobilisation FOLDER`: learn the prior from a folder of episodes and write its figures."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from buttress.infer.mobilisation.learn import Lesson, learn, read
from buttress.infer.mobilisation.prior import Prior
from buttress.infer.reporters.publisher import publisher_of
from buttress.infer.scoring.error import ScoreError

QUANTITIES = ("crowd", "detained")
_HEAD = """\
# How protest runs from week to week, by episode: means and spreads between episodes, on logs of people (`prior.py`).
# Written by `python -m buttress.infer.mobilisation FOLDER --out FILE`; elasticity is on the scale of atanh; shock,
# noise and half-life are logs. Half-life and fear are the model's own (`world/parameters.yaml`); base is the level of
# the first week, depth how far it ebbs in the end.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the figures to a file or to the terminal; exit code 2 with a message if the folder holds too little."""
    parser = argparse.ArgumentParser(prog="python -m buttress.infer.mobilisation", description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of episodes, NAME/events.csv")
    parser.add_argument("--leave-out", nargs="*", default=[], metavar="EPISODE", help="episodes not to learn from")
    parser.add_argument("--out", type=Path, help="file to write")
    given = parser.parse_args(arguments)
    try:
        lessons = [one for one in read(given.folder) if one.episode not in given.leave_out]
    except (OSError, ScoreError) as error:
        print(error, file=sys.stderr)
        return 2
    priors = {}
    for quantity in QUANTITIES:
        print(f"{quantity} ...", file=sys.stderr)
        priors[quantity] = learn(lessons, quantity)
    text = _text(priors, lessons, given.folder)
    if given.out is None:
        print(text)
    else:
        given.out.write_text(text, encoding="utf-8")
    return 0


def _text(priors: dict[str, Prior], lessons: Sequence[Lesson], folder: Path) -> str:
    lines = [_HEAD]
    for quantity, prior in priors.items():
        lines.append(f"{quantity}:")
        for name, pair in prior.to_dict().items():
            lines.append(f"  {name}: {{{', '.join(f'{key}: {value}' for key, value in pair.items())}}}")
    lines.append("\nlearned_from:")
    for episode in sorted({one.episode for one in lessons}):
        series = sum(one.episode == episode for one in lessons)
        lines.append(f"  {episode}: {{series: {series}, publisher: {_quoted(publisher_of(folder / episode))}}}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


if __name__ == "__main__":
    raise SystemExit(main())
