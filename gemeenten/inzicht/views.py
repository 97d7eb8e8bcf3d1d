"""Who gets a place: figures in tables and charts, who waits longest, and how long a new need is likely to wait."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gemeenten.grond.models import Regio
from gemeenten.inzicht.filters import InzichtFilter
from gemeenten.inzicht.selectors import (
    PER,
    Inzicht,
    Rij,
    Tellingen,
    als_wachtende,
    inzicht_in,
    signalen_van_regio,
    wachtenden,
)
from marktplein.basis.filter import keuze
from marktplein.basis.kleine_aantallen import MINSTENS, WEINIG, toon
from marktplein.basis.lijst import bestand, blad, kruimels, lijst, zoekdeel
from marktplein.basis.toegang import vereist
from vraag.models import Signaal
from vraag.permissions import kan_indienen, kan_inzicht_zien, kan_reeksen_zien
from vraag.signalen.selectors import regios_voor_inzicht
from vraag.uitleg import wachttijd_zinnen
from vraag.uitleg.bijna_uit import afmeldlink
from vraag.uitleg.wachttijd import VENSTER_DAGEN, Trainingsregel, wachttijden

PER_PAGINA = 25
WACHTENDEN_PER_PAGINA = 10
MELDING = "De cijfers zijn er voor teams, het lokaal aanspreekpunt, de gemeente en het beheer."
WACHTKOP = ("Training", "Vragen", "Daarvan met een plek", "Helft heeft een plek binnen (weken)", "8 van de 10 (weken)")
MATEN = ("met plek", "wacht nog", "gestopt")


@require_safe
@vereist(kan_inzicht_zien, MELDING)
def inzicht(request: HttpRequest) -> HttpResponse:
    """Who waits longest, then one table at a time (``?per=``), then the last twelve months."""
    regio, filter_ = _kies(request)
    per = keuze(request, "per", PER, "gemeente")
    beeld = inzicht_in(request.user, filter_.qs, per)
    if antwoord := bestand(request, f"plekken-per-{per}", _kop(beeld, per), lambda: _export(beeld)):
        return antwoord
    wacht = blad(request, wachtenden(filter_.qs), WACHTENDEN_PER_PAGINA, "wacht")
    context = {
        "regio": regio,
        "filter": filter_,
        "beeld": beeld,
        "per": PER[per],
        "tabs": _tabs(request, per),
        "page_obj": blad(request, beeld.rijen, PER_PAGINA),
        "wacht_pagina": wacht,
        "wachtenden": als_wachtende(request.user, wacht),
        "maten": MATEN,
        "minstens": MINSTENS,
        "zoekdeel": zoekdeel(request, "wacht"),
        "ziet_reeksen": kan_reeksen_zien(request.user),
        "bijna_uit": afmeldlink(request.user) if kan_indienen(request.user) else "",
    }
    return render(request, "gemeenten/inzicht/inzicht.html", context)


@require_safe
@vereist(kan_inzicht_zien, MELDING)
def inzicht_wachttijd(request: HttpRequest) -> HttpResponse:
    """How long past needs waited, per training; filtered on a municipality where there is enough to go on."""
    regio, filter_ = _kies(request)
    regels = wachttijden(filter_.qs)
    if antwoord := bestand(request, "wachttijd", WACHTKOP, lambda: map(_wachtregel, regels)):
        return antwoord
    deel = lijst(request, filter_, PER_PAGINA, rijen=regels)
    context = deel.context(
        regio=regio,
        rijen=[(r, wachttijd_zinnen.kort(r.wachttijd)) for r in deel],
        jaren=VENSTER_DAGEN // 365,
        te_weinig=WEINIG,
        kruimels=kruimels(("Inzicht", reverse("inzicht:inzicht"))),
    )
    return render(request, "gemeenten/inzicht/wachttijd.html", context)


def _kies(request: HttpRequest) -> tuple[Regio | None, InzichtFilter]:
    """The region asked for (or the first), and the filter over its demand."""
    regios = list(regios_voor_inzicht(request.user))
    per_nummer = {str(r.pk): r for r in regios}
    regio = per_nummer.get(keuze(request, "regio", per_nummer, next(iter(per_nummer), "")))
    signalen: QuerySet[Signaal] = signalen_van_regio(request.user, regio)
    return regio, InzichtFilter(request.GET, queryset=signalen, regios=regios)


def _tabs(request: HttpRequest, nu: str) -> list[dict[str, Any]]:
    voor = zoekdeel(request, "per")
    return [
        {"label": naam, "url": f"?{voor}per={per}#per", "actief": per == nu, "aantal": None}
        for per, naam in PER.items()
    ]


# --- the weekly mail ------------------------------------------------------------------------------------------


def _kop(beeld: Inzicht, per: str) -> Sequence[str]:
    eigen = [f"Bij ons: {maat}" for maat in MATEN] if beeld.heeft_eigen else []
    voor = "Rest van de regio" if beeld.heeft_eigen else "Regio"
    return (PER[per], *eigen, *(f"{voor}: {maat}" for maat in MATEN))


def _export(beeld: Inzicht) -> Iterator[Sequence[Any]]:
    for rij in (*beeld.rijen, beeld.totaal):
        yield _cellen(rij, beeld.heeft_eigen)


def _cellen(rij: Rij, met_eigen: bool) -> tuple[Any, ...]:
    def van(kant: Tellingen) -> tuple[Any, ...]:
        return kant.plek, kant.wacht, kant.gestopt

    return (rij.naam, *(van(rij.eigen) if met_eigen else ()), *van(rij.rest))


def _wachtregel(regel: Trainingsregel) -> tuple[Any, ...]:
    w = regel.wachttijd
    if not w.genoeg:
        return regel.interventie, WEINIG, None, "nog te weinig gegevens", None
    return regel.interventie, toon(w.vragen), toon(w.geplaatst), _tot(w.mediaan), _tot(w.tachtig)


def _tot(weken: int | None) -> int | str:
    return "nog niet bereikt" if weken is None else weken
