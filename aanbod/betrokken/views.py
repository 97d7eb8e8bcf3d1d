"""What those of a group do with each other."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from aanbod.betrokken.services.contact import word_contact
from aanbod.groepen.pagina import zichtbare_groep
from aanbod.permissions import is_professional
from gemeenten.grond.permissions import PROFESSIONALS
from gemeenten.grond.selectors import team_ids_van
from marktplein.accounts.ingelogd import ingelogd
from marktplein.basis.invoer import nummer
from marktplein.basis.toegang import haal, vereist


@require_POST
@vereist(is_professional, "Contact van een team is iemand van dat team.")
def contact(request: HttpRequest, slug: str) -> HttpResponse:
    """I speak for my team in this group."""
    groep = zichtbare_groep(request, slug)
    van_ons = groep.teamplaatsen.filter(team__in=team_ids_van(request.user, *PROFESSIONALS))
    plaats = haal(van_ons, pk=_nummer(request))
    if word_contact(plaats, door=ingelogd(request)):
        messages.success(request, f"Je bent nu het contact van {plaats.team} in deze groep.")
    return redirect("aanbod:groep", slug=slug)


def _nummer(request: HttpRequest) -> int:
    return nummer(request.POST.get("plaats")) or 0
