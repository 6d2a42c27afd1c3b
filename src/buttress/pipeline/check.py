"""What only the model can tell of a case: what it can't run, and names in claims that it does not know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from buttress.case import Case
from buttress.case import check as check_case
from buttress.case.message import CaseError, Message, error
from buttress.case.scenario import BASELINE
from buttress.experiment.claims import lacking, unknown_measures, unknown_parameters
from buttress.forecasting.row_use import remarks as use_of_rows
from buttress.world import WorldError, build
from buttress.world.cash_use import remarks as use_of_cash
from buttress.world.error import IdleChangeError
from buttress.world.purse_priors import remarks as decisive_priors


def check(case: Case) -> list[Message]:
    """All messages on a case: those of its files, then those of the model."""
    return [*check_case(case), *_of_the_model(case)]


def _of_the_model(case: Case) -> Iterator[Message]:
    try:
        world = build(case)
    except WorldError as reason:
        yield error("case.yaml", None, str(reason))
        return
    parameters = [parameter.name for parameter in world.parameters]
    yield from use_of_cash(case)
    yield from decisive_priors(case)
    yield from use_of_rows(case, world)
    for name in case.scenarios:
        yield from scenario_errors(case, name)
    document = case.documents["claims.yaml"]
    lines = {claim.id: document.line((document.index(claim.id),)) for claim in case.claims}
    yield from claims_on_what_is_off(case)
    off = {claim for claim, _, _ in lacking(case.claims, case.facts.off)}
    for claim, measure in unknown_measures(case.claims):
        yield error("claims.yaml", lines[claim], f"claim {claim}: the model has no measure {measure!r}")
    for claim, parameter in unknown_parameters(case.claims, parameters):
        if claim in off:
            continue
        yield error("claims.yaml", lines[claim], f"claim {claim}: the model has no parameter {parameter!r}")


def scenario_errors(case: Case, name: str) -> Iterator[Message]:
    """Why the model can't take a scenario, at its line; every command that runs it refuses it for the same reason."""
    file = f"scenarios/{name}.yaml"
    try:
        build(case, name)
    except IdleChangeError as reason:
        index = case.scenarios[name].changes.index(reason.change)
        yield error(file, case.documents[file].line(("changes", index)), str(reason))
    except WorldError as reason:
        yield error(file, None, str(reason))


def refuse_scenarios(case: Case, names: Iterable[str]) -> None:
    """Raise CaseError, before anything long begins, where the model can't take a scenario."""
    messages = [message for name in names if name != BASELINE for message in scenario_errors(case, name)]
    if messages:
        raise CaseError(messages)


def claims_on_what_is_off(case: Case) -> Iterator[Message]:
    """Claims whose measure or parameter needs a part that the case leaves out."""
    document = case.documents["claims.yaml"]
    for claim, name, part in lacking(case.claims, case.facts.off):
        line = document.line((document.index(claim), "measure"))
        text = f"claim {claim}: {name!r} needs the {part}, which case.yaml leaves out; leave the claim out, or give it"
        yield error(document.name, line, text)


def refuse_claims_on_what_is_off(case: Case) -> None:
    """Raise CaseError, before anything long begins, where a claim can't be judged for what the case leaves out."""
    messages = list(claims_on_what_is_off(case))
    if messages:
        raise CaseError(messages)
