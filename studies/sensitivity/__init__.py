"""Which parameters carry next to nothing: under 1 % of the spread of every headline measure and effect asked about."""
