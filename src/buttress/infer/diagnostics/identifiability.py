"""What the reports moved and what they did not: parameters and mechanisms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from buttress.case import Case
from buttress.infer.posterior import Posterior
from buttress.infer.unknown import MOVED, Unknown
from buttress.world.parameters import parameters as registry

if TYPE_CHECKING:
    import pandas as pd


#: A mean that shifted by more than this, in prior sds, is called shifted even where the spread stayed.
SHIFTED = 0.5


def word(row: Unknown) -> str:
    """`moved`: spread under 0.8 of the prior's; `shifted`: mean by half a prior sd; `untouched`; or `silent`.

    A silent parameter shapes nothing before the fork, so that no report can speak of it.
    """
    if not row.active:
        return "silent"
    if row.ratio < MOVED:
        return "moved"
    return "shifted" if abs(row.shift) > SHIFTED else "untouched"


def parameters(case: Case, posterior: Posterior) -> pd.DataFrame:
    """A row a model parameter, those that the reports moved most first: name, mechanism, ratio, shift, word, error."""
    import pandas as pd

    mechanism = {p.name: p.mechanism for p in registry([k.id for k in case.facts.calendar], case.facts.priors)}
    rows = [
        {"name": row.name, "mechanism": mechanism[row.name], "ratio": row.ratio, "shift": row.shift}
        | {"word": word(row), "error": row.error}
        for row in posterior.unknowns
    ]
    return pd.DataFrame(rows).sort_values(["ratio", "name"], ignore_index=True)
