"""What the fit of a case says of itself, as `buttress fit` prints it."""
