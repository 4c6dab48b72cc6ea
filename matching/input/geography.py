"""Distances on the globe, for one pair or for whole arrays alike."""

import numpy as np
from numpy.typing import ArrayLike

from matching.problem import Floats

EARTH_RADIUS_KM = 6371.0088
"""Mean radius (IUGG)."""


def great_circle_km(
    latitude: ArrayLike, longitude: ArrayLike, to_latitude: ArrayLike, to_longitude: ArrayLike
) -> Floats:
    """Measure great-circle kilometres between positions in degrees, to the metre, by the haversine formula.

    The metre is where rounding noise ends: one pair measured alone equals the same pair inside an array.
    """
    phi, to_phi = np.radians(latitude), np.radians(to_latitude)
    across = np.sin((to_phi - phi) / 2) ** 2
    along = np.cos(phi) * np.cos(to_phi) * np.sin(np.radians(np.subtract(to_longitude, longitude)) / 2) ** 2
    km: Floats = np.round(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(across + along, 0.0, 1.0))), 3)
    return km
