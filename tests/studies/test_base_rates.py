"""Base rates on small files whose answers are known by hand."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from buttress.evaluate.hindcast.archigos import read_exits
from buttress.evaluate.hindcast.leader_links import link_leaders
from buttress.evaluate.hindcast.navco import read_campaigns
from studies.base_rates.__main__ import main
from studies.base_rates.campaigns import (
    cause_counts,
    hazard_of_success,
    peak_participation,
    survival,
    won,
    won_by_participation,
)
from studies.base_rates.detained import detained_per_participant
from studies.base_rates.elasticity import elasticity, noiseless_elasticity
from studies.base_rates.episodes import WeeklyCrowd, read_episode, weekly_crowd
from studies.base_rates.leaders import exit_hazard, read_leaders, with_regime
from studies.base_rates.priors import cause_log_weights, frailty, lognormal_hazard
from studies.base_rates.share import CaseShare, Rate
from studies.base_rates.waves import below_a_tenth_later, read_waves

CAMPAIGN_HEADER = "location,byear,eyear,success,limited,failure,ongoing,nonviol,regchange,duration," + (
    "percentagepopularparticipation"
)
CAMPAIGNS = """\
Alphia,1990,1990,1,0,0,0,1,1,20,0.001
Alphia,1992,1992,1,0,0,0,1,1,100,0.01
Betany,1993,1994,0,0,1,0,1,1,100,0.03
Betany,1995,1995,1,0,0,0,1,1,217,0.001
Gammar,1996,1996,1,0,0,0,1,1,216,0.03
Gammar,1997,1997,0,1,0,0,1,1,36,0.001
Gammar,1998,1998,1,0,0,0,0,1,50,0.001
Gammar,1999,1999,1,0,0,0,1,0,50,0.001
"""
EXITS = """\
country,gwn,leader,start,end,exit,exit_code
Alphia,1,One,1960-01-01,1990-06-01,Irregular,"Popular Protest, without Foreign Support"
Alphia,1,Two,1990-06-01,1992-09-01,Irregular,"Removed by Military, without Foreign Support"
Alphia,1,Three,1992-09-01,2014-12-31,Still in Office,Still in Office
Gammar,3,Four,1970-01-01,1995-01-01,Natural Death,Unknown
Gammar,3,Five,1995-01-01,1996-10-01,Regular,Regular
"""
LEADERS = """\
ccode,leader,sdate,smonth,syear,emonth,eyear
1,Long,1,1,1980,1,2010
1,Short,15,1,2010,6,2012
2,Sitting,1,1,1990,,
3,Later,1,1,1990,3,2021
4,Early,1,1,1920,1,1955
"""


@pytest.fixture
def campaigns(tmp_path: Path) -> pd.DataFrame:
    path = tmp_path / "campaigns.csv"
    path.write_text(CAMPAIGN_HEADER + "\n" + CAMPAIGNS)
    return read_campaigns(path)


@pytest.fixture
def exits(tmp_path: Path) -> pd.DataFrame:
    path = tmp_path / "exits.csv"
    path.write_text(EXITS)
    return read_exits(path)


def test_only_nonviolent_campaigns_for_regime_change_count(campaigns):
    assert len(campaigns) == 6
    assert won(campaigns, 180) == CaseShare("all", 2, 6)


def test_going_at_a_day_and_won_later(campaigns):
    going = won(campaigns, 180, 36)
    assert (going.events, going.cases) == (2, 4)
    assert won(campaigns, 181, 36).events == 3
    assert won(campaigns, 180, 35).cases == 5


def test_classes_by_participation_partition_the_campaigns(campaigns):
    classes = won_by_participation(campaigns, 180)
    assert [(share.events, share.cases) for share in classes] == [(1, 3), (1, 1), (0, 2)]


def test_peaks_are_of_campaigns_that_have_one(campaigns):
    unknown = campaigns.assign(percentagepopularparticipation=[0.0, 0.01, 0.03, 0.001, 0.03, 0.001])
    quantiles, without = peak_participation(unknown, (0.0, 0.5, 1.0))
    assert list(quantiles) == [0.001, 0.01, 0.03]
    assert without == 1


def test_kaplan_meier_by_hand(campaigns):
    """At 20: 6 at risk, 1 wins. At 36: one of 5 is censored. At 100: 4 at risk, 1 wins and 1 is censored."""
    ((_, at_20, *_), (_, at_99, *_), (_, at_216, *_)) = survival(campaigns, (20, 99, 216))
    assert at_20 == pytest.approx(5 / 6)
    assert at_99 == pytest.approx(5 / 6)
    assert at_216 == pytest.approx(5 / 6 * 3 / 4 * 1 / 2)


def test_hazard_counts_days_at_risk(campaigns):
    rate = hazard_of_success(campaigns, 36, 216)
    assert (rate.events, rate.exposure) == (2, 64 + 64 + 180 + 180)


def test_intervals_are_the_published_ones():
    low, high = CaseShare("", 23, 111).interval
    z = stats.norm.ppf(0.975)
    for edge in (low, high):
        assert abs(23 / 111 - edge) == pytest.approx(z * np.sqrt(edge * (1 - edge) / 111), rel=1e-9)
    low, high = Rate("", 5, 10.0).interval
    assert stats.poisson.sf(4, low * 10) == pytest.approx(0.025)
    assert stats.poisson.cdf(5, high * 10) == pytest.approx(0.025)
    assert Rate("", 0, 10.0).interval[0] == 0.0


def test_leader_years_after_the_twentieth(tmp_path):
    path = tmp_path / "leaders.csv"
    path.write_text(LEADERS)
    leaders = read_leaders(path, until=date(2020, 9, 13))
    rate = exit_hazard(leaders, 20)
    assert rate.events == 2
    assert rate.exposure == pytest.approx(10.04 + 10.70 + 10.70 + 5.04, abs=0.05)
    later = exit_hazard(read_leaders(path, until=date(2021, 6, 1)), 20)
    assert later.events == 3
    assert exit_hazard(leaders, 20, 25).events == 0


def test_a_spell_is_split_by_the_regime_of_its_twentieth_year(tmp_path):
    leaders, regimes = tmp_path / "leaders.csv", tmp_path / "regimes.csv"
    leaders.write_text(LEADERS)
    regimes.write_text(
        "cowcode,gwf_startdate,gwf_enddate,gwf_regimetype\n1,1/1/1970,12/31/1999,personal\n"
        "1,1/1/2000,12/31/2020,party-based\n2,1/1/1970,12/31/2020,monarchy\n"
    )
    kinds = with_regime(read_leaders(leaders), regimes).set_index("leader")["regime"]
    assert kinds["Long"] in ("personal", "party-based")
    assert kinds["Sitting"] == "monarchy"
    assert kinds["Later"] == "not in the regime file"


def test_causes_of_exits(exits):
    assert exit_hazard(exits, 20, cause="collapse").events == 1
    assert exit_hazard(exits, 20, cause="death or illness").events == 1
    assert exit_hazard(exits, 20, cause="palace coup").events == 0
    assert exit_hazard(exits, 20).exposure == pytest.approx(10.4 + 2.3 + 5.0, abs=0.1)


def test_campaigns_meet_the_exit_of_their_target(campaigns, exits):
    linked = link_leaders(campaigns, exits)
    assert list(linked["cause"].fillna("")) == ["collapse", "palace coup", "", "", "negotiated exit", ""]
    assert linked["tenure_years"].iloc[1] == pytest.approx(2.08, abs=0.01)
    assert np.isnan(linked["tenure_years"].iloc[2])
    assert cause_counts(linked, 180, 36) == {
        "collapse": 0, "palace coup": 1, "negotiated exit": 1, "other or unknown": 0, "no exit found": 0,
    }  # fmt: skip


def test_the_advised_hazard_gives_the_share_back():
    share = CaseShare("", 23, 111)
    median = lognormal_hazard(share, 180, 0.7)
    hazards = median * np.exp(0.7 * stats.norm.ppf((np.arange(200_000) + 0.5) / 200_000))
    assert np.mean(1 - np.exp(-hazards * 180)) == pytest.approx(23 / 111, abs=1e-4)


def test_frailty_is_recovered():
    rng = np.random.default_rng(8)
    hazards = rng.gamma(2.0, 0.001 / 2.0, 40_000)
    times = rng.exponential(1 / hazards)
    frame = pd.DataFrame({"duration": np.minimum(times, 30_000), "success": (times < 30_000).astype(int)})
    hazard, shape = frailty(frame, 0)
    assert hazard == pytest.approx(0.001, rel=0.05)
    assert shape == pytest.approx(2.0, rel=0.1)


def test_log_weights_follow_the_counts():
    weights = cause_log_weights({"collapse": 9, "palace coup": 9, "negotiated exit": 99})
    assert weights["collapse"] == weights["palace coup"]
    assert weights["negotiated exit"][0] - weights["collapse"][0] == pytest.approx(np.log(10), abs=0.05)
    assert weights["negotiated exit"][1] == pytest.approx(0.1, abs=0.01)


# Crowds --------------------------------------------------------------------------------------------------------------

HEADER = "date,place,kind,crowd_low,crowd_high,detained,killed,reporter,source_id,note\n"


def _episode(tmp_path: Path, rows: str, name: str = "alphia-2019") -> Path:
    folder = tmp_path / "episodes" / name
    folder.mkdir(parents=True)
    (folder / "events.csv").write_text(HEADER + rows)
    return folder


def test_one_level_a_day_and_the_largest_day_a_week(tmp_path):
    folder = _episode(
        tmp_path,
        "2019-01-07,Capital,march,100,100,,,press,A,\n2019-01-07,Second,march,50,50,,,press,A,\n"
        "2019-01-09,Capital; national,march,400,,,,press,A,\n2019-01-09,Capital,march,300,300,,,press,A,\n"
        "2019-01-14,Alphia,march,1000,9000,,,press,A,\n2019-01-15,Capital,march,9999,9999,,,press,MEM,\n"
        "2019-01-16,Capital,march,0,0,,,press,A,\n2019-01-16,Capital,march,9,9,,,other,A,\n"
        "2020-12-01,Capital,march,7,7,,,press,A,\n",
    )
    weekly = weekly_crowd("alphia-2019", read_episode(folder, date(2020, 9, 13)))
    assert weekly is not None
    assert (weekly.reporter, weekly.left_out) == ("press", 1)
    assert list(weekly.weeks) == [0, 1]
    assert list(weekly.people) == pytest.approx([400, 3000])
    assert list(weekly.log_changes) == pytest.approx([np.log(7.5)])


def _ar(g: float, noise: float, report_noise: float, count: int, seed: int) -> list[WeeklyCrowd]:
    rng = np.random.default_rng(seed)
    series = []
    for _ in range(count):
        log_people = np.zeros(60)
        for week in range(1, 60):
            log_people[week] = g * log_people[week - 1] + noise * rng.standard_normal()
        seen = log_people + report_noise * rng.standard_normal(60)
        seen[0] = 0.0
        series.append(WeeklyCrowd("x", "press", np.arange(60), np.exp(10 + seen), 60, 0))
    return series


def test_elasticity_is_recovered_and_noise_pulls_it_to_zero():
    clean = elasticity(_ar(0.7, 0.5, 0.0, 60, 1), "first")
    assert clean.value == pytest.approx(0.7, abs=0.05)
    assert clean.sd == pytest.approx(0.5, abs=0.03)
    noisy = _ar(0.7, 0.5, 0.6, 200, 2)
    assert elasticity(noisy, "first").value < 0.55
    value, error, _ = noiseless_elasticity(noisy)
    assert value == pytest.approx(0.7, abs=4 * error)
    assert error < 0.05


def test_decay_counts_silence_only_while_the_episode_is_followed():
    def weekly(weeks, people):
        return WeeklyCrowd("x", "press", np.array(weeks), np.array(people, float), len(weeks), 0)

    silent = weekly([0, 3, 40], [10, 1000, 500])
    small = weekly([0, 27], [1000, 99])
    large = weekly([0, 24], [1000, 101])
    unfollowed = weekly([0, 20], [1000, 1])
    share = below_a_tenth_later([silent, small, large, unfollowed])
    assert (share.events, share.cases) == (2, 3)


def test_waves_of_the_panel(tmp_path):
    rows = ["country,start,crowd_low,crowd_high,demands"]
    rows += ["Alphia,2010-01-01,20000,20000,removal of politician", "Alphia,2010-02-01,5000,5000,removal of politician"]
    rows += ["Alphia,2010-06-25,1900,1900,tax", "Betany,2010-01-01,50000,50000,tax"]
    rows += ["Betany,2011-01-01,10000,10000,tax; removal of politician", "Betany,2011-07-01,1000,1000,tax"]
    rows += ["Gammar,2019-12-01,90000,,removal of politician", "Gammar,2020-01-01,500,500,tax"]
    path = tmp_path / "panel.csv"
    path.write_text("\n".join(rows) + "\n")
    waves = read_waves(path, date(2020, 9, 13))
    assert waves.country == ("Alphia", "Betany")
    assert list(waves.peak) == [20000, 10000]
    assert list(waves.lasting) == [0.25, 0.0]
    assert list(waves.after["26"]) == [0.095, 0.1]
    assert waves.too_late == 1
    all_waves, lasting = waves.below_a_tenth("26"), waves.below_a_tenth("26", 0.25)
    assert (all_waves.events, all_waves.cases, lasting.events, lasting.cases) == (1, 2, 1, 1)
    assert (waves.silent("26").events, waves.silent("13").events) == (0, 2)


def test_detained_per_participant_needs_both_numbers(tmp_path):
    folder = _episode(
        tmp_path,
        "2019-01-07,Capital,march,100,100,2,,police,A,\n2019-01-08,Capital,march,100,100,8,,police,A,\n"
        "2019-01-09,Capital,march,100,100,0,,police,A,\n2019-01-09,Capital,march,,,50,,police,A,\n",
    )
    (found,) = detained_per_participant("x", read_episode(folder, date(2020, 9, 13)))
    assert (found.reporter, found.reports) == ("police", 2)
    assert found.median == pytest.approx(0.04)
    assert found.log_sd == pytest.approx(np.log(4) / np.sqrt(2))


# Command -------------------------------------------------------------------------------------------------------------


def test_the_command_prints_tables_and_what_was_left_out(tmp_path, capsys):
    (tmp_path / "c.csv").write_text(CAMPAIGN_HEADER + "\n" + CAMPAIGNS)
    (tmp_path / "e.csv").write_text(EXITS)
    (tmp_path / "l.csv").write_text(LEADERS)
    weeks = "".join(
        f"{day:%Y-%m-%d},Capital,march,{n},{n},{n // 100},,press,A,\n"
        for day, n in zip(pd.date_range("2019-01-06", periods=12, freq="W"), range(1000, 2200, 100), strict=True)
    )
    _episode(tmp_path, weeks)
    _episode(tmp_path, weeks, "other-2019")
    arguments = ["--campaigns", "c.csv", "--exits", "e.csv", "--leaders", "l.csv", "--episodes", "episodes"]
    arguments = [item if item.startswith("--") else str(tmp_path / item) for item in arguments]
    assert main([*arguments, "--leave-out", "other-2019"]) == 0
    printed = capsys.readouterr().out
    assert "| still going at day 36, won in the 180 that followed | 2 of 4 | 0.500 |" in printed
    assert "No leader found for 3 campaigns, left out: Betany, Gammar" in printed
    assert "Left out: other-2019 by request" in printed
    assert "| alphia-2019 | press | wave | 12 | 11 |" in printed


@pytest.mark.parametrize(
    ("text", "message"), [("a,b\n1,2\n", "bad.csv: no column location, byear"), (None, "No such file")]
)
def test_a_bad_file_is_one_message(tmp_path, capsys, text, message):
    path = tmp_path / "bad.csv"
    if text is not None:
        path.write_text(text)
    assert main(["--campaigns", str(path)]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert "Traceback" not in error
