"""The mailed link of an alert: computed from the secret key and the row's number; the database holds only its hash."""

import hashlib

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from aanbod.models import Attendering


def token_van(attendering: Attendering) -> str:
    return salted_hmac("aanbod.attendering", str(attendering.pk), algorithm="sha256").hexdigest()


def hash_van(token: str) -> str:
    """What the database keeps of a token, 64 hexadecimal characters."""
    return hashlib.sha256(token.encode()).hexdigest()


def link_van(attendering: Attendering) -> str:
    """Where one confirms, looks, goes on or stops."""
    return f"{settings.SITE_URL}{reverse('aanbod:attendering', args=[token_van(attendering)])}"


def stoplink_van(attendering: Attendering) -> str:
    """Stops all of them for this address, in one click, also of a mail program (RFC 8058)."""
    return f"{settings.SITE_URL}{reverse('aanbod:attendering_stop', args=[token_van(attendering)])}"
