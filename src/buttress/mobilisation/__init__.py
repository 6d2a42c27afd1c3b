"""The mobilisation part of the model where a case's structure is unknown: a crowd's course from reports alone.

`prior.py` holds what other episodes teach of one (`episodes.yaml`), `evidence.py` turns a weekly series into bounds,
`filter.py` gives the likelihood of parameters and the state, `posterior.py` weighs parameters by it, `forecast.py`
is the forecaster that scores call `buttress`; `learn.py` and `widening.py` fit the prior from a folder of episodes
(`python -m studies.mobilisation`).
"""
