"""What a fit says of itself."""
