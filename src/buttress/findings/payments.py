"""Service due abroad that usable reserves do not cover, in the baseline and where a scenario changes it."""

from __future__ import annotations

from collections.abc import Iterator

from buttress.experiment.payments import SHOWN, WHAT_THEN, due_payments
from buttress.findings.results import Results

CHANGED = 0.05
"""A scenario is named whose share of runs differs from the baseline's by more."""


def payment_limits(results: Results) -> Iterator[str]:
    """A sentence a planned payment that is not covered in some runs of some scenario."""
    scenarios = results.answer.scenarios
    found = [due_payments(results.case, results.answer.ensemble(name)) for name in scenarios]
    for index, due in enumerate(due_payments(results.case, results.baseline)):
        others = {results.case.scenarios[name].title: found[k][index].share for k, name in enumerate(scenarios)}
        told = [f"{share:.0%} of “{title}”" for title, share in others.items() if abs(share - due.share) > CHANGED]
        if told or due.share >= SHOWN:
            shares = ", ".join([f"{due.share:.0%} of the baseline’s runs", *told])
            yield f"{due.words()} is beyond usable reserves in {shares}: {WHAT_THEN}."
