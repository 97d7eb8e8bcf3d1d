"""A limit on how often one visitor may send a public form."""

import logging

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from redis.exceptions import RedisError

from marktplein.basis.bezoeker import adres_van

log = logging.getLogger(__name__)


def te_vaak(request: HttpRequest, soort: str, *, hoogstens: int, seconden: int, van: str = "") -> bool:
    """Count this visit; True when it is one too many within ``seconden``.

    Counted per address of the visitor, or per ``van`` (a mail address, say). Only a keyed hash of it is kept, and only
    for so long. When the cache is down nobody is stopped: registering matters more than the limit.
    """
    wie = salted_hmac("marktplein.basis.drempel", f"{soort}:{van or adres_van(request)}").hexdigest()
    sleutel = f"drempel:{soort}:{wie}"
    try:
        cache.add(sleutel, 0, timeout=seconden)
        return bool(cache.incr(sleutel) > hoogstens)
    except (RedisError, OSError, ValueError):
        log.warning("de drempel op %s werkt nu niet", soort)
        return False
