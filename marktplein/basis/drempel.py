"""How often one visitor may do something: the one counter, for forms that are sent and for pages that are asked.

Only a keyed hash of who it was is kept, and only for so long. When the cache is down nobody is stopped: registering
and finding help matter more than the limit.
"""

import logging
import time

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from redis.exceptions import RedisError

from marktplein.basis.bezoeker import adres_van

log = logging.getLogger(__name__)
VENSTER = 60


def te_vaak(request: HttpRequest, soort: str, *, hoogstens: int, seconden: int, van: str = "") -> bool:
    """Count this visit; True when it is one too many within ``seconden``.

    Counted per address of the visitor, or per ``van`` (a mail address, say).
    """
    return _geteld(soort, van or adres_van(request), seconden) > hoogstens


def seconden_te_wachten(request: HttpRequest, soort: str, hoogstens: int) -> int:
    """Count this request; 0 when it may go on, else the seconds until the visitor's next minute begins.

    ``hoogstens`` a minute for one address (of IPv6: one network), 0 for no limit.
    """
    if not hoogstens:
        return 0
    minuut, voorbij = divmod(int(time.time()), VENSTER)
    te_veel = _geteld(f"{soort}:{minuut}", adres_van(request), VENSTER * 2) > hoogstens
    return VENSTER - voorbij if te_veel else 0


def te_druk(request: HttpRequest, seconden: int = VENSTER) -> HttpResponse:
    """The page that says how long to wait: 429 with Retry-After."""
    antwoord = render(request, "429.html", {"seconden": seconden}, status=429)
    antwoord["Retry-After"] = str(seconden)
    return antwoord


def _geteld(soort: str, wie: str, seconden: int) -> int:
    """How often this one came, this time included; 0 when that cannot be counted now."""
    sleutel = f"drempel:{soort}:{salted_hmac('marktplein.basis.drempel', f'{soort}:{wie}').hexdigest()}"
    try:
        cache.add(sleutel, 0, timeout=seconden)
        return int(cache.incr(sleutel))
    except (RedisError, OSError, ValueError):  # ValueError: the counter was thrown away in between
        log.warning("de drempel op %s werkt nu niet", soort)
        return 0
