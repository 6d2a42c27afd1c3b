"""Routes to the posterior of a case, beside each other: error against long runs, and what each costs."""
