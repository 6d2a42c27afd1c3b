"""A brief on disk as a notebook shows it."""

from __future__ import annotations

from html import escape
from pathlib import Path

from buttress.brief.content import BriefData
from buttress.brief.pages import make_drawings
from buttress.brief.read import from_json
from buttress.picture import Picture


class WrittenBrief(list[Path]):
    """The files of a brief, the page first."""

    @property
    def folder(self) -> Path:
        """Where they lie."""
        return self[0].parent

    @property
    def content(self) -> BriefData:
        """What they show, read from `brief.json`."""
        return from_json((self.folder / "brief.json").read_text(encoding="utf-8").removesuffix("\n"))

    def _repr_html_(self) -> str:
        """The page, in a frame that runs nothing."""
        page = (self.folder / "brief.html").read_text(encoding="utf-8")
        style = "width: 100%; height: 60rem; border: 1px solid #cfd5db"
        return f'<iframe sandbox srcdoc="{escape(page)}" title="The brief" style="{style}"></iframe>'

    def plot(self, name: str = "survival") -> Picture:
        """A figure of the brief; raises KeyError, with the names that it has, for another one."""
        drawings = make_drawings(self.content)
        if name not in drawings:
            raise KeyError(f"the brief has no figure {name!r}; it has {', '.join(drawings)}")
        return Picture(drawings[name].svg, drawings[name].alt)
