"""Reads of the queue: who sees which tasks, in which lists, and what happened to one."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Count, Q, QuerySet

from aanbod.models import Groep, Inzet, Trainer
from facilitair.models import Taak, TaakGebeurtenis
from facilitair.permissions import kan_taken_zien
from facilitair.workflow import TAAK_OPEN, TaakStaat
from gemeenten.grond.enums import Rol
from gemeenten.grond.kalenders import kalender_van_balie
from gemeenten.grond.models import Lidmaatschap
from gemeenten.grond.selectors import geldig
from marktplein.accounts.models import Bezoeker, User
from marktplein.basis import klok
from marktplein.basis.invoer import woorden
from marktplein.basis.werkdagen import Kalender, werkdagen_tussen
from marktplein.basis.woorden import tel

# The lists of the queue, in the order of their tabs.
LIJSTEN = {
    "open": "Alles open",
    "mijn": "Van mij",
    "vrij": "Nog van niemand",
    "te-laat": "Te laat",
    "wacht": "Wacht",
    "klaar": "Klaar",
}
STANDAARD = "open"


def zichtbaar_voor(user: Bezoeker) -> QuerySet[Taak]:
    """The tasks this user may see: facilitair sees those of the whole region."""
    return Taak.objects.all() if kan_taken_zien(user) else Taak.objects.none()


def wachtrij(user: Bezoeker) -> QuerySet[Taak]:
    """Tasks as the queue shows them, first due first, with everything a row needs."""
    return (
        zichtbaar_voor(user)
        .select_related("groep__interventie", "groep__gemeente", "gemeente", "toegewezen_aan")
        .order_by("uiterlijk", "pk")
    )


def _voorwaarde(lijst: str, user: Bezoeker) -> Q:
    is_open = Q(staat__in=TAAK_OPEN)
    return {
        "open": is_open,
        "mijn": is_open & Q(toegewezen_aan=user.pk),
        "vrij": is_open & Q(toegewezen_aan=None),
        "te-laat": is_open & Q(uiterlijk__lt=klok.vandaag()),
        "wacht": Q(staat=TaakStaat.WACHT),
        "klaar": Q(staat=TaakStaat.KLAAR),
    }[lijst]


def in_lijst(taken: QuerySet[Taak], lijst: str, user: Bezoeker) -> QuerySet[Taak]:
    """The tasks of one list; what is done comes last done first. An unknown list is the standard one."""
    lijst = lijst if lijst in LIJSTEN else STANDAARD
    gekozen = taken.filter(_voorwaarde(lijst, user))
    return gekozen.order_by("-klaar_op", "-pk") if lijst == "klaar" else gekozen


def gekozen_lijst(vraag: Any) -> str:
    """The list an address asks for; empty when it names a state in the standard list, for then the state decides."""
    gevraagd = vraag.get("lijst") or STANDAARD
    gevraagd = gevraagd if gevraagd in LIJSTEN else STANDAARD
    return "" if gevraagd == STANDAARD and vraag.get("staat") else str(gevraagd)


def tellingen(user: Bezoeker) -> dict[str, int]:
    """How many tasks each list holds, in one query."""
    soorten = zichtbaar_voor(user).order_by().values_list("staat", "toegewezen_aan", "uiterlijk")
    uit = dict.fromkeys(LIJSTEN, 0)
    for staat, wie, uiterlijk, aantal in soorten.annotate(aantal=Count("pk")):
        for lijst in _lijsten_van(staat, wie, uiterlijk, user):
            uit[lijst] += aantal
    return uit


def _lijsten_van(staat: str, wie: int | None, uiterlijk: dt.date | None, user: Bezoeker) -> Iterator[str]:
    """The lists a task stands in: the same as ``_voorwaarde`` asks of the database."""
    if staat in TAAK_OPEN:
        yield "open"
        if wie == user.pk:
            yield "mijn"
        elif wie is None:
            yield "vrij"
        if uiterlijk is not None and uiterlijk < klok.vandaag():
            yield "te-laat"
    if staat == TaakStaat.WACHT:
        yield "wacht"
    elif staat == TaakStaat.KLAAR:
        yield "klaar"


def voor_rijen(taken: QuerySet[Taak]) -> QuerySet[Taak]:
    """With what a row or a line of the file tells of each, and no more."""
    return taken.only(
        "versie", "titel", "soort", "staat", "uiterlijk", "klaar_op", "wacht_tot", "gemeente__naam", "gemeente__regio",
        "groep__start_op", "groep__interventie__naam", "groep__gemeente__naam", "toegewezen_aan__naam",
        "toegewezen_aan__email",
    )  # fmt: skip


def zoek(taken: QuerySet[Taak], vraag: str) -> QuerySet[Taak]:
    """Tasks in which every word of ``vraag`` occurs: title, explanation, offer, place, municipality or holder."""
    for woord in woorden(vraag):
        taken = taken.filter(
            Q(titel__icontains=woord)
            | Q(uitleg__icontains=woord)
            | Q(groep__interventie__naam__icontains=woord)
            | Q(groep__locatie_naam__icontains=woord)
            | Q(gemeente__naam__icontains=woord)
            | Q(toegewezen_aan__naam__icontains=woord)
        )
    return taken


def per_termijn(taken: Iterable[Taak]) -> list[tuple[str, list[Taak]]]:
    """Tasks that are sorted by due date, under the headings one plans a week by."""
    return [(kop, list(groep)) for kop, groep in groupby(met_kalender(taken), key=_termijn)]


def _termijn(taak: Taak) -> str:
    vandaag = klok.vandaag()
    dag = taak.uiterlijk
    maandag = vandaag - dt.timedelta(days=vandaag.weekday())
    if not taak.is_open or dag is None:
        return "Afgehandeld"
    if dag < vandaag:
        return "Te laat"
    if dag == vandaag:
        return "Vandaag"
    if dag < maandag + dt.timedelta(days=7):
        return "Deze week"
    return "Volgende week" if dag < maandag + dt.timedelta(days=14) else "Later"


@dataclass(frozen=True)
class Termijn:
    """How long there is to go, as a badge: words and a colour of the house style."""

    woorden: str
    kleur: str


def met_kalender(taken: Iterable[Taak]) -> list[Taak]:
    """Tasks of a list with the working days of their desk, read once per region."""
    rijen, per_regio = list(taken), dict[int | None, Kalender]()
    for taak in rijen:
        regio_id = taak.gemeente.regio_id if taak.gemeente else None
        if regio_id not in per_regio:
            per_regio[regio_id] = kalender_van_balie(regio_id)
        taak.kalender = per_regio[regio_id]  # type: ignore[attr-defined]
    return rijen


def termijn(taak: Taak) -> Termijn | None:
    """None for a task that is no longer open."""
    if not taak.is_open or taak.uiterlijk is None:
        return None
    kalender: Kalender | None = getattr(taak, "kalender", None)
    if kalender is None:
        kalender = kalender_van_balie(taak.gemeente.regio_id if taak.gemeente else None)
    dagen = werkdagen_tussen(klok.vandaag(), taak.uiterlijk, kalender)
    if taak.te_laat:
        return Termijn(f"{tel(max(1, -dagen), 'werkdag', 'werkdagen')} te laat", "rood")
    if taak.uiterlijk == klok.vandaag():
        return Termijn("Vandaag", "geel")
    return Termijn(f"Nog {tel(dagen, 'werkdag', 'werkdagen')}", "geel" if dagen <= 2 else "grijs")


def collegas() -> QuerySet[User]:
    """Everybody who has the facilitair role today."""
    leden = Lidmaatschap.objects.filter(geldig(), rol=Rol.FACILITAIR).values("user")
    return User.objects.filter(pk__in=leden, is_active=True).order_by("naam", "email")


def andere_taken(taak: Taak) -> QuerySet[Taak]:
    """The other tasks of the same group."""
    if taak.groep_id is None:
        return Taak.objects.none()
    return (
        Taak.objects.filter(groep=taak.groep_id)
        .exclude(pk=taak.pk)
        .select_related("toegewezen_aan")
        .order_by("uiterlijk", "pk")
    )


def trainers_van(groep: Groep) -> list[str]:
    """Names of the trainers who give the group."""
    geven = Inzet.objects.filter(bijeenkomst__groep=groep).values("trainer")
    return list(Trainer.objects.filter(pk__in=geven).order_by("naam", "pk").values_list("naam", flat=True))


@dataclass(frozen=True)
class Tijdlijnregel:
    """One line of a timeline, as includes/_tijdlijn.html shows it."""

    wat: str
    wie: str
    wanneer: dt.datetime
    toelichting: str
    icoon: str


def geschiedenis(taak: Taak) -> list[Tijdlijnregel]:
    """Everything that happened to a task, newest first."""
    rijen = TaakGebeurtenis.objects.filter(taak=taak).select_related("door", "aan").order_by("-op", "-pk")
    return [_regel(rij) for rij in rijen]


_WOORDEN: dict[str, tuple[str, str]] = {
    TaakStaat.IN_BEHANDELING: ("Opgepakt", "gebruiker"),
    TaakStaat.NIEUW: ("Teruggegeven", "terug"),
    TaakStaat.WACHT: ("Op wacht gezet", "wachten"),
    TaakStaat.KLAAR: ("Afgerond", "vinkje-rond"),
    TaakStaat.HEROPEND: ("Opnieuw geopend", "verversen"),
    TaakStaat.VERVALLEN: ("Vervallen", "kruis"),
}


def _regel(rij: TaakGebeurtenis) -> Tijdlijnregel:
    wat, icoon = _wat(rij)
    wie = str(rij.door) if rij.door else "Marktplein"
    return Tijdlijnregel(wat=wat, wie=wie, wanneer=rij.op, toelichting=rij.tekst, icoon=icoon)


def _wat(rij: TaakGebeurtenis) -> tuple[str, str]:
    if not rij.naar:
        return "Opmerking", "opmerking"
    if not rij.van:
        return "Taak gemaakt", "plus"
    if rij.van == rij.naar:
        return (f"Gegeven aan {rij.aan}", "gebruiker") if rij.aan else ("Andere datum", "kalender")
    if rij.aan and rij.naar == TaakStaat.IN_BEHANDELING:
        return f"Gegeven aan {rij.aan}", "gebruiker"
    if rij.van == TaakStaat.WACHT and rij.naar == TaakStaat.IN_BEHANDELING:
        return "Weer verder gegaan", "verversen"
    return _WOORDEN[rij.naar]
