"""One reporter's numbers of one occasion as disjoint levels: a part within a whole is a share of it, or left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from buttress.observe.candidates import Candidate, LeftOut


def disjoint_levels(group: Sequence[Candidate]) -> tuple[list[Candidate], list[LeftOut]]:
    """Keep disjoint levels; a part within a whole becomes a share of it, or is left out."""
    widest = sorted(group, key=lambda c: (-len(c.report.places), c.order))
    wholes = _wholes(widest)
    used: list[Candidate] = list(wholes)
    left_out: list[LeftOut] = []
    shares: dict[int, set[int]] = defaultdict(set)
    for candidate in widest:
        if candidate in wholes:
            continue
        part = set(candidate.report.places)
        whole = next((w for w in wholes if part & set(w.report.places)), None)
        if whole is None:
            used.append(candidate)
            continue
        share, why = _share(candidate, whole, shares[whole.order])
        if share is None:
            left_out.append((candidate, why))
        else:
            used.append(share)
            shares[whole.order] |= part
    return used, left_out


def _wholes(widest: Sequence[Candidate]) -> list[Candidate]:
    """Disjoint candidates, the widest first; a mere bound gives way to a part that is a figure."""
    chosen: list[Candidate] = []
    taken: set[int] = set()
    for candidate in widest:
        mine = set(candidate.report.places)
        if mine & taken:
            continue
        inner = [c for c in widest if set(c.report.places) < mine]
        if candidate.report.figure is None and any(c.report.figure is not None for c in inner):
            continue
        chosen.append(candidate)
        taken |= mine
    return chosen


def _share(part: Candidate, whole: Candidate, spoken: set[int]) -> tuple[Candidate | None, str]:
    mine, all_of = set(part.report.places), set(whole.report.places)
    line = whole.report.line
    if not mine < all_of:
        return None, f"overlaps line {line}, the same reporter's number"
    if mine & spoken:
        return None, f"people already counted in another share of line {line}"
    if mine | spoken == all_of:
        return None, f"follows from line {line} and the other shares"
    top, bottom = whole.report.figure, part.report.figure
    if top is None or bottom is None or not 0 < bottom < top:
        return None, f"a bound on part of line {line}, the same reporter's number"
    p, r = part.report, whole.report
    return Candidate(part.order, part.row, replace(p, role="share", whole=r.places, of=top)), ""
