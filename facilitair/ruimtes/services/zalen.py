"""Bookings by hand: a room for a group, a room for one moment, and giving one back."""

import datetime as dt
import uuid
from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db import transaction
from django.urls import reverse

from aanbod.models import Groep
from aanbod.workflow import GROEP_LOPEND
from facilitair.models import Reservering, Ruimte
from facilitair.permissions import WIE_WEL, kan_reserveren
from facilitair.ruimtes import vrij
from facilitair.ruimtes.berichten import ZaalGekozen
from facilitair.ruimtes.gebeurtenissen import zaal_geboekt, zaal_vrijgegeven
from facilitair.ruimtes.selectors import zaal_van
from facilitair.ruimtes.services import boeken
from facilitair.ruimtes.services.reserveren import reserveer_groep
from facilitair.workflow import RESERVERING_OVERGANGEN, ReserveringStaat
from marktplein.accounts.models import User
from marktplein.audit.overgang import verplaats
from marktplein.audit.services import leg_vast
from marktplein.basis import klok, woorden
from marktplein.basis.eenmalig import eenmalig
from marktplein.basis.fouten import DomeinFout, Eerder
from marktplein.basis.samen import eis_gezien
from marktplein.basis.toegang import eis

DING = "Deze reservering"
# Who books a year ahead has mistyped the year more often than planned that far.
HOOGSTENS_VOORUIT = dt.timedelta(days=550)


@transaction.atomic
def kies_zaal(*, groep: Groep, ruimte: Ruimte, door: User, gezien: Mapping[str, str] | None = None) -> Groep:
    """Give a planned or running group another room for all meetings to come.

    The bookings switch, the group's place changes, its zaal task is finished, and trainers, teams and people who
    registered get a mail: all in one transaction. Choosing the room it has already changes and mails nothing.
    Raises RuimteBezet with proposals, DomeinFout when the room is too small or not let at that time, Verouderd when a
    colleague chose another room than was ``gezien``.
    """
    eis(kan_reserveren(door), WIE_WEL)
    groep = Groep.objects.select_for_update(no_key=True, of=("self",)).select_related("interventie").get(pk=groep.pk)
    if groep.staat not in GROEP_LOPEND:
        raise DomeinFout(f"Deze groep is {groep.get_staat_display().lower()}. Een ruimte reserveren kan dan niet meer.")
    nu = klok.nu()
    tijden = list(groep.bijeenkomsten.filter(eind__gt=nu).order_by("begin").values_list("begin", "eind"))
    if not _van_mij(groep, nu, door):
        eis_gezien({"ruimte": zaal_van(groep)}, gezien, {"ruimte": (ruimte,)})
    _eis_geschikt(ruimte, tijden, groep.mensen, voor=groep.zaalvulling.wie(groep.capaciteit))
    had = _geboekt(groep, nu)
    geboekt = reserveer_groep(groep=groep, ruimte=ruimte, door=door, vanaf=nu)
    if {rij.pk for rij in geboekt} != had:
        tekst = f"Ruimte gereserveerd: {ruimte.naam}, voor {woorden.tel(len(geboekt), 'bijeenkomst', 'bijeenkomsten')}."
        zaal_geboekt.send(sender=Groep, groep=groep, door=door, tekst=tekst)
        ZaalGekozen(groep, ruimte).zet_klaar()
    return groep


@transaction.atomic
def boek_moment(
    *,
    ruimte: Ruimte,
    begin: dt.datetime,
    eind: dt.datetime,
    door: User,
    omschrijving: str,
    groep: Groep | None = None,
    optie: bool = False,
    aantal: int = 1,
    sleutel: uuid.UUID | None = None,
) -> Reservering:
    """Book a room for one moment, once per ``sleutel``, as an option or confirmed; ``aantal`` people come.

    Raises RuimteBezet with other rooms and other times, or DomeinFout at the field that is wrong.
    """
    eis(kan_reserveren(door), WIE_WEL)
    wat: dict[str, Any] = {"door": door, "omschrijving": omschrijving, "groep": groep, "optie": optie, "aantal": aantal}
    werk = partial(_boek, ruimte, begin, eind, **wat)
    invoer = (ruimte, begin, eind, wat)
    return eenmalig(sleutel, "reservering", Reservering, werk, van=door, invoer=invoer, eerder=_al_geboekt)[0]


def _al_geboekt(reservering: Reservering) -> Eerder:
    moment = woorden.tijd(reservering.periode.lower, reservering.periode.upper)
    return Eerder(
        f"Je hebt al gereserveerd: {reservering.ruimte.naam}, {moment}. Wil je dit moment ook? Verstuur het formulier "
        "dan nog een keer.",
        reverse("facilitair:reservering", args=[reservering.pk]),
        "Bekijk de reservering",
    )


def _boek(
    ruimte: Ruimte,
    begin: dt.datetime,
    eind: dt.datetime,
    *,
    door: User,
    omschrijving: str,
    groep: Groep | None,
    optie: bool,
    aantal: int,
) -> Reservering:
    _eis_tijd(begin, eind)
    actueel = boeken.vergrendel(ruimte)
    _eis_geschikt(actueel, [(begin, eind)], aantal)
    boeken.eis_vrij(actueel, [(begin, eind)], minstens=aantal, groep=None)
    nieuw = Reservering(
        ruimte=actueel,
        periode=(begin, eind),
        groep=groep,
        omschrijving=omschrijving.strip(),
        staat=ReserveringStaat.OPTIE if optie else ReserveringStaat.BEVESTIGD,
        door=door,
    )
    [reservering] = boeken.schrijf(actueel, [nieuw], minstens=aantal, groep=None)
    leg_vast("reservering.gemaakt", reservering, door=door, ruimte=actueel.pk, staat=reservering.staat)
    return reservering


@transaction.atomic
def bevestig(*, reservering: Reservering, door: User) -> Reservering:
    """An option becomes a booking. Idempotent."""
    rij = _vergrendel(reservering, door)
    if rij.staat == ReserveringStaat.BEVESTIGD:
        return rij
    naar, als = ReserveringStaat.BEVESTIGD, "reservering.bevestigd"
    verplaats(rij, naar, RESERVERING_OVERGANGEN, noem=DING, als=als, door=door, velden=(), ruimte=rij.ruimte_id)
    return rij


@transaction.atomic
def geef_vrij(*, reservering: Reservering, door: User) -> Reservering:
    """Give one booking back; the zaal task of its group opens again when a meeting loses its room. Idempotent."""
    rij = _vergrendel(reservering, door)
    if rij.staat == ReserveringStaat.VRIJGEGEVEN:
        return rij
    if rij.periode.upper <= klok.nu():
        raise DomeinFout("Deze reservering is al voorbij. Vrijgeven heeft geen zin meer.")
    hoort_bij = rij.groep if rij.bijeenkomst_id else None
    boeken.laat_los([rij], door=door)
    if hoort_bij is not None and hoort_bij.staat in GROEP_LOPEND:
        moment = woorden.tijd(rij.periode.lower, rij.periode.upper)
        tekst = f"{rij.ruimte.naam} is vrijgegeven voor {moment}. Zoek een andere ruimte."
        zaal_vrijgegeven.send(sender=Groep, groep=hoort_bij, door=door, tekst=tekst)
    return rij


def _vergrendel(reservering: Reservering, door: User) -> Reservering:
    eis(kan_reserveren(door), WIE_WEL)
    if reservering.groep_id:
        Groep.objects.select_for_update(no_key=True).get(pk=reservering.groep_id)
    rijen = Reservering.objects.select_for_update(of=("self",)).select_related("ruimte", "groep__interventie")
    return rijen.get(pk=reservering.pk)


def _geboekt(groep: Groep, vanaf: dt.datetime) -> set[int]:
    rijen = Reservering.objects.filter(bijeenkomst__groep=groep, bijeenkomst__eind__gt=vanaf)
    return set(rijen.filter(staat=ReserveringStaat.BEVESTIGD).values_list("pk", flat=True))


def _van_mij(groep: Groep, vanaf: dt.datetime, door: User) -> bool:
    """Whether every booking to come was made by this person, who knows of it, however old the page is."""
    rijen = Reservering.objects.filter(bijeenkomst__groep=groep, bijeenkomst__eind__gt=vanaf)
    return not rijen.exclude(door_id=door.pk).exists()


def _eis_geschikt(ruimte: Ruimte, tijden: list[vrij.Tijd], aantal: int, *, voor: str = "") -> None:
    if ruimte.capaciteit < aantal:
        plekken = woorden.tel(ruimte.capaciteit, "plek", "plekken")
        nodig = f"Er zijn er {aantal} nodig voor {voor}." if voor else f"Er zijn er {aantal} nodig."
        raise DomeinFout(f"{ruimte.naam} heeft {plekken}. {nodig} Kies een grotere ruimte.", veld="aantal")
    if not vrij.te_huur_op(ruimte, tijden):
        raise DomeinFout(
            f"{ruimte.naam} wordt op dat dagdeel niet verhuurd. Kies een ander moment of een andere ruimte.",
            veld="begin",
        )


def _eis_tijd(begin: dt.datetime, eind: dt.datetime) -> None:
    if begin <= klok.nu():
        raise DomeinFout("Dit moment is al voorbij. Kies een later moment.", veld="datum")
    if eind <= begin:
        raise DomeinFout("De eindtijd ligt voor de begintijd. Kies een latere eindtijd.", veld="eind")
    if begin > klok.nu() + HOOGSTENS_VOORUIT:
        raise DomeinFout("Dit is meer dan anderhalf jaar vooruit. Klopt het jaar?", veld="datum")
