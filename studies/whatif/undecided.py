"""The claims of a case that its brief left undecided."""

from __future__ import annotations

from pathlib import Path

from buttress.case import Case, Claim
from studies.results import read


def undecided(case: Case, verdicts: Path) -> list[Claim]:
    """In the order of the case; `verdicts` is the file that `make claims` writes. Raises ValueError for another's."""
    told = {table.name: {row[1] for row in table.rows} for table in read(verdicts).tables}
    unknown = set().union(*told.values()) - {claim.says for claim in case.claims}
    if unknown:
        raise ValueError(f"{verdicts} has claims that {case.facts.id} does not have, such as {min(unknown)!r}")
    return [claim for claim in case.claims if claim.says in told["undetermined"]]
