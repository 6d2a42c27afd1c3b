"""The executor on a real cluster of two nodes on this machine. `make test-ray` installs ray first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import buttress.case
from buttress.case.blank import BLANK
from buttress.experiment import compare
from buttress.experiment.executor_ray import OnRay
from buttress.infer.prior import prior_draws

ray = pytest.importorskip("ray", reason="ray is not installed: make test-ray")

RUNS = 330  # four blocks of two arms: more than two nodes hold at a time


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Of a cluster of two nodes, a processor each."""
    from ray.cluster_utils import Cluster

    nodes = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    nodes.add_node(num_cpus=1)
    yield nodes.address
    nodes.shutdown()


def test_a_cluster_gives_the_same_bytes_as_this_process(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAY_ADDRESS", address)
    joined: list[int] = []
    results = OnRay.results
    monkeypatch.setattr(OnRay, "results", lambda *given: joined.append(len(ray.nodes())) or results(*given))
    case = buttress.case.load(BLANK)
    draws = prior_draws(case, 60, seed=1)
    for executor in ("local", "ray"):
        compare(case, ["without_loan"], RUNS, draws=draws, executor=executor, out=tmp_path / executor)
    assert joined == [2]
    assert not ray.is_initialized()
    assert (tmp_path / "ray" / "SHA256SUMS").read_bytes() == (tmp_path / "local" / "SHA256SUMS").read_bytes()


def test_without_a_cluster_one_is_started_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    case = buttress.case.load(BLANK)
    draws = prior_draws(case, 20, seed=1)
    alone = compare(case, ["without_loan"], 20, draws=draws)
    there = compare(case, ["without_loan"], 20, draws=draws, executor="ray", workers=2)
    assert there.to_json() == alone.to_json()
    assert not ray.is_initialized()
