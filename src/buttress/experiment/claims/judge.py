"""Who decides: what the evidence makes of each claim, by the mean field of parameter draws.

A prior that has nearly decided a claim can't be moved, so each claim is opened first (`opening`). At the factor that
opens it stand four probabilities that its region holds the contrast: without any evidence, with the reports, with other
contests' history, with both. The word goes by the last of them and by the Bayes factor (`judgement.word_of`), and has
to be the same at twice the factor, and with half and twice the bias that is assumed of history's selection.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from buttress.experiment.claims.draw_source import DrawSource, Opening
from buttress.experiment.claims.judgement import (
    FourProbabilities,
    Judgement,
    basis_of,
    lean_of,
    why_undetermined,
    word_of,
)
from buttress.experiment.claims.opening import OpenedClaim, by_opening, open_claims
from buttress.experiment.claims.shares import Shares

BIASES = {0.5: "halved", 2.0: "doubled"}

if TYPE_CHECKING:
    from buttress.case import Claim


def judgements(claims: Sequence[Claim], source: DrawSource, shares: Shares, names: Sequence[str]) -> list[Judgement]:
    """What the evidence makes of each claim, in order; `names` are those of all parameters."""
    opened = open_claims(claims, source, shares, names)
    reached = [each for each in opened if each.before is not None]
    found = _four(reached, {each.claim.id: each.opening for each in reached}, source, shares)
    decided = [each for each in reached if each.factor and word_of(found[each.claim.id]) != "undetermined"]
    again = _four(decided, {each.claim.id: each.twice for each in decided}, source, shares)
    firm = [_judgement(each, found.get(each.claim.id), again.get(each.claim.id)) for each in opened]
    return [_bias_checked(each, judged, source, shares) for each, judged in zip(opened, firm, strict=True)]


def _judgement(opened: OpenedClaim, found: FourProbabilities | None, twice: FourProbabilities | None) -> Judgement:
    if found is None:
        return Judgement("undetermined", "none", "assumption", None, None, (), "the runs don't reach it")
    if opened.factor is None:
        note = "a rule of the model contains the claim: no spread of what it rests on opens it"
        if opened.claim.structure:
            note = "a rule of the model contains the claim, so its runs can't test it"
        return Judgement("undetermined", "none", "structure", None, found, opened.rests_on, note)
    word = word_of(found)
    judgement = Judgement(
        word, lean_of(found.after.p), basis_of(found), opened.factor, found, opened.rests_on, why_undetermined(found)
    )
    if twice is None or word_of(twice) == word:
        return judgement
    note = f"{word} with spreads times {opened.factor}, not with spreads times {2 * opened.factor}"
    return replace(judgement, word="undetermined", note=note)


def _bias_checked(opened: OpenedClaim, judged: Judgement, source: DrawSource, shares: Shares) -> Judgement:
    """A judgement whose word, if it is one, does not hang on the bias assumed of history's selection."""
    if judged.word == "undetermined" or judged.found is None or not source.history:
        return judged
    for factor, said in BIASES.items():
        after = shares.of([opened.claim], source.with_bias(opened.opening, factor))[0]
        if after is None or word_of(replace(judged.found, after=after)) != judged.word:
            note = f"{judged.word}, but not with the bias of history's selection {said}"
            return replace(judged, word="undetermined", note=note)
    return judged


def _four(
    opened: Sequence[OpenedClaim], openings: Mapping[str, Opening], source: DrawSource, shares: Shares
) -> dict[str, FourProbabilities]:
    """The four probabilities of each claim at its opening. Where history is silent, it changes none."""
    claims = [each.claim for each in opened]
    groups = by_opening(openings, claims)
    histories = (True, False) if source.history else (True,)
    asked = [(opening, history) for opening in groups for history in histories]
    under = dict(zip(asked, source.posteriors(asked), strict=True))
    found: dict[str, FourProbabilities] = {}
    for opening, alike in groups.items():
        before = shares.of(alike, source.prior(opening, history=False))
        after = shares.of(alike, under[opening, True])
        history = shares.of(alike, source.prior(opening, history=True)) if source.history else before
        reports = shares.of(alike, under[opening, False]) if source.history else after
        for claim, *four in zip(alike, before, reports, history, after, strict=True):
            told = [p for p in four if p is not None]
            if len(told) == len(four):
                found[claim.id] = FourProbabilities(*told)
    return found
