"""Groups as rows, for who works here: the list with its views, and the same for a trainer's own groups."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format

from aanbod.groepen import selectors
from aanbod.groepen.filters import WerkFilter
from aanbod.groepen.kaart import groepenkaart
from aanbod.models import Groep, Interventie
from aanbod.permissions import kan_groep_plannen
from aanbod.workflow import GROEP_NOG_NIET_BEGONNEN
from gemeenten.grond.permissions import PROFESSIONALS
from gemeenten.grond.selectors import team_ids_van
from marktplein.basis import klok
from marktplein.basis.lijst import bestand, lijst, zoekdeel

PER_PAGINA = 25
KOP = (
    "Training", "Gemeente", "Plaats", "Eerste bijeenkomst", "Laatste bijeenkomst", "Voor wie", "Preventievorm",
    "Bezet", "Plekken", "Stand",
)  # fmt: skip
TOETSEN = (("p", "neem plekken voor je team"),)


def groepen(request: HttpRequest, van_aanbod: Interventie | None) -> HttpResponse:
    teams = team_ids_van(request.user, *PROFESSIONALS)
    alle = selectors.voor_regels(selectors.zichtbaar_voor(request.user))
    filter_ = WerkFilter(request.GET, queryset=alle, request=request, teams=teams)
    if antwoord := bestand(request, "groepen", KOP, lambda: map(_rij, filter_.qs.defer(None))):
        return antwoord
    deel = lijst(request, filter_, PER_PAGINA)
    context = deel.context(
        van_aanbod=van_aanbod,
        lijst=filter_.gekozen_lijst,
        maanden=per_maand(deel),
        tabs=_tabs(request, filter_, selectors.tellingen(alle, teams)),
        weergaven_naam="Lijsten van groepen",
        kaart=groepenkaart(deel, filter_),
        met_team=bool(teams),
        mag_maken=kan_groep_plannen(request.user),
        sneltoetsen=TOETSEN if teams else (),
        filternaam="Groepen beperken",
    )
    return render(request, "aanbod/groepen_werk.html", context)


def _rij(g: Groep) -> Sequence[Any]:
    return (
        g.interventie.naam, g.gemeente.naam, g.locatie_naam, g.start_op, g.eind_op, g.voor_wie, g.preventievorm,
        g.bezet, g.capaciteit, g.get_staat_display(),
    )  # fmt: skip


def _tabs(request: HttpRequest, filter_: WerkFilter, aantallen: dict[str, int]) -> list[dict[str, Any]]:
    """The views keep the other filters; who works in a team goes on to its week."""
    rest = zoekdeel(request, "lijst")
    week = {"label": "Week van je team", "url": reverse("aanbod:mijn_week"), "actief": False, "aantal": None}
    return [
        {
            "label": selectors.WEERGAVEN[naam],
            "url": f"?{rest}lijst={naam}",
            "actief": naam == filter_.gekozen_lijst,
            "aantal": aantal,
        }
        for naam, aantal in aantallen.items()
    ] + ([week] if selectors.TEAM in aantallen else [])


def per_maand(groepen: Iterable[Groep]) -> list[tuple[str, list[Groep]]]:
    """Groups under the month in which they begin; ``te_nemen`` on one tells whether a team can still take places."""
    vandaag = klok.vandaag()
    rijen = list(groepen)
    for groep in rijen:
        komt = groep.staat in GROEP_NOG_NIET_BEGONNEN and groep.start_op >= vandaag
        groep.te_nemen = komt and groep.vrij > 0  # type: ignore[attr-defined]
    return [
        (date_format(van[0].start_op, "F Y"), van)
        for van in (list(deel) for _, deel in groupby(rijen, lambda groep: (groep.start_op.year, groep.start_op.month)))
    ]


def weektabs(hier: str) -> list[dict[str, Any]]:
    """From a trainer's own groups to the own week and back."""
    namen = (("aanbod:mijn_groepen", "Mijn groepen"), ("aanbod:mijn_week", "Mijn week"))
    return [{"label": label, "url": reverse(naam), "actief": naam == hier, "aantal": None} for naam, label in namen]
