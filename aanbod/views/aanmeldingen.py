"""Who comes: names for facilitair and the group's trainers only, and every look at them is recorded."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from aanbod.models import Aanmelding, Groep
from aanbod.permissions import is_trainer, kan_aanmeldingen_zien
from aanbod.selectors.aanmeldingen import aanmeldingen_van
from aanbod.selectors.groepen import groepen_van_trainer
from aanbod.services.aanmeldingen import rond_kennismaking_af
from aanbod.views.hulp import kruimels, pagina, zichtbare_groep
from aanbod.workflow import HOUDT_PLEK, AanmeldingStaat
from marktplein.audit.services import leg_vast
from marktplein.basis.export import als_bestand, gevraagd_formaat
from marktplein.basis.fouten import DomeinFout, NietToegestaan
from marktplein.basis.toegang import vereist

PER_PAGINA = 50
MAG_NIET = "Namen zijn alleen te zien voor het facilitair team en voor de trainers van deze groep."
KOP = ("Staat", "Naam", "E-mailadres", "Telefoonnummer", "Leeftijd", "Bevestigd op")


def _bewaakt(request: HttpRequest, slug: str) -> Groep:
    groep = zichtbare_groep(request, slug)
    if not kan_aanmeldingen_zien(request.user, groep):
        raise NietToegestaan(MAG_NIET)
    return groep


@never_cache
def lijst(request: HttpRequest, slug: str) -> HttpResponse:
    groep = _bewaakt(request, slug)
    rijen = aanmeldingen_van(groep)
    formaat = gevraagd_formaat(request)
    if formaat:
        leg_vast("aanmeldingen.uitgevoerd", groep, door=request.user, aantal=rijen.count(), formaat=formaat)
        return als_bestand(formaat, KOP, map(_rij, rijen.iterator()), f"aanmeldingen-{groep.slug}")
    page_obj = pagina(request, rijen, PER_PAGINA)
    leg_vast("aanmeldingen.ingezien", groep, door=request.user, aantal=len(page_obj.object_list))
    tellingen = groep.aanmeldingen.aggregate(
        houdt=Count("pk", filter=Q(staat__in=HOUDT_PLEK)),
        wacht=Count("pk", filter=Q(staat=AanmeldingStaat.WACHTLIJST)),
        onbevestigd=Count("pk", filter=Q(staat=AanmeldingStaat.TE_BEVESTIGEN)),
    )
    context = {
        "groep": groep,
        "page_obj": page_obj,
        "tellingen": tellingen,
        "van_teams": groep.bezet - tellingen["houdt"],
        "kruimels": kruimels(
            ("Groepen", reverse("aanbod:groepen")),
            (groep.interventie.naam, reverse("aanbod:groep", args=[groep.slug])),
        ),
    }
    return render(request, "aanbod/aanmeldingen.html", context)


def _rij(aanmelding: Aanmelding) -> tuple[object, ...]:
    return (
        aanmelding.get_staat_display(),
        aanmelding.naam or "(gewist)",
        aanmelding.email,
        aanmelding.telefoon,
        aanmelding.leeftijd_kind,
        aanmelding.bevestigd_op,
    )


@require_POST
def kennismaking(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """After the intake: the place is final, or it goes to the next."""
    groep = _bewaakt(request, slug)
    aanmelding = get_object_or_404(groep.aanmeldingen.select_related("groep"), pk=pk)
    keuze = request.POST.get("besluit")
    if keuze not in ("ja", "nee"):
        raise PermissionDenied
    try:
        rond_kennismaking_af(aanmelding, gaat_door=keuze == "ja", door=request.user)
    except DomeinFout as fout:
        messages.error(request, fout.melding)
    else:
        messages.success(request, "Gelukt. Er is een mail gestuurd." if keuze == "ja" else "De plek is vrijgegeven.")
    return redirect("aanbod:aanmeldingen", slug=slug)


@vereist(is_trainer, "Deze pagina is voor trainers.")
def mijn_groepen(request: HttpRequest) -> HttpResponse:
    page_obj = pagina(request, groepen_van_trainer(request.user).prefetch_related("bijeenkomsten"))
    return render(request, "aanbod/mijn_groepen.html", {"page_obj": page_obj})
