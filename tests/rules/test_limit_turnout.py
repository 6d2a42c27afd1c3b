"""Nested limits of the turnout rule, asked of the day loop's own kernel: Granovetter's thresholds, Watts's cascades.

Crowd term: logit P = b log(last / first) + spread x dissent. With both growing alike, P becomes a step at the threshold
log(tau / first) of each class. Ties: with a huge effect of each active tie and a low base, K active ties decide.
"""

import math

import numpy as np
import pytest
from scipy.special import ndtri

from buttress.classics import granovetter, kuran
from buttress.classics.watts import window
from buttress.rules.turnout.chance import weigh_turnout
from buttress.rules.turnout.crowd import draw_turnout
from buttress.rules.turnout.terms import chances_to_go, crowd_term, odds_by_dissent, tie_factors, tie_weights

ADULTS = 1.0e6
CLASSES = 2000
# Log-odds that everyone of the crowd carries as habit. The kernel holds the shared log-odds to [-60, 30]; this puts the
# whole climb of the crowd term inside.
HABIT = 55.0


def chance_to_go(odds, weight, factor):
    chances = np.empty(1)
    chances_to_go(np.array([odds]), weight, factor, chances)
    return chances[0]


@pytest.fixture(scope="module")
def street(single_step):
    """A function from a place and its parameters to the crowd that follows on a last one, mean field."""

    def build(people, first, theta=(0.0,), occasion_log_odds=0.0, **parameters):
        weigh = single_step(
            weigh_turnout,
            theta=theta,
            adults_place=[ADULTS],
            leaders=[[1.0, 0.0, 0.0]],
            first_crowd=[[[first]]],
            occasion_log_odds=[[occasion_log_odds]],
            **{name: [value] for name, value in parameters.items()},
        )
        draw = single_step(draw_turnout, people=people[None], chances=weigh.chances)

        def crowd(last: float) -> float:
            weigh.last_crowd[:] = last
            draw.chances[:] = weigh.take(counted=False).chances
            return float(draw.take(counted=False).crowd[0, 0])

        return crowd

    return build


def settled(street, sd: float, steepness: float) -> float:
    """Percent that goes in the end under the turnout rule; thresholds are the normal's mid-quantiles, mean 25 %.

    Those of no threshold are the first crowd: it comes whatever happens, by its past alone.
    """
    threshold = (granovetter.MEAN + sd * ndtri((np.arange(CLASSES) + 0.5) / CLASSES)) / 100.0
    eager = threshold <= 0.0
    first = eager.mean()
    if first == 0.0:
        return 0.0
    people = np.zeros((1, 1, CLASSES, 3))
    people[0, 0, ~eager, 1] = people[0, 0, eager, 2] = ADULTS / CLASSES
    cut = np.maximum(np.log(np.where(eager, 1.0, threshold) / first), -4.0 / steepness)
    mean_odds = np.logaddexp.reduce(-steepness * cut) - math.log(CLASSES)  # what the rule divides odds by
    next_crowd = street(
        people, first * ADULTS, -cut, mean_odds - HABIT, crowd_feedback=steepness, dissent_sd=steepness, habit=HABIT,
        fatigue=-300.0,
    )  # fmt: skip
    last = first * ADULTS
    for _ in range(20_000):
        crowd = next_crowd(last)
        if abs(crowd - last) < 1e-7 * ADULTS:
            break
        last = crowd
    return 100.0 * last / ADULTS


def jump(street, steepness: float) -> float:
    return granovetter._jump(lambda sd: settled(street, sd, steepness), 6.0, 18.0, 0.005)


def test_a_steep_crowd_term_nears_granovetters_jump_and_his_curve(street):
    """The distance to 12.2221 falls with the square of the steepness; 20 is about the most that the guard lets pass."""
    limit = granovetter.critical_sd(granovetter.MEAN)
    jumps = {steepness: jump(street, steepness) for steepness in (5.0, 10.0, 20.0)}
    assert list(jumps.values()) == sorted(jumps.values())
    assert jumps[5.0] < limit - 0.3, "a gentle crowd term is not the limit"
    assert jumps[20.0] == pytest.approx(limit, abs=0.05)
    assert (limit - jumps[5.0]) / (limit - jumps[10.0]) == pytest.approx(4.0, abs=0.6)
    assert settled(street, 12.0, 20.0) == pytest.approx(granovetter.settled(25.0, 12.0), abs=0.15)
    assert settled(street, 20.0, 20.0) == pytest.approx(granovetter.settled(25.0, 20.0), abs=0.15)


def test_the_guard_stops_a_steeper_one(street):
    """At a steepness of 60 the shared log-odds would pass 30 and the crowd stays far below Granovetter's."""
    assert granovetter.settled(25.0, 13.0) > 99.9
    assert settled(street, 13.0, 60.0) < 50.0


def steep_riot(thresholds: np.ndarray, steepness: float) -> list[float]:
    """Crowds of one person a class under the rule's own functions; the first crowd is that of no threshold."""
    people = len(thresholds)
    first = float((thresholds <= 0).sum())
    needed = thresholds * people / 100.0
    cut = np.log((needed[needed > 0] + 0.5) / (first + 1.0))
    odds = np.empty(len(cut))
    odds_by_dissent(-cut, steepness, odds)
    mean_odds = np.logaddexp.reduce(-steepness * cut) - math.log(len(cut))
    weight, factor = np.zeros(7), np.ones(7)
    weight[0] = 1.0
    crowds = [first]
    while len(crowds) < 50:
        shared = crowd_term(steepness, crowds[-1], first) + mean_odds
        crowds.append(first + sum(chance_to_go(math.exp(shared) * share, weight, factor) for share in odds))
    return crowds


@pytest.mark.parametrize("name", ["A", "A'", "B", "B'"])
def test_ten_people_are_the_threshold_rule_person_by_person(name):
    """At a steepness of 200 each of the ten is certain within one in a hundred thousand."""
    thresholds = np.array(kuran.SEQUENCES[name])
    crowds = steep_riot(thresholds, 200.0)
    step = float((thresholds <= 0).sum())
    for crowd in crowds:
        assert crowd == pytest.approx(step, abs=1e-4)
        step = float((thresholds * 10 <= 100 * step).sum())
    assert round(crowds[-1]) == granovetter.rioters(thresholds)


def test_gentle_dissent_tells_the_ten_apart_no_more():
    """At a steepness of 1 the two sequences, one person apart, end within a person of each other."""
    ends = [steep_riot(np.array(kuran.SEQUENCES[name]), 1.0)[-1] for name in ("A", "A'")]
    assert abs(ends[0] - ends[1]) < 1.0


def cascade_share(street, ties: float, needed: int, start: float = 1e-5) -> float:
    """Share that goes in the end if `needed` active ties decide; a small share went last time."""
    effect = 40.0
    people = np.zeros((1, 1, 1, 3))
    people[0, 0, 0, 0] = ADULTS
    next_crowd = street(people, 0.0, occasion_log_odds=effect * (0.5 - needed), tie_effect=effect, ties_mean=ties)
    last = start * ADULTS
    for _ in range(3_000):
        crowd = next_crowd(last)
        if abs(crowd - last) < 1e-9 * ADULTS:
            break
        last = crowd
    return last / ADULTS


@pytest.mark.parametrize("ties", [1.5, 3.0, 5.0])
def test_one_active_tie_is_enough_gives_watts_size_of_a_cascade(street, ties):
    """r' = 1 - exp(-z r): the giant component, the size that Watts's figure 2 shows."""
    assert cascade_share(street, ties, 1) == pytest.approx(window.giant_share(ties), abs=1e-4)


@pytest.mark.parametrize(("ties", "needed"), [(2.0, 2), (4.0, 3), (5.0, 6)])
def test_several_active_ties_are_a_poisson_tail(ties, needed):
    from scipy.stats import poisson

    weight, factor = np.empty(7), np.empty(7)
    tie_weights(ties * 0.7, weight)
    tie_factors(40.0, factor)
    assert chance_to_go(math.exp(40.0 * (0.5 - needed)), weight, factor) == pytest.approx(
        poisson.sf(needed - 1, ties * 0.7), abs=1e-7
    )


def grows(street, phi: float, ties: float) -> bool:
    """Whether a small start grows large, ties counted as a share of the mean number: ceil(phi z) active ties decide."""
    return cascade_share(street, ties, math.ceil(phi * ties)) > 0.1


def test_ties_counted_as_a_share_have_a_cascade_window_near_watts(street):
    """1 < z <= 1 / phi = 5.56: that of people who all have the mean number of ties; Watts's own is 1.02 to 5.76."""
    assert [grows(street, 0.18, z) for z in (0.8, 0.95, 1.1, 2.0, 4.0, 5.5)] == [False, False, True, True, True, True]
    assert [grows(street, 0.18, z) for z in (5.6, 7.0, 9.0)] == [False, False, False]


def test_watts_himself_is_no_limit_because_the_rule_knows_no_ones_own_number_of_ties(street):
    """His window at .18 ends at 5.76, above 1 / .18; at .24 it ends at 3.86, below 1 / .24 = 4.17."""
    assert window.edges(5)[0] < 5.65 < window.edges(5)[1]
    assert not grows(street, 0.18, 5.65)
    assert window.edges(4)[1] < 4.1
    assert grows(street, 0.24, 4.1)


def test_ties_counted_by_number_have_no_upper_edge():
    """As the rule counts them in use, more ties never lower turnout, however gentle the effect of one."""
    for effect in (0.15, 1.0, 40.0):
        chances = []
        for ties in np.arange(0.5, 20.0, 0.5):
            weight, factor = np.empty(7), np.empty(7)
            tie_weights(ties * 0.2, weight)
            tie_factors(effect, factor)
            chances.append(chance_to_go(math.exp(-0.5 * effect), weight, factor))
        assert all(np.diff(chances) >= -1e-12)
