"""The coming weeks: what happens, and what reporters will say of it."""
