"""Plan a group: real dates that avoid holidays, trainers who are free, places for the teams that asked."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from aanbod.expertise.selectors import bevoegde_trainers
from aanbod.fouten import GeenCertificaat, GroepVol, TrainerBezet
from aanbod.groepen.services.vorm import eis_vorm
from aanbod.models import Bijeenkomst, Groep, Interventie, Inzet, TeamPlaats, Trainer
from gemeenten.grond.kalenders import kalenders
from gemeenten.grond.models import Gemeente, Team
from gemeenten.grond.selectors import vakantiedagen
from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.basis import dagdelen, klok
from marktplein.basis.fouten import DomeinFout

Tijden = Sequence[tuple[dt.datetime, dt.datetime]]
# Where and when a weekly series may begin: municipality, dagdeel and the first week.
Plek = tuple[Gemeente, int, dt.date]
STANDAARD_DUUR = 90
# A weekly series that finds no free week for this long is a mistake in the data, not bad luck.
HOOGSTENS_WEKEN = 104


@dataclass(frozen=True)
class Locatie:
    """Where a group meets; WGS84 degrees, or None when only the name is known. ``plekken``: people who fit in it."""

    naam: str
    adres: str = ""
    lat: float | None = None
    lon: float | None = None
    plekken: int | None = None


def bijeenkomst_tijden(
    interventie: Interventie, gemeente: Gemeente, dagdeel: int, start_week: dt.date
) -> list[tuple[dt.datetime, dt.datetime]]:
    """(begin, end) of each meeting, weekly on the weekday of ``dagdeel`` from the week of ``start_week`` on.

    A week on whose day the municipality is closed, or has a school holiday, is skipped, so the series takes longer. As
    many meetings as the series needs (one if it does not say), each ``duur_minuten`` long.
    """
    rooster = Rooster([(gemeente, dagdeel, start_week)], hoogstens=interventie.bijeenkomsten or 1)
    tijden = rooster.reeks(interventie, gemeente, dagdeel, start_week)
    if not tijden:
        raise DomeinFout("Er zijn niet genoeg weken zonder vakantie om deze reeks te plannen.")
    return tijden


class Rooster:
    """On which days weekly series can meet in some places: one query, and one per holiday region.

    ``hoogstens`` is the longest series that will be asked for.
    """

    def __init__(self, plekken: Iterable[Plek], *, hoogstens: int = 1) -> None:
        rijen = list(plekken)
        self._weken = HOOGSTENS_WEKEN + hoogstens
        self._kalenders = kalenders({gemeente for gemeente, _, _ in rijen}) if rijen else {}
        self._vakantie: dict[str, frozenset[dt.date]] = {}
        # Asked before, of which municipality: series of one place share their days.
        self._open: dict[tuple[int, dt.date], bool] = {}
        if not rijen:
            return
        van, tot = (kies(week for _, _, week in rijen) for kies in (min, max))
        tot += dt.timedelta(weeks=self._weken + 1)
        for gemeente, _, _ in rijen:
            if gemeente.vakantieregio not in self._vakantie:
                self._vakantie[gemeente.vakantieregio] = vakantiedagen(gemeente, van, tot)

    def dagen(self, gemeente: Gemeente, dagdeel: int, week: dt.date) -> Iterator[dt.date]:
        """The days on which it can meet, from the week of ``week`` on; only of what the rooster was made for."""
        maandag = week - dt.timedelta(days=week.weekday())
        eerste = maandag + dt.timedelta(days=dagdelen.weekdag(dagdeel))
        alle = (eerste + dt.timedelta(weeks=n) for n in range(self._weken + 1))
        return (dag for dag in alle if self._is_open(gemeente, dag))

    def _is_open(self, gemeente: Gemeente, dag: dt.date) -> bool:
        antwoord = self._open.get((gemeente.pk, dag))
        if antwoord is None:
            antwoord = dag not in self._vakantie[gemeente.vakantieregio]
            antwoord = antwoord and not self._kalenders[gemeente.pk].is_dicht(dag)
            self._open[gemeente.pk, dag] = antwoord
        return antwoord

    def reeks(
        self, interventie: Interventie, gemeente: Gemeente, dagdeel: int, week: dt.date
    ) -> list[tuple[dt.datetime, dt.datetime]]:
        """As ``bijeenkomst_tijden``; empty when there are not enough days."""
        nodig = interventie.bijeenkomsten or 1
        duur = dt.timedelta(minutes=interventie.duur_minuten or STANDAARD_DUUR)
        dagen = list(islice(self.dagen(gemeente, dagdeel, week), nodig))
        if len(dagen) < nodig:
            return []
        begintijden = [klok.op(dag, dagdelen.begintijd(dagdeel)) for dag in dagen]
        return [(begin, begin + duur) for begin in begintijden]


def eerste_lesdagen(plekken: Iterable[Plek]) -> dict[Plek, dt.date]:
    """The day of the first meeting of a series there, as ``bijeenkomst_tijden`` plans it; without what finds no day.

    One query, and at most one per holiday region, whatever the number of ``plekken``.
    """
    rijen = list(plekken)
    rooster = Rooster(rijen)
    gevonden = {plek: next(rooster.dagen(*plek), None) for plek in rijen}
    return {plek: dag for plek, dag in gevonden.items() if dag is not None}


@transaction.atomic
def plan_groep(
    *,
    interventie: Interventie,
    gemeente: Gemeente,
    locatie: Locatie,
    dagdeel: int | None,
    tijden: Tijden,
    trainers: Sequence[Trainer],
    teamplaatsen: Sequence[tuple[Team, int]],
    leeftijd_min: int,
    leeftijd_max: int,
    capaciteit: int,
    minimum: int,
    voor: str = "",
    preventievorm: str = "",
    contacten: Mapping[int, int] | None = None,
    door: User | None = None,
) -> Groep:
    """Create a group in VOORBEREIDING with its meetings, booked trainers and places of teams.

    The caller has checked that ``door`` may do this. Raises GroepVol when the teams' places do not fit,
    GeenCertificaat and TrainerBezet (naming the trainer) when somebody cannot give it: then nothing is written and
    the surrounding transaction goes on. ``voor`` is for whom: empty is for whom the offer is first.
    ``preventievorm`` is one of the offer's forms: empty is its main form.
    ``contacten`` tells per team (its number) the person whom the others in the group speak to.
    """
    if not tijden:
        raise DomeinFout("Een groep heeft minstens één bijeenkomst.")
    eis_vorm(interventie, preventievorm or interventie.preventievorm)
    bezet = sum(aantal for _, aantal in teamplaatsen)
    if bezet > capaciteit:
        raise GroepVol(capaciteit)
    eerste, laatste = klok.lokaal(tijden[0][0]).date(), klok.lokaal(tijden[-1][0]).date()
    _eis_certificaten(interventie, trainers, laatste)
    groep = _maak_groep(
        interventie=interventie,
        gemeente=gemeente,
        locatie_naam=locatie.naam,
        locatie_adres=locatie.adres,
        lat=locatie.lat,
        lon=locatie.lon,
        zaal_plekken=locatie.plekken,
        dagdeel=dagdeel,
        start_op=eerste,
        eind_op=laatste,
        minimum=minimum,
        capaciteit=capaciteit,
        bezet=bezet,
        leeftijd_min=leeftijd_min,
        leeftijd_max=leeftijd_max,
        voor=voor,
        preventievorm=preventievorm or interventie.preventievorm,
    )
    TeamPlaats.objects.bulk_create(
        TeamPlaats(groep=groep, team=team, aantal=aantal, contact_id=(contacten or {}).get(team.pk))
        for team, aantal in teamplaatsen
        if aantal
    )
    bijeenkomsten = Bijeenkomst.objects.bulk_create(
        Bijeenkomst(groep=groep, nummer=nummer, begin=begin, eind=eind)
        for nummer, (begin, eind) in enumerate(tijden, start=1)
    )
    for trainer in sorted(trainers, key=lambda trainer: trainer.pk):
        zet_trainer_in(trainer, bijeenkomsten)
    leg_vast("groep.gepland", groep, door=door, bezet=bezet, capaciteit=capaciteit, trainers=len(trainers))
    return groep


def zet_trainer_in(trainer: Trainer, bijeenkomsten: Sequence[Bijeenkomst]) -> None:
    """Book one trainer for meetings, all or none. Raises TrainerBezet; the transaction stays usable."""
    try:
        with transaction.atomic():
            Inzet.objects.bulk_create(
                Inzet(trainer=trainer, bijeenkomst=bijeenkomst, periode=(bijeenkomst.begin, bijeenkomst.eind))
                for bijeenkomst in bijeenkomsten
            )
    except IntegrityError as fout:
        if "trainer_nooit_dubbel" not in str(fout):
            raise
        raise TrainerBezet(trainer.pk, trainer.naam) from fout


def _eis_certificaten(interventie: Interventie, trainers: Sequence[Trainer], op: dt.date) -> None:
    bevoegd = set(bevoegde_trainers(interventie, op).values_list("pk", flat=True))
    for trainer in trainers:
        if trainer.pk not in bevoegd:
            raise GeenCertificaat(trainer.pk, trainer.naam)


def _maak_groep(*, interventie: Interventie, gemeente: Gemeente, start_op: dt.date, **velden: Any) -> Groep:
    """Insert the group under an address one can read; two at once for the same address get different numbers."""
    basis = slugify(f"{interventie.slug[:28]}-{gemeente.slug[:14]}-{start_op:%d-%m-%Y}").replace("--", "-")
    bestaand = set(Groep.objects.filter(slug__startswith=basis).values_list("slug", flat=True))
    for poging in count(1):
        slug = basis if poging == 1 else f"{basis}-{poging}"
        if slug in bestaand:
            continue
        try:
            with transaction.atomic():
                return Groep.objects.create(
                    slug=slug, interventie=interventie, gemeente=gemeente, start_op=start_op, **velden
                )
        except IntegrityError as fout:
            if "slug" not in str(fout):
                raise
    raise AssertionError("count() does not end")
