"""The machinery of calibration; the calibration itself is `make calibration`."""

from collections.abc import Callable, Iterator
from functools import cache, partial

import numpy as np
import pytest

from buttress.case import load
from buttress.infer.effort import Effort
from buttress.infer.settings import Settings
from studies.calibration import __main__ as command
from studies.calibration import uniformity
from studies.calibration.dependence import expected_spread, ranks_of_draws
from studies.calibration.ranks import OtherRunError, Ranks, read
from studies.calibration.trial import DERIVED, RANKED, Trials
from studies.calibration.uniformity import band, spread, uniformity_test
from studies.results import read as read_results

SMALL = Settings(draws=RANKED, effort=Effort(particles=33, sweeps=1, final_sweeps=1))
NAMES = tuple(f"quantity {j}" for j in range(12))


@pytest.fixture(scope="module", autouse=True)
def _fewer_sets() -> Iterator[None]:
    """The least chance that can be told is one in 5,000: enough for what is found here at one in a hundred."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(uniformity, "SETS", 5_000)
        uniformity.null_statistics.cache_clear()
        yield
    uniformity.null_statistics.cache_clear()


@pytest.fixture(scope="module")
def trials(early_case) -> Trials:
    return Trials(load(early_case), SMALL)


@pytest.fixture(scope="module")
def ranks(early_case) -> Callable[[int], np.ndarray]:
    """The ranks of a trial by its number, from trials that were made for it alone; each is fitted once a module."""
    fitted = Trials.ranks
    return cache(lambda number: fitted(Trials(load(early_case), SMALL), number))


@pytest.fixture(scope="module")
def posterior(trials) -> Callable[[int], np.ndarray]:
    """Draws of a fit to the case's own reports by its number; each is made once a module."""
    fitted = Trials.posterior
    return cache(lambda number: fitted(trials, number))


def ranks_of(rng, power: float, trials: int = 200) -> np.ndarray:
    """Ranks of beta(power, power): uniform at 1, piled up at the ends below it, in the middle above it."""
    return np.floor(rng.beta(power, power, size=(trials, len(NAMES))) * (RANKED + 1)).astype(int)


def test_uniform_ranks_pass():
    verdict = uniformity_test(ranks_of(np.random.default_rng(1), 1.0), NAMES)
    assert verdict.chance > 0.01
    assert verdict.spread_chance > 0.01
    assert verdict.chances.keys() == set(NAMES)


@pytest.mark.parametrize(("power", "narrow"), [(0.7, True), (1.4, False)])
def test_posteriors_of_the_wrong_width_are_found(power, narrow):
    verdict = uniformity_test(ranks_of(np.random.default_rng(2), power), NAMES)
    assert (verdict.spread > 1) is narrow
    assert verdict.spread_chance < 1e-4


class FitsOf:
    """Fits to one set of reports: draws of a standard normal in `chains` that never move, or independent ones."""

    def __init__(self, chains: int | None, seed: int = 5) -> None:
        self.chains, self.rng = chains, np.random.default_rng(seed)

    def posterior(self, _: int) -> np.ndarray:
        if self.chains is None:
            return self.rng.standard_normal((400, 300))
        places = self.rng.standard_normal((self.chains, 300))
        return places[self.rng.integers(self.chains, size=400)]


def test_draws_of_other_fits_tell_how_far_dependent_draws_spread_ranks():
    chained = expected_spread(ranks_of_draws(FitsOf(40)))[0]
    assert expected_spread(ranks_of_draws(FitsOf(None)))[0] == pytest.approx(1.0, abs=0.01)
    own = FitsOf(40, seed=6)
    truths = np.stack([own.rng.standard_normal(300) for _ in range(400)])
    right = np.stack([(own.posterior(0)[:RANKED] < truth).sum(axis=0) for truth in truths])
    assert spread(right)[0] == pytest.approx(chained, abs=0.01)
    assert chained > 1.015


def test_a_right_fit_with_dependent_draws_passes_and_a_narrow_one_fails():
    rng, names = np.random.default_rng(7), tuple(f"quantity {j}" for j in range(300))
    expected, fits = expected_spread(ranks_of_draws(FitsOf(40))), FitsOf(40, seed=8)
    for width, passes in ((1.0, True), (0.9, False)):
        ranks = [(width * fits.posterior(0)[:RANKED] < rng.standard_normal(300)).sum(axis=0) for _ in range(200)]
        verdict = uniformity_test(np.stack(ranks), names, expected)
        assert (verdict.spread_chance > 0.01) is passes


def test_one_shifted_quantity_is_found_among_many():
    ranks = ranks_of(np.random.default_rng(3), 1.0)
    ranks[:, 4] = np.clip(ranks[:, 4] + 15, 0, RANKED)
    verdict = uniformity_test(ranks, NAMES)
    assert min(verdict.chances, key=lambda name: verdict.chances[name]) == NAMES[4]
    assert verdict.chance < 0.01


def test_the_chance_of_uniform_ranks_is_itself_uniform():
    rng = np.random.default_rng(4)
    chances = np.concatenate([list(uniformity_test(ranks_of(rng, 1.0, 50), NAMES).chances.values()) for _ in range(40)])
    assert np.mean(chances < 0.1) == pytest.approx(0.1, abs=0.04)
    assert spread(ranks_of(rng, 1.0, 4000))[0] == pytest.approx(1.0, abs=0.02)


def test_the_band_holds_the_diagonal():
    low, high = band(200, 0.95)
    points = np.arange(1, RANKED + 1) / (RANKED + 1)
    assert (low < points).all()
    assert (points < high).all()


def test_a_single_trial_is_no_test():
    with pytest.raises(ValueError, match="at least two"):
        uniformity_test(np.zeros((1, 12), dtype=int), NAMES)


def test_a_trial_ranks_a_truth_that_has_survived_and_repeats_itself(trials, ranks):
    first, again = trials.ranks(0), ranks(0)
    assert (first == again).all()
    assert len(first) == len(trials.names)
    assert trials.names[-len(DERIVED) :] == DERIVED
    assert ((first >= 0) & (first <= RANKED)).all()
    assert (ranks(1) != first).any()


def test_a_file_of_ranks_goes_on_where_a_kill_cut_it(trials, tmp_path):
    path = tmp_path / "ranks.csv"
    ranks = Ranks.of(path, trials)
    rows = {number: np.full(len(trials.names), number) for number in (1, 0)}
    for number, row in rows.items():
        ranks.add(number, row)
    with path.open("a", encoding="utf-8") as file:
        file.write("2,5,7")
    again = Ranks.of(path, trials)
    assert sorted(again.rows) == [0, 1]
    again.tidy()
    assert [line.split(",")[0] for line in path.read_text().splitlines()[2:]] == ["0", "1"]
    assert (read(path).table() == np.stack([rows[0], rows[1]])).all()


def test_ranks_of_another_size_or_another_model_are_refused(trials, tmp_path):
    path = tmp_path / "ranks.csv"
    Ranks.of(path, trials).add(0, np.zeros(len(trials.names)))
    other = Trials(trials.case, Settings(draws=RANKED, effort=Effort(particles=34)))
    with pytest.raises(OtherRunError, match="effort"):
        Ranks.of(path, other)
    path.write_text(path.read_text().replace('"fingerprint": "', '"fingerprint": "9'))
    with pytest.raises(OtherRunError, match="fingerprint"):
        Ranks.of(path, trials)


def test_the_command_runs_what_is_missing_and_writes_its_results(
    early_case, tmp_path, monkeypatch, capsys, ranks, posterior
):
    monkeypatch.setattr(command, "Trials", partial(Trials, settings=SMALL))
    monkeypatch.setattr(command, "ranks_of_draws", partial(ranks_of_draws, fits=2))
    monkeypatch.setattr(Trials, "ranks", lambda trials, number: ranks(number))
    monkeypatch.setattr(Trials, "posterior", lambda trials, number: posterior(number))
    path, docs = tmp_path / "ranks.csv", tmp_path / "docs"
    asked = [str(early_case), "--ranks", str(path), "--fits"]
    assert command.main([*asked, "2"]) in (0, 1)
    assert command.main([*asked, "3", "--out", str(docs), "--beside", str(path)]) in (0, 1)
    told = capsys.readouterr()
    assert "3 trials" in told.out
    assert "3 of 3 trials" in told.out
    assert told.err.count("minutes left") == 3
    assert {table.name for table in read_results(docs / "results.json").tables} == {"tests", "groups", "worst"}
    assert (docs / "calibration.png").read_bytes().startswith(b"\x89PNG")
    path.write_text("no ranks", encoding="utf-8")
    assert command.main([*asked, "2"]) == 2
    assert "no file of ranks" in capsys.readouterr().err
