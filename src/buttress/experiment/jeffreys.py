"""Jeffreys' 95 % limits of a share."""

from __future__ import annotations

from scipy.special import betaincinv

LEVEL = 0.95


def jeffreys(p: float, n: float) -> tuple[float, float]:
    """Limits of a share `p` (0 to 1) among `n` independent ones: points of Beta(n p + 1/2, n (1 - p) + 1/2).

    Of a share of 0 the lower limit is 0, of a share of 1 the upper 1 (Brown, Cai and DasGupta 2001, Statistical Science
    16).
    """
    a, b = n * p + 0.5, n * (1.0 - p) + 0.5
    low, high = betaincinv(a, b, (1 - LEVEL) / 2), betaincinv(a, b, (1 + LEVEL) / 2)
    return (0.0 if p == 0.0 else float(low)), (1.0 if p == 1.0 else float(high))
