"""The page of corners: the committed one is of this case, and a check with whole people says what it says."""

from pathlib import Path

import pytest

import buttress.case
from buttress.explore.refused import LINE, group_only
from buttress.world.parameters import parameters_of
from studies.results import read
from studies.whatif.__main__ import main
from studies.whatif.undecided import undecided

ROOT = Path(__file__).parents[2]
CASE, VERDICTS = ROOT / "cases" / "belarus-2020", ROOT / "docs" / "data" / "claims.json"


@pytest.fixture(scope="module")
def tables() -> dict[str, list[list[str]]]:
    return {table.name: list(table.rows) for table in read(ROOT / "studies" / "whatif" / "results.json").tables}


def test_every_undecided_claim_has_its_corner_its_limit_or_its_refusal(tables) -> None:
    case = buttress.case.load(CASE)
    said = [row[0] for name in ("corners", "nowhere", "refused") for row in tables[name] if row[0]]
    left = undecided(case, VERDICTS)
    assert sorted(said) == sorted(claim.says for claim in left)
    refused = {row[0] for row in tables["refused"]}
    assert {row[0] for row in tables["finds"]} == set(said) - refused
    on_policing = {claim.says for claim in left if any("policing" in name for name in claim.contrast)}
    assert on_policing <= refused
    assert all(LINE in row[1] for row in tables["refused"])


def test_no_condition_is_on_police_units_or_pay(tables) -> None:
    hidden = group_only(parameters_of(buttress.case.load(CASE).facts))
    told = (tables[name] for name in ("corners", "nowhere", "finds", "people"))
    text = " ".join(cell for rows in told for row in rows for cell in row)
    assert not [name for name in hidden if name in text]


def test_a_check_that_does_not_hold_says_so(tables) -> None:
    checked = {row[0] for row in tables["people"]}
    assert len(checked) >= 3
    for row in tables["people"]:
        share = row[4].partition(" %")[0]
        below = not share.replace(".", "").isdigit() or float(share) < 50
        assert ("does not hold in most" in row[4]) is below


def test_verdicts_of_another_case_are_refused(capsys, tmp_path) -> None:
    other = tmp_path / "claims.json"
    other.write_text(VERDICTS.read_text(encoding="utf-8").replace("The protests will not disappear.", "Rain."))
    assert main([str(CASE), "--verdicts", str(other)]) == 2
    assert "does not have, such as 'Rain.'" in capsys.readouterr().err
