"""A posterior as one Arrow table, for the store's cache."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np

from buttress.infer.posterior import Posterior
from buttress.infer.unknown import Unknown
from buttress.world import Draws

if TYPE_CHECKING:
    import pyarrow as pa

KEY = b"buttress.posterior"
#: Column prefixes by what a column holds.
PARAMETER, SHOCK, REPORTER, CHAIN = "parameter:", "shock:", "reporter:", "chain"


def to_table(posterior: Posterior) -> pa.Table:
    """One row a draw: parameters, shocks, reporters, chain; the rest as JSON metadata."""
    import pyarrow as pa

    draws = posterior.draws
    parts = (
        (PARAMETER, draws.names, draws.values),
        (SHOCK, draws.shock_names, draws.shocks),
        (REPORTER, posterior.reporter_names, posterior.reporter_values),
    )
    columns: dict[str, Any] = {CHAIN: draws.chains}
    columns |= {prefix + name: values[:, j] for prefix, names, values in parts for j, name in enumerate(names)}
    return pa.table(columns).replace_schema_metadata({KEY: _dumps(_facts(posterior))})


def from_table(table: pa.Table) -> Posterior:
    """Read back what `to_table` wrote; raises ValueError for another table."""
    metadata = table.schema.metadata or {}
    if KEY not in metadata:
        raise ValueError("this table holds no posterior")
    facts = json.loads(metadata[KEY])
    names, values = _columns(table, PARAMETER)
    shock_names, shocks = _columns(table, SHOCK)
    reporter_names, reporter_values = _columns(table, REPORTER)
    chain = table.column(CHAIN).to_numpy()
    return Posterior(
        draws=Draws(names, values, shock_names, shocks, facts["seeds_per_draw"], chain, facts["inflation"]),
        reporter_names=reporter_names,
        reporter_values=reporter_values,
        unknowns=tuple(Unknown(**row) for row in facts["unknowns"]),
        reporter_rows=tuple(Unknown(**row) for row in facts["reporter_rows"]),
        ess=facts["ess"],
        acceptance=_pair(facts["acceptance"]),
        log_evidence=_pair(facts["log_evidence"]),
        temperatures=_pair(facts["temperatures"]),
        simulations=facts["simulations"],
        evidence_rows=tuple(facts["evidence_rows"]),
    )


def _facts(posterior: Posterior) -> dict[str, Any]:
    return {
        "seeds_per_draw": posterior.draws.seeds_per_draw,
        "inflation": posterior.draws.inflation,
        "unknowns": [asdict(row) for row in posterior.unknowns],
        "reporter_rows": [asdict(row) for row in posterior.reporter_rows],
        "ess": posterior.ess,
        "acceptance": list(posterior.acceptance),
        "log_evidence": list(posterior.log_evidence),
        "temperatures": list(posterior.temperatures),
        "simulations": posterior.simulations,
        "evidence_rows": [dict(row) for row in posterior.evidence_rows],
    }


def _columns(table: pa.Table, prefix: str) -> tuple[tuple[str, ...], Any]:
    wanted = [name for name in table.column_names if name.startswith(prefix)]
    columns = [table.column(name).to_numpy() for name in wanted]
    values = np.column_stack(columns) if columns else np.zeros((table.num_rows, 0))
    return tuple(name.removeprefix(prefix) for name in wanted), values


def _pair(values: list[Any]) -> tuple[Any, Any]:
    return values[0], values[1]


def _dumps(value: Any) -> bytes:
    """JSON with sorted keys: the same bytes for the same content."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
