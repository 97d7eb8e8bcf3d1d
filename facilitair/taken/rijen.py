"""The rows of the queue: what one can do in a row, for one task or for several, and how to take it back."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from facilitair.models import Taak
from facilitair.permissions import WIE_WEL, kan_taken_doen, kan_taken_zien
from facilitair.taken import handelingen, selectors
from facilitair.taken.filters import TaakFilter
from facilitair.taken.services import taken as services
from facilitair.workflow import TAAK_OVERGANGEN, TaakStaat
from marktplein.accounts.ingelogd import ingelogd
from marktplein.accounts.models import Bezoeker, User
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.invoer import nummer
from marktplein.basis.lijst import lijst_om_rij, terug_naar, zoekdeel_van
from marktplein.basis.toegang import haal, vereist
from marktplein.werk import uitstel
from marktplein.werk.models import Uitgesteld

TOETSEN = (("c", "pak de taak op"), ("d", "klaar"))
TE_LAAT = "Dat kan niet meer: het is al gedaan."
NIETS_GEKOZEN = "Kies eerst een of meer taken."
KIES_COLLEGA = "Kies eerst een collega."


@dataclass(frozen=True)
class Knop:
    """One act of a row."""

    actie: str
    tekst: str
    toets: str = ""


OPPAKKEN = Knop("oppakken", "Pak op", "c")
KLAAR = Knop("klaar", "Klaar", "d")
TERUGGEVEN = Knop("teruggeven", "Geef terug")


@dataclass(frozen=True)
class Rij:
    """A task as the list shows it to somebody."""

    taak: Taak
    van_mij: bool
    uitstel: Uitgesteld | None = None
    mag_terug: bool = False

    @property
    def knoppen(self) -> tuple[Knop, ...]:
        if not self.taak.is_open or self.uitstel:
            return ()
        if self.taak.toegewezen_aan_id is None:
            return (OPPAKKEN,)
        if not self.van_mij:
            return ()
        naar = TAAK_OVERGANGEN[TaakStaat(self.taak.staat)]
        return (KLAAR, TERUGGEVEN) if TaakStaat.NIEUW in naar else (KLAAR,)

    @cached_property
    def voluit(self) -> str:
        """What the task is and of which offer: what tells one button from the same of another row."""
        return f"{self.taak.titel}, {self.taak.groep.interventie}" if self.taak.groep else self.taak.titel

    @property
    def woorden(self) -> str:
        """What waits to be done to it."""
        return uitstel.handelingen()[self.uitstel.soort].woorden if self.uitstel else ""


def overzicht(user: Bezoeker, taken: Iterable[Taak]) -> uitstel.Overzicht:
    return uitstel.overzicht(user, handelingen.ALLE, {taak.pk for taak in taken})


def rij_van(user: Bezoeker, taak: Taak, lopend: uitstel.Overzicht) -> Rij:
    wacht = lopend.per_ding.get(taak.pk)
    van_mij = taak.toegewezen_aan_id == user.pk
    return Rij(taak, van_mij, wacht, mag_terug=wacht is not None and wacht.door_id == user.pk)


def tabs(vraag: QueryDict, user: Bezoeker) -> list[dict[str, Any]]:
    """The views keep the other filters, save the state: each is a choice of states itself."""
    tel, gekozen, rest = (
        selectors.tellingen(user),
        selectors.gekozen_lijst(vraag),
        zoekdeel_van(vraag, "lijst", "staat", "open"),
    )
    return [
        {"label": label, "url": f"?{rest}lijst={naam}", "actief": naam == gekozen, "aantal": tel[naam]}
        for naam, label in selectors.LIJSTEN.items()
    ]


@require_safe
@vereist(kan_taken_zien, WIE_WEL)
def taak_rij(request: HttpRequest, pk: int) -> HttpResponse:
    """One row as it is now: the page asks for it after an act, and when an act can no longer be taken back."""
    return _toon_rij(request, pk)


def _toon_rij(request: HttpRequest, pk: int, melding: str = "") -> HttpResponse:
    taak = haal(selectors.wachtrij(request.user), pk=pk)
    context: dict[str, Any] = {"rij": rij_van(request.user, taak, overzicht(request.user, [taak])), "melding": melding}
    if (vraag := lijst_om_rij(request)) is not None:
        context["tabs"] = tabs(vraag, request.user)
        context["aantal"] = TaakFilter(vraag, queryset=selectors.wachtrij(request.user), request=request).qs.count()
    return render(request, "facilitair/includes/_taakrij_los.html", context)


# --- acts -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Opdracht:
    """What was asked: one act, on which tasks in which version; ``los`` is one row that is swapped by itself."""

    actie: str
    taken: tuple[tuple[int, int], ...]
    los: bool


@require_POST
@vereist(kan_taken_doen, WIE_WEL)
def taken_doen(request: HttpRequest) -> HttpResponse:
    """One act on one row (``rij=<actie>:<nummer>:<versie>``) or on what was chosen (``actie`` with ``gekozen``).

    ``ongedaan`` takes back (a bundle, or ``rij:<nummer>``), ``gezien`` puts away what was refused. Answers the row
    alone when htmx asks for one, else goes back to the list.
    """
    if "ongedaan" in request.POST:
        return _maak_ongedaan(request, request.POST["ongedaan"])
    if bundel := _bundel(request.POST.get("gezien", "")):
        uitstel.vergeet_geweigerde(door=ingelogd(request), bundel=bundel)
        return _terug(request)
    opdracht = _lees(request.POST)
    goed, fouten = _voer_uit(request, opdracht) if opdracht.taken else ([], [NIETS_GEKOZEN])
    if opdracht.los and opdracht.taken and getattr(request, "htmx", False):
        return _toon_rij(request, opdracht.taken[0][0], " ".join([*fouten, *goed]))
    for fout in dict.fromkeys(fouten):
        messages.warning(request, fout)
    if goed:
        messages.success(request, goed[0] if len(goed) == 1 else f"{len(goed)} taken: {goed[0]}")
    return _terug(request, opdracht.taken[0][0] if opdracht.los and opdracht.taken else None)


def _terug(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """To the list; at the row where the act was done."""
    return HttpResponseRedirect((terug_naar(request) or reverse("facilitair:taken")) + (f"#taak-{pk}" if pk else ""))


def _lees(post: QueryDict) -> Opdracht:
    if "rij" in post:
        actie, _, rest = str(post["rij"]).partition(":")
        return Opdracht(actie, tuple(filter(None, [_taak(rest)])), los=True)
    gekozen = tuple(taak for tekst in post.getlist("gekozen") if (taak := _taak(tekst)))
    return Opdracht(post.get("actie", ""), gekozen, los=False)


def _taak(tekst: str) -> tuple[int, int] | None:
    """Number and version from "12:3"."""
    pk, versie = (nummer(deel) for deel in tekst.partition(":")[::2])
    return None if pk is None or versie is None else (pk, versie)


def _bundel(tekst: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(tekst)
    except ValueError:
        return None


def _voer_uit(request: HttpRequest, opdracht: Opdracht) -> tuple[list[str], list[str]]:
    """What was done in words, one for each task; and what was refused."""
    doe = _daad(request, opdracht.actie)
    goed: list[str] = []
    fouten: list[str] = []
    for pk, versie in opdracht.taken:
        try:
            goed.append(doe(pk, versie))
        except DomeinFout as fout:
            fouten.append(fout.melding)
    return goed, fouten


def _daad(request: HttpRequest, actie: str) -> Callable[[int, int], str]:
    """The act by its name. What holds at once (a claim) is done at once; the rest can be taken back first."""
    door = ingelogd(request)
    bundel = uuid.uuid4()

    def taak(pk: int) -> Taak:
        return haal(selectors.zichtbaar_voor(door), pk=pk)

    def pak_op(pk: int, versie: int) -> str:
        services.pak_op(taak=taak(pk), door=door)
        return "Je hebt de taak opgepakt."

    def geef_terug(pk: int, versie: int) -> str:
        services.geef_terug(taak=taak(pk), door=door, versie=versie)
        return "De taak is weer van niemand."

    def klaar(pk: int, versie: int) -> str:
        uitstel.vraag(handelingen.KLAAR, pk=pk, door=door, gegevens={"versie": versie}, bundel=bundel)
        return "Klaar. Je kunt dit tien tellen ongedaan maken."

    def geef_aan(pk: int, versie: int) -> str:
        aan = _collega(request)
        if aan is None:
            raise DomeinFout(KIES_COLLEGA)
        gegevens = {"versie": versie, "aan": aan.pk}
        uitstel.vraag(handelingen.GEEF_AAN, pk=pk, door=door, gegevens=gegevens, bundel=bundel)
        return f"Gegeven aan {aan}. Je kunt dit tien tellen ongedaan maken; daarna gaat de mail uit."

    def onbekend(pk: int, versie: int) -> str:
        raise DomeinFout("Kies wat er met de taak moet gebeuren.")

    daden = {"oppakken": pak_op, "teruggeven": geef_terug, "klaar": klaar, "geef_aan": geef_aan}
    return daden.get(actie, onbekend)


def _collega(request: HttpRequest) -> User | None:
    pk = nummer(request.POST.get("aan"))
    return selectors.collegas().filter(pk=pk).first() if pk else None


def _maak_ongedaan(request: HttpRequest, wat: str) -> HttpResponse:
    pk = nummer(wat.removeprefix("rij:")) if wat.startswith("rij:") else None
    bundel = _bundel(wat)
    aantal = 0
    if pk is not None:
        aantal = uitstel.neem_terug(door=ingelogd(request), ding=handelingen.KLAAR.sleutel(pk))
    elif bundel is not None:
        aantal = uitstel.neem_terug(door=ingelogd(request), bundel=bundel)
    melding = "Ongedaan gemaakt: er is niets gebeurd." if aantal else TE_LAAT
    if pk is not None and getattr(request, "htmx", False):
        return _toon_rij(request, pk, melding)
    (messages.success if aantal else messages.warning)(request, melding)
    return _terug(request, pk)
