"""The desk takes one registration off the list, or erases its data: ask why, then do it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from aanbod.deelname.forms.balie import AnnuleerForm, WisForm
from aanbod.deelname.services.balie import ALLEEN_FACILITAIR, annuleer_aanmelding, wis_aanmelding
from aanbod.groepen.pagina import zichtbare_groep
from aanbod.models import Aanmelding, Groep
from aanbod.permissions import kan_aanmelding_beheren
from aanbod.workflow import AANMELDING_LOPEND
from marktplein.audit.services import leg_vast
from marktplein.basis.formulier import gepost
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.lijst import kruimels
from marktplein.basis.toegang import haal, vereist

METHODEN = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(METHODEN)
@vereist(kan_aanmelding_beheren, ALLEEN_FACILITAIR)
def annuleren(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    groep, aanmelding = _haal(request, slug, pk)
    if aanmelding.staat not in AANMELDING_LOPEND and request.method != "POST":
        return _terug(request, groep, "Deze aanmelding is al gestopt of afgerond.")
    form = AnnuleerForm(gepost(request))

    def doe(c: dict[str, Any]) -> None:
        annuleer_aanmelding(aanmelding, door=request.user, **c)

    return _vraag(
        request,
        groep,
        form,
        doe,
        gelukt="Dat is afgemeld. De deelnemer krijgt een mail.",
        vraag=f"Meld {aanmelding.naam or 'deze persoon'} af?",
        gevolg="De plek komt vrij en gaat naar de eerste op de wachtlijst. Deze persoon krijgt een mail. "
        "Dit kun je niet terugdraaien; opnieuw aanmelden kan wel.",
        ja="Meld af",
    )


@never_cache
@require_http_methods(METHODEN)
@vereist(kan_aanmelding_beheren, ALLEEN_FACILITAIR)
def wissen(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    groep, aanmelding = _haal(request, slug, pk)
    if aanmelding.gewist_op is not None and request.method != "POST":
        return _terug(request, groep, "Deze gegevens zijn al gewist.")
    form = WisForm(gepost(request))

    def doe(c: dict[str, Any]) -> None:
        wis_aanmelding(aanmelding, door=request.user, **c)

    return _vraag(
        request,
        groep,
        form,
        doe,
        gelukt="De gegevens zijn gewist.",
        vraag=f"Wis de gegevens van {aanmelding.naam or 'deze persoon'}?",
        gevolg="Naam, e-mailadres, telefoonnummer en leeftijd gaan nu weg, voorgoed. Een plek in deze groep komt vrij. "
        "In de geschiedenis blijft staan dát er iets gewist is, en door wie; niet van wie het was.",
        ja="Wis de gegevens",
    )


def _haal(request: HttpRequest, slug: str, pk: int) -> tuple[Groep, Aanmelding]:
    """The group and one of its registrations; whoever sees the name leaves a line of it."""
    groep = zichtbare_groep(request, slug)
    aanmelding = haal(groep.aanmeldingen.all(), pk=pk)
    if request.method != "POST":
        leg_vast("aanmeldingen.ingezien", groep, door=request.user, aantal=1)
    return groep, aanmelding


def _vraag(
    request: HttpRequest,
    groep: Groep,
    form: AnnuleerForm | WisForm,
    doe: Callable[[dict[str, Any]], None],
    *,
    gelukt: str,
    **context: str,
) -> HttpResponse:
    if form.is_bound and form.is_valid():
        try:
            doe(form.cleaned_data)
        except DomeinFout as fout:
            return _terug(request, groep, fout.melding)
        messages.success(request, gelukt)
        return redirect("aanbod:aanmeldingen", slug=groep.slug)
    terug = reverse("aanbod:aanmeldingen", args=[groep.slug])
    context |= {"terug": terug}
    broodkruimels = kruimels(
        ("Groepen", reverse("aanbod:groepen")),
        (groep.interventie.naam, reverse("aanbod:groep", args=[groep.slug])),
        ("Aanmeldingen", terug),
    )
    return render(
        request,
        "includes/_bevestig.html",
        {**context, "form": form, "gevaar": True, "kruimels": broodkruimels},
        status=422 if form.is_bound else 200,
    )


def _terug(request: HttpRequest, groep: Groep, melding: str) -> HttpResponse:
    messages.info(request, melding)
    return redirect("aanbod:aanmeldingen", slug=groep.slug)
