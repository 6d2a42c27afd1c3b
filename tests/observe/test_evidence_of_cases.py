"""The evidence of whole cases."""

import numpy as np
import pytest

from buttress.case import load
from buttress.observe.evidence import Evidence
from buttress.observe.reporter import drifts, parameters, shares_an_error
from buttress.world import build


@pytest.fixture(scope="module")
def evidence(belarus) -> Evidence:
    case = load(belarus)
    return Evidence.of(case, build(case))


def test_every_row_before_the_fork_is_used_once_or_has_a_reason(evidence):
    rows = evidence.table()
    assert {"crowd", "detained", "reserves", "survival"} <= set(rows.component)
    assert (rows.why.str.len() > 0).all()
    assert not rows.duplicated(["component", "file", "line", "date"]).any()
    assert rows.used.any()


def test_no_reporter_has_two_levels_for_the_same_people(evidence):
    for component in evidence.components[:2]:
        taken: set[tuple[str, int, int]] = set()
        for report in component.reports:
            if report.role == "level":
                mine = {(report.reporter, report.occasion, place) for place in report.places}
                assert not mine & taken
                taken |= mine


def test_the_ministry_of_the_first_fork_sunday_is_used_as_printed(belarus):
    """13 September: at most 22,000 people and 774 detained, printed on the 14th, so no evidence at that day's fork."""
    case = load(belarus)
    late = load(belarus, as_of=case.as_of.replace(day=20))
    for seen, expected in ((case, False), (late, True)):
        rows = Evidence.of(seen, build(seen)).table()
        mine = rows[(rows.reporter == "mvd") & (rows.date == "2020-09-13") & (rows.component == "detained")]
        assert bool(mine[mine.value == "774"].used.any()) is expected


def test_each_reporter_of_the_likelihood_has_its_parameters(evidence):
    names = {p.name for p in evidence.parameters}
    for quantity, component in zip(("bias", "coverage"), evidence.components[:2], strict=True):
        for report in component.reports:
            assert f"{quantity}_{report.reporter}" in names


@pytest.mark.parametrize("kind", ["official", "monitor", "newsroom", "organiser"])
@pytest.mark.parametrize("quantity", ["crowd", "detained"])
def test_every_kind_of_reporter_has_priors_with_a_ground(quantity, kind):
    found = parameters(quantity, [("somebody", kind)], [kind])
    assert len(found) == 4 + shares_an_error(quantity, kind) + drifts(quantity, kind)
    for parameter in found:
        assert parameter.ground
        assert parameter.prior["dist"] in ("normal", "lognormal", "beta")
        assert (parameter.kin is None) == (parameter.reporter is None)
        assert 0 <= parameter.kinship <= 1


def test_a_blank_case_without_reports_has_only_survival(blank_case):
    events = blank_case / "events.csv"
    events.write_text(events.read_text().splitlines()[0] + "\n")
    case = load(blank_case)
    used = Evidence.of(case, build(case)).table().query("used")
    assert set(used.component) <= {"survival", "reserves"}
    assert np.all(used.component.value_counts().get("survival", 0) == 1)
