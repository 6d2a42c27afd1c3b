"""Epstein's two models of civil violence, from one torus of people and cops."""
