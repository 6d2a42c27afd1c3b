"""From a folder to a Case: read every file, check it alone and against the others, and put all in canonical order."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from buttress.case.consistency.cross_check import cross_check
from buttress.case.contest import Case
from buttress.case.conversion import in_foreign
from buttress.case.defaults import fill
from buttress.case.document import Document
from buttress.case.explain import model_from
from buttress.case.files import MAX_CSV_BYTES, MAX_YAML_BYTES, read_text
from buttress.case.hashing import content_hash
from buttress.case.message import CaseError, Message, error
from buttress.case.order import ordered_claims, ordered_facts, ordered_rows, ordered_scenario
from buttress.case.parser import parse
from buttress.case.quantity import iso_day
from buttress.case.rows import Cash, Event, Row, Rows, Signal, columns
from buttress.case.schema import Claim, Facts, FactsOne, Scenario, Source
from buttress.case.table import read_rows

MAX_SCENARIOS = 200
OPTIONAL = ("cash.csv", "signals.csv", "claims.yaml")
"""Files that a case of format 2 may lack: without them it has no money, no public acts, no claims."""
_NO_KEYS = "expected keys with values at the top of the file"
T = TypeVar("T")
Model = TypeVar("Model", bound=BaseModel)
R = TypeVar("R", bound=Row)


def load(path: str | Path, as_of: date | str | None = None) -> Case:
    """Read the case folder at `path`, as known before the day `as_of` (default: the case's own).

    Raises CaseError with a located message for everything that is wrong.
    """
    case = _FolderReader(Path(path)).case()
    return case if as_of is None else case.with_as_of(_day(as_of))


def _day(as_of: date | str) -> date:
    try:
        return iso_day(as_of)
    except ValueError:
        raise CaseError([error("case.yaml", None, f"as_of {as_of!r}: write a date as YYYY-MM-DD")]) from None


class _FolderReader:
    """Reads file after file and keeps all messages until the end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.messages: list[Message] = []
        self.texts: dict[str, str] = {}
        self.documents: dict[str, Document] = {}

    def case(self) -> Case:
        """The case; raises CaseError with all that is wrong."""
        if not os.path.isdir(self.folder):
            what = "is not a folder" if os.path.exists(self.folder) else "does not exist"
            raise CaseError([error(str(self.folder), None, f"the case folder {what}")])
        facts = self.attempt(self.facts)
        sources = self.attempt(lambda: self.forms("sources.yaml", Source))
        cash = self.attempt(lambda: self.rows(Cash))
        events = self.attempt(lambda: self.rows(Event))
        signals = self.attempt(lambda: self.rows(Signal))
        claims = self.attempt(lambda: self.forms("claims.yaml", Claim))
        scenarios = self.scenarios()
        self.stop_if_wrong()
        assert facts is not None
        assert sources is not None
        assert claims is not None
        assert cash is not None
        assert events is not None
        assert signals is not None
        rows = Rows(ordered_rows(in_foreign(cash, facts.purse)), ordered_rows(events), ordered_rows(signals))
        self.messages += cross_check(facts, sources, rows, claims, scenarios, self.documents)
        self.stop_if_wrong()
        case = Case.assemble(
            path=self.folder,
            facts=ordered_facts(facts),
            sources={source.id: source for source in sorted(sources, key=lambda source: source.id)},
            rows=rows,
            claims=ordered_claims(claims),
            scenarios={name: ordered_scenario(scenario) for name, scenario in sorted(scenarios.items())},
            documents=self.documents,
            files_hash=content_hash(self.texts),
        )
        _ = case.ledger  # raises CaseError here, not at the first use
        return case

    def attempt(self, read: Callable[[], T]) -> T | None:
        """What `read` returns; None, with its messages kept, if it raises CaseError."""
        try:
            return read()
        except CaseError as reason:
            self.messages += reason.messages
            return None

    def stop_if_wrong(self) -> None:
        """Raise CaseError if there are messages."""
        if self.messages:
            raise CaseError(self.messages)

    def facts(self) -> Facts:
        """The facts; from format 2 on with the named defaults of what is left out."""
        document = self.document("case.yaml")
        if not isinstance(document.data, dict):
            raise CaseError([error(document.name, document.line(()), _NO_KEYS)])
        if document.data.get("format") == 2:
            document.data = fill(document.data)
        return model_from(document, document.data, FactsOne if document.data.get("format") == 1 else Facts)

    def left_out(self, name: str) -> bool:
        """Whether a file is not there and may be: in a case of format 2 one that holds no more than a part of it."""
        case = self.documents.get("case.yaml")
        newer = case is not None and isinstance(case.data, dict) and case.data.get("format") == 2
        return newer and name in OPTIONAL and not os.path.lexists(self.folder / name)

    def rows(self, model: type[R]) -> list[R]:
        """The rows of the model's file, in the order of lines."""
        if self.left_out(model.file):
            return []
        header = ",".join(name for name in columns(model) if name not in model.optional)
        self.texts[model.file] = read_text(self.folder, model.file, MAX_CSV_BYTES, header)
        return read_rows(model, self.texts[model.file])

    def document(self, name: str, nothing: str = "") -> Document:
        """A YAML file as data with lines."""
        self.texts[name] = read_text(self.folder, name, MAX_YAML_BYTES, nothing)
        self.documents[name] = parse(name, self.texts[name])
        return self.documents[name]

    def form(self, name: str, model: type[Model]) -> Model:
        """A YAML file that holds one form."""
        document = self.document(name)
        if not isinstance(document.data, dict):
            raise CaseError([error(name, document.line(()), _NO_KEYS)])
        return model_from(document, document.data, model)

    def forms(self, name: str, model: type[Model]) -> list[Model]:
        """A YAML file that holds a list of forms."""
        if self.left_out(name):
            self.documents[name] = Document(name, [])
            return []
        document = self.document(name, "[]")
        if not isinstance(document.data, list):
            raise CaseError([error(name, document.line(()), "expected a list ('- id: ...') at the top of the file")])
        items: list[Model] = []
        messages: list[Message] = []
        for index, data in enumerate(document.data):
            try:
                items.append(model_from(document, data, model, (index,)))
            except CaseError as reason:
                messages += reason.messages
        if messages:
            raise CaseError(messages)
        return items

    def scenarios(self) -> dict[str, Scenario]:
        """All files of the folder of scenarios, by name."""
        folder = self.folder / "scenarios"
        if not os.path.lexists(folder):  # a case without what-ifs; what keeps folders may not keep an empty one
            beside = sorted(entry.name for entry in self.folder.iterdir() if entry.is_dir())
            close = difflib.get_close_matches(folder.name, beside, n=1)
            if close:
                text = f"the folder of scenarios is missing; rename '{close[0]}'?"
                self.messages.append(error(folder.name, None, text))
            return {}
        try:
            names = sorted(name for name in os.listdir(folder) if not name.startswith("."))
        except NotADirectoryError:
            self.messages.append(error("scenarios", None, "a file stands where the folder of scenarios should be"))
            return {}
        except OSError as reason:
            self.messages.append(error("scenarios", None, f"the folder can't be read: {reason.strerror}"))
            return {}
        if len(names) > MAX_SCENARIOS:
            self.messages.append(error("scenarios", None, f"more than {MAX_SCENARIOS} scenarios"))
            return {}
        scenarios: dict[str, Scenario] = {}
        for name in names:
            scenario = self.attempt(lambda: self.scenario(name))  # noqa: B023
            if scenario is not None:
                scenarios[name.removesuffix(".yaml")] = scenario
        return scenarios

    def scenario(self, name: str) -> Scenario:
        """One file of the folder of scenarios."""
        file = f"scenarios/{name}"
        if not name.endswith(".yaml"):
            raise CaseError([error(file, None, "a scenario is a file NAME.yaml")])
        if not name.removesuffix(".yaml").isidentifier() or name == "baseline.yaml":
            raise CaseError([error(file, None, "name a scenario with letters, digits and _, and not 'baseline'")])
        return self.form(file, Scenario)
