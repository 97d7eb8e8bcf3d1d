"""The desk takes one registration off the list, or erases its data: ask why, then do it."""

from collections.abc import Callable
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class _Handeling:
    """Something the desk does to one registration, asked first: its words, and when it is too late for it."""

    formulier: type[AnnuleerForm | WisForm]
    doe: Callable[..., object]
    te_laat: Callable[[Aanmelding], bool]
    al_gedaan: str
    gelukt: str
    vraag: str
    gevolg: str
    ja: str


AFMELDEN = _Handeling(
    AnnuleerForm,
    annuleer_aanmelding,
    te_laat=lambda aanmelding: aanmelding.staat not in AANMELDING_LOPEND,
    al_gedaan="Deze aanmelding is al gestopt of afgerond.",
    gelukt="Dat is afgemeld. De deelnemer krijgt een mail.",
    vraag="Meld {wie} af?",
    gevolg="De plek komt vrij en gaat naar de eerste op de wachtlijst. Deze persoon krijgt een mail. "
    "Dit kun je niet terugdraaien; opnieuw aanmelden kan wel.",
    ja="Meld af",
)
WISSEN = _Handeling(
    WisForm,
    wis_aanmelding,
    te_laat=lambda aanmelding: aanmelding.gewist_op is not None,
    al_gedaan="Deze gegevens zijn al gewist.",
    gelukt="De gegevens zijn gewist.",
    vraag="Wis de gegevens van {wie}?",
    gevolg="Naam, e-mailadres, telefoonnummer en leeftijd gaan nu weg, voorgoed. Een plek in deze groep komt vrij. "
    "In de geschiedenis blijft staan dát er iets gewist is, en door wie; niet van wie het was.",
    ja="Wis de gegevens",
)


@never_cache
@require_http_methods(METHODEN)
@vereist(kan_aanmelding_beheren, ALLEEN_FACILITAIR)
def annuleren(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    return _handel(request, slug, pk, AFMELDEN)


@never_cache
@require_http_methods(METHODEN)
@vereist(kan_aanmelding_beheren, ALLEEN_FACILITAIR)
def wissen(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    return _handel(request, slug, pk, WISSEN)


def _handel(request: HttpRequest, slug: str, pk: int, handeling: _Handeling) -> HttpResponse:
    """Ask, and do it once the form is right."""
    groep, aanmelding = _haal(request, slug, pk)
    if handeling.te_laat(aanmelding) and request.method != "POST":
        return _terug(request, groep, handeling.al_gedaan)
    form = handeling.formulier(gepost(request))
    if not (form.is_bound and form.is_valid()):
        return _vraag(request, groep, form, handeling, wie=aanmelding.naam or "deze persoon")
    try:
        handeling.doe(aanmelding, door=request.user, **form.cleaned_data)
    except DomeinFout as fout:
        return _terug(request, groep, fout.melding)
    messages.success(request, handeling.gelukt)
    return redirect("aanbod:aanmeldingen", slug=groep.slug)


def _haal(request: HttpRequest, slug: str, pk: int) -> tuple[Groep, Aanmelding]:
    """The group and one of its registrations; whoever sees the name leaves a line of it."""
    groep = zichtbare_groep(request, slug)
    aanmelding = haal(groep.aanmeldingen.all(), pk=pk)
    if request.method != "POST":
        leg_vast("aanmeldingen.ingezien", groep, door=request.user, aantal=1)
    return groep, aanmelding


def _vraag(
    request: HttpRequest, groep: Groep, form: AnnuleerForm | WisForm, handeling: _Handeling, *, wie: str
) -> HttpResponse:
    terug = reverse("aanbod:aanmeldingen", args=[groep.slug])
    context = {
        "vraag": handeling.vraag.format(wie=wie),
        "gevolg": handeling.gevolg,
        "ja": handeling.ja,
        "terug": terug,
        "form": form,
        "gevaar": True,
        "kruimels": kruimels(
            ("Groepen", reverse("aanbod:groepen")),
            (groep.interventie.naam, reverse("aanbod:groep", args=[groep.slug])),
            ("Aanmeldingen", terug),
        ),
    }
    return render(request, "includes/_bevestig.html", context, status=422 if form.is_bound else 200)


def _terug(request: HttpRequest, groep: Groep, melding: str) -> HttpResponse:
    messages.info(request, melding)
    return redirect("aanbod:aanmeldingen", slug=groep.slug)
