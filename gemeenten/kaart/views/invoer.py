"""Bring in a list of organisations: the file, its columns, what it would do row by row, and how far it is."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from gemeenten.kaart import selectors as lees
from gemeenten.kaart.enums import Invoerstap, Regelsoort
from gemeenten.kaart.forms import VELDNAMEN, BestandForm, KolommenForm
from gemeenten.kaart.models import Invoer
from gemeenten.kaart.permissions import kan_kaart_aanvullen
from gemeenten.kaart.services import invoer as services
from gemeenten.kaart.tabel import raad_kolommen
from gemeenten.kaart.views.beheer import NAAR_BEHEER, WIE_WEL
from marktplein.accounts.ingelogd import ingelogd
from marktplein.basis.filter import keuze
from marktplein.basis.formulier import gepost, meld, status_van
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.invoer import nummer
from marktplein.basis.lijst import kruimels, lijst
from marktplein.basis.toegang import haal, vereist
from marktplein.werk.pagina import Voortgang, antwoord_op_peiling, voortgang_van

PER_PAGINA = 25
KEUZE = "keuze-"


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_kaart_aanvullen, WIE_WEL)
def invoeren(request: HttpRequest) -> HttpResponse:
    """A new file, and those that were brought in."""
    form = BestandForm(gepost(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        gegevens = form.cleaned_data
        try:
            ding = services.begin(
                bron=gegevens["bron"],
                bestand=gegevens["bestand"].name,
                inhoud=gegevens["bestand"].read(),
                door=ingelogd(request),
                sleutel=gegevens["sleutel"],
            )
        except DomeinFout as fout:
            meld(form, fout)
        else:
            return redirect("kaart:kolommen", pk=ding.pk)
    deel = lijst(request, None, PER_PAGINA, rijen=lees.invoeren_zichtbaar_voor(request.user))
    context = deel.context(form=form, kruimels=_kruimels())
    return render(request, "gemeenten/kaart/invoeren.html", context, status=status_van(form))


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_kaart_aanvullen, WIE_WEL)
def kolommen(request: HttpRequest, pk: int) -> HttpResponse:
    ding = haal(lees.invoeren_zichtbaar_voor(request.user), pk=pk)
    form = KolommenForm(gepost(request), kop=ding.kop, initial=raad_kolommen(ding.kop, ding.bron.kolommen))
    if request.method == "POST" and form.is_valid():
        try:
            services.kies_kolommen(invoer=ding, kolommen=form.cleaned_data, door=ingelogd(request))
        except DomeinFout as fout:
            meld(form, fout)
        else:
            return redirect("kaart:invoer", pk=pk)
    context = {"invoer": ding, "form": form, "kruimels": _kruimels(ding)}
    return render(request, "gemeenten/kaart/kolommen.html", context, status=status_van(form))


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_kaart_aanvullen, WIE_WEL)
def invoer(request: HttpRequest, pk: int) -> HttpResponse:
    """What the list would do or did; a POST says what the doubtful rows on this page are."""
    ding = haal(lees.invoeren_zichtbaar_voor(request.user), pk=pk)
    if request.method == "POST":
        return _kies(request, ding)
    voortgang = _voortgang(ding)
    if (antwoord := antwoord_op_peiling(request, voortgang)) is not None:
        return antwoord
    telling = lees.tel_soorten(ding)
    soort = keuze(request, "soort", Regelsoort.values, "")
    gekozen = soort or next((naam for naam in Regelsoort.values if telling.get(naam)), Regelsoort.NIEUW.value)
    regels = ding.regels.filter(soort=gekozen).select_related("organisatie")
    deel = lijst(request, None, PER_PAGINA, rijen=regels)
    for regel in deel:
        regel.anders = ", ".join(VELDNAMEN.get(veld, veld) for veld in regel.verschil)
    context = deel.context(
        invoer=ding,
        voortgang=voortgang,
        soort=gekozen,
        tabs=_tabs(telling, gekozen),
        ingevoerd=ding.stap == Invoerstap.INVOEREN and not ding.is_onaf,
        te_doen=sum(telling.get(naam, 0) for naam in ("nieuw", "gewijzigd")),
        kruimels=_kruimels(ding),
    )
    return render(request, "gemeenten/kaart/invoer.html", context)


def _kies(request: HttpRequest, ding: Invoer) -> HttpResponse:
    keuzes = {
        pk: waarde
        for naam, waarde in request.POST.items()
        if naam.startswith(KEUZE) and (pk := nummer(naam.removeprefix(KEUZE)))
    }
    try:
        services.kies(invoer=ding, keuzes=keuzes, door=ingelogd(request))
    except DomeinFout as fout:
        messages.error(request, fout.melding)
    else:
        messages.success(request, "Je keuzes zijn bewaard.")
    return redirect(f"{reverse('kaart:invoer', args=[ding.pk])}?soort=twijfel")


@require_POST
@vereist(kan_kaart_aanvullen, WIE_WEL)
def doorvoeren(request: HttpRequest, pk: int) -> HttpResponse:
    ding = haal(lees.invoeren_zichtbaar_voor(request.user), pk=pk)
    try:
        services.voer_door(invoer=ding, door=ingelogd(request))
    except DomeinFout as fout:
        messages.error(request, fout.melding)
    return redirect("kaart:invoer", pk=pk)


def _voortgang(ding: Invoer) -> Voortgang:
    return voortgang_van(
        ding, url=reverse("kaart:invoer", args=[ding.pk]), naam="Hoe ver de lijst is", begint="We beginnen zo."
    )


def _tabs(telling: dict[str, int], gekozen: str) -> list[dict[str, Any]]:
    return [
        {"label": soort.label, "url": f"?soort={soort}", "actief": soort == gekozen, "aantal": telling.get(soort, 0)}
        for soort in Regelsoort
    ]


def _kruimels(ding: Invoer | None = None) -> list[dict[str, str]]:
    naar = (NAAR_BEHEER[0], reverse(NAAR_BEHEER[1]))
    return kruimels(naar, ("Lijst invoeren", reverse("kaart:invoeren"))) if ding else kruimels(naar)
