"""Simulation-based calibration of the shipped fit: truths from the prior, their reports, fits, ranks of the truths.

If a fit draws from the right posterior, the rank of each true value among its draws is uniform over repeated truths
(Talts, Betancourt, Simpson, Vehtari and Gelman 2018, arXiv 1804.06788). `trial.py` makes one truth and fits it,
`ranks.py` keeps the ranks, `dependence.py` says what dependent draws do to them, `uniformity.py` tests them,
`tables.py` and `figure.py` show them.
"""
