"""What the user writes: schema, loading, messages, evidence ledger, check, scenarios and claims."""

from buttress.case.contest import Case
from buttress.case.load import load
from buttress.case.message import CaseError, Message
from buttress.case.rows import Cash, Event, Signal
from buttress.case.schema import Claim, Facts, Scenario, Source

__all__ = ["Case", "CaseError", "Cash", "Claim", "Event", "Facts", "Message", "Scenario", "Signal", "Source", "load"]
