"""Colours that a reader can tell apart, in print and in grey, and that stay with their scenario."""

from __future__ import annotations

from itertools import combinations

import pytest

from buttress.brief import palette


def _luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", [stroke.colour for stroke in palette.STROKES] + [palette.INK, palette.QUIET])
def test_labels_can_be_read_on_paper(colour: str) -> None:
    assert 1.05 / (_luminance(colour) + 0.05) >= 4.5  # WCAG AA for text


def test_no_two_scenarios_share_a_dash() -> None:
    assert all(one.dash != other.dash for one, other in combinations(palette.STROKES, 2))


def test_a_scenario_keeps_its_stroke_and_the_baseline_comes_first() -> None:
    few = palette.strokes(["a", "b"])
    many = palette.strokes(["a", "b", "c", "d", "e"])
    assert {name: many[name] for name in few} == few
    assert many["baseline"] is palette.STROKES[0]
    assert many["d"] is palette.OTHER


def test_a_reporter_keeps_its_shape_whatever_the_order() -> None:
    assert palette.shapes(["b", "a", "a"]) == palette.shapes(["a", "b"])
    assert len(set(palette.shapes("abcdefgh").values())) == 8
