"""An organisation in the words of schema.org, as search engines read them (JSON-LD)."""

from typing import Any

from django.conf import settings

from gemeenten.grond.models import Organisatie
from gemeenten.kaart.adressen import adres_van


def organisatie(ding: Organisatie) -> dict[str, Any]:
    """An Organization with how to reach it, as far as it is known."""
    feiten = {
        "description": ding.omschrijving,
        "sameAs": ding.website,
        "email": ding.email,
        "telephone": str(ding.telefoon),
    }
    return {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": f"{settings.SITE_URL}{adres_van(ding)}",
        "url": f"{settings.SITE_URL}{adres_van(ding)}",
        "name": ding.naam,
        **{naam: waarde for naam, waarde in feiten.items() if waarde},
        "areaServed": [gemeente.naam for gemeente in ding.gemeenten.all()],
    }
