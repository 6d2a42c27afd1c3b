"""What backers did in other contests, and what happened to the hazard of the incumbent's fall."""
