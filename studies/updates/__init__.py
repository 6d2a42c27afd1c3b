"""How weekly updates compare with full fits of the same day, and how forecasts from them hold single occasions."""
