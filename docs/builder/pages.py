"""The sources of the site: the hand-written pages with their marks filled, and the pages that are wholly made."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from docs.builder import brief_tables, case_format, classics, commands, dots, model, other_contests, results, rooms
from docs.builder.marks import filled

MAKERS: dict[str, Callable[[str], str]] = {
    "commands": commands.sections,
    "case": case_format.keys,
    "example": case_format.example,
    "levers": case_format.levers,
    "defaults": case_format.defaults_table,
    "priors": model.priors,
    "measures": model.measures,
    "effort": model.effort,
    "columns": model.columns,
    "schedule": model.schedule,
    "submodels": model.submodels,
    "rooms": rooms.index,
    "table": results.one_table,
    "results": results.page,
    "dots": dots.picture,
    "first-acts": other_contests.first_acts,
    "asked-of-history": other_contests.asked,
    "brief-tables": brief_tables.brief_tables,
    "models": classics.index,
    "rows": classics.rows,
    "picture": classics.picture,
}
COPIED = {".svg", ".png", ".css", ".js"}

_UPWARD = re.compile(r"\[(?P<text>[^\]]+)\]\((?P<target>\.\./[^)#]+)[^)]*\)")


def gather(docs: Path, out: Path) -> None:
    """Write `out/pages`, and `out/mkdocs.yml` with the navigation. What stood in `out` is removed."""
    shutil.rmtree(out, ignore_errors=True)
    for path in sorted(docs.rglob("*")):
        target = out / "pages" / path.relative_to(docs)
        if path.suffix == ".md" or path.suffix in COPIED:
            target.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".md":
            target.write_text(_page(path, docs), encoding="utf-8")
        elif path.suffix in COPIED:
            shutil.copyfile(path, target)
    for path in sorted((docs.parent / "studies").rglob("*")):
        if path.suffix in COPIED:
            (out / "pages" / "figures").mkdir(exist_ok=True)
            shutil.copyfile(path, out / "pages" / "figures" / path.name)
    folder = out / "pages" / "reference" / "python"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in rooms.pages().items():
        (folder / name).write_text(text, encoding="utf-8")
    with (out / "mkdocs.yml").open("w", encoding="utf-8") as file:
        YAML().dump(settings(docs), file)


def _page(path: Path, docs: Path) -> str:
    """A page with its marks filled. A link to a file outside of the documents becomes its text: the site lacks it."""

    def kept(found: re.Match[str]) -> str:
        target = (path.parent / found["target"]).resolve()
        return found[0] if target.is_relative_to(docs.resolve()) else found["text"]

    return _UPWARD.sub(kept, filled(path.read_text(encoding="utf-8"), MAKERS))


def settings(docs: Path) -> dict[str, Any]:
    """The settings of `docs/site.yml`, with a navigation entry for each room of the package."""
    held: dict[str, Any] = YAML().load((docs / "site.yml").read_text(encoding="utf-8"))
    python = next(part for part in _entries(held["nav"], "Reference") if "Python" in part)["Python"]
    python += [{name.removesuffix(".md"): f"reference/python/{name}"} for name in rooms.pages()]
    return held


def _entries(nav: list[Any], title: str) -> list[Any]:
    entries: list[Any] = next(part[title] for part in nav if isinstance(part, dict) and title in part)
    return [entry for entry in entries if isinstance(entry, dict)]
