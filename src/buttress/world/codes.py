"""Codes: what the positions of an axis mean, and the codes that a column holds. Every rule names them from here.

`SIZES` gives the length of each axis of fixed length. An axis of codes is as long as its enumeration.
"""

from __future__ import annotations

from enum import IntEnum


class Channel(IntEnum):
    """Public signals, by what they tell; those up to scrutiny move the beliefs."""

    ENDORSEMENT = 0
    PLEDGE = 1
    PRESENCE = 2
    RESOLVE = 3
    WEAKNESS = 4
    REFUSAL = 5
    SCRUTINY = 6
    APPEAL = 7
    CONTEST = 8
    BLAME = 9
    STRIKE_CALL = 10


class Cause(IntEnum):
    """How the incumbent goes."""

    COLLAPSE = 0
    PALACE_COUP = 1
    NEGOTIATED_EXIT = 2


class Flow(IntEnum):
    """Flows of the foreign account."""

    DISBURSED = 0
    DEBT_SERVICE = 1
    SOLD_TO_PUBLIC = 2
    SOLD_FOR_BUDGET = 3
    OTHER = 4
    RESIDUAL = 5


class DomesticFlow(IntEnum):
    """Flows of the domestic account."""

    REVENUE = 0
    CREATED = 1
    FROM_FOREIGN = 2
    PAYROLL = 3
    OTHER_SPENDING = 4


class TurnoutTerm(IntEnum):
    """Terms of the log-odds of going, shared by everyone in a place.

    Ties, dissent, habit, fatigue and reform enter by class of person.
    """

    OCCASION = 0
    PLACE = 1
    ANGER = 2
    BELIEF = 3
    LAST_CROWD = 4
    FEAR = 5
    LEADERS = 6
    SCRUTINY = 7
    ATTITUDE_TO_THE_PATRON = 8
    LEVERAGE = 9
    WAVE = 10
    SEASON = 11
    SHOCK = 12


class LoyaltyTerm(IntEnum):
    """Terms of the log hazard of a unit's defection or strike."""

    BASE = 0
    REAL_PAY = 1
    ARREARS = 2
    CROWD = 3
    ORDERS = 4
    PEERS = 5
    BELIEF = 6
    PATRON = 7
    CALL = 8


class HazardTerm(IntEnum):
    """Terms of the log hazard of an end; a cause has some of them. From support on they have no anchor at the fork."""

    BASE = 0
    CROWD = 1
    FORCE = 2
    PAY = 3
    BELIEF = 4
    REFORM = 5
    SUPPORT = 6
    WITHDRAWAL = 7


class Dissent(IntEnum):
    """Classes of private dissent, thirds of a normal distribution."""

    LOYAL = 0
    MODERATE = 1
    CONVINCED = 2


class PastTurnout(IntEnum):
    """What a person did at the last main occasion."""

    RESTED = 0
    ACTIVE = 1
    TIRED = 2


class Role(IntEnum):
    """What a pillar does for the incumbent."""

    ENFORCER = 0
    ARMY = 1
    WORKERS = 2
    OFFICIALS = 3


class Zone(IntEnum):
    """Where units serve and crowds are seen."""

    CAPITAL = 0
    ELSEWHERE = 1


class Level(IntEnum):
    """What a unit does. Workers who are gone are on strike."""

    LOYAL = 0
    SHIRKING = 1
    GONE = 2


class Whereabouts(IntEnum):
    """Where a leader is."""

    IN_COUNTRY = 0
    EXILED = 1
    JAILED = 2


class Support(IntEnum):
    """What a patron gives."""

    MONEY = 0
    WORDS = 1
    FORCE = 2


class Rung(IntEnum):
    """The patron's instruments."""

    MONEY = 0
    ENDORSEMENT = 1
    EXERCISES = 2
    RESERVE = 3
    INTERVENTION = 4


class Tranche(IntEnum):
    """Parts of a loan: two of the pledge, and what a responsive patron adds."""

    FIRST = 0
    SECOND = 1
    RESPONSIVE = 2


class Intervened(IntEnum):
    """Whether the patron has intervened: ordered today by a responsive patron, in place since, or by the script."""

    NO = 0
    ORDERED = 1
    IN_PLACE = 2
    SCRIPTED = 3


def words(codes: type[IntEnum]) -> tuple[str, ...]:
    """The members in lower case, in the order of the axis: `last crowd`."""
    return tuple(code.name.lower().replace("_", " ") for code in codes)


def keys(codes: type[IntEnum]) -> tuple[str, ...]:
    """The members as the files write them: `strike_call`."""
    return tuple(code.name.lower() for code in codes)


CHANNELS = keys(Channel)
FLOWS = keys(Flow)
ROLES = keys(Role)
RUNGS = keys(Rung)
CAUSES = words(Cause)
TURNOUT_TERMS = words(TurnoutTerm)
LOYALTY_TERMS = words(LoyaltyTerm)
HAZARD_TERMS = words(HazardTerm)

RING = 16
"""Days of the custody ring: administrative terms end within 15 days."""

SIZES: dict[str, int] = {
    "belief_channel": Channel.SCRUTINY + 1,
    "cause": len(Cause),
    "channel": len(Channel),
    "dissent": len(Dissent),
    "domestic_flow": len(DomesticFlow),
    "flow": len(Flow),
    "hazard_term": len(HazardTerm),
    "level": len(Level),
    "loyalty_term": len(LoyaltyTerm),
    "past": len(PastTurnout),
    "ring": RING,
    "rung": len(Rung),
    "support": len(Support),
    "tranche": len(Tranche),
    "turnout_term": len(TurnoutTerm),
    "whereabouts": len(Whereabouts),
    "zone": len(Zone),
}
"""Axes of fixed length; the others (run, day, place, group, kind, pillar, occasion) come from the case."""
