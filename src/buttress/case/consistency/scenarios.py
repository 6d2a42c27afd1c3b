"""Scenarios that do not fit the fork or the horizon, and claims that do not fit the scenarios."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from buttress.case.document import Document, repeated
from buttress.case.message import Message, error, nearest, shown
from buttress.case.scenario import BASELINE, NEEDS
from buttress.case.schema import LEVERS, Claim, Facts, Scenario


def check_scenarios(facts: Facts, scenarios: dict[str, Scenario], documents: dict[str, Document]) -> Iterator[Message]:
    """Changes before the fork, outside of the run, without effect or beyond the two fixed what-ifs of policing."""
    end = facts.as_of + timedelta(days=facts.horizon_days)
    for name, scenario in scenarios.items():
        document = documents[f"scenarios/{name}.yaml"]
        now = dict(LEVERS)
        seen: set[tuple[str, date]] = set()
        for index in sorted(range(len(scenario.changes)), key=lambda at: scenario.changes[at].from_):
            change = scenario.changes[index]
            line = document.line(("changes", index))
            lacking = [part for part in NEEDS.get(change.lever, ()) if part in facts.off]
            if lacking:
                text = f"'{change.lever}' needs the {lacking[0]}, which case.yaml leaves out; leave the change out"
                yield error(document.name, line, text)
                continue
            day_line = document.line(("changes", index, "from"))
            if change.from_ < facts.as_of:
                yield error(
                    document.name,
                    day_line,
                    f"the change is before the fork: 'from' {change.from_} is earlier than as_of {facts.as_of}",
                )
            elif change.from_ >= end:
                yield error(
                    document.name,
                    day_line,
                    f"the change is outside of the run: 'from' {change.from_}, "
                    f"the last day is {end - timedelta(days=1)}",
                )
            if (change.lever, change.from_) in seen:
                yield error(document.name, line, f"'{change.lever}' is set twice from {change.from_}")
            elif change.value == now[change.lever]:
                yield error(
                    document.name,
                    line,
                    f"the change has no effect: '{change.lever}' is already {change.value:g} on {change.from_}",
                )
            seen.add((change.lever, change.from_))
            now[change.lever] = change.value
        yield from _policing(scenario, document)


def _policing(scenario: Scenario, document: Document) -> Iterator[Message]:
    if scenario.policing and scenario.what_if != "fixed":
        index = next(at for at, change in enumerate(scenario.changes) if change.lever == "policing_intensity")
        yield error(
            document.name,
            document.line(("changes", index)),
            "'policing_intensity' may change only in a scenario with 'what_if: fixed', which reports harm first",
        )
    if scenario.what_if == "fixed" and not (scenario.policing and len(scenario.changes) == 1):
        yield error(
            document.name,
            document.line(("what_if",)),
            "a fixed what-if has one change, of 'policing_intensity', and no other",
        )


def check_claims(claims: list[Claim], scenarios: dict[str, Scenario], document: Document) -> Iterator[Message]:
    """Claims that name no scenario of the case, or rank policing by tenure."""
    yield from repeated(document, [claim.id for claim in claims])
    names = [BASELINE, *scenarios]
    for index, claim in enumerate(claims):
        for name in claim.contrast:
            if name not in names:
                yield error(
                    document.name,
                    document.line((index, "contrast", name)),
                    f"unknown scenario {shown(name)} in 'contrast'{nearest(name, names)}",
                )
        policed = [name for name in claim.contrast if name in scenarios and scenarios[name].policing]
        if policed and claim.measure.startswith("tenure"):
            yield error(
                document.name,
                document.line((index, "contrast", policed[0])),
                "policing is never ranked by tenure; take a measure of turnout or detention",
            )
