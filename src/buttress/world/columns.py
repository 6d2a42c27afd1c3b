"""Every column of the state: its name, axes, unit and meaning. The fields of a rule's records are these names.

`structure` columns come from the case, `timeline` columns from the case and the scenario by day, `occasion` columns
from the calendar and the draws, `state` columns are carried from day to day by each run, `record` columns keep the
values of a day or an occasion. Parameters are columns over runs under their own names (`parameters.yaml`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """`axes` by name, the first is `run` for state and record; `whole` columns hold whole people when they are counted.

    Floats hold them (exactly, up to 2^53), so that one compiled kernel serves counts and mean field.
    """

    name: str
    axes: tuple[str, ...]
    unit: str
    role: str
    doc: str
    start: float = 0.0
    dtype: str = "f8"
    whole: bool = False


def _read(role: str, text: str) -> list[Column]:
    """Columns from lines `name | axes | unit | doc | flags`."""
    out = []
    for line in text.strip().splitlines():
        name, axes, unit, doc, *flags = (part.strip() for part in line.split("|"))
        words = flags[0].split() if flags else []
        start = next((float(word.removeprefix("start=")) for word in words if word.startswith("start=")), 0.0)
        out.append(
            Column(
                name,
                tuple(axes.split()),
                unit,
                role,
                doc,
                start=start,
                dtype="i8" if "money" in words or "integer" in words else "f8",
                whole="people" in words,
            )
        )
    return out


STRUCTURE = _read(
    "structure",
    """
adults | place group dissent | people | adults at the trigger
adults_place | place | people | adults of each place
is_capital | place | 0/1 | the capital
is_rest | place | 0/1 | a place of kind rest
adults_zone | zone | people | adults of the capital and of the rest
cell_address | place group dissent past | address | random address of a cell | integer
place_address | place | address | random address of a place | integer
kind_address | kind | address | random address of a kind of occasion | integer
unit_address | pillar zone | address | random address of a pillar's units | integer
calls | kind place group | 0/1 | who is called to a kind of occasion
theta | dissent | standard deviations | mean private dissent of each class
headcount | pillar | people | people of a pillar
role | pillar | code | what a pillar does (codes.Role) | integer
deployable | pillar | share | officers who can be sent out on a day
pay_order | pillar | pillar index | who is paid first | integer
unusable_reserves | - | minor units | gold and encumbered reserves | integer
fx_trade_day | - | minor units a day | usual daily trade in foreign currency
exchange_rate_start | - | domestic per foreign | rate at the trigger
own_money | - | 0/1 | whether the state can create money
custody_places | - | people | places of detention | integer
adults_total | - | people | all adults
main_kind | - | kind index | the main kind of occasion | integer
""",
)

TIMELINE = _read(
    "timeline",
    """
signal | day channel | signals | public signals of the day
words_pace | day | per day | pace of the patron's words seen before the fork, from it on and as the scenario leaves it
presence | day | 0/1 | exercises in progress
reserve_standing | day | 0/1 | a police reserve stands ready
intervention | day | 0/1 | the patron intervenes in force
reform_promise | day | promises | new promises of reform
police_withheld | day | 0/1 | police are held back
policing_intensity | day | ratio | fixed what-ifs on policing
removals | day whereabouts | leaders | leaders reported exiled and jailed | integer
known | day | 0/1 | the day is covered by the ledger's levels
known_flow | day flow | minor units | the ledger's foreign flows; after its last level those of no rule | integer
debt_service | day | minor units | service due by the known plan | integer
rollover_pledge | day | minor units | debt service the patron promised to roll over | integer
rollover_end | day | minor units | promises to roll over that end: what is unused lapses | integer
rollover_kept | day | share | share of promised rollovers that the patron keeps to
loan_pledge | day | minor units | loan pledged by the patron | integer
loan_cash | day | share | share of the pledged loan that is paid
patron_paid | day | minor units | paid out by the patron apart from the pledged loan | integer
loan_delay_days | day | days | delay added to the tranches
loan_refinance | day | share | share that only refinances, -1 = uncertain
revenue | day | minor units | planned revenue | integer
payroll | day pillar | minor units | pay owed | integer
other_spending | day | minor units | other spending owed | integer
season | day | -1 to 1 | midsummer -1, midwinter 1
""",
)

OCCASION = _read(
    "occasion",
    """
occasion_day | occasion | day | day of each occasion | integer
occasion_kind | occasion | kind index | kind of each occasion | integer
takes_place | occasion place | 0/1 | the occasion takes place there
shock_known | occasion | 0/1 | the draw brings the occasion's shocks
known_turnout | run occasion | spreads | fresh shock of turnout that the draw brings
known_policing | run occasion | spreads | fresh shock of policing that the draw brings
local_known | occasion | 0/1 | the draw brings the shocks of single places
known_local_turnout | run occasion place | spreads | a place's own shock of turnout that the draw brings
known_local_policing | run occasion place | spreads | a place's own shock of policing that the draw brings
""",
)

STATE = _read(
    "state",
    """
people | run place group dissent past | people | free adults by class | people
chances | run place dissent past | probability | chance to go to the occasion of the moment
goers | run place group dissent past | people | who goes to the occasion of the moment | people
custody | run ring place group dissent | people | held, by day of release | people
custody_long | run place group dissent | people | held beyond the horizon | people
custody_count | run | people | all who are held | people
crowd | run place | people | crowd of the occasion of the moment | people
held | run place | people | detained at the occasion of the moment | people
officers | run place | officers | sent to the occasion of the moment
last_crowd | run kind place | people | crowd of the last like occasion, 0 = none yet | people
first_crowd | run kind place | people | crowd of the first like occasion | people
usual_crowd | run kind | log people | moving average of like occasions' log crowd, below 0 = none yet | start=-1
turnout_surprise | run | log | the day's surprise of turnout
risk | run place | detained per participant | risk as people saw it
anger | run place | log-odds | anger
unrest | run | ratio | weekly crowd over one percent of adults, moving average of two weeks
unrest_start | run | ratio | unrest on the eve of the fork
support_start | run support | share | the patron's support on the eve of the fork
zone_unrest | run zone | ratio | unrest of the capital and of the rest, each over one percent of its adults
violence | run place | share | visible violence of the occasion of the moment
leaders | run whereabouts | leaders | in the country, exiled, jailed | people
reform | run | promises | standing promises of reform
scrutiny | run | signals | standing outside scrutiny
turnout_shock | run occasion | log-odds | national shock of each occasion
policing_shock | run occasion | log | national shock of policing of each occasion
reserves | run | minor units | gross reserves, foreign | money
usable | run | minor units | usable reserves, foreign | money
domestic_cash | run | minor units | the state's balance, domestic | money
rollover_left | run | minor units | service the patron will still roll over | money
rolled_over | run | minor units | promised rollovers so far | money
tranche_amount | run tranche | minor units | loan still to come | money
tranche_day | run tranche | day | when it comes | start=1e9
exchange_rate | run | domestic per foreign | rate of the day
fled | run | days of usual trade | currency flight so far
demand | run | minor units | the day's private demand for foreign currency
met | run | minor units | private demand that the bank meets, or would meet where the ledger speaks | money
uncovered | run | minor units | service due and not rolled over beyond usable reserves | money
flow | run flow | minor units | the day's foreign flows | money
domestic | run domestic_flow | minor units | the day's domestic flows | money
rate_month | run | log | moving average of the log rate, a month
price | run | ratio | prices against the trigger | start=1
created_month | run | minor units a day | money created, moving average of a month
outflow_month | run | minor units a day | fall of reserves, loans received apart, moving average of a month
arrears | run pillar | minor units | pay in arrears | money
owed | run pillar | minor units | pay owed for the day | money
paid | run pillar | minor units | pay paid on the day, arrears included | money
owed_month | run pillar | minor units a day | pay owed, moving average of a month
paid_month | run pillar | minor units a day | pay paid, moving average of a month
real_pay | run pillar | ratio | real pay against the trigger | start=1
perceived_security | run | log-odds | how secure the incumbent feels, against the trigger
runway_start | run | log weeks | runway on the eve of the fork
attention | run | ratio | effort on suppression against the trigger | start=1
expected_signal | run channel | signals | standing expectation of a like signal
heard | run channel | signals | the day's public signals, a responsive patron's too
surprise | run channel | signals | the day's surprises
belief_society | run | log-odds | society's belief that the incumbent goes, against its base
belief_pillars | run | log-odds | the pillars' belief, against its base
expected_left | run | share a day | usual pace of defection
expected_strike | run | share a day | usual pace of strikes
newly_left | run | share | units gone today
newly_strike | run | share | state firms newly on strike today
units | run pillar zone level | units | loyal, shirking, gone or on strike | people
strike_push | run | calls | standing calls to strike
attitude | run | log-odds | people's attitude to the patron, shift from its base
patron_cash | run | minor units | what the patron paid into the reserves on the day | money
support | run support | share | what stands of the patron's money, words and force, 0 to 1
force_there | run | number | exercises, reserves and interventions of the patron that were there yesterday
withdrawal | run | share | what stands of the patron's public withdrawal, 0 to 1
support_log_ratio | run | log hazard | the patron's support on the hazard of an end, against none
withdrawal_log_ratio | run | log hazard | the patron's withdrawal on the hazard of an end, against none
leverage | run | index | the patron's leverage
answered | run rung | day | last day a responsive patron acted on a rung | start=-1e9
patron_presence | run | day | a responsive patron's exercises last until this day | start=-1
patron_reserve | run | 0/1 | a responsive patron's reserve stands
intervened | run | code | whether the patron has intervened (codes.Intervened) | integer
added_force | run | share of enforcers | force added by the patron
hazard_anchor | run cause | log hazard | sum of the anchored terms at the end of the day before the fork
hazard | run cause | per day | the day's hazard by cause
cumulative_hazard | run cause | - | hazards added up since the fork
need | run | signals | warnings and requests to the patron, standing
""",
)

RECORD = _read(
    "record",
    """
record_turnout | run occasion place | people | crowd | people
record_detained | run occasion place | people | detained | people
record_survival | run after | probability | in office so many days after the fork | start=1
record_hazard | run day cause | per day | hazard by cause
record_reserves | run day | minor units | gross reserves | money
record_usable | run day | minor units | usable reserves | money
record_flow | run day flow | minor units | foreign flows | money
record_domestic | run day domestic_flow | minor units | domestic flows | money
record_domestic_cash | run day | minor units | domestic balance | money
record_demand | run day | minor units | private demand for foreign currency
record_met | run day | minor units | private demand that the bank meets, or would meet where the ledger speaks | money
record_uncovered | run day | minor units | service due and not rolled over beyond usable reserves | money
record_exchange_rate | run day | domestic per foreign | rate
record_price | run day | ratio | prices
record_real_pay | run day pillar | ratio | real pay
record_owed | run day pillar | minor units | pay owed | money
record_paid | run day pillar | minor units | pay paid, arrears included | money
record_arrears | run day pillar | minor units | arrears at the end of the day | money
record_loyal_share | run day pillar | share | units neither shirking nor gone
record_strikers | run day | people | people of units on strike
record_belief_society | run day | log-odds | society's belief
record_belief_pillars | run day | log-odds | pillars' belief
record_attitude | run day | log-odds | attitude to the patron
record_perceived_security | run day | log-odds | perceived security
record_attention | run day | ratio | attention
record_leverage | run day | index | leverage
record_unrest | run day | ratio | unrest
record_wish | run day | share | people who privately wish the incumbent to go
record_intervened | run day | 0/1 | the patron has intervened
record_custody | run day | people | people in custody at the end of the day | people
record_turnout_terms | run occasion place turnout_term | log-odds | terms of turnout
record_turnout_class | run occasion place | log-odds | ties: mean shift of log-odds
record_loyalty_terms | run day pillar loyalty_term | log hazard | terms of loyalty
record_hazard_terms | run day cause hazard_term | log hazard | terms of the hazards
""",
)

ALL: dict[str, Column] = {column.name: column for column in (*STRUCTURE, *TIMELINE, *OCCASION, *STATE, *RECORD)}
EXPLAIN_ONLY = ("record_turnout_terms", "record_turnout_class", "record_loyalty_terms", "record_hazard_terms")
"""Kept only on request: they are large."""
