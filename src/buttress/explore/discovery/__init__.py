"""Scenario discovery: the corners of the uncertainties in which an answer crosses a line.

Some 5,000 draws at four times the spreads of every prior are run in the mean field; a shallow tree finds boxes of at
most three conditions in which the answer crosses; only boxes that hold on 5,000 fresh draws are told, each with its
share of the draws under the prior and under all evidence. Source: Bryant and Lempert 2010, Technological Forecasting
and Social Change 77.

    crossing    the line that an answer crosses, and on which side
    wide_draws  where is searched
    shared_runs runs that several answers share
    tree        the best box of a tree
    tighter     a box made smaller
    corners     boxes that hold on fresh draws
    box         a box and its conditions
    sentence    a condition in words
    discover    the search
    what_if     what was found
    report      the same in sentences
"""

from buttress.explore.discovery.box import Box, Condition
from buttress.explore.discovery.crossing import Crossing
from buttress.explore.discovery.discover import Discovery
from buttress.explore.discovery.report import sentences
from buttress.explore.discovery.what_if import WhatIf, WhatIfBox

__all__ = ["Box", "Condition", "Crossing", "Discovery", "WhatIf", "WhatIfBox", "sentences"]
