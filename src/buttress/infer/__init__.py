"""What the evidence says: priors, the posterior by tempered sequential Monte Carlo, and what the data moved."""
