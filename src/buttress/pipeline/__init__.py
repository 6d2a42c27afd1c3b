"""From a case to an answer in one call: what the commands and a notebook both use. A file a call.

    posterior         the posterior of a case, fitted once and then taken from the cache; parameter draws
    update            the weekly update of a posterior
    run               one scenario
    compare           scenarios against the baseline in pairs
    try_scenario      a scenario that stands in no file yet
    claims            a verdict on each claim
    sensitivity       which uncertainties carry an answer's spread, by date
    whatif            what would have to be true for an answer to cross a line
    voi               what is worth finding out for it
    reverse_stress    which shocks empty the purse by a day
    explain           the contributions to a day's numbers
    forecast          the coming weeks of a case
    endings           how single runs ended, in sentences
    brief             the two-page brief; `plan` has its scenarios and pairs, `written_brief` shows it in a notebook
    score             forecasts of past weeks, scored
    verify            a folder of results against its manifest
    check             the messages on a case that need the model
    read_file         a file of reports, read
    forecast_file     the coming weeks of such a file
    monitor           from a monitor's file to her page
    archive_forecast  a file's forecast kept in the archive of its weeks, which `week_archive` reads
    new_case          a case started from a file of reports; `day_totals` has its rows

Shared by them: `cache` (where fits are kept), `case_draws` (draws for claims), `kept_mean_field` (measures kept in the
cache), `workers` (how many processes), `warm_up` (kernels compiled ahead), `state_owner` (whose state a folder holds),
`simulate` (a few runs in this process), `prior_runs` (an answer on the priors beside the posterior's), `messages` (what
a user is told of what went wrong). The public names stand in `buttress`: `buttress.compare(...)`.
"""
