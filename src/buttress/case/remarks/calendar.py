"""What the calendar holds and no report speaks of: occasions in a place, people detained on a daily one."""

from __future__ import annotations

from collections.abc import Iterator

from buttress.case.contest import Case
from buttress.case.message import Message, remark
from buttress.case.schema import Place

MAX_NAMED = 3
"""Places that a remark names."""


def places_without_a_report(case: Case) -> Iterator[Message]:
    """Kinds of occasion held in all places, of which reports come from some of them alone.

    A kind of which somebody reports the whole country, or the country without its capital, is left out: such a number
    holds the other places.
    """
    document = case.documents["case.yaml"]
    for calling in case.facts.calendar:
        reports = [event for event in case.events if event.kind == calling.id and event.side == "protest"]
        if (
            calling.irregular
            or calling.places != "all"
            or not reports
            or any(event.scope != "place" for event in reports)
        ):
            continue
        spoken = {event.place for event in reports}
        silent = [place for place in case.facts.places if place.id not in spoken]
        if silent:
            index = document.index(calling.id, ("calendar",))
            line = document.line(("calendar", index, "places"))
            named = ", ".join(place.id for place in case.facts.places if place.id in spoken)
            yield remark("warning", document.name, line, _words(calling.id, silent, case.facts.places, named))


def days_without_a_count_of_detained(case: Case) -> Iterator[Message]:
    """Daily kinds with reports of crowds and none of people detained: a quiet day is unknown, not zero."""
    document = case.documents["case.yaml"]
    for calling in case.facts.calendar:
        reports = [event for event in case.events if event.kind == calling.id and event.side == "protest"]
        crowds = any(event.crowd_low is not None or event.crowd_high is not None for event in reports)
        if calling.daily and crowds and all(event.detained is None for event in reports):
            line = document.line(("calendar", document.index(calling.id, ("calendar",))))
            text = (
                f"'{calling.id}' is held every day and no row of it gives 'detained': how many are detained there is "
                "unknown to the fit; for a day on which nobody was, write a row with 0"
            )
            yield remark("warning", document.name, line, text)


def _words(kind: str, silent: list[Place], places: list[Place], spoken: str) -> str:
    share = sum(place.population.value for place in silent) / sum(place.population.value for place in places)
    names = ", ".join(place.id for place in silent[:MAX_NAMED])
    more = f" and {len(silent) - MAX_NAMED} more" if len(silent) > MAX_NAMED else ""
    return (
        f"'{kind}' is held in all {len(places)} places, and no report speaks of it in {len(silent)} of them "
        f"({names}{more}; {share:.0%} of the people): every run has crowds and people detained there too, of a size "
        f"that no report limits. If nothing happened there, write places: [{spoken}]"
    )
