"""What the user writes: schema, loading, messages, evidence ledger, check, scenarios and claims."""

from buttress.case.blank import examples, new
from buttress.case.check import check
from buttress.case.contest import Case
from buttress.case.editor import schema_json
from buttress.case.ledger import Ledger
from buttress.case.load import load
from buttress.case.message import CaseError, Message
from buttress.case.rows import Cash, Event, Signal
from buttress.case.schema import Claim, Facts, Scenario, Source

__all__ = [
    "Case",
    "CaseError",
    "Cash",
    "Claim",
    "Event",
    "Facts",
    "Ledger",
    "Message",
    "Scenario",
    "Signal",
    "Source",
    "check",
    "examples",
    "load",
    "new",
    "schema_json",
]
