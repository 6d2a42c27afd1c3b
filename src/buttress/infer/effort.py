"""The size of a fit: particles, temperatures and sweeps."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Effort:
    """Particles, the share of them kept effective at a new temperature, sweeps there, sweeps between the batches of
    points that are kept at the end, and sweeps before the first of these (more, if the likelihood still rises);
    `chains` is how many of the particles go on to the end (all, if there are fewer); `weekly_sweeps` stand between the
    two batches of particles that an early week of a fit hands on; `replay_sweeps` settle the replay of an update, whose
    points come from a posterior that has settled.
    """

    particles: int = 512
    target_ess: float = 0.4
    sweeps: int = 2
    final_sweeps: int = 24
    settling_sweeps: int = 0
    chains: int = 512
    weekly_sweeps: int = 2
    replay_sweeps: int = 0


#: The size of a shipped fit. Few points and many sweeps: what settles a fit is the way that its chains make at the end.
#: With 128 particles and 72 sweeps there, means of four fits lay as far apart as if each were worth a quarter of the
#: draws, and log-likelihoods were four too low.
SHIPPED = Effort(particles=64, chains=32, final_sweeps=8, settling_sweeps=288, replay_sweeps=72)
