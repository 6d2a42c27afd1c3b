"""Texts, tables and figures of the two pages, made once, so that page and print cannot say different things."""

from __future__ import annotations

from dataclasses import dataclass

from buttress.brief import formats, notes, outcome, palette, phrases
from buttress.brief.answer import BRACKETS, answer, basis
from buttress.brief.content import BASELINE, BriefData, CornerText, HeadlineCell, Unit
from buttress.brief.figures import effects, fan, history, places, purse, survival
from buttress.brief.figures.canvas import Drawing
from buttress.brief.headline import Paragraph, headline
from buttress.brief.others import OtherScenarios, other_scenarios
from buttress.brief.outcome import OUTCOMES, RESERVES, TENURE, TURNOUT, Outcome
from buttress.brief.tables import Table, make_tables
from buttress.brief.tables.answers import RESERVES_HEADING, TENURE_HEADING, TURNOUT_HEADING


@dataclass(frozen=True)
class CellText:
    """A headline cell as text."""

    label: str
    number: str
    unit: str
    interval: str
    word: str
    beside: tuple[tuple[str, str], ...]
    sources: str


@dataclass(frozen=True)
class Pages:
    """Texts, tables and figures of a brief, by their place on it."""

    title: str
    meta: str
    question: str
    answer: str
    brackets: str
    headline: tuple[Paragraph, ...]
    basis: str
    cells: tuple[CellText, ...]
    corner: CornerText | None
    drawings: dict[str, Drawing]
    others: OtherScenarios | None
    tables: dict[str, Table]
    warnings: tuple[str, ...]
    never_fired: tuple[str, ...]
    limits: tuple[str, ...]
    readings: str
    unmoved: str
    scores: str
    assumed: str
    likelihoods: str
    verdicts: str
    provenance: tuple[tuple[str, str], ...]
    trace: str


def make_pages(data: BriefData) -> Pages:
    """Texts, tables and figures of one brief."""
    return Pages(
        title=data.title,
        meta=_meta(data),
        question=data.question,
        answer=answer(data),
        brackets=BRACKETS,
        headline=headline(data),
        basis=basis(data),
        cells=tuple(_cell(cell) for cell in data.cells),
        corner=data.corner,
        drawings=make_drawings(data),
        others=other_scenarios(data),
        tables={table.name: table for table in make_tables(data)},
        warnings=data.warnings,
        never_fired=data.unknowns.never_fired,
        limits=data.unknowns.limits,
        readings=notes.readings(data),
        unmoved=notes.unmoved(data),
        scores=notes.scores(data),
        assumed=notes.assumed(data),
        likelihoods="; ".join(f"{likelihood.word} = {likelihood.range}" for likelihood in phrases.LIKELIHOODS),
        verdicts=notes.verdicts(data),
        provenance=_provenance(data),
        trace=_trace(data),
    )


def make_drawings(data: BriefData) -> dict[str, Drawing]:
    """The figures by name, that of the purse where there is one, without the forest where nothing was compared.

    Scenarios of the first page have a colour, all others are grey. Policing what-ifs are left out of those that could
    rank them by tenure.
    """
    front = outcome.in_front(data.effects, data.lead)
    strokes = palette.strokes([effect.scenario for effect in front], [effect.scenario for effect in data.effects])
    shapes = palette.shapes(report.reporter for report in data.fan.reports)
    fixed = {effect.scenario for effect in data.effects if effect.fixed}
    curves = tuple(curve for curve in data.curves if curve.scenario not in fixed)
    forest = [effects.draw(front, strokes, _effect_headings(data), notes.draws(data))] if front else []
    drawn = (
        survival.draw(curves, strokes, data.incumbent),
        fan.draw(data.fan, strokes[BASELINE], shapes, data.as_of),
        *forest,
        *([] if data.purse is None else [purse.draw(data.purse, strokes[BASELINE], data.as_of)]),
        places.draw(data.places, data.occasions, strokes[BASELINE]),
        *([] if data.history is None else [history.draw(data.history, strokes[BASELINE])]),
    )
    return {drawing.name: drawing for drawing in drawn}


def _effect_headings(data: BriefData) -> dict[Outcome, str]:
    """Those of the outcomes that the case has."""
    headings = {
        RESERVES: RESERVES_HEADING,
        TENURE: TENURE_HEADING.format(days=data.tenure_days),
        TURNOUT: TURNOUT_HEADING,
    }
    return {outcome: headings[outcome] for outcome in OUTCOMES if all(map(outcome.paired, data.effects))}


def _meta(data: BriefData) -> str:
    return (
        f"evidence up to {formats.day(data.as_of)} · {data.horizon_days} days ahead · "
        f"{data.provenance.runs:,} pairs of runs"
    )


def _cell(cell: HeadlineCell) -> CellText:
    beside = tuple((beside.label, formats.estimate(beside.estimate)) for beside in cell.beside)
    sources = ", ".join(cell.sources)
    value = cell.estimate
    if value is None:
        return CellText(cell.label, "–", "", "the runs end before it", "", beside, sources)
    word = ""
    if value.unit is Unit.SHARE:
        likelihood = phrases.likelihood(value.mean)
        word = f"“{likelihood.word}”, which means {likelihood.range}"
    return CellText(
        label=cell.label,
        number=formats.middle(value),
        unit=formats.unit_word(value),
        interval=formats.spoken_interval(value),
        word=word,
        beside=beside,
        sources=sources,
    )


def _provenance(data: BriefData) -> tuple[tuple[str, str], ...]:
    made = data.provenance
    return (
        ("case", f"{made.case_id} {made.case_hash[:16]}"),
        ("version", made.version),
        ("seed", str(made.seed)),
        ("runs", f"{made.runs:,} pairs, {made.draws:,} draws"),
        ("effective sample size", f"{made.effective_sample_size:,.0f}"),
        *made.settings,
        ("made again by", made.command),
    )


def _trace(data: BriefData) -> str:
    for table in (data.places, data.claims, data.effects):
        for row in table:
            if row.trace:
                return row.trace
    return ""
