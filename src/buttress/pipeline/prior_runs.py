"""The same runs on draws from the priors: where they stand in the folder of an answer, and their progress."""

from __future__ import annotations

from buttress.experiment.progress import Progress

PRIOR = "prior"
"""Their folder, inside that of the answer."""


def on_the_priors(progress: Progress | None) -> Progress | None:
    """Progress of these runs, as stages of their own."""
    if progress is None:
        return None
    return lambda stage, done, total: progress(f"{stage} on the priors", done, total)
