"""The trace: each sentence of the source, the modules that represent it, the test that exercises it.

The rows stand in `trace.yaml`. `gaps` finds a row without a module or a test, or one whose module or test is not there.
`mutate` takes each row's rule (or fact) out and tells which tests then pass all the same: those prove nothing.

Error tree::

    ValueError
    └── TraceError     an unknown row, a source tree or test runner that is missing
"""

from buttress.trace.gaps import gaps
from buttress.trace.mutate import Outcome, mutate
from buttress.trace.row import Mutation, Row, TraceError, rows

__all__ = ["Mutation", "Outcome", "Row", "TraceError", "gaps", "mutate", "rows"]
