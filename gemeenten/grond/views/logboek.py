"""History for the application admin: who did what to which thing, when."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from gemeenten.grond.filters import LogboekFilter
from gemeenten.grond.gebeurtenissen import (
    AANTALLEN,
    HERKOMST,
    TELT_KINDEREN,
    Namen,
    gegeven_in_woorden,
    in_woorden,
    naam_van_soort,
    namen_van,
    overgang_in_woorden,
    verwijzingen,
)
from gemeenten.grond.permissions import kan_logboek_zien
from marktplein.accounts.ingelogd import ingelogd
from marktplein.accounts.models import User
from marktplein.audit.models import Logregel
from marktplein.audit.services import leg_vast
from marktplein.basis.export import HOOGSTENS, als_bestand, gevraagd_formaat
from marktplein.basis.kleine_aantallen import toon
from marktplein.basis.lijst import lijst
from marktplein.basis.persoonlijk import zoekdata, zoekt_personen
from marktplein.basis.toegang import vereist

PER_PAGINA = 50
KOP = ("Moment", "Gebeurtenis", "Code", "Ding", "Soort", "Nummer", "Wie", "Gegevens", "Herkomst", "Adres")


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_logboek_zien)
@zoekt_personen("wie")
def logboek(request: HttpRequest) -> HttpResponse:
    """Newest first, filtered; ``?formaat=xlsx`` or csv gives it as a file."""
    filter_ = LogboekFilter(
        zoekdata(request), queryset=Logregel.objects.select_related("door", "oorsprong").order_by("-op", "-pk")
    )
    if formaat := gevraagd_formaat(request):
        return _bestand(request, formaat, filter_.qs)
    blad = lijst(request, filter_, PER_PAGINA)
    return render(request, "gemeenten/logboek.html", blad.context(regels=_getoond(list(blad))))


def _getoond(regels: list[Logregel]) -> list[dict[str, Any]]:
    namen = _namen(regels)
    return [
        {
            "regel": regel,
            "wat": in_woorden(regel.gebeurtenis),
            "ding": _ding(regel, namen),
            "door": _wie(regel),
            "gegevens": _gegevens(regel, namen),
            "waarmee": _waarmee(regel),
        }
        for regel in regels
    ]


def _namen(regels: Iterable[Logregel]) -> Namen:
    """Of all that these lines are about, and of what their facts name."""
    return namen_van(
        ding for regel in regels for ding in ((regel.soort, regel.object_id), *verwijzingen(regel.gegevens))
    )


def _ding(regel: Logregel, namen: Namen) -> str:
    """What it is about, by name where it has one; nothing when that is who did it."""
    if regel.soort == User._meta.label and regel.object_id == str(regel.door_id):
        return ""
    naam = namen.get((regel.soort, regel.object_id))
    return naam or f"{naam_van_soort(regel.soort)} {regel.object_id}".strip()


def _wie(regel: Logregel) -> str:
    if regel.door is not None:
        return str(regel.door)
    return f"verwijderd account {regel.door_id}" if regel.door_id else ""


def _gegevens(regel: Logregel, namen: Namen) -> str:
    """Counts of children as everywhere: who reads this page reads of others."""
    telt_kinderen = regel.gebeurtenis.startswith(TELT_KINDEREN)
    rest, delen = dict(regel.gegevens), []
    if {"van", "naar"} <= rest.keys():
        delen.append(overgang_in_woorden(regel.soort, rest.pop("van"), rest.pop("naar")))
    delen += [
        gegeven_in_woorden(
            naam, toon(waarde) if telt_kinderen and isinstance(waarde, int) and naam in AANTALLEN else waarde, namen
        )
        for naam, waarde in sorted(rest.items())
    ]
    return ", ".join(delen)


def _waarmee(regel: Logregel) -> str:
    """How it came about, and from where as long as that is kept."""
    adres = _adres(regel)
    return ", ".join(
        deel for deel in (HERKOMST.get(regel.herkomst, regel.herkomst), f"vanaf {adres}" if adres else "") if deel
    )


def _adres(regel: Logregel) -> str:
    """Where it came from, as long as that is kept."""
    return regel.oorsprong.adres if hasattr(regel, "oorsprong") else ""


def _bestand(request: HttpRequest, formaat: str, regels: QuerySet[Logregel]) -> HttpResponse:
    gekozen = list(regels[:HOOGSTENS])
    namen = _namen(gekozen)
    rijen = [_rij(regel, namen) for regel in gekozen]
    leg_vast("logboek.geexporteerd", ingelogd(request), door=ingelogd(request), aantal=len(rijen), formaat=formaat)
    return als_bestand(formaat, KOP, rijen, "logboek")


def _rij(regel: Logregel, namen: Namen) -> tuple[Any, ...]:
    """In words for who reads it, with the codes for who counts."""
    wat = (in_woorden(regel.gebeurtenis), regel.gebeurtenis, naam_van_soort(regel.soort), regel.soort, regel.object_id)
    return (regel.op, *wat, _wie(regel) or "–", _gegevens(regel, namen), regel.herkomst, _adres(regel))
