"""Evidence to day flows in integer minor units."""
