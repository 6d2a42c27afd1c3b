"""What the model says before it has seen a report."""
