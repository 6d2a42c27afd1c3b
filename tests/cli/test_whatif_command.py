"""`buttress whatif`: a claim or a measure in, corners in words or JSON out; what is refused."""

import json

import pytest


@pytest.fixture(autouse=True)
def few(monkeypatch, no_fit):
    """A search of a few draws: how well it finds is tested in tests/explore."""
    for name, count in (("SEARCH", 120), ("EXTRA", 60), ("TEST", 120), ("PRIOR", 40), ("TIGHTER", 1)):
        monkeypatch.setattr(f"buttress.explore.discovery.discover.{name}", count)
    monkeypatch.setattr("buttress.pipeline.whatif.DRAWS", 60)


def test_a_claim_in_words_and_json(buttress, small_case):
    said = buttress("whatif", small_case, "--claim", "loan_lengthens_tenure")
    assert said.exit_code == 0, said.stderr
    assert said.stdout.startswith("tenure_90 (baseline - without_loan) is above 0.02: ")
    one, other = (
        buttress("whatif", small_case, "--claim", "loan_lengthens_tenure", "--json", "--workers", workers)
        for workers in (1, 2)
    )
    assert one.stdout == other.stdout
    found = json.loads(one.stdout)
    assert found["claim"] == "loan_lengthens_tenure"
    assert {"crosses", "boxes", "share_prior", "share_all"} <= set(found)
    assert found["searched"] in (240, 300)


def test_a_measure_and_its_boxes(buttress, small_case):
    """Half of the draws cross a line in the middle of them, and what they rest on is found with few draws."""
    call = buttress("whatif", small_case, "--measure", "wish_share", "--crosses", "0.5", "--json")
    found = json.loads(call.stdout)
    (first, *_) = found["boxes"]
    assert set(first) >= {"conditions", "coverage", "density", "share_prior", "share_all"}
    (condition,) = first["conditions"]
    assert condition["parameter"] == "wish_log_odds"
    assert set(condition) == {"parameter", "low", "high", "words"}
    assert condition["words"].endswith("of people of median dissent privately wish him to go")
    assert (condition["low"] is None) != (condition["high"] is None)


def test_nowhere(buttress, small_case):
    said = buttress("whatif", small_case, "--measure", "tenure_90", "--crosses", "1.5")
    assert "Nowhere: of 300 draws" in said.stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--measure", "policing_intensity", "--crosses", "1"], "never over what an incumbent may order"),
        (["--measure", "tenure_90", "--scenario", "harsher_policing", "--crosses", "0"], "harsher_policing"),
        (["--claim", "loan_lengthen_tenure"], "did you mean"),
        (["--measure", "tenure_90"], "--crosses"),
        (["--claim", "loan_lengthens_tenure", "--crosses", "1"], "give --claim alone"),
        ([], "give --claim"),
        (["--measure", "turnout_8w", "--scenario", "without_loan", "--crosses", "-1"], "a factor above 0"),
    ],
)
def test_refusals(buttress, small_case, refused, words, message):
    assert message in refused(buttress("whatif", small_case, *words))
