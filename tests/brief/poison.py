"""A brief whose case says the worst: one text in every place that a case can fill."""

from __future__ import annotations

import dataclasses

from buttress.brief.content import BriefData


def poisoned(data: BriefData, text: str) -> BriefData:
    """The same brief with `text` wherever a case can put its own."""
    swap = dataclasses.replace
    return swap(
        data,
        title=text,
        question=text,
        incumbent=text,
        occasion=text,
        warnings=(text,),
        fan=swap(data.fan, occasion=text, reports=tuple(swap(report, reporter=text) for report in data.fan.reports)),
        effects=tuple(swap(effect, title=text, trace=text) for effect in data.effects),
        curves=tuple(swap(curve, label=text) for curve in data.curves),
        claims=tuple(
            swap(c, who=text, says=text, would_change=text, rule=text, note=text, trace=text) for c in data.claims
        ),
        corner=swap(data.corner, says=text, sentences=(text, text), find_out=(text,), trace=text),
        places=tuple(swap(place, name=text) for place in data.places),
        occasions=tuple(swap(occasion, name=text, where=text) for occasion in data.occasions),
        purse=swap(
            data.purse, promises=tuple(swap(promise, label=text, source=text) for promise in data.purse.promises)
        ),
        sources=tuple(swap(source, publisher=text, title=text, url=text) for source in data.sources),
        cells=tuple(swap(cell, sources=(text,)) for cell in data.cells),
        unknowns=swap(
            data.unknowns,
            disagreements=tuple(swap(d, what=text, said=((text, text),)) for d in data.unknowns.disagreements),
            assumed=tuple(swap(a, key=text, value=text, why=text) for a in data.unknowns.assumed),
            never_fired=(text,),
            limits=(text,),
        ),
        provenance=swap(data.provenance, command=text),
    )
