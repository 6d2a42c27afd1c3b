"""The brief's tables: text for the page and the print, plain numbers for the CSV beside them, a command a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from buttress.brief import numbers, words
from buttress.brief.content import BandedSeries, BriefData, ClaimRow, Effect, IntervalEstimate, Paired, Spread
from buttress.brief.sentences import day

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Table:
    """`rows` are what a reader sees; `raw` what a program reads; `traces` the command behind each row, `rules` how its
    verdict is made."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    traces: tuple[str, ...]
    raw_columns: tuple[str, ...]
    raw: tuple[tuple[object, ...], ...]
    note: str = ""
    rules: tuple[str, ...] = ()

    def csv(self) -> str:
        """The table as CSV: full precision, text kept from being read as a formula by a spreadsheet."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.raw_columns)
        writer.writerows([_plain(value) for value in row] for row in self.raw)
        return out.getvalue()


def tables(data: BriefData) -> tuple[Table, ...]:
    """Every table, in the order of the brief."""
    return (
        headline_cells(data),
        prior(data),
        survival(data),
        turnout(data),
        reports(data),
        effects(data),
        policing(data),
        readings(data),
        claims(data),
        purse(data),
        promises(data),
        occasions(data),
        places(data),
        disagreements(data),
        assumed(data),
        unmoved(data),
        scores(data),
        sources(data),
    )


def headline_cells(data: BriefData) -> Table:
    """The four headline numbers and what stands beside them."""
    lines = [
        (cell.label, beside_label, value, cell.sources, cell.trace)
        for cell in data.cells
        for beside_label, value in [("", cell.estimate), *((b.label, b.estimate) for b in cell.beside)]
        if value is not None
    ]
    return Table(
        "headline",
        "Headline numbers",
        ("number", "which", "value (95 % interval)"),
        tuple((label, which or "baseline", numbers.estimate(value)) for label, which, value, _, _ in lines),
        tuple(trace for *_, trace in lines),
        ("number", "which", *_columns(), "sources", "trace"),
        tuple(
            (label, which or "baseline", *_values(value), " ".join(ids), trace)
            for label, which, value, ids, trace in lines
        ),
    )


def prior(data: BriefData) -> Table:
    """Headline numbers as the reports have shaped them, and under the priors alone: a column a number."""
    known = data.prior
    answers = (("with the reports", [row.posterior for row in known]), ("priors alone", [row.prior for row in known]))
    return Table(
        "prior",
        "What the priors alone say",
        ("draws", *(row.what for row in known)),
        tuple((name, *map(numbers.estimate, told)) for name, told in answers) if known else (),
        tuple("" for _ in answers),
        ("number", *_columns("posterior"), *_columns("prior"), "trace"),
        tuple((row.what, *_values(row.posterior), *_values(row.prior), row.trace) for row in known),
        note="The same runs on draws that have seen no report; everything else on these pages uses the reports.",
    )


def effects(data: BriefData) -> Table:
    """Paired effects with verdict words, both errors and the levels beside them."""
    shown = [effect for effect in data.effects if not effect.fixed]
    tenure, turnout = effect_heads(data)
    return Table(
        "effects",
        "Paired effects, scenario minus baseline",
        ("scenario", "time in office", tenure, "turnout", turnout, "pairs"),
        tuple(_effect_row(effect) for effect in shown),
        tuple(effect.trace for effect in shown),
        (
            "scenario", "title", "fired", "pairs",
            *_paired_columns(f"tenure_{data.tenure_days}"), *_paired_columns("turnout_8w"), "trace",
        ),
        tuple(
            (
                effect.scenario, effect.title, effect.fired, effect.runs,
                *_paired_values(effect.tenure), *_paired_values(effect.turnout), effect.trace,
            )
            for effect in shown
        ),
    )  # fmt: skip


def effect_heads(data: BriefData) -> tuple[str, str]:
    """Names of the two outcomes, for the figure and the table of effects."""
    return f"In office at {data.tenure_days} days, points", f"Mean crowd of 8 weeks ({data.occasion}), people"


def _effect_row(effect: Effect) -> tuple[str, ...]:
    if not effect.fired:
        return (effect.title, words.NOT_FIRED, "–", words.NOT_FIRED, "–", f"{effect.runs:,}")
    return (
        effect.title,
        words.effect_word(effect.tenure, words.TENURE, effect.settled_tenure),
        numbers.estimate(effect.tenure.difference),
        words.effect_word(effect.turnout, words.TURNOUT, effect.settled_turnout),
        numbers.estimate(effect.turnout.difference),
        f"{effect.runs:,}",
    )


def policing(data: BriefData) -> Table:
    """The two fixed what-ifs: harm first, in the order of the case, no ranking."""
    shown = [effect for effect in data.effects if effect.fixed]
    return Table(
        "policing",
        "Policing harsher or milder: harm first, not ranked",
        ("what if", "detained in 8 weeks, against the baseline", "detained in 8 weeks", "mean crowd of 8 weeks"),
        tuple(
            (
                effect.title,
                numbers.estimate(effect.detained.difference),
                numbers.estimate(effect.detained.scenario),
                numbers.estimate(effect.turnout.scenario),
            )
            for effect in shown
        ),
        tuple(effect.trace for effect in shown),
        ("scenario", "title", "pairs", *_paired_columns("detained_8w"), *_paired_columns("turnout_8w"), "trace"),
        tuple(
            (
                effect.scenario, effect.title, effect.runs,
                *_paired_values(effect.detained), *_paired_values(effect.turnout), effect.trace,
            )
            for effect in shown
        ),
        note="Fixed what-ifs; no search for a policy is made, and time in office is not compared across them.",
    )  # fmt: skip


def readings(data: BriefData) -> Table:
    """Scripted and responsive patron, where they differ."""
    return Table(
        "readings",
        "Where a patron who responds gives another answer than the script",
        ("scenario", "what", "scripted patron", "responsive patron"),
        tuple(
            (row.title, row.measure, numbers.estimate(row.scripted), numbers.estimate(row.responsive))
            for row in data.readings
        ),
        tuple("" for _ in data.readings),
        ("scenario", "measure", *_columns("scripted"), *_columns("responsive")),
        tuple((row.title, row.measure, *_values(row.scripted), *_values(row.responsive)) for row in data.readings),
    )


def claims(data: BriefData) -> Table:
    """Every claim with its verdict."""
    return Table(
        "claims",
        "Claims",
        ("who", "claim", "verdict", "basis", "estimate (95 % interval)", "what would change it"),
        tuple(
            (c.who, c.says, words.verdict(c.verdict), _basis(c), _claim_number(c), c.would_change)
            for c in data.claims
        ),
        tuple(claim.trace for claim in data.claims),
        (
            "id", "row", "who", "says", "verdict", "basis", "measure",
            *_columns(), "rule", "note", "would_change", "trace",
        ),
        tuple(
            (
                claim.id, claim.row, claim.who, claim.says, claim.verdict, claim.basis, claim.measure,
                *(_values(claim.estimate) if claim.estimate else ("",) * len(_columns())),
                claim.rule, claim.note, claim.would_change, claim.trace,
            )
            for claim in data.claims
        ),
        rules=tuple(claim.rule for claim in data.claims),
    )  # fmt: skip


def _basis(claim: ClaimRow) -> str:
    return f"{claim.basis}: {claim.note}" if claim.note else claim.basis


def _claim_number(claim: ClaimRow) -> str:
    if claim.estimate is None:
        return "not estimated"
    return f"{numbers.estimate(claim.estimate)}, {claim.measure}"


def occasions(data: BriefData) -> Table:
    """Occasions of the next seven days, nationwide."""
    return Table(
        "occasions",
        "Occasions of the next seven days, whole country",
        ("occasion", "date", "where", "people out, median (95 %)", "detained, median (95 %)"),
        tuple(
            (
                occasion.name, day(occasion.date), occasion.where,
                numbers.estimate(occasion.turnout.estimate(), unit=False),
                numbers.estimate(occasion.detained.estimate(), unit=False),
            )
            for occasion in data.occasions
        ),
        tuple(occasion.trace for occasion in data.occasions),
        ("occasion", "date", "where", *_spread_columns("turnout"), *_spread_columns("detained"), "trace"),
        tuple(
            (
                occasion.name, occasion.date.isoformat(), occasion.where,
                *_spread_values(occasion.turnout), *_spread_values(occasion.detained), occasion.trace,
            )
            for occasion in data.occasions
        ),
    )  # fmt: skip


def places(data: BriefData) -> Table:
    """Next seven days by place."""
    return Table(
        "places",
        "Next seven days, by place",
        ("place", "largest crowd, median (95 %)", "detained, median (95 %)"),
        tuple(
            (
                place.name,
                numbers.estimate(place.turnout.estimate(), unit=False),
                numbers.estimate(place.detained.estimate(), unit=False),
            )
            for place in data.places
        ),
        tuple(place.trace for place in data.places),
        ("place", "name", *_spread_columns("turnout"), *_spread_columns("detained"), "trace"),
        tuple(
            (place.place, place.name, *_spread_values(place.turnout), *_spread_values(place.detained), place.trace)
            for place in data.places
        ),
    )


def survival(data: BriefData) -> Table:
    """The survival curves as series."""
    rows = [
        (curve.scenario, when.isoformat(), curve.path.middle[index], band.low[index], band.high[index])
        for curve in data.curves
        for band in [curve.path.band(95)]
        for index, when in enumerate(curve.path.dates)
    ]
    return _series("survival", "Still in office", ("scenario", "date", "mean", "low_95", "high_95"), rows)


def turnout(data: BriefData) -> Table:
    """The turnout fan as a series."""
    return _series("turnout", f"People out, {data.fan.occasion}", ("date", *_path_columns()), _path(data.fan.path))


def reports(data: BriefData) -> Table:
    """The reports drawn on the fan."""
    rows = [
        (r.date.isoformat(), r.reporter, _blank(r.low), _blank(r.high), "national" if r.nationwide else "part", r.trace)
        for r in data.fan.reports
    ]
    return _series("reports", "Reports", ("date", "reporter", "low", "high", "scope", "trace"), rows)


def purse(data: BriefData) -> Table:
    """The purse by week as series."""
    rows = [
        (name, path.money, *row)
        for name, path in (("usable", data.purse.cash), ("owed", data.purse.owed), ("paid", data.purse.paid))
        for row in _path(path)
    ]
    return _series("purse", "The purse by week", ("series", "money", "date", *_path_columns()), rows)


def promises(data: BriefData) -> Table:
    """Money promised and paid."""
    rows = [
        (p.date.isoformat(), p.label, "paid" if p.paid else "promised", p.amount_m, p.money, p.source)
        for p in data.purse.promises
    ]
    return _series("promises", "Money promised", ("date", "what", "state", "amount_m", "money", "source"), rows)


def disagreements(data: BriefData) -> Table:
    """Reporters who disagree, a row each occasion."""
    known = data.unknowns.disagreements
    return Table(
        "disagreements",
        "Reporters who disagree",
        ("date", "what", "who said what"),
        tuple((day(row.date), row.what, "; ".join(f"{who}: {said}" for who, said in row.said)) for row in known),
        tuple(row.trace for row in known),
        ("date", "what", "reporter", "said", "trace"),
        tuple((row.date.isoformat(), row.what, who, said, row.trace) for row in known for who, said in row.said),
    )


def assumed(data: BriefData) -> Table:
    """Numbers that no source gives."""
    known = data.unknowns.assumed
    return _words(
        "assumed",
        "Numbers that are assumed",
        ("number", "value", "why"),
        [(row.key, row.value, row.why) for row in known],
    )


def unmoved(data: BriefData) -> Table:
    """Parameters that the evidence did not move."""
    known = data.unknowns.unmoved
    return _words(
        "unmoved",
        "Parameters that the evidence did not move",
        ("parameter", "meaning", "posterior over prior spread"),
        [(row.name, row.meaning, f"{row.ratio:.2f}") for row in known],
    )


def scores(data: BriefData) -> Table:
    """How past forecasts did."""
    known = data.unknowns.scores
    return Table(
        "scores",
        "How past forecasts did",
        ("what, by whom", "less error than the last number again", "within the 80 % interval"),
        tuple((row.target, numbers.estimate(row.skill), f"{row.held} of {row.forecasts}") for row in known),
        tuple("" for _ in known),
        ("target", *_columns("skill"), "held", "forecasts"),
        tuple((row.target, *_values(row.skill), row.held, row.forecasts) for row in known),
    )


def sources(data: BriefData) -> Table:
    """The case's evidence ledger."""
    return _words(
        "sources",
        "Sources",
        ("id", "publisher", "date", "title", "address"),
        [(s.id, s.publisher, s.date, s.title, s.url) for s in data.sources],
    )


def _words(name: str, title: str, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    return Table(name, title, columns, tuple(rows), tuple("" for _ in rows), columns, tuple(rows))


def _series(name: str, title: str, columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Table:
    return Table(name, title, (), (), (), columns, tuple(rows))


def _columns(prefix: str = "") -> tuple[str, ...]:
    start = f"{prefix}_" if prefix else ""
    return tuple(start + name for name in ("mean", "low", "high", "level", "unit"))


def _values(value: IntervalEstimate) -> tuple[object, ...]:
    return (value.mean, value.low, value.high, value.level, value.money or value.unit.value)


def _paired_columns(measure: str) -> tuple[str, ...]:
    ends = ("baseline", "baseline_low", "baseline_high", "scenario", "scenario_low", "scenario_high",
            "difference", "mc_se", "low_95", "high_95")  # fmt: skip
    return tuple(f"{measure}_{end}" for end in ends)


def _paired_values(pair: Paired) -> tuple[object, ...]:
    return (
        pair.baseline.mean, pair.baseline.low, pair.baseline.high,
        pair.scenario.mean, pair.scenario.low, pair.scenario.high,
        pair.difference.mean, pair.mc_se, pair.difference.low, pair.difference.high,
    )  # fmt: skip


def _spread_columns(prefix: str) -> tuple[str, ...]:
    return (f"{prefix}_median", *(f"{prefix}_{end}_{level}" for level in (50, 80, 95) for end in ("low", "high")))


def _spread_values(spread: Spread) -> tuple[object, ...]:
    return (spread.median, *(value for level in (50, 80, 95) for value in spread.band(level)))


def _path_columns() -> tuple[str, ...]:
    return ("median", *(f"{end}_{level}" for level in (50, 80, 95) for end in ("low", "high")))


def _path(path: BandedSeries) -> list[tuple[object, ...]]:
    bands = [path.band(level) for level in (50, 80, 95)]
    return [
        (when.isoformat(), path.middle[i], *(value for band in bands for value in (band.low[i], band.high[i])))
        for i, when in enumerate(path.dates)
    ]


def _blank(value: float | None) -> object:
    return "" if value is None else value


def _plain(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return repr(float(value))
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
