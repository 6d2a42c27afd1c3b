"""What happened to other incumbents and other crowds."""
