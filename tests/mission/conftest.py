"""The mission's rows under test, and what a mutation takes away from each.

With `--mutate` every test gets the case and the mechanisms less what its row's mutation names, and must then fail. The
program itself knows nothing of this: a mechanism's switch and a case folder are ordinary input.
"""

from __future__ import annotations

import csv
import shutil
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from buttress import engine, world
from buttress.case import load
from buttress.infer.prior import JointPrior
from buttress.world.codes import CHANNELS
from tracing.row import Mutation, rows

CASE = Path(__file__).resolve().parents[2] / "cases" / "belarus-2020"
UNMOVED = Mutation()


def pytest_addoption(parser):
    parser.addoption("--mutate", action="store_true", help="take each row's rule or fact out; its test must then fail")


def pytest_configure(config):
    config.addinivalue_line("markers", "row(name): the row of the mission that a test exercises")


@dataclass(frozen=True)
class Stage:
    """A case and the mechanisms that are off. Paths are expected ones (no chance), at the medians of the priors."""

    case: object
    off: frozenset[str]

    @property
    def fork(self) -> int:
        return (self.case.as_of - self.case.facts.trigger.date).days

    def world(self, scenario=None, reading="scripted"):
        return world.build(self.case, scenario, reading=reading, off=self.off)

    def has_effect(self, scenario) -> bool:
        """Does the model take the scenario, or is there nothing for it to change?"""
        try:
            self.world(scenario)
        except world.WorldError:
            return False
        return True

    def draws(self, built, **values):
        """One draw at the medians of the priors, with some parameters set."""
        prior = JointPrior.of(self.case)
        medians = prior.values(np.zeros((1, len(prior))))
        draws = world.Draws(prior.names, medians, built.shock_names, np.zeros((1, len(built.shock_names))), 1_000_000)
        for name, value in values.items():
            draws = draws.with_column(name, value)
        return draws

    def run(self, scenario=None, reading="scripted", crowd="mean", runs=1, **values):
        """A result at the medians, with some parameters set by name."""
        built = self.world(scenario, reading)
        ids = np.arange(runs, dtype=np.int64)
        return engine.run(built, self.draws(built, **values), ids, seed=self.case.facts.seed, crowd=crowd)

    def tenure(self, scenario=None, **values) -> float:
        """P(in office at the horizon)."""
        return float(self.run(scenario, **values).survival[0, -1])

    def tenure_effect(self, scenario, **values) -> float:
        """What a scenario does to it."""
        return self.tenure(scenario, **values) - self.tenure(**values)

    def turnout(self, scenario=None, **values) -> float:
        """People at the Sunday marches of the eight weeks from the fork on, added up."""
        result = self.run(scenario, **values)
        chosen = [
            o
            for o, occasion in enumerate(result.world.occasions)
            if occasion.name == "sunday_march" and self.fork <= occasion.day < self.fork + 56
        ]
        return float(result.turnout[0, chosen].sum())

    def detained(self, scenario=None, days=180, **values) -> float:
        """People detained so many days from the fork on."""
        result = self.run(scenario, **values)
        after = [occasion.day - self.fork for occasion in result.world.occasions]
        chosen = [o for o, day in enumerate(after) if 0 <= day < days]
        return float(result.detained[0, chosen].sum())

    def signal(self, channel, day: date, scenario=None) -> float:
        """What the public hears on a day in a channel."""
        index = (day - self.case.facts.trigger.date).days
        return float(self.world(scenario).timeline["signal"][index, CHANNELS.index(channel)])

    def said(self, kind, **columns):
        """Signals known or announced on the day of the fork."""
        rows = [*self.case.signals, *self.case.script_signals]
        return [row for row in rows if row.kind == kind and _matches(row, columns)]

    def reported(self, day: date, kind, **columns):
        """Reports of an occasion, whenever published."""
        rows = self.case.rows.events
        return [row for row in rows if (row.date, row.kind) == (day, kind) and _matches(row, columns)]


def _matches(row, columns) -> bool:
    return all(getattr(row, name) == value for name, value in columns.items())


@pytest.fixture
def mutation(request):
    """What the test's row takes away under `--mutate`; else nothing."""
    if not request.config.getoption("--mutate"):
        return UNMOVED
    row = request.node.get_closest_marker("row").args[0]
    return rows([row])[0].mutation


@pytest.fixture
def stage(mutation, tmp_path_factory):
    """The Belarus case on the day of the report, less what the mutation takes away."""
    off = frozenset([mutation.off]) if mutation.off else frozenset()
    return Stage(_case(mutation, tmp_path_factory) if mutation.drop else _whole(), off)


@pytest.fixture
def claims(request, stage):
    """Claims of the test's row in the case."""
    row = request.node.get_closest_marker("row").args[0]
    return [claim for claim in stage.case.claims if claim.row == row]


@cache
def _whole():
    return load(CASE)


def _case(mutation, tmp_path_factory):
    folder = tmp_path_factory.mktemp("mutated") / "case"
    shutil.copytree(CASE, folder)
    path = folder / mutation.drop
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    where = dict(mutation.where)
    kept = [row for row in rows if not all(row[name] == value for name, value in where.items())]
    assert len(kept) < len(rows), f"the mutation finds nothing to drop in {mutation.drop}"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept)
    return load(folder)
