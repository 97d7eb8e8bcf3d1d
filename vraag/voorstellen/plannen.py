"""Everyone said yes: make the group. Dates, trainers, room, places, tasks and publication in one transaction."""

import datetime as dt
from typing import Any

from django.db import transaction

from aanbod.deelname.services.teamplaatsen import voeg_teamplaats_toe
from aanbod.fouten import GeenCertificaat, GroepVol, TrainerBezet
from aanbod.groepen.services.levensloop import publiceer_groep
from aanbod.groepen.services.planning import Locatie, bijeenkomst_tijden, plan_groep
from aanbod.models import Groep
from facilitair.ruimtes.fouten import RuimteBezet
from facilitair.ruimtes.services.reserveren import reserveer_groep
from facilitair.taken.services.van_groep import maak_taken
from gemeenten.grond.models import Team
from marktplein.accounts.models import User
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.mensen import heeft_leeftijd
from vraag.instellingen import UITSTEL_WEKEN
from vraag.models import Groepsvoorstel
from vraag.voorstellen.met_de_hand import houd_uren
from vraag.voorstellen.wanneer import momenten_van
from vraag.workflow import VoorstelSoort

BEZET = (TrainerBezet, RuimteBezet, GeenCertificaat, GroepVol)


def maak_groep(voorstel: Groepsvoorstel, *, door: User | None = None) -> Groep:
    """Turn the (locked) proposal into a group, or take its places in the running group it joins; answers the group.

    It gets the dates that its page told (``wanneer.momenten_van``). When somebody takes the room or a trainer at this
    very moment, the weeks after it are tried, to UITSTEL_WEKEN after the week it was found for. Raises DomeinFout when
    none is free.
    """
    return _plan_nieuw(voorstel, door) if voorstel.soort == VoorstelSoort.NIEUW else _sluit_aan(voorstel, door)


def teamplaatsen_van(voorstel: Groepsvoorstel) -> list[tuple[Team, int]]:
    """Children per team, in order of team."""
    per_team: dict[Team, int] = {}
    for regel in voorstel.regels.select_related("signaal__team").order_by("signaal__team_id"):
        per_team[regel.signaal.team] = per_team.get(regel.signaal.team, 0) + regel.aantal
    return list(per_team.items())


def _sluit_aan(voorstel: Groepsvoorstel, door: User | None) -> Groep:
    """All teams get their places, or none does; a trainer who was asked for it gives it."""
    assert voorstel.groep is not None  # noqa: S101 - a joining proposal always has its group
    with transaction.atomic():
        if voorstel.toezeggingen.filter(trainer__isnull=False).exists():
            houd_uren(voorstel)
        for team, aantal in teamplaatsen_van(voorstel):
            voeg_teamplaats_toe(groep=voorstel.groep, team=team, aantal=aantal, door=door)
    return voorstel.groep


def _plan_nieuw(voorstel: Groepsvoorstel, door: User | None) -> Groep:
    laatste: DomeinFout | None = None
    for uitstel in range(momenten_van([voorstel])[voorstel.pk].uitstel, UITSTEL_WEKEN + 1):
        try:
            with transaction.atomic():
                return _plan_in_week(voorstel, voorstel.start_week + dt.timedelta(weeks=uitstel), door)
        except BEZET as fout:
            laatste = fout
    raise laatste or DomeinFout("Er is geen week vrij.")


def _leeftijden(voorstel: Groepsvoorstel) -> dict[str, Any]:
    """Of the members; of the offer for people who are asked no age."""
    van = voorstel if heeft_leeftijd(voorstel.voor) else voorstel.interventie
    return {"leeftijd_min": van.leeftijd_min, "leeftijd_max": van.leeftijd_max}


def _zeiden_ja(voorstel: Groepsvoorstel) -> dict[int, int]:
    """Per team who said yes for it."""
    namens = voorstel.toezeggingen.filter(team__isnull=False, door__isnull=False)
    return dict(namens.values_list("team", "door"))


def _plan_in_week(voorstel: Groepsvoorstel, start_week: dt.date, door: User | None) -> Groep:
    ruimte, interventie = voorstel.ruimte, voorstel.interventie
    assert ruimte is not None  # noqa: S101 - a new group's proposal always has its room
    groep = plan_groep(
        interventie=interventie,
        gemeente=ruimte.gemeente,
        locatie=Locatie(ruimte.naam, ruimte.adres, ruimte.lat, ruimte.lon, ruimte.capaciteit),
        dagdeel=voorstel.dagdeel,
        tijden=bijeenkomst_tijden(interventie, ruimte.gemeente, voorstel.dagdeel, start_week),
        trainers=[
            t.trainer
            for t in voorstel.toezeggingen.filter(trainer__isnull=False).select_related("trainer")
            if t.trainer
        ],
        teamplaatsen=teamplaatsen_van(voorstel),
        contacten=_zeiden_ja(voorstel),
        **_leeftijden(voorstel),
        voor=voorstel.voor,
        capaciteit=interventie.hoogstens_in(voorstel.voor, ruimte.capaciteit),
        minimum=interventie.groep_min,
        door=door,
    )
    reserveer_groep(groep=groep, ruimte=ruimte, door=door)
    publiceer_groep(groep, door)
    maak_taken(groep, door)
    return groep
