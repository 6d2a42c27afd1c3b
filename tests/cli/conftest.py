"""A small case and the commands as a user calls them."""

from __future__ import annotations

import numpy as np
import pytest
from typer.testing import CliRunner

from buttress.case import new
from buttress.cli.app import app
from buttress.infer.effort import Effort
from buttress.infer.posterior import Posterior
from buttress.infer.prior import prior_draws
from buttress.infer.problem import Problem
from buttress.infer.settings import Settings


@pytest.fixture(scope="session")
def small_case(tmp_path_factory):
    """The commented blank case, as `buttress new` writes it."""
    return new(tmp_path_factory.mktemp("cases") / "small")


@pytest.fixture(scope="module", autouse=True)
def _few_draws():
    """Claims are judged, corners searched and gains weighed with few draws, resamples and small fits.

    How well that is done is tested in tests/experiment, infer and explore; so it ends with each file.
    """
    with pytest.MonkeyPatch.context() as patched:
        for name, count in (("SEARCH", 120), ("EXTRA", 60), ("TEST", 120), ("PRIOR", 40), ("TIGHTER", 1)):
            patched.setattr(f"buttress.explore.discovery.discover.{name}", count)
        patched.setattr("buttress.pipeline.whatif.DRAWS", 60)
        patched.setattr("buttress.pipeline.voi.DRAWS", 60)
        patched.setattr("buttress.pipeline.sensitivity.DRAWS", 128)
        for room in ("knowing", "collecting"):
            patched.setattr(f"buttress.explore.value.{room}.RESAMPLES", 3)
            patched.setattr(f"buttress.explore.value.{room}.SHUFFLES", 1)
        patched.setattr("buttress.pipeline.case_draws.TABLE", 100)
        patched.setattr("buttress.pipeline.case_draws.DRAWS", 100)
        patched.setattr("buttress.infer.other_priors.ENOUGH", 5.0)
        patched.setattr("buttress.infer.other_priors.EFFORT", Effort(particles=16, sweeps=1, final_sweeps=1))
        yield


@pytest.fixture(scope="session")
def buttress():
    """Call the command line: `buttress("check", case)`; the result has exit_code, stdout and stderr."""

    def call(*words):
        return CliRunner().invoke(app, [str(word) for word in words], prog_name="buttress")

    return call


@pytest.fixture(scope="session")
def stand_in():
    """A fit that takes no time: draws from the prior, other ones than `--prior` takes."""

    def fit(case, settings, seed=0):
        draws = prior_draws(case, settings.draws, seed=5)
        layout = Problem.of(case, settings).layout
        return Posterior(
            draws=draws,
            reporter_names=tuple(parameter.name for parameter in layout.reporters),
            reporter_values=layout.reporter_values(np.zeros((settings.draws, layout.dim))),
            unknowns=(),
            reporter_rows=(),
            ess=float(settings.draws),
            acceptance=({}, {}),
            log_evidence=(0.0, 0.0),
            temperatures=(2, 2),
            simulations=0,
            evidence_rows=(),
        )

    return fit


@pytest.fixture(scope="module")
def no_fit(stand_in, tmp_path_factory):
    """For a whole module: `stand_in` in place of a fit, nothing compiled beforehand, a cache of its own."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("buttress.pipeline.posterior.fit", stand_in)
        patched.setattr("buttress.pipeline.posterior.compile_kernels", lambda case: None)
        patched.setenv("BUTTRESS_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def small_fits(monkeypatch, tmp_path):
    """Fits of 16 particles; caches and results in the test's own folder, which it returns."""
    few_particles(monkeypatch, tmp_path)
    return tmp_path


def few_particles(patched, folder):
    """Fits of 16 particles; caches and results in a folder."""
    effort = Effort(particles=16, sweeps=1, final_sweeps=1)
    patched.setattr(
        "buttress.pipeline.posterior.Settings", lambda draws=16, effort=effort, workers=1: Settings(16, effort)
    )
    patched.setenv("BUTTRESS_CACHE", str(folder / "cache"))
    patched.chdir(folder)


def refused(result) -> str:
    """The message of a call that the user has to change: exit code 2, something on stderr, no traceback."""
    assert result.exit_code == 2, (result.exit_code, result.stdout, result.stderr, result.exception)
    assert result.stderr.strip()
    assert "Traceback" not in result.stderr
    assert not result.stdout.strip()
    return result.stderr


@pytest.fixture(name="refused")
def _refused():
    return refused
