"""The size of a fit: particles, temperatures and sweeps."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Effort:
    """Particles, the share of them kept effective at a new temperature, sweeps there, sweeps between the batches of
    points that are kept at the end, and sweeps before the first of these (more, if the likelihood still rises);
    `chains` is how many of the particles go on to the end (all, if there are fewer); `weekly_sweeps` stand between the
    two batches of particles that an early week of a fit hands on.
    """

    particles: int = 512
    target_ess: float = 0.4
    sweeps: int = 2
    final_sweeps: int = 24
    settling_sweeps: int = 0
    chains: int = 512
    weekly_sweeps: int = 2


#: The size of a shipped fit. Few points and many sweeps: at the same cost, 512 particles with 24 sweeps at the end, and
#: 128 with 48 and more, had not settled, their log-likelihoods five and four too low.
SHIPPED = Effort(particles=128, chains=32, final_sweeps=8, settling_sweeps=72)
