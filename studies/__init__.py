"""What priors and documents are learned and made from. Nothing in the package imports it."""
