"""Great-circle distance in whole metres, the one definition the whole kernel uses.

Haversine on the mean earth radius (IUGG, 6 371 008.8 m), rounded to the nearest metre: rounding once,
here, keeps every later comparison with a reach in integers and the same on every machine.
"""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

AARDSTRAAL_M = 6371008.8


def afstand_m(lat1: float, lon1: float, lat2: float, lon2: float) -> int:
    """Distance between two points given in degrees, in whole metres."""
    phi1, phi2 = radians(lat1), radians(lat2)
    d_phi, d_lambda = phi2 - phi1, radians(lon2 - lon1)
    haversine = sin(d_phi / 2) ** 2 + cos(phi1) * cos(phi2) * sin(d_lambda / 2) ** 2
    return round(2 * AARDSTRAAL_M * asin(min(1.0, sqrt(haversine))))
