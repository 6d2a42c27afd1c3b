"""The base rates that the checks are held against."""

from __future__ import annotations

from studies.base_rates.share import CaseShare

#: Base rates, computed by `python -m studies.base_rates` from NAVCO 1.2, Mass Mobilization and counts of single
#: episodes; studies/base_rates/results.json holds them with their files.
WON_LATER = CaseShare("going at day 36, won in the 180 that followed", 23, 111)
WAVES_LOW = CaseShare("waves below a tenth of their peak 26 weeks later", 191, 216)
REPORTED_LOW = CaseShare("the same, of waves with a report then", 38, 63)
LASTING_LOW = CaseShare("the same, of waves still at a quarter of it after 3 to 6 weeks", 29, 34)
EPISODES_LOW = CaseShare("episodes still followed, below a tenth of their peak 26 weeks later", 14, 16)
PEAK_QUANTILES = (0.00012, 0.0010, 0.0040, 0.011, 0.086)
WEEKLY_CHANGE = (-0.18, 0.28)
DETAINED = (0.0036, 0.029)
