"""All tables of base rates: one a question, each with what was left out."""

from __future__ import annotations

from argparse import Namespace

from buttress.evaluate.hindcast.archigos import read_exits
from buttress.evaluate.hindcast.leader_links import link_leaders
from buttress.evaluate.hindcast.navco import read_campaigns
from studies.base_rates.campaign_tables import (
    advice_table,
    campaign_table,
    cause_table,
    peak_table,
    survival_table,
    tenure_table,
)
from studies.base_rates.episode_tables import episode_tables, wave_table
from studies.base_rates.leader_tables import exit_table, leader_table
from studies.base_rates.leaders import read_leaders
from studies.base_rates.waves import read_waves
from studies.results import StudyTable


def base_rates(given: Namespace) -> list[StudyTable]:
    """All tables that the given files allow."""
    tables: list[StudyTable] = []
    campaigns = read_campaigns(given.campaigns) if given.campaigns else None
    exits = read_exits(given.exits, given.until) if given.exits else None
    if campaigns is not None:
        tables += [campaign_table(campaigns), peak_table(campaigns), survival_table(campaigns)]
    if campaigns is not None and exits is not None:
        linked = link_leaders(campaigns, exits)
        tables += [tenure_table(linked), cause_table(linked)]
    if given.leaders:
        tables.append(leader_table(read_leaders(given.leaders, given.until), given.regimes, given.until))
    if exits is not None:
        tables.append(exit_table(exits))
    if given.episodes:
        tables.extend(episode_tables(given.episodes, given.until, frozenset(given.leave_out)))
    if given.panel:
        tables.append(wave_table(read_waves(given.panel, given.until)))
    if campaigns is not None:
        tables.append(advice_table(campaigns, link_leaders(campaigns, exits) if exits is not None else None))
    return tables
