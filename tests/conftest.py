"""Fixtures that every room may use."""

from __future__ import annotations

import csv
import gc
import json
import os
import pickle
import random
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import typer.testing

from buttress.case.blank import BLANK
from buttress.case.document import Document
from buttress.case.parser import parse
from buttress.case.rows import ROWS, Cash, Event, Row, Signal, columns

ROOT = Path(__file__).resolve().parents[1]

KEPT = ("PATH", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "VIRTUAL_ENV")
"""Variables that tests take over from their user: where programs and temporary files are."""
KEPT_FAMILIES = ("PYTHON", "PYTEST", "LD_", "DYLD_", "COVERAGE")
"""Beginnings of the names of others: how Python, pytest and the loader run."""

hypothesis.settings.register_profile("fixed", derandomize=True, deadline=None)
hypothesis.settings.register_profile("random", database=None, deadline=None, print_blob=True)
hypothesis.settings.load_profile("fixed")


gc.disable()  # until tests are collected: all that is imported and found stays


def pytest_collection_finish() -> None:
    """Let the garbage collector run, over what tests make alone: to go through all that was imported takes long."""
    gc.freeze()
    gc.enable()


def pytest_configure(config: pytest.Config) -> None:
    """Give a session an empty home of its own and Ctrl-C its meaning; workers and programs of the session inherit both.

    A shell that starts pytest in the background has it, and all that it starts, ignore an interrupt.
    """
    if hasattr(config, "workerinput"):
        return
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    home = Path(tempfile.mkdtemp(prefix="buttress-home-"))
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    for name in [name for name in os.environ if name not in KEPT and not name.startswith(KEPT_FAMILIES)]:
        del os.environ[name]
    folders = {f"XDG_{kind}_HOME": home / kind.lower() for kind in ("CACHE", "CONFIG", "DATA", "STATE")}
    folders |= {"HOME": home, "USERPROFILE": home, "HYPOTHESIS_STORAGE_DIRECTORY": home / "hypothesis"}
    os.environ.update({name: str(folder) for name, folder in folders.items()})
    os.environ.update(LANG="C.UTF-8", COLUMNS="80")


FIRST = (
    "test_step_table.py",
    "test_epstein.py",
    "test_brief_pages.py",
    "test_pillars.py",
    "test_edmond.py",
    "test_compare_blank.py",
    "test_pipeline.py",
    "test_update.py",
    "test_posterior.py",
    "test_fit_report.py",
    "test_findings.py",
    "test_prior_beside.py",
    "test_calibration.py",
    "test_tutorials.py",
    "test_reporters.py",
    "test_history_total.py",
    "test_prior_prediction.py",
)
"""Files that begin first. One compiles every kernel of a day; beside it go those that need none of these, so that the
other worker doesn't compile them too. Then the longest, so that none keeps one busy while the other has no more."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put those first. Two workers then don't come to the same kernels at the same time and both compile them."""
    if not config.pluginmanager.hasplugin("randomly"):
        items.sort(key=lambda item: FIRST.index(item.path.name) if item.path.name in FIRST else len(FIRST))


@pytest.fixture(scope="session", autouse=True)
def _documents_read_once() -> Iterator[None]:
    """A document of the same name and text is parsed once a session; each load gets a copy of its own."""
    copies: dict[tuple[str, str], bytes] = {}

    def read(name: str, text: str) -> Document:
        if (name, text) not in copies:
            copies[name, text] = pickle.dumps(parse(name, text))
        document: Document = pickle.loads(copies[name, text])  # noqa: S301 - our own bytes
        return document

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sys.modules["buttress.case.load"], "parse", read)
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_wait_for_the_disk() -> Iterator[None]:
    """What a flush guards against is the loss of power, which no test has; programs of their own flush as ever."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "fsync", lambda descriptor: None)
        yield


@pytest.fixture(scope="session", autouse=True)
def _commands_built_once() -> Iterator[None]:
    """The tree of commands is built once a session, as it is once a start, not anew for each call of a test."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(typer.testing, "_get_command", cache(typer.testing._get_command))
        yield


_drawn: dict[str, object] = {}


@pytest.fixture(scope="session")
def draw_once() -> Callable[[pytest.MonkeyPatch], None]:
    """A function that has figures drawn once a session: the same content gives the same figure."""

    def once(name: str, draw: Callable[..., object]) -> Callable[..., object]:
        def drawn(*content: object) -> object:
            key = f"{name}{content!r}"
            if key not in _drawn:
                _drawn[key] = draw(*content)
            return _drawn[key]

        return drawn

    def patch(patched: pytest.MonkeyPatch) -> None:
        for name in ("survival", "fan", "effects", "purse", "places", "history"):
            figure = import_module(f"buttress.brief.figures.{name}")
            patched.setattr(figure, "draw", once(name, figure.draw))

    return patch


@pytest.fixture
def drawn_once(draw_once: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of something else than drawing."""
    draw_once(monkeypatch)


@pytest.fixture
def blank_case(tmp_path: Path) -> Path:
    """A copy of the blank case that a test may change."""
    return Path(shutil.copytree(BLANK, tmp_path / "exampleland"))


@pytest.fixture
def case_with(tmp_path: Path) -> Callable[..., Path]:
    """A function from names of parts to the blank case in format 2 with these parts alone, without their files."""

    def write(*parts: str) -> Path:
        folder = Path(shutil.copytree(BLANK, tmp_path / f"with_{'_'.join(parts) or 'nothing'}", dirs_exist_ok=True))
        data = parse("case.yaml", (folder / "case.yaml").read_text()).data
        for part in {"patron", "contender", "purse", "pillars"} - set(parts):
            del data[part]
        if "purse" in parts and "pillars" not in parts:
            del data["purse"]["payment_order"]
        (folder / "case.yaml").write_text(json.dumps({**data, "format": 2}, indent=1))  # JSON is YAML
        (folder / "claims.yaml").unlink()
        for name, part in (("cash.csv", "purse"), ("signals.csv", "patron")):
            if part not in parts:
                (folder / name).unlink()
        shutil.rmtree(folder / "scenarios")
        return folder

    return write


@pytest.fixture(scope="session")
def belarus() -> Path:
    """The shipped case; not to be changed."""
    return ROOT / "cases" / "belarus-2020"


@pytest.fixture(scope="session")
def random_case(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """A function from a seed to the folder of a valid case of random shape and size."""

    def write(seed: int) -> Path:
        return _RandomCase(seed).write(tmp_path_factory.mktemp("random") / f"case_{seed}")

    return write


@pytest.fixture(scope="session")
def shuffled(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, int], Path]:
    """A function from a case's folder and a seed to a copy with rows, columns, lists and keys in another order."""

    def write(folder: Path, seed: int) -> Path:
        copy = Path(shutil.copytree(folder, tmp_path_factory.mktemp("shuffled") / folder.name))
        chance = random.Random(seed)
        for path in sorted(copy.rglob("*.yaml")):
            data = parse(path.name, path.read_text()).data
            path.write_text(json.dumps(_other_order(data, chance), indent=1))  # JSON is YAML
        for model in ROWS:
            with (copy / model.file).open(newline="") as stream:
                rows = list(csv.DictReader(stream))
            names = chance.sample(columns(model), len(columns(model)))
            with (copy / model.file).open("w", newline="") as stream:
                writer = csv.DictWriter(stream, names)
                writer.writeheader()
                writer.writerows(chance.sample(rows, len(rows)))
        return copy

    return write


def _other_order(node: Any, chance: random.Random) -> Any:
    """The same data with lists and keys in another order, but for the two lists whose order is their meaning."""
    if isinstance(node, list):
        return [_other_order(child, chance) for child in chance.sample(node, len(node))]
    if isinstance(node, dict):
        kept = ("payment_order", "between")
        items = chance.sample(list(node.items()), len(node))
        return {key: child if key in kept else _other_order(child, chance) for key, child in items}
    return node


class _RandomCase:
    """Countries of one to eight places, one to four groups and pillars, with and without their own money."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.seed = seed
        self.trigger = date(2021, 1, 1) + timedelta(days=self.chance.randrange(300))
        self.as_of = self.trigger + timedelta(days=self.chance.randint(3, 90))
        self.places = [f"place_{index}" for index in range(self.chance.randint(1, 8))]
        self.groups = [f"group_{index}" for index in range(self.chance.randint(1, 4))]
        self.pillars = [f"pillar_{index}" for index in range(self.chance.randint(1, 4))]
        self.people = {name: self.chance.choice([100_000, 250_000, 3_000_000, 40_000_000]) for name in self.places}
        self.own_money = self.chance.random() < 0.7
        self.home = "EXL" if self.own_money else "USD"

    def write(self, folder: Path) -> Path:
        (folder / "scenarios").mkdir(parents=True)
        texts = {"case.yaml": self.facts(), "sources.yaml": self.sources(), "claims.yaml": self.claims()}
        texts["scenarios/without_loan.yaml"] = self.scenario("loan_cash", 0.0)
        texts["scenarios/refusal.yaml"] = self.scenario("refusal", 1.0)
        for name, data in texts.items():  # JSON is YAML
            (folder / name).write_text(json.dumps(data, indent=1))
        _table(folder, Cash, self.cash())
        _table(folder, Event, self.events())
        _table(folder, Signal, self.signals())
        return folder

    def given(self, value: object) -> dict[str, object]:
        return {"value": value, "assumed": "drawn at random"}

    def between(self, low: float, high: float) -> dict[str, object]:
        return self.given(round(self.chance.uniform(low, high), 4))

    def facts(self) -> dict[str, Any]:
        return {
            "format": 1,
            "id": f"random-{self.seed}",
            "title": "A random country",
            "question": "Does money stay money?",
            "trigger": {"date": str(self.trigger), "what": "an election", "source": "S"},
            "as_of": str(self.as_of),
            "horizon_days": self.chance.randint(30, 120),
            "seed": self.seed,
            "incumbent": {"name": "I", "in_office_since": self.given("2010-01-01")},
            "patron": {"id": "patron", "name": "P"},
            "contender": {
                "name": "C",
                "status": self.chance.choice(["in_country", "exiled", "jailed"]),
                "leaders": self.given(self.chance.randint(0, 9)),
            },
            "adults_share": self.between(0.5, 0.9),
            "places": [
                {
                    "id": name,
                    "name": name,
                    "kind": "city",
                    "capital": name == "place_0",
                    "population": self.given(people),
                }
                for name, people in self.people.items()
            ],
            "groups": [
                {"id": name, "name": name, "share_of_adults": self.given(1 / len(self.groups))} for name in self.groups
            ],
            "pillars": [self.pillar(name) for name in self.pillars],
            "purse": self.purse(),
            "custody_places": self.given(self.chance.choice([0, 300, 20_000])),
            "calendar": self.calendar(),
            "reporters": [
                {"id": "ministry", "name": "M", "kind": "official"},
                {"id": "paper", "name": "N", "kind": "newsroom"},
            ],
        }

    def pillar(self, name: str) -> dict[str, Any]:
        return {
            "id": name,
            "name": name,
            # The first is an enforcer, so that someone can be sent out.
            "role": "enforcer" if name == "pillar_0" else self.chance.choice(["army", "workers", "officials"]),
            "headcount": self.given(self.chance.randint(500, 20_000)),
            "unit_size": self.given(self.chance.choice([1, 50, 400])),
            "monthly_pay": self.between(50, 3000),
            "capital_share": self.between(0, 1),
            "deployable_share": self.between(0, 1),
        }

    def purse(self) -> dict[str, Any]:
        return {
            "domestic_currency": self.home,
            "foreign_currency": "USD",
            "own_money": self.own_money,
            "exchange_rate": self.between(0.5, 90) if self.own_money else self.given(1.0),
            "reserves_unusable_m": self.between(0, 400),
            "revenue_month_m": self.between(0, 900),
            "other_spending_month_m": self.between(0, 900),
            "domestic_cash_m": self.between(0, 900),
            "payment_order": self.chance.sample(self.pillars, len(self.pillars)),
            "fx_trade_day_m": self.between(0.5, 60),
        }

    def calendar(self) -> list[dict[str, Any]]:
        sunday = {"id": "sunday", "name": "Sunday", "weekday": "sunday", "from": str(self.trigger)}
        night = {"id": "night", "name": "Night", "dates": [str(self.trigger)], "places": [self.places[0]]}
        # As many as Sundays, so that the main kind is a tie unless it is marked.
        saturday = {**sunday, "id": "saturday", "name": "Saturday", "weekday": "saturday", "places": self.places[:1]}
        marked = {"main": True} if self.chance.random() < 0.3 else {}
        weekly = [{**sunday, "places": "all", "groups": "all"}, {**saturday, **marked, "groups": self.groups[-1:]}]
        return [*weekly, {**night, "groups": self.groups}]

    def sources(self) -> list[dict[str, str]]:
        return [{"id": "S", "publisher": "P", "date": "2020-12-01", "title": "T", "url": "", "supports": "all"}]

    def claims(self) -> list[dict[str, Any]]:
        claim = {"id": "loan", "who": "us", "says": "it helps", "measure": "tenure_90"}
        contrast = {"baseline": 1, "without_loan": -1}
        return [{**claim, "contrast": contrast, "region": {"above": 0.02}, "would_change": "more months"}]

    def scenario(self, lever: str, value: float) -> dict[str, Any]:
        change = {"lever": lever, "from": str(self.as_of), "value": value}
        return {"title": lever, "question": "What if?", "changes": [change]}

    def day(self, low: int = 0, high: int | None = None) -> date:
        """A day from the trigger on, before the fork unless told."""
        last = (self.as_of - self.trigger).days - 1 if high is None else high
        return self.trigger + timedelta(days=self.chance.randint(low, max(low, last)))

    def money(self) -> str:
        return f"{self.chance.uniform(0, 300):.{self.chance.choice([0, 1, 6])}f}"

    def row(self, day: date, **cells: object) -> dict[str, object]:
        return {"date": day, "published": day, "source": "S", **cells}

    def cash(self) -> list[dict[str, object]]:
        opening = self.row(
            self.trigger - timedelta(days=self.chance.randint(0, 40)), kind="reserve_level", basis="level"
        )
        rows = [{**opening, "amount_m": self.chance.randint(2500, 6000), "currency": "USD"}]
        rows += [
            self.row(day, kind="reserve_level", basis="level", amount_m=self.chance.randint(2500, 6000), currency="USD")
            for day in sorted({self.day() for _ in range(self.chance.randint(0, 3))} - {self.trigger})
        ]
        rows += [{**row, "amount_m": row["amount_m"] + 1, "note": "another page"} for row in rows[1:2]]
        for index in range(self.chance.randint(0, 8)):
            kind = self.chance.choice(["disbursed", "debt_service", "fx_sale", "rollover", "borrowing", "revenue"])
            party = {"counterparty": f"party {index}", "amount_m": self.money(), "currency": "USD"}
            rows.append(self.row(self.day(), kind=kind, basis="flow", **party))
        ahead = (self.as_of - self.trigger).days
        for index in range(self.chance.randint(0, 5)):
            due = self.day(ahead, ahead + 100)
            until = due + timedelta(days=self.chance.choice([0, 1, 30]))
            plan = {"counterparty": f"creditor {index}", "amount_m": self.money(), "currency": "USD", "until": until}
            kind = self.chance.choice(["debt_service", "rollover"])
            rows.append({**self.row(due, kind=kind, basis="plan", **plan), "published": self.trigger})
        pledge = {"kind": "pledged", "basis": "plan", "amount_m": self.money(), "currency": "USD"}
        return [*rows, self.row(self.as_of, counterparty="patron", **pledge)]

    def events(self) -> list[dict[str, object]]:
        rows = []
        for index in range(self.chance.randint(0, 12)):
            day = self.day()
            if self.chance.random() < 0.7:  # a Sunday near by, so that reports of one march are many
                day = min(day + timedelta(days=6 - day.weekday()), self.as_of - timedelta(days=1))
            place = self.chance.choice([*self.places[:2], None])
            low = self.chance.randint(0, 50_000)
            crowd = self.chance.choice([(low, low), (low, low + 500), (low, ""), ("", low), ("", "")])
            rows.append(
                self.row(
                    day,
                    place=place,
                    scope="place" if place else "national",
                    side="protest",
                    kind="sunday" if day.weekday() == 6 else self.chance.choice(["strike", "other"]),
                    crowd_low=crowd[0],
                    crowd_high=crowd[1],
                    detained=self.chance.choice(["", 0, 30, 900]),
                    stage=self.chance.choice(["final", "final", "early"]),
                    reporter=self.chance.choice(["ministry", "paper"]),
                    note=f"row {index}",
                )
            )
        return rows

    def signals(self) -> list[dict[str, object]]:
        kinds = ["endorsement", "request", "resolve", "weakness", "exile", "scrutiny", "recognition"]
        rows = [self.row(self.day(), actor="somebody", kind=kind) for kind in kinds if self.chance.random() < 0.5]
        amount = {"quantity": 100, "unit": "USD_m"}
        return [*rows, self.row(self.as_of, actor="patron", kind="pledge", target="incumbent", **amount)]


def _table(folder: Path, model: type[Row], rows: list[dict[str, object]]) -> None:
    with (folder / model.file).open("w", newline="") as stream:
        writer = csv.DictWriter(stream, columns(model))
        writer.writeheader()
        writer.writerows(rows)
