"""Rooms for a whole group: all of its meetings or none, in one transaction."""

import datetime as dt

from django.db import transaction

from aanbod.deelname.services.verplaatsen import zet_locatie
from aanbod.groepen.services.planning import Locatie
from aanbod.models import Bijeenkomst, Groep
from facilitair.models import Reservering, Ruimte
from facilitair.ruimtes.gebeurtenissen import zalen_vrij
from facilitair.ruimtes.services import boeken
from facilitair.workflow import BEZET_DE_RUIMTE, RESERVERING_OVERGANGEN, ReserveringStaat
from marktplein.accounts.models import User
from marktplein.audit.overgang import verplaats_alle
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout


@transaction.atomic
def reserveer_groep(
    *, groep: Groep, ruimte: Ruimte, door: User | None = None, vanaf: dt.datetime | None = None
) -> list[Reservering]:
    """Book ``ruimte``, confirmed, for every meeting of ``groep`` and set it as the place of the group.

    Bookings the group has elsewhere are given back in the same transaction; those it has here already stay, so calling
    twice changes nothing. With ``vanaf`` only meetings that end after that moment are concerned. The caller has
    checked that ``door`` may do this and that the room suits the group (size, dagdelen). Answers the bookings in order
    of time. Raises RuimteBezet, with rooms that are free on ``voorstellen``: then nothing is written and the
    surrounding transaction goes on.
    """
    Groep.objects.select_for_update(no_key=True).get(pk=groep.pk)
    bijeenkomsten = _bijeenkomsten(groep, vanaf)
    actueel = boeken.vergrendel(ruimte)
    blijft, weg = _verdeel(groep, actueel, bijeenkomsten)
    geboekt = {rij.bijeenkomst_id for rij in blijft} | _gebruikt(groep)
    te_boeken = [b for b in bijeenkomsten if b.pk not in geboekt]
    tijden = [(b.begin, b.eind) for b in te_boeken]
    if tijden:
        boeken.eis_vrij(actueel, tijden, minstens=groep.mensen, groep=groep)
    boeken.laat_los(weg, door=door)
    nieuw = [
        Reservering(
            ruimte=actueel,
            periode=(b.begin, b.eind),
            groep=groep,
            bijeenkomst=b,
            staat=ReserveringStaat.BEVESTIGD,
            door_id=getattr(door, "pk", None),
        )
        for b in te_boeken
    ]
    boeken.schrijf(actueel, nieuw, minstens=groep.mensen, groep=groep)
    _bevestig_opties(blijft, door)
    zet_locatie(groep, _locatie(groep, actueel), door)
    if nieuw or weg:
        leg_vast("groep.zaal_geboekt", groep, door=door, ruimte=actueel.pk, geboekt=len(nieuw), vrijgegeven=len(weg))
    return list(
        Reservering.objects.filter(bijeenkomst__in=bijeenkomsten, staat__in=BEZET_DE_RUIMTE).order_by("periode", "pk")
    )


@transaction.atomic
def geef_ruimte_vrij(groep: Groep, door: User | None = None) -> int:
    """Give back every booking of the group that is not over yet; answer how many. Calling twice does no harm.

    The caller has checked that ``door`` may do this. The place of the group stays as it was told to people.
    """
    Groep.objects.select_for_update(no_key=True).get(pk=groep.pk)
    lopend = _lopende_reserveringen(groep)
    boeken.laat_los(lopend, door=door, herkomst="web" if door else "taak")
    if lopend:
        leg_vast("groep.zaal_vrijgegeven", groep, door=door, vrijgegeven=len(lopend))
        zalen_vrij.send(sender=Groep, groep=groep, door=door)
    return len(lopend)


def _locatie(groep: Groep, ruimte: Ruimte) -> Locatie:
    """Where to go; names the municipality when it is not the one the group is known by."""
    adres, plaats = ruimte.adres, ruimte.gemeente.naam
    if ruimte.gemeente_id != groep.gemeente_id and plaats not in adres:
        adres = f"{adres}, {plaats}" if adres else plaats
    return Locatie(ruimte.naam, adres, ruimte.lat, ruimte.lon, ruimte.capaciteit)


def _bijeenkomsten(groep: Groep, vanaf: dt.datetime | None) -> list[Bijeenkomst]:
    rijen = Bijeenkomst.objects.filter(groep=groep).order_by("begin", "pk")
    lijst = list(rijen.filter(eind__gt=vanaf) if vanaf else rijen)
    if not lijst:
        raise DomeinFout("Deze groep heeft geen bijeenkomsten waarvoor een ruimte nodig is.")
    return lijst


def _lopende_reserveringen(groep: Groep) -> list[Reservering]:
    return list(
        Reservering.objects.select_for_update()
        .filter(
            groep=groep, staat__in=(ReserveringStaat.OPTIE, ReserveringStaat.BEVESTIGD), periode__endswith__gt=klok.nu()
        )
        .order_by("pk")
    )


def _verdeel(
    groep: Groep, ruimte: Ruimte, bijeenkomsten: list[Bijeenkomst]
) -> tuple[list[Reservering], list[Reservering]]:
    """(bookings that stay, bookings to give back) of those the group holds at its meetings."""
    per_bijeenkomst = {b.pk: b for b in bijeenkomsten}
    rijen = Reservering.objects.select_for_update().filter(
        groep=groep, staat__in=(ReserveringStaat.OPTIE, ReserveringStaat.BEVESTIGD)
    )
    blijft: list[Reservering] = []
    weg: list[Reservering] = []
    for rij in rijen.order_by("pk"):
        tijd = (rij.periode.lower, rij.periode.upper)
        b = per_bijeenkomst.get(rij.bijeenkomst_id or 0)
        if b is not None:
            (blijft if rij.ruimte_id == ruimte.pk and tijd == (b.begin, b.eind) else weg).append(rij)
        elif rij.bijeenkomst_id is None and any(b.begin < tijd[1] and tijd[0] < b.eind for b in bijeenkomsten):
            weg.append(rij)
    return blijft, weg


def _gebruikt(groep: Groep) -> set[int | None]:
    """Meetings that took place: their bookings are history."""
    rijen = Reservering.objects.filter(bijeenkomst__groep=groep, staat=ReserveringStaat.GEBRUIKT)
    return set(rijen.values_list("bijeenkomst", flat=True))


def _bevestig_opties(reserveringen: list[Reservering], door: User | None) -> None:
    verplaats_alle(
        [(rij, {"ruimte": rij.ruimte_id}) for rij in reserveringen if rij.staat == ReserveringStaat.OPTIE],
        ReserveringStaat.BEVESTIGD,
        RESERVERING_OVERGANGEN,
        noem="Deze reservering",
        als="reservering.bevestigd",
        door=door,
    )
