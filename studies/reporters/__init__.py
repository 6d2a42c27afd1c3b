"""How reporters of one crowd differ, learned from episodes with several of them.

`crowds.py` finds the crowds that several of them counted, `fit.py` is the
hierarchical model and its sampler, and `python -m studies.reporters FOLDER` prints the tables
that `results.json` holds.
"""
