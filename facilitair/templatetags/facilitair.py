"""How tasks and bookings look: the colours of their states, and moments in words."""

import datetime as dt
from typing import Any

from django import template
from django.template.defaultfilters import date as datum
from django.utils.html import format_html
from django.utils.safestring import SafeString

from facilitair.models import Reservering, Taak
from facilitair.taken.selectors import termijn as bereken_termijn
from facilitair.workflow import ReserveringStaat, TaakStaat
from marktplein.basis import woorden
from marktplein.basis.templatetags.huisstijl import badge

register = template.Library()

TAAK_KLEUR = {
    TaakStaat.NIEUW: "kers",
    TaakStaat.IN_BEHANDELING: "blauw",
    TaakStaat.WACHT: "paars",
    TaakStaat.KLAAR: "groen",
    TaakStaat.HEROPEND: "kers",
    TaakStaat.VERVALLEN: "grijs",
}
RESERVERING_KLEUR = {
    ReserveringStaat.OPTIE: "geel",
    ReserveringStaat.BEVESTIGD: "groen",
    ReserveringStaat.GEBRUIKT: "grijs",
    ReserveringStaat.VRIJGEGEVEN: "grijs",
}


@register.simple_tag
def staatbadge(ding: Taak | Reservering) -> SafeString:
    """The state of a task or booking as a badge."""
    kleuren: dict[Any, str] = TAAK_KLEUR if isinstance(ding, Taak) else RESERVERING_KLEUR
    return badge(ding.get_staat_display(), kleuren[ding.staat])


@register.simple_tag
def termijnbadge(taak: Taak) -> SafeString | str:
    """How long there is to go; nothing for a task that is over."""
    termijn = bereken_termijn(taak)
    return badge(termijn.woorden, termijn.kleur) if termijn else ""


@register.filter
def moment(periode: Any) -> str:
    """ "woensdag 3 maart, 14.00 – 15.30 uur" of a range, a (begin, end) pair or a meeting."""
    if isinstance(periode, tuple):
        return woorden.tijd(*periode)
    if hasattr(periode, "lower"):
        return woorden.tijd(periode.lower, periode.upper)
    return woorden.tijd(periode.begin, periode.eind)


@register.filter
def uren(periode: Any) -> str:
    """ "14.00 – 15.30" of a range."""
    return woorden.uren(periode.lower, periode.upper)


@register.filter
def afstand(meter: int | None) -> str:
    """ "2,1 km"; below a kilometre in hundreds of metres."""
    if meter is None:
        return ""
    if meter < 100:
        return "vlakbij"
    return woorden.km(meter)


@register.filter
def per_dagdeel(centen: int) -> str:
    """ "€ 25 per dagdeel", "€ 12,50 per dagdeel" or "Gratis"."""
    if not centen:
        return "Gratis"
    return f"{woorden.bedrag(centen)} per dagdeel"


@register.simple_tag
def dagkop(dag: dt.date) -> SafeString:
    """A day as a heading that is short on a narrow screen: "wo 3 maart"."""
    return format_html('<abbr title="{}">{}</abbr> {}', datum(dag, "l"), datum(dag, "D").lower(), datum(dag, "j F"))
