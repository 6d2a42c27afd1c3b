"""The trace: each sentence of the source, the modules that represent it, the test that exercises it.

    row         a row of `trace.yaml`
    gaps        rows without a module, a test or a claim, or with one that is not there
    mutate      each row's test without the row's rule or fact; one that passes all the same proves nothing
    page        docs/mission.md
    command     `python tests/mission/trace.py`

Error tree::

    ValueError
    └── TraceError     an unknown row, tests that can't be run
"""
