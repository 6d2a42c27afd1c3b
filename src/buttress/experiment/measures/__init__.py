"""Measures: what comes out of one run, one number each.

*D days after the fork* is the end of the D-th day from the fork on, so the index fork + D - 1 of a daily series; a run
whose horizon is shorter has no such number (NaN). Turnout and detentions are of the path had he stayed, and are truth,
not reports.

To add a measure: write its function in the module of its subject and add a row to MEASURES in registry.py; tables,
JSON, claims and the model document then know it by name. `tests/experiment/test_measures.py` fails until it is computed
there by hand.
"""

from buttress.experiment.measures.by_day import measure_of, on_day
from buttress.experiment.measures.framed_result import FramedResult
from buttress.experiment.measures.measure import Measure
from buttress.experiment.measures.registry import BY_NAME, HEADLINE, MEASURES, measures_of

__all__ = ["BY_NAME", "HEADLINE", "MEASURES", "FramedResult", "Measure", "measure_of", "measures_of", "on_day"]
