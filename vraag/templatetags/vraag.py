"""Small words for templates about demand and proposals."""

from django import template
from django.template import Context

from marktplein.basis import dagdelen, woorden
from marktplein.basis.kleine_aantallen import Getal, toon
from vraag.models import Groepsvoorstel, Signaal
from vraag.signalen.selectors import kinderen_voor

register = template.Library()


register.filter(woorden.km)


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
def is_getal(waarde: object) -> bool:
    """Whether a count is told, rather than hidden behind words."""
    return isinstance(waarde, int)


@register.simple_tag(takes_context=True)
def kinderen_van(context: Context, signaal: Signaal) -> str:
    """How many children a need is about, as far as this reader may know."""
    return kinderen_voor(context["request"].user, signaal)


@register.filter
def voor_anderen(aantal: int) -> Getal:
    """One count of the region as a whole: rounded, small ones hidden."""
    return toon(aantal)


@register.filter
def kind_of_kinderen(aantal: Getal) -> str:
    """The word after a count: also after "minstens 7"."""
    return "kind" if aantal == 1 else "kinderen"
