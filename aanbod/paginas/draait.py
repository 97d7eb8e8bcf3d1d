"""What runs where: the planning of the whole region for who works here, and who can give what."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from aanbod.expertise.selectors import met_geldige_certificaten, te_geven, waar_te_vragen
from aanbod.groepen.selectors import planning, tellingen_planning, zichtbaar_voor
from aanbod.models import Groep, Interventie
from aanbod.paginas.filters import GeverFilter, PlanningFilter
from aanbod.permissions import kan_gevers_zien, kan_plank_zien
from marktplein.basis import dagdelen
from marktplein.basis.lijst import bestand, lijst, zoekdeel
from marktplein.basis.toegang import vereist

PER_PAGINA = 25
KOP = (
    "Gemeente", "Training", "Plaats", "Dagdeel", "Eerste bijeenkomst", "Laatste bijeenkomst", "Bijeenkomsten",
    "Voor wie", "Preventievorm", "Plekken", "Vrij", "Stand",
)  # fmt: skip
GEVERKOP = ("Training", "Trainers nodig", "Trainers met certificaat")
NAAMKOP = ("Training", "Trainer", "Gemeente", "Geeft", "Certificaat geldig tot en met", "Dagdelen")


@require_safe
@vereist(kan_plank_zien, "De planning van de regio is voor wie op het marktplein werkt.")
def draait(request: HttpRequest) -> HttpResponse:
    """All groups that run or are coming, as far as one may open them, under their municipality."""
    alle = planning(zichtbaar_voor(request.user))
    filter_ = PlanningFilter(request.GET, queryset=alle, request=request)
    if antwoord := bestand(request, "wat-draait-waar", KOP, lambda: map(_rij, filter_.qs)):
        return antwoord
    deel = lijst(request, filter_, PER_PAGINA)
    context = deel.context(
        gemeenten=_per_gemeente(deel),
        tabs=_tabs(request, tellingen_planning(alle)),
        weergaven_naam="Groepen met of zonder plek",
        filternaam="De planning doorzoeken",
    )
    return render(request, "aanbod/draait.html", context)


def _per_gemeente(groepen: Iterable[Groep]) -> list[tuple[str, list[Groep]]]:
    rijen = list(groepen)
    for groep in rijen:
        groep.dagdeelnaam = _dagdeel(groep)  # type: ignore[attr-defined]
    return [(naam, list(deel)) for naam, deel in groupby(rijen, lambda groep: groep.gemeente.naam)]


def _dagdeel(groep: Groep) -> str:
    return "" if groep.dagdeel is None else dagdelen.naam(groep.dagdeel)


def _rij(g: Groep) -> Sequence[Any]:
    return (
        g.gemeente.naam, g.interventie.naam, g.locatie_naam, _dagdeel(g), g.start_op, g.eind_op,
        g.keren, g.voor_wie, g.get_preventievorm_display(), g.capaciteit, g.vrij, g.get_staat_display(),
    )  # type: ignore[attr-defined]  # fmt: skip


def _tabs(request: HttpRequest, aantallen: tuple[int, int]) -> list[dict[str, Any]]:
    rest, met_plek = zoekdeel(request, "plek"), bool(request.GET.get("plek"))
    return [
        {"label": "Alles", "url": f"?{rest}", "actief": not met_plek, "aantal": aantallen[0]},
        {"label": "Nog plek", "url": f"?{rest}plek=on", "actief": met_plek, "aantal": aantallen[1]},
    ]


@require_safe
@vereist(kan_plank_zien, "Dit overzicht is voor wie op het marktplein werkt.")
def gevers(request: HttpRequest) -> HttpResponse:
    """Per training who has a valid certificate: names for who plans groups, how many for everybody who works here."""
    ziet_namen = kan_gevers_zien(request.user)
    filter_ = GeverFilter(request.GET, queryset=te_geven(), request=request)
    met = met_geldige_certificaten(filter_.qs)
    kop = NAAMKOP if ziet_namen else GEVERKOP
    if antwoord := bestand(request, "wie-kan-wat-geven", kop, lambda: _gevers(met, ziet_namen)):
        return antwoord
    deel = lijst(request, filter_, PER_PAGINA, rijen=met)
    for interventie in deel:
        for certificaat in interventie.geldige_certificaten:
            certificaat.waar = waar_te_vragen(certificaat.trainer)
    context = deel.context(ziet_namen=ziet_namen, filternaam="Trainingen doorzoeken")
    return render(request, "aanbod/gevers.html", context)


def _gevers(aanbod: Iterable[Interventie], ziet_namen: bool) -> Iterator[Sequence[Any]]:
    for i in aanbod:
        certificaten: Sequence[Any] = i.geldige_certificaten  # type: ignore[attr-defined]
        if not ziet_namen:
            yield i.naam, i.trainers_nodig, len(certificaten)
        elif not certificaten:
            yield i.naam, "niemand", "", "", None, ""
        else:
            for c in certificaten:
                wanneer = dagdelen.kort(c.trainer.dagdelen) if c.trainer.dagdelen else ""
                yield i.naam, c.trainer.naam, c.trainer.gemeente.naam, waar_te_vragen(c.trainer), c.geldig_tot, wanneer
