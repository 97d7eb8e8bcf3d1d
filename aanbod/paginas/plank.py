"""The shelf for professionals."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from aanbod.models import Interventie
from aanbod.paginas.filters import PlankFilter
from aanbod.paginas.publiek import LANGSTE_VRAAG
from aanbod.permissions import is_professional, kan_plank_zien
from aanbod.plank import selectors as lees
from aanbod.plank.selectors import gepubliceerd
from aanbod.zoeken.selectors import zoek_interventies
from marktplein.basis.lijst import bestand, lijst
from marktplein.basis.toegang import vereist

PER_PAGINA = 20
TOETSEN = (("v", "plaats een vraag"),)
KOP = (
    "Naam", "Aanbieder", "Voor wie", "Leeftijd vanaf", "Leeftijd tot en met", "Preventievorm", "Ook groepen", "Vorm",
    "Kleinste groep", "Grootste groep", "Bijeenkomsten", "Eigen bijdrage (centen)", "Aanmelden bij", "Wie betaalt",
)  # fmt: skip


@require_safe
@vereist(kan_plank_zien, "De plank is voor wie op het marktplein werkt.")
def plank(request: HttpRequest) -> HttpResponse:
    vraag = request.GET.get("q", "").strip()[:LANGSTE_VRAAG]
    filter_ = PlankFilter(request.GET, queryset=gepubliceerd(), request=request)
    gevonden = zoek_interventies(vraag, binnen=filter_.qs)
    if antwoord := bestand(request, "plank", KOP, lambda: map(_rij, gevonden)):
        return antwoord
    rijen = lees.plank(gevonden)
    mag_vragen = is_professional(request.user)
    context = lijst(request, filter_, PER_PAGINA, rijen=rijen).context(
        weergaven=_weergaven(request),
        mag_vragen=mag_vragen,
        sneltoetsen=TOETSEN if mag_vragen else (),
        filternaam="De plank doorzoeken",
    )
    return render(request, "aanbod/plank.html", context)


def _rij(i: Interventie) -> Sequence[Any]:
    hoofd, *anderen = (vorm.value for vorm in i.preventievormen)
    wie = ", ".join(str(voor.label).lower() for voor in i.voor_wie)
    return (
        i.naam, i.aanbieder, wie, i.leeftijd_min, i.leeftijd_max, hoofd, ", ".join(anderen), i.get_vorm_display(),
        i.groep_min, i.groep_max, i.bijeenkomsten, i.eigen_bijdrage_cent, i.aanmelden_bij, i.wie_betaalt,
    )  # fmt: skip


def _weergaven(request: HttpRequest) -> list[dict[str, Any]]:
    alles, draait = lees.tellingen_plank()
    nu = bool(request.GET.get("draait"))
    return [
        {"label": "Alles", "url": "?", "actief": not nu, "aantal": alles},
        {"label": "Draait of start", "url": "?draait=on", "actief": nu, "aantal": draait},
    ]
