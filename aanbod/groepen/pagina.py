"""What every page about one group begins with."""

from django.http import HttpRequest

from aanbod.groepen.selectors import zichtbaar_voor
from aanbod.models import Groep
from marktplein.basis.toegang import haal


def zichtbare_groep(request: HttpRequest, slug: str) -> Groep:
    """The group, if this visitor may see it; 404 otherwise, as if there were none."""
    groepen = zichtbaar_voor(request.user).select_related("interventie__organisatie", "gemeente")
    return haal(groepen, slug=slug)
