"""Posteriors in closed form."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def linear_posterior(slopes: Floats, values: Floats, noise: float) -> tuple[Floats, Floats, float]:
    """Mean (d,), covariance (d, d) and log evidence of y = A z + noise over d standard normals.

    The evidence is that of the likelihood as the targets write it, without the noise's constant.
    """
    k, d = slopes.shape
    covariance = np.linalg.inv(np.eye(d) + slopes.T @ slopes / noise**2)
    spread = slopes @ slopes.T + noise**2 * np.eye(k)
    fit = values @ np.linalg.solve(spread, values)
    evidence = float(-0.5 * fit - 0.5 * np.linalg.slogdet(spread)[1] + k * np.log(noise))
    return covariance @ slopes.T @ values / noise**2, covariance, evidence
