"""Reverse stress test of the purse: the smallest shocks at which usable reserves are gone by a date.

A fall of revenue, a run on currency deposits and a delay of the patron's loan, each alone and two together, from the
fork on, in the mean field. A stress test asks what a given shock does; a reverse one asks which shock does it. Source:
Basel Committee on Banking Supervision 2018, Stress testing principles.

    shock       the three shocks, and a world that bears them
    headroom    how far usable reserves stay above what counts as gone, a draw
    frontier    the smallest shock at each size of another
    reverse     the test
    report      the same in sentences
"""

from buttress.explore.reverse_stress.frontier import Frontier, FrontierPoint
from buttress.explore.reverse_stress.report import sentences
from buttress.explore.reverse_stress.reverse import ReverseStress, reverse_stress

__all__ = ["Frontier", "FrontierPoint", "ReverseStress", "reverse_stress", "sentences"]
