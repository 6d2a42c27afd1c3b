"""`--prior`: what the priors alone say stands beside the posterior's answer, which it never changes."""

import json
import shutil

import numpy as np
import pytest

from buttress.case import load
from buttress.infer.prior import prior_draws
from buttress.pipeline.compare import compare

COMPARE = ("-s", "without_loan", "--runs", 110, "--workers", 1)  # a whole part and one more

pytestmark = pytest.mark.usefixtures("no_fit")


def contents(folder):
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "timing.log")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def compared(buttress, no_fit, small_case, tmp_path_factory):
    """What `compare` with a folder tells as JSON, and the folder: without `--prior`, and with it."""
    made = []
    for words in ((), ("--prior",)):
        out = tmp_path_factory.mktemp("compared") / "out"
        result = buttress("compare", small_case, *COMPARE, *words, "--out", out, "--json")
        assert result.exit_code == 0, result.stderr
        made.append((json.loads(result.stdout), out))
    return made


@pytest.fixture
def plain(compared):
    """Without `--prior`: JSON and folder, only to be read."""
    return compared[0]


@pytest.fixture
def beside(compared, tmp_path):
    """With `--prior`: JSON, and a copy of the folder that a test may change."""
    told, out = compared[1]
    return told, shutil.copytree(out, tmp_path / "out")


def test_the_answer_is_the_posteriors_and_the_priors_has_its_form(small_case, beside, plain):
    told = dict(beside[0])
    prior = told.pop("prior")
    assert told == plain[0]
    assert shape(prior) == shape(told)
    case = load(small_case)
    alone = compare(case, ["without_loan"], runs=110, workers=1, draws=prior_draws(case, 512))
    assert prior == json.loads(json.dumps(alone.to_json()))
    assert prior["scenarios"] != told["scenarios"]


def shape(value):
    """Keys at every depth."""
    return {key: shape(inner) for key, inner in value.items()} if isinstance(value, dict) else None


def test_both_stores_are_whole_and_the_posteriors_is_as_without(buttress, small_case, beside, plain):
    out = beside[1]
    assert buttress("verify", out, "--case", small_case).exit_code == 0
    ours = {name: held for name, held in contents(out).items() if not name.startswith("prior/")}
    assert ours == contents(plain[1])
    table = out / "prior" / "measures.parquet"
    table.write_bytes(table.read_bytes()[:-1] + b"x")
    problems = json.loads(buttress("verify", out, "--json").stdout)["problems"]
    assert problems
    assert all(found.startswith("prior: ") for found in problems)


def test_a_killed_one_is_taken_up_where_it_stopped(buttress, small_case, beside):
    told, out = beside
    whole = contents(out)
    (out / "prior" / "SHA256SUMS").unlink()
    (out / "prior" / "measures.parquet").unlink()
    (out / "prior" / "parts" / "baseline" / "000001.parquet").unlink()
    kept = (out / "prior" / "parts" / "baseline" / "000000.parquet").stat().st_mtime_ns
    again = buttress("compare", small_case, *COMPARE, "--prior", "--out", out, "--json")
    assert json.loads(again.stdout) == told
    assert contents(out) == whole
    assert (out / "prior" / "parts" / "baseline" / "000000.parquet").stat().st_mtime_ns == kept
    shutil.rmtree(out / "prior")
    buttress("compare", small_case, *COMPARE, "--prior", "--out", out)
    assert contents(out) == whole


def test_compare_prints_both(buttress, small_case):
    words = ("compare", small_case, "-s", "without_loan", "--runs", 20, "--workers", 1)
    shown = buttress(*words, "--prior").stdout
    lines = [line.split() for line in shown.splitlines()]
    at = next(index for index, line in enumerate(lines) if line[:1] == ["tenure_90"])
    assert lines[at + 1][:2] == ["priors", "alone"]
    assert lines[at + 1][2:] != lines[at][1:]
    assert "priors alone, chance to be in office after 90 days: " in shown
    assert "priors alone" not in buttress(*words).stdout


def test_claims_keep_their_verdicts_and_tell_the_priors_number(buttress, small_case):
    words = ("claims", small_case, "--runs", 20, "--workers", 1)
    plain = json.loads(buttress(*words, "--json").stdout)
    told = json.loads(buttress(*words, "--prior", "--json").stdout)
    extra = {"prior_estimate", "prior_interval_95"}
    assert [{key: value for key, value in row.items() if key not in extra} for row in told] == plain
    case = load(small_case)
    draws = prior_draws(case, 512)
    alone = compare(case, ["without_loan"], runs=20, workers=1, draws=draws)
    for claim, row in zip(case.claims, told, strict=True):
        low, high = row["prior_interval_95"]
        if claim.parameter is not None:
            points = np.quantile(np.exp(draws.column(claim.parameter)), [0.5, 0.025, 0.975])
            assert [row["prior_estimate"], low, high] == pytest.approx(list(points))
        else:
            scenario_first = {name: -weight for name, weight in claim.contrast.items()}  # all say baseline minus it
            found = alone.effect(scenario_first, claim.measure)
            numbers = np.array([found.mean, *found.interval_95])
            wanted = np.exp(numbers) if claim.measure == "turnout_8w" else numbers
            assert [row["prior_estimate"], low, high] == pytest.approx(list(wanted))
    shown = buttress(*words, "--prior").stdout
    assert shown.count("priors alone") == len(told)
    assert "priors alone" not in buttress(*words).stdout
