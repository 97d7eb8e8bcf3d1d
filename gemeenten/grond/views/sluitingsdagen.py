"""On which days a region, its desk or a municipality is closed: the list, a day more, and a day less."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gemeenten.grond.filters import SluitingsdagFilter
from gemeenten.grond.forms import SluitingsdagForm
from gemeenten.grond.kalenders import plekken_voor_sluitingsdag, sluitingsdagen_zichtbaar_voor
from gemeenten.grond.models import Gemeente, Sluitingsdag
from gemeenten.grond.permissions import kan_sluitingsdag_zetten, kan_sluitingsdagen_zien
from gemeenten.grond.services.sluitingsdagen import haal_sluitingsdag_weg, voeg_sluitingsdag_toe
from marktplein.accounts.ingelogd import ingelogd
from marktplein.accounts.models import Bezoeker
from marktplein.audit.models import Logregel
from marktplein.basis.formulier import gepost, meld, status_van
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.invoer import datum
from marktplein.basis.lijst import kruimels, lijst
from marktplein.basis.toegang import haal, vereist
from marktplein.basis.werkdagen import FEESTDAGEN

PER_PAGINA = 25
REGELS_GESCHIEDENIS = 20
# Behind the day: what was said about it, for an open and for a closed one.
WAT_GEBEURDE = {
    "sluitingsdag.toegevoegd": ("open", "dicht"),
    "sluitingsdag.weggehaald": ("open weggehaald", "dicht weggehaald"),
}
WIE_WEL = "Sluitingsdagen zijn er voor de gemeente, het lokaal aanspreekpunt en het facilitair punt."


@require_safe
@vereist(kan_sluitingsdagen_zien, WIE_WEL)
def sluitingsdagen(request: HttpRequest) -> HttpResponse:
    zichtbaar = sluitingsdagen_zichtbaar_voor(request.user)
    blad = lijst(request, SluitingsdagFilter(request.GET, queryset=zichtbaar, request=request), PER_PAGINA)
    for dag in blad:
        dag.weg_te_halen = kan_sluitingsdag_zetten(request.user, dag)
    return render(
        request,
        "gemeenten/sluitingsdagen.html",
        blad.context(geschiedenis=_geschiedenis(request.user), filternaam="Sluitingsdagen filteren"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_sluitingsdagen_zien, WIE_WEL)
def sluitingsdag_nieuw(request: HttpRequest) -> HttpResponse:
    form = SluitingsdagForm(gepost(request), plekken=plekken_voor_sluitingsdag(request.user))
    if form.is_bound and form.is_valid():
        try:
            voeg_sluitingsdag_toe(door=ingelogd(request), **form.gegevens())
        except DomeinFout as fout:
            meld(form, fout)
        else:
            messages.success(request, "Opgeslagen. Nieuwe termijnen en bijeenkomsten houden er rekening mee.")
            return redirect("gemeenten:sluitingsdagen")
    context = {"form": form, "kruimels": kruimels(("Sluitingsdagen", reverse("gemeenten:sluitingsdagen")))}
    return render(request, "gemeenten/sluitingsdag_nieuw.html", context, status=status_van(form))


@require_POST
@vereist(kan_sluitingsdagen_zien, WIE_WEL)
def sluitingsdag_weg(request: HttpRequest, pk: int) -> HttpResponse:
    dag = haal(sluitingsdagen_zichtbaar_voor(request.user), pk=pk)
    haal_sluitingsdag_weg(dag=dag, door=ingelogd(request))
    messages.success(request, f"{dag} is weggehaald voor {dag.plek}.")
    return redirect("gemeenten:sluitingsdagen")


def _geschiedenis(user: Bezoeker) -> list[dict[str, Any]]:
    """What was set and taken back in the places of which this user sees the days."""
    regels = Logregel.objects.filter(soort=Sluitingsdag._meta.label).select_related("door").order_by("-op", "-pk")
    zichtbaar = {plek.gemeente_id for plek in plekken_voor_sluitingsdag(user)}
    gekozen = [r for r in regels[: REGELS_GESCHIEDENIS * 10] if r.gegevens["gemeente"] in {None, *zichtbaar}]
    namen = dict(Gemeente.objects.filter(pk__in=zichtbaar - {None}).values_list("pk", "naam"))
    return [
        {
            "wat": f"{_dag(r.gegevens)} {WAT_GEBEURDE[r.gebeurtenis][bool(r.gegevens['dicht'])]}",
            "icoon": "kruis" if r.gebeurtenis == "sluitingsdag.weggehaald" else "plus",
            "wanneer": r.op,
            "wie": str(r.door) if r.door else "",
            "toelichting": namen.get(r.gegevens["gemeente"])
            or ("Facilitair punt" if r.gegevens["balie"] else "Hele regio"),
        }
        for r in gekozen[:REGELS_GESCHIEDENIS]
    ]


def _dag(gegevens: dict[str, Any]) -> str:
    if gegevens["feestdag"]:
        return FEESTDAGEN.get(gegevens["feestdag"], gegevens["feestdag"])
    dag = datum(gegevens["datum"])
    return date_format(dag, "j F" if gegevens["elk_jaar"] else "j F Y") if dag else ""
