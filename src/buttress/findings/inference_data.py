"""A posterior as ArviZ `InferenceData`, for its diagnostics and plots, and as a netCDF file.

One chain of equal-weight draws. Each parameter of the model is a variable of its own name; reporters' unknowns are
variables over reporters, the fresh part of shocks over occasions; crowds and detentions stand beside them over
occasions and places. Reports are a variable a component, over its reports; a bound or a range is observed as its middle
in logs or its only end, with both ends beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from buttress.arrays import Floats
from buttress.arviz_import import import_arviz
from buttress.case import Case
from buttress.infer.diagnostics.resimulation import Resimulation
from buttress.infer.posterior import Posterior
from buttress.infer.prior import REPLAY, generator
from buttress.observe.component import Component
from buttress.observe.counted import CountedReports
from buttress.observe.noise import noise

if TYPE_CHECKING:
    from arviz import InferenceData

Variables = dict[str, tuple[tuple[str, ...], Floats]]
"""Values of variables with their dimensions, the first of them draws."""


def inference_data(case: Case, posterior: Posterior) -> InferenceData:
    """Groups posterior, prior, posterior_predictive, prior_predictive, observed_data and log_likelihood."""
    after, before = Resimulation.of(case, posterior), Resimulation.of_prior(case, len(posterior.draws))
    az = import_arviz()
    coords = _coords(after)
    said = generator(case.facts.seed, 1, REPLAY)
    groups = {
        "posterior": _unknowns(after),
        "posterior_predictive": _reports(after, said),
        "prior": _unknowns(before),
        "prior_predictive": _reports(before, said),
        "log_likelihood": {c.name: (_axes(c, "draw"), terms) for c, _, terms in after.each()},
    }
    data = {group: {name: values[None] for name, (_, values) in columns.items()} for group, columns in groups.items()}
    dims = {name: list(axes[1:]) for columns in groups.values() for name, (axes, _) in columns.items()}
    observed = _observed(after)
    dims |= {name: list(axes) for name, (axes, _) in observed.items()}
    given = {name: values for name, (_, values) in observed.items()}
    found = az.from_dict(**data, observed_data=given, coords=coords, dims=dims)
    return _labelled(found, case, posterior)


def write(path: Path, data: InferenceData) -> None:
    """A netCDF file, whole or not at all; OSError that names the file."""
    part = path.with_name(f".{path.name}.partial")
    try:
        data.to_netcdf(str(part), engine="h5netcdf")
        part.replace(path)
    except OSError as reason:
        raise OSError(reason.errno, reason.strerror or str(reason), str(path)) from None
    finally:
        part.unlink(missing_ok=True)


def _coords(replay: Resimulation) -> dict[str, list[str]]:
    world = replay.problem.world
    early = world.occasions[: replay.past.turnout.shape[1]]
    coords = {
        "occasion": [f"{occasion.date.isoformat()} {occasion.name}" for occasion in early],
        "place": list(world.places),
    }
    for component, expected, _ in replay.each():
        coords[f"{component.name}_report"] = _labels(component, expected.location.shape[1])
    for family, members in _families(replay).items():
        coords[f"{family}_of"] = [who for who, _ in members]
    return coords | {f"{kind}_shock": days for kind, days in _shocks(replay).items()}


def _labels(component: Component, count: int) -> list[str]:
    if isinstance(component, CountedReports):
        return [
            f"line {r.line}, {r.reporter}" + (f", {r.role}" if r.role != "level" else "") for r in component.reports
        ]
    used = [f"{row.what} {row.date}" for row in component.rows if row.used]
    return used if len(used) == count else [str(j) for j in range(count)]


def _families(replay: Resimulation) -> Mapping[str, list[tuple[str, int]]]:
    """Reporters' unknowns: family -> (reporter or kind, column)."""
    found = defaultdict(list)
    for j, parameter in enumerate(replay.problem.layout.reporters):
        who = parameter.reporter or parameter.kind
        found[parameter.name.removesuffix(f"_{who}")].append((who, j))
    return found


def _shocks(replay: Resimulation) -> Mapping[str, list[str]]:
    """Shocks of turnout and of policing: kind -> the days and occasions, in their order."""
    found = defaultdict(list)
    for name in replay.problem.layout.shocks:
        kind, _, day = name.partition(":")
        found[kind].append(day.replace(":", " "))
    return found


def _unknowns(replay: Resimulation) -> Variables:
    layout = replay.problem.layout
    out: Variables = {name: (("draw",), replay.parameters[:, j]) for j, name in enumerate(layout.prior.names)}
    for family, members in _families(replay).items():
        out[family] = (("draw", f"{family}_of"), replay.reporters[:, [j for _, j in members]])
    kinds = [name.partition(":")[0] for name in layout.shocks]
    for kind in _shocks(replay):
        columns = [j for j, each in enumerate(kinds) if each == kind]
        out[f"shock_{kind}"] = (("draw", f"{kind}_shock"), replay.shocks[:, columns])
    axes = ("draw", "occasion", "place")
    return out | {"people_out": (axes, replay.past.turnout), "people_detained": (axes, replay.past.detained)}


def _reports(replay: Resimulation, rng: np.random.Generator) -> Variables:
    """What reporters would say, drawn once for each draw."""
    out: Variables = {}
    for component, expected, _ in replay.each():
        if _speaks(component):
            scatter = noise(rng, expected.location.size).reshape(expected.location.shape)
            out[component.name] = (
                _axes(component, "draw"),
                _natural(component, expected.location + expected.spread * scatter),
            )
    return out


def _observed(replay: Resimulation) -> Variables:
    """What they said: `crowd`, and `crowd_low` and `crowd_high`; no `draw` among the dimensions."""
    out: Variables = {}
    for component in filter(_speaks, replay.evidence.components):
        low, high = component.reported().T
        ends = np.where(np.isfinite(low), low, high), np.where(np.isfinite(high), high, low)
        named = {"": np.mean(ends, axis=0), "_low": low, "_high": high}
        for suffix, at in named.items():
            out[component.name + suffix] = (_axes(component), _natural(component, at[None])[0])
    return out


def _speaks(component: Component) -> bool:
    """Whether its reports stand on the scale of what is expected: survival's doesn't."""
    reported = component.reported()
    return bool(len(reported) and np.isfinite(reported).any(axis=1).all())


def _axes(component: Component, *before: str) -> tuple[str, ...]:
    return (*before, f"{component.name}_report")


def _natural(component: Component, at: Floats) -> Floats:
    """Points (n, k) on the scale of the reports in their own units."""
    return np.column_stack([component.natural(j, column) for j, column in enumerate(at.T)])


def _labelled(data: InferenceData, case: Case, posterior: Posterior) -> InferenceData:
    """Say whose numbers these are; no clock time, so that the same fit gives the same file."""
    import buttress

    for group in data.groups():
        attributes = data[group].attrs
        attributes.clear()
        attributes |= {
            "case": case.facts.id,
            "as_of": case.as_of.isoformat(),
            "program": f"buttress {buttress.__version__}",
        }
    fit = {"effective_draws": posterior.ess, "log_evidence": list(posterior.log_evidence)}
    data["posterior"].attrs |= fit | {"acceptance": list(posterior.acceptance)}
    return data
