"""Small words for templates about demand and proposals."""

from collections.abc import Iterable

from django import template
from django.template import Context

from aanbod.models import Interventie
from marktplein.basis import dagdelen, mensen, woorden
from marktplein.basis.kleine_aantallen import Getal, toon
from vraag.models import Groepsvoorstel, Signaal
from vraag.signalen.selectors import kinderen_voor, wie_voor
from vraag.wat_als.beeld import Cijferregel
from vraag.zelf.opzet import Opzet

register = template.Library()


register.filter(woorden.km)
# {{ n|mensen:voor }} is "7 ouders", {{ voor|meervoud }} is "ouders".
register.filter(mensen.mensen)
register.filter(mensen.meervoud)


@register.filter
def teamnamen(voorstel: Groepsvoorstel) -> str:
    """The teams of a prefetched proposal: "JGT Katwijk en JGT Leiden"."""
    namen = sorted(str(t.team) for t in voorstel.toezeggingen.all() if t.team)
    return woorden.opsomming(namen)


@register.filter
def aandeel(gat: float | None) -> str:
    """A gap of 0.5 percent → "99,5%": what was reached at least; a dash without a bound."""
    return "–" if gat is None else f"{100 - gat:.1f}%".replace(".", ",")


@register.filter
def dagdeelnaam(dagdeel: int) -> str:
    """7 → "woensdagmiddag"."""
    return dagdelen.naam(dagdeel)


@register.filter
def met_verschil(regels: Iterable[Cijferregel], anders: bool) -> list[Cijferregel]:
    """The rows that show a difference between now and then, or those that do not."""
    return [regel for regel in regels if regel.zelfde is not anders]


@register.filter
def is_getal(waarde: object) -> bool:
    """Whether a count is told, rather than hidden behind words."""
    return isinstance(waarde, int)


@register.simple_tag(takes_context=True)
def kinderen_van(context: Context, signaal: Signaal) -> str:
    """How many children (or parents, …) a need is about, as far as this reader may know."""
    return kinderen_voor(context["request"].user, signaal)


@register.simple_tag(takes_context=True)
def wie_van(context: Context, signaal: Signaal) -> str:
    """The same with their ages: "4 kinderen van 8 jaar"; none for who is asked no age."""
    return wie_voor(context["request"].user, signaal)


@register.simple_tag
def mensen_doen(aantal: int, voor: str, doen: str) -> str:
    """A count and what they do: ``{% mensen_doen 3 voorstel.voor "zit,zitten" %}`` is "3 ouders zitten"."""
    return mensen.mensen_doen(aantal, voor, *doen.split(","))


@register.filter
def voor_wie_van(ding: Signaal | Groepsvoorstel | Opzet) -> str:
    """For whom: "kinderen van 8 tot en met 12 jaar", "ouders van kinderen van 4 jaar", "professionals"."""
    return mensen.wie_en_leeftijd(ding.voor, ding.leeftijd_min, ding.leeftijd_max)


@register.simple_tag
def voor_wie_is(interventie: Interventie, voor: str) -> str:
    """For whom of this kind an offer is, and how far their ages may lie apart."""
    wie = mensen.wie_en_leeftijd(voor, interventie.leeftijd_min, interventie.leeftijd_max)
    wie = wie[0].upper() + wie[1:]
    if not mensen.heeft_leeftijd(voor):
        return wie
    return f"{wie}, hoogstens {interventie.max_leeftijdsverschil} jaar verschil in een groep"


@register.filter
def voor_anderen(aantal: int) -> Getal:
    """One count of the region as a whole: rounded, small ones hidden."""
    return toon(aantal)
