"""The tasks that come with a group: made when it is planned, dropped when it is cancelled."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from aanbod.models import Groep
from aanbod.permissions import werft
from aanbod.workflow import GROEP_NOG_NIET_BEGONNEN
from facilitair.models import Reservering, Taak, TaakGebeurtenis, Taaksjabloon
from facilitair.workflow import BEZET_DE_RUIMTE, TAAK_OPEN, TAAK_OVERGANGEN, TaakSoort, TaakStaat
from gemeenten.grond.kalenders import kalender_van_balie
from marktplein.accounts.models import User
from marktplein.audit.overgang import verplaats
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.werkdagen import Kalender, eerste_werkdag, laatste_werkdag, plus_werkdagen
from marktplein.basis.woorden import dag_met_jaar

ZAAL_AL_GEBOEKT = "Ruimte controleren"
ZAAL_AL_GEBOEKT_UITLEG = (
    "Het marktplein heeft {ruimte} gereserveerd voor alle bijeenkomsten. "
    "Kijk of de ruimte past: sleutel, tafels en stoelen, spullen. Past de ruimte niet? Kies dan een andere."
)

TE_WEINIG = "Te weinig deelnemers"
TE_WEINIG_WERKDAGEN = 2
TE_WEINIG_UITLEG = (
    "Deze groep is nog te klein om te beginnen: {bezet} van de {minimum} plekken die nodig zijn, zijn bezet. "
    "Overleg met de trainers en de teams: komen er nog deelnemers bij, begint de groep kleiner, of gaat de groep niet "
    "door? Het marktplein zegt zelf niets af."
)


@transaction.atomic
def maak_taken(groep: Groep, door: User | None = None) -> list[Taak]:
    """Make the tasks of a group from the active templates; answer all tasks of the group, old and new, by due date.

    Due dates are in working days from the first meeting, and never before the first working day from today. If a room
    is booked for every meeting already, the zaal task asks to check it instead. Nobody is recruited for a group that
    is full, or that only teams may fill. Calling twice makes nothing twice.
    The caller has checked that ``door`` may plan this group.
    """
    ruimte = _ruimte_voor_alles(groep)
    kalender = kalender_van_balie(groep.gemeente.regio_id)
    sjablonen = Taaksjabloon.objects.filter(actief=True).order_by("werkdagen_na_start", "soort")
    for sjabloon in sjablonen if werft(groep) else sjablonen.exclude(soort=TaakSoort.WERVING):
        _maak(groep, sjabloon, ruimte, kalender, door)
    return list(Taak.objects.filter(groep=groep).order_by("uiterlijk", "pk"))


def _maak(groep: Groep, sjabloon: Taaksjabloon, ruimte: str, kalender: Kalender, door: User | None) -> None:
    titel, uitleg = sjabloon.titel, sjabloon.uitleg
    if sjabloon.soort == TaakSoort.ZAAL and ruimte:
        titel, uitleg = ZAAL_AL_GEBOEKT, ZAAL_AL_GEBOEKT_UITLEG.format(ruimte=ruimte)
    gegevens = {
        "titel": titel,
        "uitleg": uitleg,
        "gemeente_id": groep.gemeente_id,
        "uiterlijk": uiterste_dag(groep.start_op, sjabloon.werkdagen_na_start, kalender),
    }
    # The unique constraint (groep, soort) decides when two workers plan the same group.
    taak, nieuw = Taak.objects.get_or_create(groep=groep, soort=sjabloon.soort, defaults=gegevens)
    if nieuw:
        TaakGebeurtenis.objects.create(taak=taak, naar=TaakStaat.NIEUW, door_id=getattr(door, "pk", None))
        leg_vast("taak.gemaakt", taak, door=door, soort=taak.soort, groep=groep.pk)


@transaction.atomic
def begin_werving(groep: Groep, door: User | None = None) -> None:
    """The recruitment task of a planned group that only now recruits. Calling twice makes nothing twice."""
    if not werft(groep) or not Taak.objects.filter(groep=groep).exists():
        return
    for sjabloon in Taaksjabloon.objects.filter(actief=True, soort=TaakSoort.WERVING):
        _maak(groep, sjabloon, "", kalender_van_balie(groep.gemeente.regio_id), door)


@transaction.atomic
def verzet_taken(groep: Groep, door: User) -> int:
    """The group begins on another day: its open tasks are due as many working days before that; answers how many.

    The caller has checked that ``door`` may move the group. Who waits for something until a day, still does.
    """
    kalender = kalender_van_balie(groep.gemeente.regio_id)
    werkdagen = dict(Taaksjabloon.objects.values_list("soort", "werkdagen_na_start"))
    open_taken = Taak.objects.select_for_update().filter(groep=groep, staat__in=TAAK_OPEN, soort__in=werkdagen)
    aantal = 0
    for taak in open_taken.order_by("pk"):
        uiterlijk = uiterste_dag(groep.start_op, werkdagen[taak.soort], kalender)
        if uiterlijk == taak.uiterlijk:
            continue
        taak.uiterlijk = uiterlijk
        taak.versie += 1
        taak.save(update_fields=["uiterlijk", "versie", "gewijzigd_op"])
        tekst = f"De groep begint nu op {dag_met_jaar(groep.start_op)}. Klaar uiterlijk {dag_met_jaar(uiterlijk)}."
        TaakGebeurtenis.objects.create(taak=taak, van=taak.staat, naar=taak.staat, door=door, tekst=tekst)
        leg_vast("taak.verzet", taak, door=door, soort=taak.soort, groep=groep.pk)
        aantal += 1
    return aantal


@transaction.atomic
def meld_te_weinig_deelnemers(groep: Groep) -> Taak | None:
    """Ask facilitair, once per group, what to do about a planned group that has become too small; None if it was asked.

    Only a task: whether the group still goes on is for people to decide. Nothing is made for a group that is large
    enough, has begun or is called off, so this may be called as often as one likes.
    """
    actueel = Groep.objects.select_for_update(no_key=True).get(pk=groep.pk)
    te_klein = actueel.bezet < actueel.minimum and actueel.start_op > klok.vandaag()
    if not te_klein or actueel.staat not in GROEP_NOG_NIET_BEGONNEN:
        return None
    if Taak.objects.filter(groep=actueel, soort=TaakSoort.DEELNEMERS).exists():
        return None
    kalender = kalender_van_balie(actueel.gemeente.regio_id)
    gauw = plus_werkdagen(klok.vandaag(), TE_WEINIG_WERKDAGEN, kalender)
    voor_de_start = laatste_werkdag(actueel.start_op, kalender)
    taak = Taak.objects.create(
        soort=TaakSoort.DEELNEMERS,
        titel=TE_WEINIG,
        uitleg=TE_WEINIG_UITLEG.format(bezet=actueel.bezet, minimum=actueel.minimum),
        groep=actueel,
        gemeente_id=actueel.gemeente_id,
        uiterlijk=max(min(gauw, voor_de_start), eerste_werkdag(klok.vandaag(), kalender)),
    )
    TaakGebeurtenis.objects.create(taak=taak, naar=TaakStaat.NIEUW)
    leg_vast("taak.gemaakt", taak, herkomst="taak", soort=taak.soort, groep=actueel.pk)
    return taak


def uiterste_dag(start: dt.date, werkdagen: int, kalender: Kalender) -> dt.date:
    """``werkdagen`` working days of the desk from ``start``, but never a day that is over: no task is born late."""
    dag = plus_werkdagen(start, werkdagen, kalender) if werkdagen else laatste_werkdag(start, kalender)
    return max(dag, eerste_werkdag(klok.vandaag(), kalender))


def _ruimte_voor_alles(groep: Groep) -> str:
    """The name of the room when every meeting has one, else empty."""
    geboekt = Reservering.objects.filter(bijeenkomst__groep=groep, staat__in=BEZET_DE_RUIMTE)
    if not geboekt or len(geboekt) < groep.bijeenkomsten.count():
        return ""
    return ", ".join(sorted(set(geboekt.values_list("ruimte__naam", flat=True))))


@transaction.atomic
def laat_taken_vervallen(
    groep: Groep, door: User | None = None, *, soorten: Iterable[str] = (), tekst: str = "De groep gaat niet door."
) -> int:
    """Drop every open task of a group that will not take place; answer how many. Calling twice does no harm.

    Or of these kinds only, for what ``tekst`` says.
    """
    open_taken = Taak.objects.select_for_update().filter(groep=groep, staat__in=TAAK_OPEN).order_by("pk")
    if soorten:
        open_taken = open_taken.filter(soort__in=soorten)
    aantal = 0
    for taak in open_taken:
        van = taak.staat
        taak.versie += 1
        verplaats(
            taak,
            TaakStaat.VERVALLEN,
            TAAK_OVERGANGEN,
            noem="Deze taak",
            als="taak.vervallen",
            door=door,
            herkomst="web" if door else "taak",
            velden=("versie",),
            soort=taak.soort,
            groep=groep.pk,
        )
        TaakGebeurtenis.objects.create(
            taak=taak,
            van=van,
            naar=TaakStaat.VERVALLEN,
            door_id=getattr(door, "pk", None),
            tekst=tekst,
        )
        aantal += 1
    return aantal
