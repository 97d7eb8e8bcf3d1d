"""One visitor may not keep the house busy for all others: so many questions a minute, then wait."""

import logging
import time

import redis
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from marktplein.basis.bezoeker import adres_van

log = logging.getLogger(__name__)
VENSTER = 60


def seconden_te_wachten(request: HttpRequest, soort: str, hoogstens: int) -> int:
    """Count this request; 0 when it may go on, else the seconds until the visitor's next minute begins.

    ``hoogstens`` a minute for one address (of IPv6: one network), 0 for no limit. When the counter cannot be reached
    nobody is refused.
    """
    if not hoogstens:
        return 0
    minuut, voorbij = divmod(int(time.time()), VENSTER)
    sleutel = f"drukte:{soort}:{adres_van(request)}:{minuut}"
    try:
        cache.add(sleutel, 0, VENSTER * 2)
        aantal = cache.incr(sleutel)
    except (redis.RedisError, ValueError):  # ValueError: the counter was thrown away in between
        log.warning("drukte is niet te tellen: de cache antwoordt niet")
        return 0
    return VENSTER - voorbij if aantal > hoogstens else 0


def te_druk(request: HttpRequest, seconden: int = VENSTER) -> HttpResponse:
    """The page that says how long to wait: 429 with Retry-After."""
    antwoord = render(request, "429.html", {"seconden": seconden}, status=429)
    antwoord["Retry-After"] = str(seconden)
    return antwoord
