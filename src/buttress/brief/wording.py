"""All words of a brief in one place, so that the page and the print cannot say different things."""

from __future__ import annotations

from dataclasses import dataclass

from buttress.brief import numbers, palette, sentences, tables, words
from buttress.brief.content import BASELINE, BriefData, HeadlineCell, Unit
from buttress.brief.figures import effects, fan, places, purse, survival
from buttress.brief.figures.canvas import Drawing
from buttress.brief.tables import Table


@dataclass(frozen=True)
class CellWords:
    """A headline cell as text."""

    label: str
    number: str
    unit: str
    interval: str
    word: str
    beside: tuple[tuple[str, str], ...]
    sources: str


@dataclass(frozen=True)
class Wording:
    """Text, tables and figures of a brief, by their place on it."""

    title: str
    meta: str
    question: str
    headline: str
    basis: str
    cells: tuple[CellWords, ...]
    drawings: dict[str, Drawing]
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


def wording(data: BriefData) -> Wording:
    """Every word, table and figure of the brief."""
    return Wording(
        title=data.title,
        meta=_meta(data),
        question=data.question,
        headline=sentences.headline(data),
        basis=sentences.basis(data),
        cells=tuple(_cell(cell) for cell in data.cells),
        drawings=drawings(data),
        tables={table.name: table for table in tables.tables(data)},
        warnings=data.warnings,
        never_fired=data.unknowns.never_fired,
        limits=data.unknowns.limits,
        readings=_readings(data),
        unmoved=_unmoved(data),
        scores=_scores(data),
        assumed=_assumed(data),
        likelihoods="; ".join(f"{known.word} = {known.range}" for known in words.LIKELIHOODS),
        verdicts=_verdicts(data),
        provenance=_provenance(data),
        trace=_trace(data),
    )


def drawings(data: BriefData) -> dict[str, Drawing]:
    """The five figures by name. Policing what-ifs are left out of those that could rank them by tenure."""
    strokes = palette.strokes(effect.scenario for effect in data.effects)
    shapes = palette.shapes(report.reporter for report in data.fan.reports)
    fixed = {effect.scenario for effect in data.effects if effect.fixed}
    curves = tuple(curve for curve in data.curves if curve.scenario not in fixed)
    drawn = (
        survival.draw(curves, strokes, data.incumbent),
        fan.draw(data.fan, strokes[BASELINE], shapes, data.as_of),
        effects.draw(data.effects, strokes, tables.effect_heads(data)),
        purse.draw(data.purse, strokes[BASELINE], data.as_of),
        places.draw(data.places, data.occasions, strokes[BASELINE]),
    )
    return {drawing.name: drawing for drawing in drawn}


def _meta(data: BriefData) -> str:
    return (
        f"evidence up to {sentences.day(data.as_of)} · {data.horizon_days} days ahead · "
        f"{data.provenance.runs:,} pairs of runs"
    )


def _cell(cell: HeadlineCell) -> CellWords:
    beside = tuple((beside.label, numbers.estimate(beside.estimate)) for beside in cell.beside)
    sources = ", ".join(cell.sources)
    value = cell.estimate
    if value is None:
        return CellWords(cell.label, "–", "", "the runs end before it", "", beside, sources)
    word = ""
    if value.unit is Unit.SHARE:
        known = words.likelihood(value.mean)
        word = f"{known.word} ({known.range})"
    return CellWords(
        label=cell.label,
        number=numbers.middle(value),
        unit=numbers.unit_word(value),
        interval=numbers.spoken_interval(value),
        word=word,
        beside=beside,
        sources=sources,
    )


def _readings(data: BriefData) -> str:
    if not data.responsive:
        return "The patron acts by the script of what was announced; one who responds to events was not run."
    if data.readings:
        return "Where no row stands, a patron who responds gives the same answer as the script, within both errors."
    return "A patron who responds to events gives the same answers as the script, within both errors."


def _unmoved(data: BriefData) -> str:
    known = data.unknowns
    if not known.parameters:
        return "No fit was made: every parameter stands at its prior."
    if not known.unmoved:
        return f"The evidence moved each of the {known.parameters} parameters."
    return (
        f"{len(known.unmoved)} of {known.parameters} parameters are as wide after the evidence as before it "
        "(posterior over prior spread above 0.95): what rests on them is prior, not evidence."
    )


def _scores(data: BriefData) -> str:
    known = data.unknowns.scores
    if not known:
        return (
            "No reporter has spoken of enough weeks yet for past forecasts to be scored: nothing here says how good "
            "last weeks’ forecasts were."
        )
    held, made = sum(score.held for score in known), sum(score.forecasts for score in known)
    return (
        f"One week ahead, by the mobilisation part of the model alone: {held} of {made} figures lay within their "
        "80 % interval. The error is told against that of the last number again; below 0 the last number did better."
    )


def _assumed(data: BriefData) -> str:
    count = len(data.unknowns.assumed)
    if not count:
        return "Every number of the case has a source."
    return (
        f"{count} {'number of the case has' if count == 1 else 'numbers of the case have'} no source and are assumed."
    )


def _verdicts(data: BriefData) -> str:
    nothing = ""
    if data.effects:
        first = data.effects[0]
        nothing = (
            f" Practically nothing: within {100 * first.tenure.nothing:.0f} points of the chance of being in office at "
            f"{data.tenure_days} days, within {numbers.people(first.turnout.nothing)} people of the mean crowd "
            f"({data.occasion}) of the next 8 weeks. Words beside the bars go by the "
            "interval, widened to the Monte-Carlo error: lengthens, raises = beyond practically nothing; does not "
            "lengthen, does not raise = that side ruled out, the other open; no detectable effect = both ruled out; "
            "where a claim asks for it, the second look has to agree."
        )
    return (
        "Verdict: the 95 % interval lies wholly inside (✓ supported) or outside (✕ contradicted) what the claim says, "
        "under the priors and again with the spreads concerned halved and doubled; else it is ? undetermined. Basis: "
        "evidence = the reports narrowed what it rests on; prior = they did not; structure = a rule contains it."
        f"{nothing}"
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
