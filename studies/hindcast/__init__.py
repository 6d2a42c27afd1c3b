"""Past campaigns, forecast from what was known before they began: the tables of `buttress hindcast`."""
