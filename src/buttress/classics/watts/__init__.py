"""Watts' global cascades on random networks."""
