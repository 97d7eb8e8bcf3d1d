"""Registrations in every state, by made-up people; who took part long ago is erased, as in real life."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import F

from aanbod.deelname.koppeling import hash_van, token_van
from aanbod.deelname.services.wissen import NA_AFMELDING, wisdatum
from aanbod.models import Aanmelding, Groep
from aanbod.workflow import HOUDT_PLEK, AanmeldingStaat
from marktplein.basis import klok
from marktplein.demo.fixtures import lees

A = AanmeldingStaat
NOOIT_BEVESTIGD = (A.TE_BEVESTIGEN, A.VERLOPEN)
GEWEEST = (A.DEELGENOMEN, A.NIET_GEKOMEN)


def vul_groep(groep: Groep, rij: dict[str, Any], nummer: int) -> int:
    """Give the group the registrations its row tells, per state; answer how many."""
    staten = [staat for naam, aantal in rij["aanmeldingen"].items() for staat in [A(naam)] * aantal]
    mensen = _mensen(nummer)
    nieuw = [_aanmelding(groep, staat, next(mensen), plaats) for plaats, staat in enumerate(staten)]
    Aanmelding.objects.bulk_create(nieuw)
    for plaats, aanmelding in enumerate(nieuw):
        aanmelding.token_hash = hash_van(token_van(aanmelding))
        aanmelding.aangemaakt_op = _gedaan(groep, plaats)
    Aanmelding.objects.bulk_update(nieuw, ["token_hash", "aangemaakt_op"])
    plekken = sum(aanmelding.staat in (*HOUDT_PLEK, *GEWEEST) for aanmelding in nieuw)
    Groep.objects.filter(pk=groep.pk).update(bezet=F("bezet") + plekken)
    return len(nieuw)


def _mensen(nummer: int) -> Iterator[tuple[str, str]]:
    """(name, mail address) of people who do not exist, other ones for every group."""
    voor, achter = lees("namen")["voornamen"], lees("namen")["achternamen"]
    for plaats in range(len(voor)):
        n = nummer * 17 + plaats
        naam = f"{voor[(n * 3 + 1) % len(voor)]} {achter[(n * 7 + plaats) % len(achter)]}"
        yield naam, f"{naam.lower().replace(' ', '.')}.{n}@voorbeeld.example"


def _aanmelding(groep: Groep, staat: AanmeldingStaat, wie: tuple[str, str], plaats: int) -> Aanmelding:
    nu, gedaan = klok.nu(), _gedaan(groep, plaats)
    gewist = groep.eind_op < klok.vandaag() and wisdatum(groep) < klok.vandaag()
    spanne = groep.leeftijd_max - groep.leeftijd_min + 1
    return Aanmelding(
        groep=groep,
        naam="" if gewist else wie[0],
        email="" if gewist else wie[1],
        leeftijd_kind=None if gewist else groep.leeftijd_min + plaats * 3 % spanne,
        token_hash=f"demo-{groep.pk}-{plaats}",
        staat=staat,
        bevestigd_op=None if staat in NOOIT_BEVESTIGD else gedaan + dt.timedelta(minutes=12),
        in_rij_op=gedaan + dt.timedelta(minutes=12) if staat in (A.WACHTLIJST, A.AANGEBODEN) else None,
        beslis_voor=_beslis_voor(staat, nu),
        wissen_op=_wissen_op(groep, staat),
        gewist_op=nu if gewist else None,
    )


def _gedaan(groep: Groep, plaats: int) -> dt.datetime:
    """When somebody registered: days apart, before the group began."""
    return min(klok.nu(), klok.op(groep.start_op, dt.time(9))) - dt.timedelta(
        days=2 + plaats * 2 % 19, hours=plaats % 9
    )


def _beslis_voor(staat: AanmeldingStaat, nu: dt.datetime) -> dt.datetime | None:
    if staat == A.TE_BEVESTIGEN:
        return nu + dt.timedelta(hours=20)
    return nu + dt.timedelta(hours=44) if staat == A.AANGEBODEN else None


def _wissen_op(groep: Groep, staat: AanmeldingStaat) -> dt.date:
    voorbij = staat in (A.GEANNULEERD, A.VERLOPEN)
    return min(wisdatum(groep), klok.vandaag() + NA_AFMELDING) if voorbij else wisdatum(groep)
