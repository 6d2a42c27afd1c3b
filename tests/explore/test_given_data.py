"""Indices from draws, where they are known: Ishigami's function, and a straight line in dependent normals."""

import numpy as np
import pytest
from scipy.special import ndtr

from buttress.explore.sensitivity.given_data import given_data
from buttress.explore.sensitivity.sobol import SobolDesign

A, B = 7.0, 0.1
V1, V2, V13 = 0.5 * (1 + B * np.pi**4 / 5) ** 2, A**2 / 8, 8 * B**2 * np.pi**8 / 225
VARIANCE = V1 + V2 + V13
FIRST = {"x1": V1 / VARIANCE, "x2": V2 / VARIANCE, "x3": 0.0, "idle": 0.0}
TOTAL = {"x1": (V1 + V13) / VARIANCE, "x2": V2 / VARIANCE, "x3": V13 / VARIANCE}
"""Ishigami and Homma 1990, with a = 7 and b = .1: .314, .442, 0 and .558, .442, .244."""
LABELS = {"x1": [0], "x2": [1], "x3": [2], "idle": [3]}


def ishigami(x: np.ndarray) -> np.ndarray:
    return np.sin(x[:, 0]) + A * np.sin(x[:, 1]) ** 2 + B * x[:, 2] ** 4 * np.sin(x[:, 0])


def test_ishigami_from_draws() -> None:
    x = np.random.default_rng(3).uniform(-np.pi, np.pi, (768, 4))
    found = given_data(x, ishigami(x)[:, None], np.arange(len(x)), LABELS, seed=0)
    for name, index in FIRST.items():
        assert found.first[name].value[0] == pytest.approx(index, abs=0.05)
    for name, index in TOTAL.items():
        assert found.total[name].value[0] == pytest.approx(index, abs=0.05)
        assert found.total[name].low[0] - 0.02 <= index <= found.total[name].high[0] + 0.02
    assert "idle" not in found.total
    assert found.first["idle"].low[0] <= 0.0
    assert found.explained.value[0] > 0.95


def test_intervals_widen_with_what_chains_do_not_show() -> None:
    x = np.random.default_rng(3).uniform(-np.pi, np.pi, (128, 4))
    found = given_data(x, ishigami(x)[:, None], np.arange(len(x)), LABELS, seed=0)
    wider = found.widened(4.0)
    for one, other in [(found.first[name], wider.first[name]) for name in LABELS] + [
        (found.explained, wider.explained)
    ]:
        assert other.value == pytest.approx(one.value)
        assert other.high - other.low == pytest.approx(2.0 * (one.high - one.low))
    assert wider.total.keys() == found.total.keys()


def test_ishigami_by_design() -> None:
    design = SobolDesign(LABELS, base=2048, seed=1)
    y = ishigami(2 * np.pi * (ndtr(design.z) - 0.5))
    first, total = design.indices(y[:, None])
    for name, index in FIRST.items():
        assert first[name].value[0] == pytest.approx(index, abs=0.06)
    for name, index in TOTAL.items():
        assert total[name].value[0] == pytest.approx(index, abs=0.06)


def test_a_runs_own_chance_is_in_no_total() -> None:
    """Noise of a fifth of the spread would add that much to the total of each group, also of one that moves nothing."""
    design = SobolDesign({"line": [0], "idle": [1]}, base=1024, seed=2)
    y = design.z[:, 0] + 0.5 * np.random.default_rng(0).standard_normal(len(design.z))
    first, total = design.indices(y[:, None])
    assert total["line"].value[0] == pytest.approx(0.8, abs=0.06)
    assert total["idle"].value[0] == pytest.approx(0.0, abs=0.04)
    assert total["idle"].low[0] <= 0.0
    assert first["line"].value[0] == pytest.approx(0.8, abs=0.08)
    assert set(total) == {"line", "idle"}


def dependent(n: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """x (n, 4) with a correlation of .7 between the first two, y = their sum plus the third; and the covariance."""
    covariance = np.eye(4)
    covariance[0, 1] = covariance[1, 0] = 0.7
    x = rng.standard_normal((n, 4)) @ np.linalg.cholesky(covariance).T
    return x, x[:, 0] + x[:, 1] + x[:, 2], covariance


def test_a_line_in_dependent_normals() -> None:
    """First: cov(x, y)^2 / var x var y. Total: slope^2 var(x | others) / var y."""
    x, y, covariance = dependent(512, np.random.default_rng(0))
    slopes = np.array([1.0, 1.0, 1.0, 0.0])
    variance = slopes @ covariance @ slopes
    given_others = 1.0 / np.diag(np.linalg.inv(covariance))
    labels = {str(j): [j] for j in range(4)}
    found = given_data(x, y[:, None], np.arange(512), labels, seed=0)
    for j in range(3):
        assert found.first[str(j)].value[0] == pytest.approx((covariance[j] @ slopes) ** 2 / variance, abs=0.06)
        assert found.total[str(j)].value[0] == pytest.approx(slopes[j] ** 2 * given_others[j] / variance, abs=0.05)


def test_draws_of_a_chain_do_not_foretell_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """64 chains that hardly move: an unknown that has nothing to do with y would seem to explain it."""
    rng = np.random.default_rng(5)
    chains = np.repeat(np.arange(64), 8)
    place = rng.standard_normal((64, 15))[chains] + 0.05 * rng.standard_normal((512, 15))
    y = rng.standard_normal(64)[chains] + 0.05 * rng.standard_normal(512)
    labels = {str(j): [j] for j in range(15)}
    found = given_data(place, y[:, None], chains, labels, seed=0)
    assert max(index.value[0] for index in found.first.values()) < 0.12
    assert sum(index.low[0] > 0 for index in found.first.values()) <= 3
    monkeypatch.setattr("buttress.explore.sensitivity.given_data.MOST", 0)  # nobody asks for totals
    naive = given_data(place, y[:, None], np.arange(512), labels, seed=0)
    assert max(index.value[0] for index in naive.first.values()) > 0.15


def test_the_same_seed_gives_the_same_bytes_and_each_column_stands_alone() -> None:
    x, y, _ = dependent(256, np.random.default_rng(2))
    both = np.column_stack([y, np.exp(y / 2)])
    chains, labels = np.arange(256), {"0": [0], "rest": [1, 2, 3]}
    one, again = (given_data(x, both, chains, labels, seed=4) for _ in range(2))
    assert np.array_equal(one.first["rest"].low, again.first["rest"].low)
    assert np.array_equal(one.total["0"].value, again.total["0"].value)
    assert not np.array_equal(one.first["rest"].low, given_data(x, both, chains, labels, seed=5).first["rest"].low)
    alone = given_data(x, both[:, :1], chains, labels, seed=4)
    assert alone.first["0"].value[0] == pytest.approx(one.first["0"].value[0])
