"""Small words for templates about demand and proposals."""

from django import template

from vraag import waarom
from vraag.models import Groepsvoorstel

register = template.Library()


@register.filter
def km(meters: int) -> str:
    """4321 → "4,3 km"."""
    return waarom.km(meters)


@register.filter
def teamnamen(voorstel: Groepsvoorstel) -> str:
    """The teams of a prefetched proposal: "JGT Katwijk en JGT Leiden"."""
    namen = sorted(str(t.team) for t in voorstel.toezeggingen.all() if t.team)
    return namen[0] if len(namen) == 1 else f"{', '.join(namen[:-1])} en {namen[-1]}" if namen else ""
