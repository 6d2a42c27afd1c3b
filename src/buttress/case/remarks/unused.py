"""What a case holds and nothing reads: sources, reporters, scenarios without a change, other files."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any

from buttress.case.consistency.sources import quantities
from buttress.case.contest import Case
from buttress.case.files import FILES
from buttress.case.message import Message, nearest, remark


def idle_scenarios(case: Case) -> Iterator[Message]:
    """Scenarios that change nothing."""
    for name, scenario in case.scenarios.items():
        if not scenario.changes:
            file = f"scenarios/{name}.yaml"
            line = case.documents[file].line(("changes",))
            yield remark("warning", file, line, "the scenario changes nothing")


def unused_sources(case: Case) -> Iterator[Message]:
    """Sources that no number, row, note or reason for an assumption names."""
    facts, document = case.documents["case.yaml"].data, case.documents["sources.yaml"]
    used = {row.source for row in case.rows} | {case.facts.trigger.source}
    used |= {node["source"] for _, node in quantities(facts)}
    # The reason for an assumed number, and a note, name what they lean on.
    prose = [*_texts(facts), *(row.note or "" for row in case.rows)]
    used |= {word for text in prose for word in re.findall(r"[\w.-]*\w", text)}
    for name in case.sources:
        if name not in used:
            line = document.line((document.index(name), "id"))
            yield remark("note", document.name, line, f"nothing rests on the source '{name}'")


def unused_reporters(case: Case) -> Iterator[Message]:
    """Reporters without a row."""
    document = case.documents["case.yaml"]
    reporting = {event.reporter for event in case.rows.events}
    for reporter in case.facts.reporters:
        if reporter.id not in reporting:
            line = document.line(("reporters", document.index(reporter.id, ("reporters",)), "id"))
            yield remark("note", document.name, line, f"the reporter '{reporter.id}' has no row in events.csv")


def unread_files(case: Case) -> Iterator[Message]:
    """Files that look like a part of the case and are none."""
    for name in sorted(os.listdir(case.path)):
        if name.endswith((".yaml", ".yml", ".csv")) and name not in FILES:
            yield remark("warning", name, None, f"the file is not read{nearest(name, FILES)}")


def _texts(node: Any) -> Iterator[str]:
    """Every text of a document."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, (dict, list)):
        for child in node.values() if isinstance(node, dict) else node:
            yield from _texts(child)
