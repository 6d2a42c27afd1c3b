"""Buttress: a stress test for contested incumbents.

    import buttress

    case = buttress.load("cases/belarus-2020")
    answer = buttress.compare(case, ["without_loan"], runs=200)
    answer.table()

Rooms and names are imported when first used, so that `import buttress` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from buttress.case import Case as Case
    from buttress.case import CaseError as CaseError
    from buttress.case import check as check
    from buttress.case import load as load
    from buttress.case import new as new
    from buttress.pipeline.brief import make_brief as make_brief
    from buttress.pipeline.claims import claims as claims
    from buttress.pipeline.compare import compare as compare
    from buttress.pipeline.endings import endings as endings
    from buttress.pipeline.explain import explain as explain
    from buttress.pipeline.forecast import forecast as forecast
    from buttress.pipeline.posterior import posterior_for as posterior_for
    from buttress.pipeline.reverse_stress import reverse_stress as reverse_stress
    from buttress.pipeline.run import run as run
    from buttress.pipeline.score import score as score
    from buttress.pipeline.score import score_events as score_events
    from buttress.pipeline.sensitivity import sensitivity as sensitivity
    from buttress.pipeline.update import update as update
    from buttress.pipeline.verify import verify as verify
    from buttress.pipeline.voi import voi as voi
    from buttress.pipeline.whatif import whatif as whatif

_PUBLIC = {
    "Case": "buttress.case",
    "CaseError": "buttress.case",
    "check": "buttress.case",
    "claims": "buttress.pipeline.claims",
    "compare": "buttress.pipeline.compare",
    "endings": "buttress.pipeline.endings",
    "explain": "buttress.pipeline.explain",
    "forecast": "buttress.pipeline.forecast",
    "load": "buttress.case",
    "make_brief": "buttress.pipeline.brief",
    "new": "buttress.case",
    "posterior_for": "buttress.pipeline.posterior",
    "reverse_stress": "buttress.pipeline.reverse_stress",
    "run": "buttress.pipeline.run",
    "score": "buttress.pipeline.score",
    "score_events": "buttress.pipeline.score",
    "sensitivity": "buttress.pipeline.sensitivity",
    "update": "buttress.pipeline.update",
    "verify": "buttress.pipeline.verify",
    "voi": "buttress.pipeline.voi",
    "whatif": "buttress.pipeline.whatif",
}
_ROOMS = (
    "brief",
    "case",
    "chance",
    "engine",
    "evaluate",
    "experiment",
    "forecasting",
    "infer",
    "intake",
    "mobilisation",
    "observe",
    "pipeline",
    "rules",
    "series",
    "store",
    "world",
)

__all__ = ["__version__", *_PUBLIC]


def __getattr__(name: str) -> Any:
    if name in _PUBLIC:
        return getattr(import_module(_PUBLIC[name]), name)
    if name in _ROOMS:
        return import_module(f"buttress.{name}")
    raise AttributeError(f"module 'buttress' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, *_ROOMS])
