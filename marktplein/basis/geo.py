"""Distance as the crow flies in whole metres: haversine, mean earth radius; the formula of the pooling kernel."""

from math import asin, cos, radians, sin, sqrt

STRAAL_M = 6371008.8


def afstand_m(lat1: float, lon1: float, lat2: float, lon2: float) -> int:
    """Metres between two WGS84 points in degrees, rounded to a whole metre."""
    fi1, fi2 = radians(lat1), radians(lat2)
    dfi, dla = fi2 - fi1, radians(lon2 - lon1)
    a = sin(dfi / 2) ** 2 + cos(fi1) * cos(fi2) * sin(dla / 2) ** 2
    return round(2 * STRAAL_M * asin(min(1.0, sqrt(a))))
