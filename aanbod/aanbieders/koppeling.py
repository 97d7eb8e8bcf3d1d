"""The mailed link of a request: computed from the secret key, so that the database holds only its hash."""

import hashlib

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from aanbod.models import AanbiederAanvraag


def token_van(aanvraag: AanbiederAanvraag) -> str:
    return salted_hmac("aanbod.aanbieder", str(aanvraag.pk), algorithm="sha256").hexdigest()


def hash_van(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def link_van(aanvraag: AanbiederAanvraag) -> str:
    """The absolute address for in a mail."""
    return f"{settings.SITE_URL}{reverse('aanbod:aanvraag', args=[token_van(aanvraag)])}"
