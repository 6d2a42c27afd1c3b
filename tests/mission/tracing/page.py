"""`docs/mission.md`: the sentences of the source, each with how the model has it, its modules, claims and test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from buttress.case import Claim, load
from tracing.gaps import ROOT
from tracing.row import Mutation, Row, rows

PAGE = ROOT / "docs" / "mission.md"
CASE = "cases/belarus-2020"
KINDS = {"F": "A fact.", "H": "A hypothesis.", "F, H": "A fact and a hypothesis."}
INTRODUCTION = """\
# The mission, sentence by sentence

This page is for readers who want to know what Buttress represents, why it has the parts that it has, and how each of
them is tested.

The program began with one news report, of Monday 14 September 2020. Five weeks after a disputed election in Belarus,
with more than 100,000 people in the streets of Minsk, the incumbent flew to Sochi and came back with the pledge of a
loan of 1.5 billion dollars and with public praise. The report says what happened, and it quotes people who say what
will come of it. Buttress is the model of the political system that this report describes. Here are its sentences, in
our words and in the order of the report.

Two kinds of sentences are kept apart. A *fact* stands in the case, [`cases/belarus-2020`](../cases/belarus-2020), with
its number, its date and the reporter who gave it. A *hypothesis* is never built in as a result: it has a mechanism,
whose coefficient has a prior that takes no side wherever a verdict rests on it, and a claim, whose rule was written
before any run. The claims and their rules stand in [`claims.yaml`](../cases/belarus-2020/claims.yaml);
`buttress claims cases/belarus-2020` gives the verdicts.

Some of the claims look as if they contradicted each other: support is called vital, and the meeting is said to have
little impact. They do not, once time in office and turnout are two outcomes. The loan is claimed to lengthen the one
and to leave the other alone (S1, S9 and S13 against S22, S25 and S27).

Each row names a test. The test has to fail when its row's mechanism is switched off, or its fact is taken out of the
case; `make trace-mutate` tries all of them.
"""


def text() -> str:
    """The whole page."""
    claims = {claim.id: claim for claim in load(ROOT / CASE).claims}
    entries = rows()
    parts = [row.part for row in entries if row.part]
    contents = "\n".join(f"- [{part}](#{anchor(part)})" for part in parts)
    return "\n\n".join([INTRODUCTION.rstrip(), contents, *(_entry(row, claims) for row in entries)]) + "\n"


def anchor(title: str) -> str:
    """The name under which a heading is linked to."""
    return "".join(letter for letter in title.lower().replace(" ", "-") if letter.isalnum() or letter == "-")


def _entry(row: Row, claims: Mapping[str, Claim]) -> str:
    lines = [f"## {row.part}\n"] if row.part else []
    lines += [f"### {row.row}. {row.what}\n", f"*{KINDS[row.kind]}* {row.how}\n"]
    lines += [f"- Represented by {_listed([_module(name) for name in row.modules])}."]
    lines += [
        f"- {claims[name].who[0].upper()}{claims[name].who[1:]}: “{claims[name].says}” (`{name}`)"
        for name in row.claims
    ]
    lines += [f"- Tested: {_test(test)}. The test fails {_without(row.mutation)}." for test in row.tests]
    return "\n".join(lines)


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _module(name: str) -> str:
    """A link to a module's file, or to the folder of a package."""
    path = f"src/{name.replace('.', '/')}"
    ending = "" if (ROOT / path).is_dir() else ".py"
    return f"[`{name.removeprefix('buttress.')}`](../{path}{ending})"


def _test(test: str) -> str:
    """A link to a test, its name in words without the row's."""
    file, _, function = test.partition("::")
    words = function.removeprefix("test_").split("_")[1:]
    return f"[{' '.join(words)}](../{file})"


def _without(mutation: Mutation) -> str:
    """What the test can't do without."""
    if mutation.off:
        return f"with the mechanism `{mutation.off}` switched off"
    marks = " and ".join(f"{column} `{value}`" for column, value in mutation.where)
    return f"without the rows of `{mutation.drop}` with {marks}"


def _listed(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
