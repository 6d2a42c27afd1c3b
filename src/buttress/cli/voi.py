"""`buttress voi`: what is worth finding out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from buttress.cli.options import AsJson, AsOf, CaseFolder, OneScenario, Seed, Workers
from buttress.cli.printing import examples, interval, print_json, print_table

if TYPE_CHECKING:
    from buttress.explore.value.gain import Gain
    from buttress.explore.value.worth import Finding, Worth

EXAMPLES = examples(
    "buttress voi cases/belarus-2020 --claim loan_keeps_pay",
    "buttress voi cases/belarus-2020 --measure reserves_weeks",
    "buttress voi cases/belarus-2020 --measure tenure_90 --scenario neither --json",
)
MOST = 12
"""Uncertainties that are printed, the most narrowing."""


def command(
    case: CaseFolder,
    claim: Annotated[str | None, typer.Option("--claim", help="A claim of the case, by its id.")] = None,
    measure: Annotated[str | None, typer.Option("--measure", help="A measure by its name.")] = None,
    scenario: OneScenario = "baseline",
    seed: Seed = None,
    workers: Workers = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Rank what could be found out by how much it would narrow an answer.

    First evidence that the case could still get, simulated and weighed; then what knowing each uncertainty exactly
    would do at most. For a claim also the chance of a wrong verdict. What it costs to find out is left to the reader.
    """
    from buttress.case import load
    from buttress.cli.progress import bars
    from buttress.pipeline.voi import voi

    opened = load(case, as_of)
    with bars() as progress:
        found = voi(
            opened, claim=claim, measure=measure, scenario=scenario, seed=seed, workers=workers, progress=progress
        )
    if as_json:
        print_json(found.to_json())
        return
    _print(found)


def _print(found: Worth) -> None:
    """What stands now, what evidence would do, and what knowing would do at most."""
    gain = found.findings[0].gain
    now = f"{interval(_shown(found, gain.interval_now), 2)} ({'points' if _points(found) else found.unit})"
    how = f"by 95 % of {found.draws:,} draws; the luck of who comes is not in it"
    typer.echo(f"{found.answer.words}: {now} now, {how}.")
    if found.probability is not None and gain.wrong is not None:
        p = found.probability.p
        word = "holds" if p >= 0.5 else "does not hold"
        typer.echo(
            f"That the claim holds has probability {p:.2f}, with the priors' own spreads. "
            f"Who says that it {word} is wrong with chance {_percent(gain.wrong.now)}."
        )
    collect = [finding for finding in found.findings if finding.kind == "collect"]
    _table(found, "If this came in", collect)
    know = [finding for finding in found.findings if finding.kind != "collect"]
    told = [finding for finding in know if finding.gain.told]
    likely = [finding for finding in know if finding.gain.likely]
    _table(found, "If this were known exactly: the most that any evidence on it could do", likely[:MOST])
    silent = sum(finding.kind == "know group" for finding in know) - sum(each.kind == "know group" for each in told)
    typer.echo(
        f"For {silent} other mechanisms the draws ({found.chains} independent chains) are too few to tell a gain from "
        "nothing. +- is one standard error; in brackets what is not three of them from nothing."
    )


def _table(found: Worth, title: str, findings: list[Finding]) -> None:
    if not findings:
        typer.echo(f"{title}: nothing narrows the answer by more than chance.")
        return
    claim = found.probability is not None
    heads = ("what to find out", "interval then", "shrinks by", *(("wrong verdict",) if claim else ()), "name")
    print_table(title, heads, [_cells(found, each, claim) for each in findings], right=tuple(range(1, 3 + claim)))


def _cells(found: Worth, finding: Finding, claim: bool) -> tuple[str, ...]:
    gain = finding.gain
    wrong = (_wrong(gain),) if claim else ()
    then = interval(_shown(found, gain.interval_then), 2)
    return finding.what, then, _shrinks(gain), *wrong, finding.name or "-"


def _points(found: Worth) -> bool:
    """Is it a difference of two probabilities or shares?"""
    difference = not found.answer.level and not (found.answer.claim and sum(found.answer.claim.contrast.values()))
    return difference and found.unit in ("probability", "share")


def _shown(found: Worth, ends: tuple[float, float]) -> list[float]:
    """An interval in its unit; a difference of probabilities in points."""
    return [100.0 * end if _points(found) else end for end in found.natural(ends)]


def _shrinks(gain: Gain) -> str:
    text = f"{_percent(gain.shrinks_by)} +- {100 * gain.mc_se:.0f}"
    return text if gain.told else f"({text})"


def _wrong(gain: Gain) -> str:
    if gain.wrong is None:
        return "-"
    text = f"{_percent(gain.wrong.then)} +- {100 * gain.wrong.mc_se:.0f}"
    return text if gain.wrong.told else f"({text})"


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"
