"""Centola et al. 2018: the algebra, small exact games, and what ties decide."""

import numpy as np
import pytest
from scipy.stats import binom

from buttress.classics import centola as model


def test_one_printed_row_fails_for_the_ties_of_the_authors_program():
    rows = list(model.figures(1))
    assert [row.passed for row in rows] == [False, True, True]
    assert rows[0].ours < 0.22


def test_the_best_reply_is_a_binomial_majority():
    spoken = np.array([0.1, 0.3, 0.45])
    assert model.says_new(spoken, model.TIE_TO_NEW) == pytest.approx(binom.sf(5, 12, spoken))
    assert model.says_new(spoken, model.TIE_TO_OLD) == pytest.approx(binom.sf(6, 12, spoken))
    assert model.says_new(spoken, model.TIE_BY_LOT) == pytest.approx(
        binom.sf(6, 12, spoken) + 0.5 * binom.pmf(6, 12, spoken)
    )


def test_critical_shares_are_where_the_low_root_ends():
    """Below it a root of x = c + (1 - c) P(x) remains under one half, above it none does: by iteration from x = c."""
    for tie in (model.TIE_TO_NEW, model.TIE_BY_LOT, model.TIE_TO_OLD):
        critical = model.critical_share(tie)
        for c, turns in ((critical - 0.002, False), (critical + 0.002, True)):
            x = c
            before = -1.0
            while x != before:  # from then on it stays
                x, before = c + (1.0 - c) * float(model.says_new(np.array([x]), tie)[0]), x
            assert (x > 0.5) is turns


def test_ties_move_the_tipping_point_from_a_fifth_to_three_tenths():
    shares = [model.critical_share(tie) for tie in (model.TIE_TO_NEW, model.TIE_BY_LOT, model.TIE_TO_OLD)]
    assert shares == pytest.approx([0.2100, 0.2419, 0.2917], abs=5e-5)


def test_an_odd_memory_has_no_ties(monkeypatch):
    monkeypatch.setattr(model, "MEMORY", 11)
    assert model.critical_share(model.TIE_TO_NEW) == model.critical_share(model.TIE_TO_OLD)
    assert model.takeovers(1, 24, model.TIE_TO_NEW, runs=5) == model.takeovers(1, 24, model.TIE_TO_OLD, runs=5)


def test_nobody_committed_changes_nothing():
    assert model.won_over(1, 0, 50, 0, 12, 20, model.TIE_TO_NEW) == 0.0


def test_everyone_but_one_committed_wins_him():
    """He hears the new name alone, and forgets the old after 12 times."""
    assert model.won_over(1, 0, 20, 19, 12, 60, model.TIE_TO_OLD) == 1.0


def test_a_memory_of_one_follows_the_last_word():
    """With M = 1 there are no ties, and one committed person wins a small group in the end."""
    for tie in (model.TIE_TO_NEW, model.TIE_TO_OLD):
        assert model.won_over(2, 0, 6, 1, 1, 3_000, tie) >= 0.8


def test_runs_have_addresses():
    assert model.won_over(3, 7, 40, 9, 12, 30, 0) == model.won_over(3, 7, 40, 9, 12, 30, 0)
    some = {model.won_over(3, run, 40, 9, 12, 30, 0) for run in range(8)}
    assert len(some) > 1
