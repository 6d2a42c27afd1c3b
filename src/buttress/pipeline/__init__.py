"""From a case to an answer in one call: what the commands and a notebook both use. A file a call.

    posterior   the posterior of a case, fitted once and then taken from the cache; parameter draws
    update      the weekly update of a posterior
    run         one scenario
    compare     scenarios against the baseline in pairs
    claims      a verdict on each claim
    whatif      what would have to be true for an answer to cross a line
    reverse_stress  which shocks empty the purse by a day
    explain     the contributions to a day's numbers
    forecast    the coming weeks
    endings     how single runs ended, in sentences
    brief       the two-page brief; `plan` has its scenarios and their pairs
    score       forecasts of past weeks, scored
    verify      a folder of results against its manifest
    check       the messages on a case that need the model

Shared by them: `cache` (where fits are kept), `workers` (how many processes), `warm_up` (kernels compiled ahead),
`state_owner` (whose state a folder holds), `simulate` (a few runs in this process), `prior_runs` (an answer on the
priors beside the posterior's). The public names stand in `buttress`: `buttress.compare(...)`.
"""
