"""Arrays by their axes: what the fields of the rules' records are annotated with.

An alias names its axes in order and holds them as metadata, so that a test compares them with `world.columns`.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Integers: TypeAlias = NDArray[np.int64]

Causes: TypeAlias = Annotated[Floats, "cause"]
Days: TypeAlias = Annotated[Floats, "day"]
DaysByChannel: TypeAlias = Annotated[Floats, "day", "channel"]
DissentClasses: TypeAlias = Annotated[Floats, "dissent"]
KindsByPlaceByGroup: TypeAlias = Annotated[Floats, "kind", "place", "group"]
Occasions: TypeAlias = Annotated[Floats, "occasion"]
Pillars: TypeAlias = Annotated[Floats, "pillar"]
Places: TypeAlias = Annotated[Floats, "place"]
PlacesByGroupByDissent: TypeAlias = Annotated[Floats, "place", "group", "dissent"]
Runs: TypeAlias = Annotated[Floats, "run"]
RunsByAfter: TypeAlias = Annotated[Floats, "run", "after"]
RunsByBeliefChannel: TypeAlias = Annotated[Floats, "run", "belief_channel"]
RunsByCause: TypeAlias = Annotated[Floats, "run", "cause"]
RunsByChannel: TypeAlias = Annotated[Floats, "run", "channel"]
RunsByDay: TypeAlias = Annotated[Floats, "run", "day"]
RunsByDayByCause: TypeAlias = Annotated[Floats, "run", "day", "cause"]
RunsByDayByCauseByHazardTerm: TypeAlias = Annotated[Floats, "run", "day", "cause", "hazard_term"]
RunsByDayByPillar: TypeAlias = Annotated[Floats, "run", "day", "pillar"]
RunsByDayByPillarByLoyaltyTerm: TypeAlias = Annotated[Floats, "run", "day", "pillar", "loyalty_term"]
RunsByKind: TypeAlias = Annotated[Floats, "run", "kind"]
RunsByKindByPlace: TypeAlias = Annotated[Floats, "run", "kind", "place"]
RunsByOccasion: TypeAlias = Annotated[Floats, "run", "occasion"]
RunsByOccasionByPlace: TypeAlias = Annotated[Floats, "run", "occasion", "place"]
RunsByOccasionByPlaceByTurnoutTerm: TypeAlias = Annotated[Floats, "run", "occasion", "place", "turnout_term"]
RunsByPillar: TypeAlias = Annotated[Floats, "run", "pillar"]
RunsByPillarByZoneByLevel: TypeAlias = Annotated[Floats, "run", "pillar", "zone", "level"]
RunsByPlace: TypeAlias = Annotated[Floats, "run", "place"]
RunsByPlaceByGroupByDissent: TypeAlias = Annotated[Floats, "run", "place", "group", "dissent"]
RunsByPlaceByGroupByDissentByPast: TypeAlias = Annotated[Floats, "run", "place", "group", "dissent", "past"]
RunsByRingByPlaceByGroupByDissent: TypeAlias = Annotated[Floats, "run", "ring", "place", "group", "dissent"]
RunsByRung: TypeAlias = Annotated[Floats, "run", "rung"]
RunsByTranche: TypeAlias = Annotated[Floats, "run", "tranche"]
RunsByWhereabouts: TypeAlias = Annotated[Floats, "run", "whereabouts"]
RunsByZone: TypeAlias = Annotated[Floats, "run", "zone"]
Zones: TypeAlias = Annotated[Floats, "zone"]
IntDays: TypeAlias = Annotated[Integers, "day"]
IntDaysByFlow: TypeAlias = Annotated[Integers, "day", "flow"]
IntDaysByPillar: TypeAlias = Annotated[Integers, "day", "pillar"]
IntDaysByWhereabouts: TypeAlias = Annotated[Integers, "day", "whereabouts"]
IntKinds: TypeAlias = Annotated[Integers, "kind"]
IntOccasions: TypeAlias = Annotated[Integers, "occasion"]
IntPillars: TypeAlias = Annotated[Integers, "pillar"]
IntPillarsByZone: TypeAlias = Annotated[Integers, "pillar", "zone"]
IntPlaces: TypeAlias = Annotated[Integers, "place"]
IntPlacesByGroupByDissentByPast: TypeAlias = Annotated[Integers, "place", "group", "dissent", "past"]
IntRuns: TypeAlias = Annotated[Integers, "run"]
IntRunsByDay: TypeAlias = Annotated[Integers, "run", "day"]
IntRunsByDayByDomesticFlow: TypeAlias = Annotated[Integers, "run", "day", "domestic_flow"]
IntRunsByDayByFlow: TypeAlias = Annotated[Integers, "run", "day", "flow"]
IntRunsByDayByPillar: TypeAlias = Annotated[Integers, "run", "day", "pillar"]
IntRunsByDomesticFlow: TypeAlias = Annotated[Integers, "run", "domestic_flow"]
IntRunsByFlow: TypeAlias = Annotated[Integers, "run", "flow"]
IntRunsByPillar: TypeAlias = Annotated[Integers, "run", "pillar"]
IntRunsByTranche: TypeAlias = Annotated[Integers, "run", "tranche"]
