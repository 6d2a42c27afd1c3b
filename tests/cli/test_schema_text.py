"""`buttress schema --text` prints each file's keys, and what the model knows, as tables."""

import pytest


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("cash.csv", ("counterparty", "reserve_level", "amount_m")),
        ("case.yaml", ("case.yaml, Calling", "irregular", "horizon_days")),
        ("levers", ("loan_cash", "a row 'pledged' of the patron", "0.667 or 1.5", "0 or 1")),
        ("defaults", ("custody_places", "fx_trade_day_m")),
        ("measures", ("reserves_gone_0", "tenure_90")),
        ("priors", ("deficit_fx_share", "beta(a 3, b 6)")),
    ],
)
def test_a_table_is_printed(buttress, name, words):
    shown = buttress("schema", "--text", name)
    assert shown.exit_code == 0, shown.stderr
    assert all(word in shown.stdout for word in words)


def test_all_files_are_printed_and_an_unknown_name_is_refused(buttress, refused):
    shown = buttress("schema", "--text").stdout
    assert all(file in shown for file in ("case.yaml", "cash.csv", "events.csv", "signals.csv", "scenarios/*.yaml"))
    assert "known: case.yaml" in refused(buttress("schema", "--text", "cash.yaml"))
