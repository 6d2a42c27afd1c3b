"""The monitor's page: next week's people detained and crowds from a file of reports, in several languages."""
