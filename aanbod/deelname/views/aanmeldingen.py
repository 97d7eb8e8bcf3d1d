"""Who comes: names for facilitair and the group's trainers only, and every look at them is recorded."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aanbod.deelname.forms.opkomst import FORMULIER_ID, OpkomstForm, opgeslagen
from aanbod.deelname.selectors import aanmeldingen_van
from aanbod.deelname.services.aanmeldingen import rond_kennismaking_af
from aanbod.deelname.services.opkomst import is_vast_te_leggen, leg_opkomst_vast, opkomst_kan
from aanbod.groepen.pagina import zichtbare_groep
from aanbod.groepen.rijen import weektabs
from aanbod.groepen.selectors import groepen_van_trainer
from aanbod.models import Aanmelding, Groep
from aanbod.permissions import is_trainer, kan_aanmelding_beheren, kan_aanmeldingen_zien
from aanbod.workflow import GROEP_LOPEND, HAD_PLEK, AanmeldingStaat
from marktplein.audit.services import leg_vast
from marktplein.basis.export import als_bestand, gevraagd_formaat
from marktplein.basis.formulier import gepost, meld, status_van
from marktplein.basis.fouten import DomeinFout, NietToegestaan, Verouderd
from marktplein.basis.lijst import blad, kruimels
from marktplein.basis.lijst import lijst as lijst_van
from marktplein.basis.telefoon import toon as toon_nummer
from marktplein.basis.toegang import haal, vereist

PER_PAGINA = 50
EIGEN_GROEPEN_PER_PAGINA = 25
TOETSEN = (("w", "wie er komt of was"),)
MAG_NIET = "Namen zijn alleen te zien voor het facilitair team en voor de trainers van deze groep."
NIETS_VAST_TE_LEGGEN = "Wie er was, leg je vast als de groep is begonnen. Er is nu niemand om dat van vast te leggen."
KOP = ("Staat", "Naam", "E-mailadres", "Telefoonnummer", "Leeftijd", "Bevestigd op")


def _bewaakt(request: HttpRequest, slug: str) -> Groep:
    groep = zichtbare_groep(request, slug)
    if not kan_aanmeldingen_zien(request.user, groep):
        raise NietToegestaan(MAG_NIET)
    return groep


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lijst(request: HttpRequest, slug: str) -> HttpResponse:
    groep = _bewaakt(request, slug)
    rijen = aanmeldingen_van(groep)
    formaat = gevraagd_formaat(request)
    if formaat:
        leg_vast("aanmeldingen.uitgevoerd", groep, door=request.user, aantal=rijen.count(), formaat=formaat)
        return als_bestand(formaat, KOP, map(_rij, rijen.iterator()), f"aanmeldingen-{groep.slug}")
    page_obj = blad(request, rijen, PER_PAGINA)
    form = _opkomstform(request, groep, page_obj)
    if request.method == "POST" and form is not None and _bewaar_opkomst(request, groep, form):
        return redirect(request.get_full_path())
    leg_vast("aanmeldingen.ingezien", groep, door=request.user, aantal=len(page_obj.object_list))
    context = _context(groep, kan_aanmelding_beheren(request.user), page_obj, form)
    status = 422 if form is None and request.method == "POST" else status_van(form)
    return render(request, "aanbod/aanmeldingen.html", context, status=status)


def _opkomstform(request: HttpRequest, groep: Groep, page_obj: Page[Any]) -> OpkomstForm | None:
    """The form of who came, for the people on this page; None while there is nobody to say it of."""
    van_wie = [rij for rij in page_obj if is_vast_te_leggen(rij)] if opkomst_kan(groep) else []
    for rij in page_obj:
        rij.keuze = None
    if not van_wie:
        if request.method == "POST":
            messages.error(request, NIETS_VAST_TE_LEGGEN)
        return None
    form = OpkomstForm(gepost(request), aanmeldingen=van_wie)
    for rij in van_wie:
        rij.keuze = form[f"wie{rij.pk}"]
    return form


def _bewaar_opkomst(request: HttpRequest, groep: Groep, form: OpkomstForm) -> bool:
    if not form.is_valid():
        return False
    try:
        gedaan = leg_opkomst_vast(
            groep=groep,
            opkomst=form.opkomst(),
            anderen_kwamen=form.cleaned_data["anderen"],
            door=request.user,
            gezien=form.gezien_per_nummer(),
        )
    except Verouderd as fout:
        form.toon_botsing(fout, opgeslagen(groep.aanmeldingen.filter(pk__in=form.nummers.values())))
        return False
    except DomeinFout as fout:
        meld(form, fout)
        return False
    messages.success(request, "Opgeslagen." if any(gedaan.values()) else "Er is niets veranderd.")
    return True


def _context(groep: Groep, mag_beheren: bool, page_obj: Page[Any], form: OpkomstForm | None) -> dict[str, Any]:
    tellingen = groep.aanmeldingen.aggregate(
        houdt=Count("pk", filter=Q(staat__in=HAD_PLEK)),
        wacht=Count("pk", filter=Q(staat=AanmeldingStaat.WACHTLIJST)),
        onbevestigd=Count("pk", filter=Q(staat=AanmeldingStaat.TE_BEVESTIGEN)),
        geweest=Count("pk", filter=Q(staat=AanmeldingStaat.DEELGENOMEN)),
        weg=Count("pk", filter=Q(staat=AanmeldingStaat.NIET_GEKOMEN)),
    )
    return {
        "groep": groep,
        "page_obj": page_obj,
        "form": form,
        "formulier_id": FORMULIER_ID,
        "tellingen": tellingen,
        "mag_beheren": mag_beheren,
        "van_teams": groep.bezet - tellingen["houdt"],
        "kruimels": kruimels(
            ("Groepen", reverse("aanbod:groepen")),
            (groep.interventie.naam, reverse("aanbod:groep", args=[groep.slug])),
        ),
    }


def _rij(aanmelding: Aanmelding) -> tuple[object, ...]:
    return (
        aanmelding.get_staat_display(),
        aanmelding.naam or "(gewist)",
        aanmelding.email,
        toon_nummer(aanmelding.telefoon),
        aanmelding.leeftijd_kind,
        aanmelding.bevestigd_op,
    )


@require_POST
def kennismaking(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """After the intake: the place is final, or it goes to the next."""
    groep = _bewaakt(request, slug)
    aanmelding = haal(groep.aanmeldingen.select_related("groep"), pk=pk)
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


@require_safe
@vereist(is_trainer, "Deze pagina is voor trainers.")
def mijn_groepen(request: HttpRequest) -> HttpResponse:
    groepen = groepen_van_trainer(request.user).annotate(keren=Count("bijeenkomsten", distinct=True))
    deel = lijst_van(request, None, EIGEN_GROEPEN_PER_PAGINA, rijen=groepen)
    loopt, voorbij = ([g for g in deel if (g.staat in GROEP_LOPEND) is ja] for ja in (True, False))
    context = deel.context(
        delen=[(kop, rijen) for kop, rijen in (("Loopt of komt", loopt), ("Voorbij", voorbij)) if rijen],
        tabs=weektabs("aanbod:mijn_groepen"),
        sneltoetsen=TOETSEN,
    )
    return render(request, "aanbod/mijn_groepen.html", context)
