"""Change when, where and by whom a group is given; everybody who counts on it hears what changed.

Order of locks: demand, the group, then rooms. Whoever comes second with the same page is told (``versie``); a room or a
trainer that somebody took in between is refused by the database, with the same words as on the page.
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from aanbod.deelname.services.wissen import wisdatum
from aanbod.deelname.vraagkant import vraagkant
from aanbod.groepen.services.plaatsen import vergrendel
from aanbod.groepen.services.planning import zet_trainer_in
from aanbod.models import Bijeenkomst, Groep, Inzet, Trainer, Vervallen
from aanbod.permissions import kan_rooster_wijzigen
from aanbod.workflow import AANMELDING_LOPEND, GROEP_LOPEND, HAD_PLEK
from facilitair.models import Reservering, Ruimte
from facilitair.rooster.afspraak import Afspraak, Plan, Stap
from facilitair.rooster.berichten import meld_wijziging
from facilitair.rooster.toets import GaatNiet, toets
from facilitair.rooster.verandering import hoorders, regels
from facilitair.rooster.wijziging import Wijziging
from facilitair.ruimtes.gebeurtenissen import zaal_vrijgegeven
from facilitair.ruimtes.services import boeken
from facilitair.taken.services.taken import zonder_zaal
from facilitair.taken.services.van_groep import verzet_taken
from facilitair.workflow import BEZET_DE_RUIMTE, ReserveringStaat
from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.basis import dagdelen, klok
from marktplein.basis.eenmalig import eenmalig
from marktplein.basis.fouten import DomeinFout, Eerder
from marktplein.basis.toegang import eis
from marktplein.basis.woorden import dag_kort, tijd

WIE_WEL = "Alleen het facilitair team, de trainers, de aanbieder en het team dat de groep maakte, wijzigen de data."
INTUSSEN = "Intussen wijzigde iemand anders de data van deze groep. Bekijk hoe het nu is en wijzig dan opnieuw."
DE_LAATSTE = "Dit is de laatste bijeenkomst die er nog is. Gaat de groep niet door? Gelast de groep dan af."


@transaction.atomic
def wijzig_rooster(*, groep: Groep, wijziging: Wijziging, door: User, sleutel: uuid.UUID | None = None) -> Groep:
    """Do what ``wijziging`` asks, once per ``sleutel``: meetings, rooms, trainers, tasks and who hears of it.

    Raises NietToegestaan, GaatNiet (with all that stands in the way and the ways out), RuimteBezet or TrainerBezet when
    somebody was first, and DomeinFout when the group is over, the page is old, or nothing would change.
    """
    eis(kan_rooster_wijzigen(door, groep), WIE_WEL)
    werk, invoer = partial(_wijzig, groep, wijziging, door), (groep, wijziging.als_json())
    return eenmalig(sleutel, "groep.rooster", Groep, werk, van=door, invoer=invoer, eerder=_al_gewijzigd)[0]


def _al_gewijzigd(groep: Groep) -> Eerder:
    return Eerder(
        "Je hebt met dit formulier al iets gewijzigd. Bekijk hoe het nu is en wijzig dan opnieuw.",
        reverse("aanbod:groep", args=[groep.slug]),
        "Bekijk de groep",
    )


def _wijzig(groep: Groep, w: Wijziging, door: User) -> Groep:
    vraagkant().slot(groep)
    actueel = vergrendel(groep.pk)
    if actueel.staat not in GROEP_LOPEND:
        raise DomeinFout(f"Deze groep is {actueel.get_staat_display().lower()}. De data veranderen dan niet meer.")
    if actueel.versie != w.versie:
        raise DomeinFout(INTUSSEN)
    uitslag = toets(actueel, w)
    if uitslag.knelpunten:
        raise GaatNiet(uitslag)
    if not uitslag.plan.stappen:
        raise DomeinFout("Hiermee verandert er niets. Vul in wat anders moet.")
    veranderd = regels(actueel, uitslag.plan)
    wie = hoorders(actueel, uitslag.plan, veranderd)
    _doe(actueel, uitslag.plan, door)
    _werk_groep_bij(actueel, uitslag.plan, door)
    meld_wijziging(actueel, veranderd, wie)
    groep.refresh_from_db()
    return groep


def _doe(groep: Groep, plan: Plan, door: User) -> None:
    """Give all back first, so that a series can move over itself; then take all."""
    rijen = [stap.bijeenkomst for stap in plan.stappen if stap.bijeenkomst]
    geboekt = Reservering.objects.select_for_update(of=("self",)).filter(
        bijeenkomst__in=rijen, staat__in=BEZET_DE_RUIMTE
    )
    # What was used or is confirmed stays with its meeting when neither room nor time changes.
    los = {s.bijeenkomst.pk for s in plan.stappen if s.bijeenkomst and _andere_boeking(s)}
    boeken.laat_los([rij for rij in geboekt.order_by("pk") if rij.bijeenkomst_id in los], door=door)
    Inzet.objects.filter(bijeenkomst__in=rijen).delete()
    nieuw = [(_schrijf(groep, stap), stap) for stap in plan.stappen]
    blijft = [(rij, stap.nieuw, stap) for rij, stap in nieuw if rij and stap.nieuw]
    _boek(groep, [(rij, a) for rij, a, stap in blijft if _andere_boeking(stap)], door)
    _zet_in([(rij, a) for rij, a, _ in blijft])


def _andere_boeking(stap: Stap) -> bool:
    oud, nieuw = stap.oud, stap.nieuw
    return oud is None or nieuw is None or (oud.ruimte, oud.tijd) != (nieuw.ruimte, nieuw.tijd)


def _schrijf(groep: Groep, stap: Stap) -> Bijeenkomst | None:
    rij, a = stap.bijeenkomst, stap.nieuw
    if rij is None:
        assert a is not None  # noqa: S101 - one that comes has a time
        velden = {"begin": a.begin, "eind": a.eind, "locatie_naam": a.naam, "locatie_adres": a.adres}
        return Bijeenkomst.objects.create(groep=groep, nummer=_volgend_nummer(groep), **_met_zaal(groep, a, velden))
    if a is None:
        gewijzigd = rij.wijzigingen + 1
        Vervallen.objects.create(groep=groep, nummer=rij.nummer, begin=rij.begin, eind=rij.eind, wijzigingen=gewijzigd)
        rij.delete()
        return None
    velden = {"begin": a.begin, "eind": a.eind, "locatie_naam": a.naam, "locatie_adres": a.adres}
    for naam, waarde in _met_zaal(groep, a, velden).items():
        setattr(rij, naam, waarde)
    rij.wijzigingen += 1
    rij.save()
    return rij


def _met_zaal(groep: Groep, a: Afspraak, velden: dict[str, Any]) -> dict[str, Any]:
    """A booked room is told as the place of the meeting, unless its group is known to be there."""
    if a.ruimte is None:
        return velden
    ruimte = Ruimte.objects.select_related("gemeente").get(pk=a.ruimte)
    if ruimte.naam == groep.locatie_naam:
        return {**velden, "locatie_naam": "", "locatie_adres": ""}
    adres = ruimte.adres
    if ruimte.gemeente_id != groep.gemeente_id and ruimte.gemeente.naam not in adres:
        adres = f"{adres}, {ruimte.gemeente.naam}" if adres else ruimte.gemeente.naam
    return {**velden, "locatie_naam": ruimte.naam[:120], "locatie_adres": adres[:160]}


def _volgend_nummer(groep: Groep) -> int:
    """Never one that a calendar may know already."""
    hoogste = [
        rijen.aggregate(n=Max("nummer"))["n"] or 0 for rijen in (groep.bijeenkomsten.all(), groep.vervallen.all())
    ]
    return max(hoogste) + 1


def _boek(groep: Groep, rijen: Iterable[tuple[Bijeenkomst, Afspraak]], door: User) -> None:
    per_ruimte: dict[int, list[Bijeenkomst]] = defaultdict(list)
    for rij, a in rijen:
        if a.ruimte:
            per_ruimte[a.ruimte].append(rij)
    for ruimte in Ruimte.objects.filter(pk__in=per_ruimte).order_by("pk"):
        actueel = boeken.vergrendel(ruimte)
        bijeenkomsten = per_ruimte[ruimte.pk]
        tijden = [(b.begin, b.eind) for b in bijeenkomsten]
        boeken.eis_vrij(actueel, tijden, minstens=groep.mensen, groep=groep)
        nieuw = [
            Reservering(
                ruimte=actueel,
                periode=(b.begin, b.eind),
                groep=groep,
                bijeenkomst=b,
                staat=ReserveringStaat.BEVESTIGD,
                door=door,
            )
            for b in bijeenkomsten
        ]
        boeken.schrijf(actueel, nieuw, minstens=groep.mensen, groep=groep)


def _zet_in(rijen: Iterable[tuple[Bijeenkomst, Afspraak]]) -> None:
    per_trainer: dict[int, list[Bijeenkomst]] = defaultdict(list)
    for rij, a in rijen:
        for pk in a.trainers:
            per_trainer[pk].append(rij)
    for trainer in Trainer.objects.filter(pk__in=per_trainer).order_by("pk"):
        zet_trainer_in(trainer, per_trainer[trainer.pk])


def _werk_groep_bij(groep: Groep, plan: Plan, door: User) -> None:
    alle = list(groep.bijeenkomsten.order_by("begin", "pk").values_list("begin", flat=True))
    if not [begin for begin in alle if begin > klok.nu()]:
        raise DomeinFout(DE_LAATSTE)
    was = groep.start_op
    groep.start_op, groep.eind_op = klok.lokaal(alle[0]).date(), klok.lokaal(alle[-1]).date()
    groep.dagdeel = _dagdeel(alle)
    groep.versie += 1
    plaats = _zelfde_plaats(groep)
    groep.save(update_fields=["start_op", "eind_op", "dagdeel", "versie", "gewijzigd_op", *plaats])
    groep.aanmeldingen.filter(staat__in=(*AANMELDING_LOPEND, *HAD_PLEK), gewist_op=None).update(
        wissen_op=wisdatum(groep)
    )
    leg_vast("groep.rooster", groep, door=door, **_voor_de_geschiedenis(plan))
    if groep.start_op != was:
        verzet_taken(groep, door)
    if _verloor_zaal(plan) and zonder_zaal(groep):
        tekst = "De data of de plaats zijn gewijzigd. Voor een bijeenkomst is nog geen ruimte gereserveerd."
        zaal_vrijgegeven.send(sender=Groep, groep=groep, door=door, tekst=tekst)
    vraagkant().verzet(groep)


def _zelfde_plaats(groep: Groep) -> tuple[str, ...]:
    """When all that is to come is at one other place, that is the place of the group; answers the fields it set."""
    komend = groep.bijeenkomsten.filter(begin__gt=klok.nu())
    plekken = set(komend.values_list("locatie_naam", "locatie_adres"))
    naam, adres = next(iter(plekken))
    if len(plekken) > 1 or not naam:
        return ()
    geboekt = Reservering.objects.filter(bijeenkomst__groep=groep, ruimte__naam=naam).select_related("ruimte").first()
    groep.locatie_naam, groep.locatie_adres = naam, adres
    groep.lat, groep.lon = (geboekt.ruimte.lat, geboekt.ruimte.lon) if geboekt else (None, None)
    groep.zaal_plekken = geboekt.ruimte.capaciteit if geboekt else None
    komend.update(locatie_naam="", locatie_adres="")
    return "locatie_naam", "locatie_adres", "lat", "lon", "zaal_plekken"


def _dagdeel(begin: Iterable[dt.datetime]) -> int | None:
    """That of most meetings, for those who look for a group; at the weekend there is none."""
    alle = [dagdelen.van_moment(klok.lokaal(b)) for b in begin]
    return max(alle, key=lambda d: (alle.count(d), d is not None, -(d or 0)))


def _verloor_zaal(plan: Plan) -> bool:
    return any(stap.nieuw and not stap.nieuw.ruimte and not stap.nieuw.naam for stap in plan.stappen)


def _voor_de_geschiedenis(plan: Plan) -> dict[str, Any]:
    """Old and new of each meeting, in a few words; never who."""
    was_wordt = [f"{_kort(stap.oud)} → {_kort(stap.nieuw)}" for stap in plan.stappen]
    return {"bijeenkomsten": len(was_wordt), "was_wordt": was_wordt[:10]}


def _kort(a: Afspraak | None) -> str:
    return f"{dag_kort(a.dag)} {tijd(*a.tijd).split(', ')[-1]}" if a else "geen"
