"""The registry of measures: the only list of them."""

from collections.abc import Collection

from buttress.experiment.measures import crowds
from buttress.experiment.measures.measure import Measure
from buttress.experiment.measures.state import (
    RUNWAY_DAY,
    gone_after,
    loyal,
    real_pay,
    runway_beyond,
    runway_weeks,
    state,
    tenure,
)

MEASURES: tuple[Measure, ...] = (
    Measure(
        "tenure_30",
        "probability",
        "in office 30 days after the fork",
        tenure(30),
        headline=True,
        label="in office, day 30",
        reach=30,
    ),
    Measure(
        "tenure_90",
        "probability",
        "in office 90 days after the fork",
        tenure(90),
        headline=True,
        label="in office, day 90",
        reach=90,
    ),
    Measure(
        "tenure_180",
        "probability",
        "in office 180 days after the fork",
        tenure(180),
        headline=True,
        label="in office, day 180",
        reach=180,
    ),
    Measure(
        "reserves_weeks",
        "weeks",
        "usable reserves at day 90 at the mean pace of the last 28 days, loans received apart, cut at 104",
        runway_weeks,
        headline=True,
        reach=RUNWAY_DAY,
        needs=("reserves",),
    ),
    Measure(
        "reserves_beyond_104",
        "probability",
        "usable reserves last longer than 104 weeks at that pace",
        runway_beyond,
        interval="parameter",
        headline=True,
        reach=RUNWAY_DAY,
        needs=("reserves",),
    ),
    Measure(
        "real_pay_90",
        "ratio",
        "real pay of the police at day 90, 1 at the trigger",
        real_pay,
        headline=True,
        label="police's real pay, day 90",
        reach=90,
        needs=("pillars", "purse"),
    ),
    Measure(
        "turnout_8w",
        "people",
        "nationwide, mean of the next eight main marches",
        crowds.main_turnout,
        headline=True,
        label="mean march, 8 weeks",
        reach=7 * crowds.WEEKS,
    ),
    Measure(
        "peak_turnout",
        "people",
        "largest single occasion nationwide to the horizon",
        crowds.peak,
        headline=True,
        label="largest occasion",
    ),
    Measure(
        "detained_8w",
        "people",
        "nationwide, in the 56 days after the fork",
        crowds.detained,
        headline=True,
        label="detained, 8 weeks",
        reach=7 * crowds.WEEKS,
    ),
    Measure(
        "turnout_8w_in_office",
        "people",
        "turnout_8w weighted by being in office",
        crowds.main_turnout_in_office,
        reach=7 * crowds.WEEKS,
    ),
    Measure(
        "detained_8w_in_office",
        "people",
        "detained_8w weighted by being in office",
        crowds.detained_in_office,
        reach=7 * crowds.WEEKS,
    ),
    Measure(
        "persist_w8",
        "probability",
        "an occasion above 10,000 people in week 8",
        crowds.persists,
        interval="parameter",
        label="over 10,000 out in week 8",
        reach=7 * crowds.WEEKS,
    ),
    Measure(
        "wish_share",
        "share",
        "people who privately wish him to go",
        state("wish", 1),
        label="privately wish him gone",
        reach=1,
    ),
    Measure(
        "patron_intervenes",
        "probability",
        "the patron has intervened by day 90",
        state("intervened", 90),
        interval="parameter",
        reach=90,
        needs=("patron",),
    ),
    *(
        Measure(
            f"reserves_gone_{days}",
            "probability",
            f"usable reserves are gone {when}: under five days of usual trade in foreign currency",
            gone_after(days),
            interval="parameter",
            label=f"reserves gone, day {days}",
            reach=days,
            needs=("reserves",),
        )
        for days, when in ((0, "on the eve of the fork"), (RUNWAY_DAY, f"{RUNWAY_DAY} days after the fork"))
    ),
    Measure("loyal_90", "share", "loyal units of the police at day 90", loyal, reach=90, needs=("pillars",)),
    *(
        Measure(
            f"{name}_{days}",
            unit,
            f"{meaning} {days} days after the fork",
            state(name, days),
            label=f"{label}, day {days}",
            reach=days,
            needs=needs,
        )
        for name, unit, meaning, label, at, needs in (
            ("perceived_security", "log-odds", "how secure the incumbent feels", "feels secure", (7, 30, 90), ()),
            (
                "attention",
                "ratio",
                "effort that goes to suppression, 1 at the trigger,",
                "effort on suppression",
                (7, 30, 90),
                (),
            ),
            (
                "attitude",
                "log-odds",
                "the people's attitude to the patron",
                "attitude to the patron",
                (1, 7, 30, 90),
                ("patron",),
            ),
            ("leverage", "index", "the patron's leverage", "patron's leverage", (30, 90, 180), ("patron",)),
            (
                "belief_society",
                "log-odds",
                "the society's belief that he will go",
                "society: he will go",
                (1, 7, 30, 90),
                (),
            ),
            (
                "belief_pillars",
                "log-odds",
                "the pillars' belief that he will go",
                "pillars: he will go",
                (1, 7, 30, 90),
                ("pillars",),
            ),
        )
        for days in at
    ),
)
BY_NAME = {measure.name: measure for measure in MEASURES}
HEADLINE = tuple(measure.name for measure in MEASURES if measure.headline)


def measures_of(off: Collection[str]) -> tuple[Measure, ...]:
    """The measures of a case that leaves the parts `off` out."""
    return tuple(measure for measure in MEASURES if not set(measure.needs) & set(off))
