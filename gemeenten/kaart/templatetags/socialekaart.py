"""Words and parts of the sociale kaart for templates, also of the rooms above."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.dates import WEEKDAYS
from django.utils.safestring import SafeString

from gemeenten.grond.models import Organisatie
from gemeenten.kaart import schema, uren
from gemeenten.kaart.adressen import adres_van
from gemeenten.kaart.plattegrond import plattegrond
from gemeenten.kaart.versheid import versheid as stand
from marktplein.basis import klok
from marktplein.basis.templatetags.voorkant import jsonld

register = template.Library()
PLAATSEN_HOOGSTENS = 4


@register.simple_tag
def schema_organisatie(organisatie: Organisatie) -> SafeString:
    """What search engines read of it."""
    return jsonld(schema.organisatie(organisatie))


@register.filter
def organisatie_adres(organisatie: Organisatie) -> str:
    return adres_van(organisatie)


@register.filter
def versheid(organisatie: Organisatie) -> str:
    return stand(organisatie).value


@register.filter
def dagnaam(nummer: int) -> str:
    return str(WEEKDAYS[nummer])


@register.filter
def uren_kort(openingstijden: Sequence[str]) -> str:
    """On one line: "ma tot en met vr 9.00–17.00; za 10.00–12.00"."""
    return uren.als_tekst(openingstijden).replace("\n", "; ")


@register.simple_tag
def vandaag() -> dt.date:
    return klok.vandaag()


@register.filter
def plaatsen(organisatie: Organisatie) -> str:
    """Where it is, in a few names: of its locations, else its seat. ``locaties`` is read already."""
    namen = list(dict.fromkeys(plek.plaats for plek in organisatie.locaties.all()))
    if not namen:
        return organisatie.vestiging
    return ", ".join(namen[:PLAATSEN_HOOGSTENS]) + (" …" if len(namen) > PLAATSEN_HOOGSTENS else "")


def is_voorbeeld(organisatie: Organisatie) -> bool:
    """Whether something that one could call or visit is made up."""
    return organisatie.fictief or any(plek.fictief for plek in organisatie.locaties.all())


@register.inclusion_tag("gemeenten/kaart/includes/_organisatie.html")
def kaart_van(organisatie: Organisatie) -> dict[str, Any]:
    """What the sociale kaart tells of it, for its page."""
    return {
        "organisatie": organisatie,
        "locaties": list(organisatie.locaties.select_related("gemeente")),
        "contacten": list(organisatie.contacten.select_related("locatie")),
        "voorbeeld": is_voorbeeld(organisatie),
        "kaart": plattegrond([organisatie], None),
    }
