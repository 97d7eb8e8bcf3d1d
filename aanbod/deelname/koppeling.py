"""The mailed link of a registration.

The token is computed from the secret key and the registration's number, so every mail carries the same link and the
database holds only its SHA-256: who reads the database cannot open anybody's page.
"""

import hashlib

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from aanbod.models import Aanmelding


def token_van(aanmelding: Aanmelding) -> str:
    return salted_hmac("aanbod.aanmelding", str(aanmelding.pk), algorithm="sha256").hexdigest()


def hash_van(token: str) -> str:
    """What the database keeps of a token, 64 hexadecimal characters."""
    return hashlib.sha256(token.encode()).hexdigest()


def link_van(aanmelding: Aanmelding) -> str:
    """The absolute address for in a mail; only reads."""
    return f"{settings.SITE_URL}{reverse('aanbod:aanmelding', args=[token_van(aanmelding)])}"


def laat_link_openen(aanmelding: Aanmelding) -> None:
    """See to it that the link opens the page: after a change of the secret key it is another one than before."""
    nu = hash_van(token_van(aanmelding))
    if aanmelding.token_hash != nu:
        aanmelding.token_hash = nu
        aanmelding.save(update_fields=["token_hash"])
