"""What the workers call for history and the published models, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from buttress.web.worker import Tell

SEED = 1


def history_texts() -> dict[str, Any]:
    """What other contests say, numbers as texts."""
    from buttress.brief import formats
    from buttress.findings.history import HistoryRow, other_contests

    found = other_contests()

    def told(row: HistoryRow) -> dict[str, Any]:
        return {
            "acts": row.acts,
            "contests": row.contests,
            "learned": formats.estimate(row.learned),
            "carried": formats.estimate(row.carried),
            "kinds": [(name, formats.estimate(value)) for name, value in row.kinds],
        }

    return {
        "source": found.source.partition(": ")[2],
        "contests": found.contests,
        "falls": found.falls,
        "rows": [("support", told(found.support)), ("withdrawal", told(found.withdrawal))],
    }


def model_list() -> list[dict[str, Any]]:
    """Every published model: its name, the paper, what it asks, whether it has sliders."""
    from buttress.classics.lesson import LESSONS
    from buttress.classics.models import NAMES, model

    return [
        {"name": name, "paper": _paper(model(name)), "question": model(name).QUESTION, "sliders": name in LESSONS}
        for name in NAMES
    ]


def _paper(module: object) -> str:
    """The paper that the first line of a model's documentation names."""
    return (module.__doc__ or "").partition(":")[0].strip()


def lesson_drawn(name: str, texts: Mapping[str, str]) -> dict[str, Any]:
    """What a model's parameters, given as texts, come to. WebError for a value outside of its limits."""
    from buttress.classics.lesson import drawn_lesson, lesson
    from buttress.classics.models import ClassicsError
    from buttress.web.error import WebError

    sliders = lesson(name).SLIDERS
    try:
        values = {slider.name: slider.value(texts.get(slider.name, "")) for slider in sliders}
    except ClassicsError as error:
        raise WebError(str(error), 422) from None
    svg, words = drawn_lesson(name, values, SEED)
    return {"sliders": [asdict(slider) for slider in sliders], "values": values, "svg": svg, "words": words}


def _digits(value: float) -> str:
    """A published number with the digits that it was printed with, five at most."""
    return f"{value:.5g}".replace("-", "−")


def published_figures(name: str, progress: Tell) -> dict[str, Any]:
    """Each published figure of a model beside ours, and its picture."""
    from importlib import import_module

    from buttress.classics.drawing import drawn
    from buttress.classics.replicate import rows_of

    progress("figures", 0, 2)
    rows = [
        {
            "figure": row.figure,
            "where": row.source,
            "published": _digits(row.published),
            "ours": "–" if row.ours is None else _digits(row.ours),
            "error": _digits(row.mc_se) if row.mc_se else "",
            "tolerance": _digits(row.tolerance),
            "why": row.why,
            "unit": row.unit,
            "passed": bool(row.passed),
        }
        for row in rows_of(name, SEED)
    ]
    progress("picture", 1, 2)
    svg, words = drawn(import_module(f"buttress.classics.charts.{name}").draw, SEED)
    return {"rows": rows, "svg": svg, "words": words}
