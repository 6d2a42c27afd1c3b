"""What would have to be true for each undecided claim, what to find out first, and a check by whole people."""
