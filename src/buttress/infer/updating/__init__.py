"""The weekly update: what a posterior makes of the rows published since."""
