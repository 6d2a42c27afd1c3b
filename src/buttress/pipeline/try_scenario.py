"""A scenario that stands in no file yet: what it changes, and the file once it is worth keeping."""

from __future__ import annotations

import io
from pathlib import Path

from ruamel.yaml import YAML

from buttress.case import Case
from buttress.case.message import CaseError, error, shown
from buttress.case.scenario import BASELINE, LEVERS, LIMITS
from buttress.case.schema import Scenario
from buttress.experiment import Ensemble, compare, run
from buttress.experiment.progress import Progress
from buttress.experiment.provenance import draws_hash, evidence_hash
from buttress.findings.results import Results
from buttress.findings.scenario_answer import ScenarioAnswer, scenario_answer
from buttress.pipeline.posterior import draws_needed, posterior_for
from buttress.store.file import write_whole
from buttress.world import Draws, WorldError, build
from buttress.world.error import IdleChangeError

NAME = "tried"
PAIRS = 200
MOST_BASELINES = 2
_BASELINES: dict[tuple[str, str, int], Ensemble] = {}


def movable_levers(case: Case) -> tuple[str, ...]:
    """The levers to which something in the case answers from the fork on, policing aside."""
    found = []
    for lever, (low, high) in LIMITS.items():
        change = {"lever": lever, "from": case.as_of, "value": high if LEVERS[lever] == low else low}
        scenario = Scenario.model_validate({"title": lever, "question": lever, "changes": [change]})
        try:
            build(case, scenario)
        except IdleChangeError:
            continue
        except WorldError:
            pass  # it moves something, though not to this value
        found.append(lever)
    return tuple(found)


def try_scenario(
    case: Case, scenario: Scenario, *, runs: int = PAIRS, workers: int = 1, progress: Progress | None = None
) -> ScenarioAnswer:
    """What a scenario changes against the baseline. Raises CaseError for changes that the case can't take."""
    try:
        build(case, scenario)
    except WorldError as reason:
        raise CaseError([error("scenario", None, str(reason))]) from None
    with_it = case.with_scenarios({**case.scenarios, NAME: scenario})
    posterior = posterior_for(case, draws=draws_needed(runs), progress=progress)
    baseline = _baseline(case, posterior.draws, runs, workers, progress)
    answer = compare(
        with_it, [NAME], runs, draws=posterior.draws, workers=workers, baseline=baseline, progress=progress
    )
    return scenario_answer(Results(with_it, case.path.as_posix(), answer, (), posterior), NAME)


def _baseline(case: Case, draws: Draws, runs: int, workers: int, progress: Progress | None) -> Ensemble:
    """The baseline's runs, kept from one scenario that is tried to the next."""
    key = (evidence_hash(case), draws_hash(draws, 0, len(draws)), runs)
    if key not in _BASELINES:
        made = run(case, runs=runs, draws=draws, workers=workers, progress=progress)
        while len(_BASELINES) >= MOST_BASELINES:
            del _BASELINES[next(iter(_BASELINES))]
        _BASELINES[key] = made
    return _BASELINES[key]


def save_scenario(case: Case, name: str, scenario: Scenario) -> Path:
    """Write a scenario into the case's folder. Raises CaseError for a name that is taken or no name."""
    if not (name.isascii() and name.isidentifier()) or name == BASELINE or len(name) > 60:
        raise CaseError([error("scenarios", None, f"{shown(name)}: name it with letters, digits and _")])
    path = case.path / "scenarios" / f"{name}.yaml"
    if name in case.scenarios or path.exists():
        raise CaseError([error("scenarios", None, f"{shown(name)} is there already: choose another name")])
    write_whole(path, scenario_yaml(scenario).encode())
    return path


def scenario_yaml(scenario: Scenario) -> str:
    """The text of a scenario's file."""
    stream = io.StringIO()
    told = scenario.model_dump(mode="json", by_alias=True, exclude_none=True)
    changes = [{**one, "from": str(one["from"])} for one in told["changes"]]
    YAML().dump({**told, "changes": changes}, stream)
    return stream.getvalue()
