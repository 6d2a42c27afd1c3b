"""Reports of a case or of a file, by week and place."""
