"""Places of teams: counts of children, no names."""

import uuid
from functools import partial
from typing import Any

from django.db import transaction
from django.urls import reverse

from aanbod.deelname.services.voornamen import wis_voornamen
from aanbod.deelname.services.wachtlijst import geef_vrij
from aanbod.deelname.toestemming import eis_toestemming, gegeven_toestemming
from aanbod.deelname.vraagkant import vraagkant
from aanbod.groepen.services.plaatsen import neem, vergrendel
from aanbod.models import Groep, TeamPlaats
from aanbod.permissions import kan_teamplaats_nemen
from aanbod.workflow import GROEP_LOPEND, GROEP_NOG_NIET_BEGONNEN
from gemeenten.grond.models import Team
from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.basis.eenmalig import eenmalig
from marktplein.basis.fouten import DomeinFout, Eerder
from marktplein.basis.mensen import mensen
from marktplein.basis.toegang import eis
from marktplein.basis.woorden import plekken


@transaction.atomic
def voeg_teamplaats_toe(
    *,
    groep: Groep,
    team: Team,
    aantal: int,
    vraag: int | None = None,
    van_vraag: int | None = None,
    toestemming: bool = False,
    door: User | None = None,
    sleutel: uuid.UUID | None = None,
) -> TeamPlaats:
    """Give a team ``aantal`` more places, once per ``sleutel``. Raises GroepVol; NietToegestaan if not of the team.

    Of these ``van_vraag`` (None: as many as fit) are for children of the need ``vraag`` of this team, if it is one;
    DomeinFout when so many do not wait. ``door`` None is a task of our own, that has checked the right itself. Where
    the offer needs the consent of both parents somebody says that it is there for these children (``toestemming``);
    only the count is kept.
    """
    if door is not None:
        eis(kan_teamplaats_nemen(door, groep, team), "Alleen iemand van het team zelf kan plekken nemen.")
        eis_toestemming(groep, toestemming)
    werk = partial(_neem, groep, team, aantal, vraag, van_vraag, door)
    invoer = (groep, team, aantal, vraag, van_vraag)
    return eenmalig(sleutel, "teamplaats", TeamPlaats, werk, van=door, invoer=invoer, eerder=_al_genomen)[0]


def _al_genomen(plaats: TeamPlaats) -> Eerder:
    return Eerder(
        f"Je hebt met dit formulier al plekken genomen: {plaats.team} heeft nu {plekken(plaats.aantal)} in deze groep. "
        "Wil je deze plekken erbij? Verstuur het formulier dan nog een keer.",
        reverse("aanbod:groep", args=[plaats.groep.slug]),
        "Bekijk de groep",
    )


def _neem(
    groep: Groep, team: Team, aantal: int, vraag: int | None, van_vraag: int | None, door: User | None
) -> TeamPlaats:
    if aantal < 1:
        raise DomeinFout(f"Vul minstens {mensen(1, groep.is_voor)} in.", veld="aantal")
    if vraag is not None:
        vraagkant().slot(groep, team)
    actueel = vergrendel(groep.pk)
    if actueel.staat not in GROEP_NOG_NIET_BEGONNEN:
        raise DomeinFout("Bij deze groep kan niemand meer aansluiten.")
    neem(actueel, aantal)
    plaats = schrijf_bij(actueel, team, aantal, door)
    groep.refresh_from_db(fields=["bezet", "staat"])
    if vraag is not None:
        vraagkant().genomen(groep=actueel, team=team, aantal=aantal, vraag=vraag, van_vraag=van_vraag, door=door)
    return plaats


def schrijf_bij(groep: Groep, team: Team, aantal: int, door: User | None) -> TeamPlaats:
    """So many places of a locked group, taken already, are this team's: a step of who asked the right."""
    plaats, nieuw = TeamPlaats.objects.select_for_update().get_or_create(
        groep=groep, team=team, defaults={"aantal": aantal, "contact": door}
    )
    if not nieuw:
        plaats.aantal += aantal
        plaats.save(update_fields=["aantal", "gewijzigd_op"])
    gegeven: dict[str, Any] = gegeven_toestemming(groep, aantal) if door else {}
    leg_vast("teamplaats.genomen", groep, door=door, team=team.pk, aantal=aantal, bezet=groep.bezet, **gegeven)
    return plaats


@transaction.atomic
def haal_teamplaats_weg(
    *,
    groep: Groep,
    team: Team,
    aantal: int,
    vraag: int | None = None,
    door: User | None = None,
    sleutel: uuid.UUID | None = None,
) -> Groep:
    """Take ``aantal`` places back from a team, once per ``sleutel``; the waiting list gets them first.

    They are of children of the need ``vraag``; when that is not told, of children about whom no need was posted for as
    long as there are, and then of who came last. Their need waits again at once.

    Raises DomeinFout if the team has fewer, or if the group is over or called off: then the places are what was used,
    and the costs are settled by them.
    """
    if door is not None:
        eis(kan_teamplaats_nemen(door, groep, team), "Alleen iemand van het team zelf kan plekken teruggeven.")
    werk, invoer = partial(_geef_terug, groep, team, aantal, vraag, door), (groep, team, aantal, vraag)
    return eenmalig(sleutel, "teamplaats_terug", Groep, werk, van=door, invoer=invoer, eerder=_al_teruggegeven)[0]


def _al_teruggegeven(groep: Groep) -> Eerder:
    return Eerder(
        "Je hebt met dit formulier al plekken teruggegeven. Wil je deze ook teruggeven? Verstuur het formulier dan nog "
        "een keer.",
        reverse("aanbod:groep", args=[groep.slug]),
        "Bekijk de groep",
    )


def _geef_terug(groep: Groep, team: Team, aantal: int, vraag: int | None, door: User | None) -> Groep:
    vraagkant().slot(groep, team)
    actueel = vergrendel(groep.pk)
    if actueel.staat not in GROEP_LOPEND:
        raise DomeinFout("Deze groep is voorbij of gaat niet door. Plekken teruggeven kan niet meer.")
    plaats = TeamPlaats.objects.select_for_update().filter(groep=actueel, team=team).first()
    heeft = plaats.aantal if plaats else 0
    if plaats is None or not 1 <= aantal <= heeft:
        raise DomeinFout(f"Dit team heeft hier {plekken(heeft)}.", veld="aantal")
    if aantal == heeft:
        plaats.delete()
        wis_voornamen(actueel, team.pk, reden="geen_plek", door=door)
    else:
        plaats.aantal -= aantal
        plaats.save(update_fields=["aantal", "gewijzigd_op"])
    leg_vast("teamplaats.teruggegeven", actueel, door=door, team=team.pk, aantal=aantal, bezet=actueel.bezet - aantal)
    # Demand before the places: whoever asks for a run does so holding all that it will read.
    if vraag is not None:
        vraagkant().teruggegeven(groep=actueel, team=team, aantal=aantal, vraag=vraag)
    vraagkant().veranderd(actueel)
    geef_vrij(actueel, aantal)
    groep.refresh_from_db(fields=["bezet", "staat"])
    return groep
