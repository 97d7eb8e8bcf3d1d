"""Everyone said yes: make the group. Dates, trainers, room, places, tasks and publication in one transaction."""

import datetime as dt
from typing import Any

from django.db import transaction

from aanbod.models import Groep
from aanbod.services import (
    GeenCertificaat,
    GroepVol,
    Locatie,
    TrainerBezet,
    bijeenkomst_tijden,
    plan_groep,
    publiceer_groep,
    voeg_teamplaats_toe,
)
from facilitair.services import RuimteBezet, maak_taken, reserveer_groep
from gemeenten.grond.models import Team
from marktplein.audit.services import leg_vast
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.workflow import verplaats
from vraag.instellingen import UITSTEL_WEKEN
from vraag.models import Groepsvoorstel, Signaal
from vraag.signalen.staat import werk_staten_bij
from vraag.voorstellen import berichten
from vraag.voorstellen.ontbinden import ontbind, sluit_uit
from vraag.workflow import VOORSTEL_OVERGANGEN, VoorstelSoort, VoorstelStaat

BEZET = (TrainerBezet, RuimteBezet, GeenCertificaat, GroepVol)


def plan_voorstel(voorstel: Groepsvoorstel, *, door: Any = None) -> Groep | None:
    """Turn the (locked) proposal into a group, or take its places in the running group it joins.

    Somebody may have taken the room or a trainer since the run: then up to UITSTEL_WEKEN later weeks are tried. If
    none is free the proposal lapses, everyone hears why, and the demand is pooled again. Answers the group or None.
    """
    if voorstel.staat == VoorstelStaat.VOORGESTELD:
        verplaats(voorstel, VoorstelStaat.TOEGEZEGD, VOORSTEL_OVERGANGEN, ding="Dit voorstel")
        voorstel.save(update_fields=["staat", "gewijzigd_op"])
    try:
        with transaction.atomic():
            nieuw = voorstel.soort == VoorstelSoort.NIEUW
            groep = _plan_nieuw(voorstel, door) if nieuw else _sluit_aan(voorstel, door)
    except DomeinFout as fout:
        _niet_nog_eens(voorstel, fout)
        ontbind(voorstel, VoorstelStaat.VERVALLEN, f"Iedereen deed mee, maar plannen lukte niet. {fout.melding}")
        return None
    verplaats(voorstel, VoorstelStaat.GEPLAND, VOORSTEL_OVERGANGEN, ding="Dit voorstel")
    voorstel.groep = groep
    voorstel.versie += 1
    voorstel.save()
    leg_vast("voorstel.gepland", voorstel, door=door, groep=groep.pk)
    werk_staten_bij(Signaal.objects.select_for_update().filter(regels__voorstel=voorstel).order_by("pk"))
    berichten.groep_gepland(voorstel, groep)
    return groep


def _niet_nog_eens(voorstel: Groepsvoorstel, fout: DomeinFout) -> None:
    """Remember what stood in the way, so that the next run does not find the same group and fail again."""
    if isinstance(fout, TrainerBezet | GeenCertificaat):
        gevraagd = voorstel.toezeggingen.filter(trainer__naam=fout.trainer).values_list("trainer", flat=True)
        sluit_uit(voorstel, trainers=[pk for pk in gevraagd if pk is not None])
    else:
        sluit_uit(voorstel, signalen=voorstel.regels.values_list("signaal", flat=True))


def teamplaatsen_van(voorstel: Groepsvoorstel) -> list[tuple[Team, int]]:
    """Children per team, in order of team."""
    per_team: dict[Team, int] = {}
    for regel in voorstel.regels.select_related("signaal__team").order_by("signaal__team_id"):
        per_team[regel.signaal.team] = per_team.get(regel.signaal.team, 0) + regel.aantal
    return list(per_team.items())


def _sluit_aan(voorstel: Groepsvoorstel, door: Any) -> Groep:
    """All teams get their places, or none does."""
    assert voorstel.groep is not None  # noqa: S101 - a joining proposal always has its group
    with transaction.atomic():
        for team, aantal in teamplaatsen_van(voorstel):
            voeg_teamplaats_toe(groep=voorstel.groep, team=team, aantal=aantal, door=door)
    return voorstel.groep


def _plan_nieuw(voorstel: Groepsvoorstel, door: Any) -> Groep:
    laatste: DomeinFout | None = None
    for uitstel in range(UITSTEL_WEKEN + 1):
        try:
            with transaction.atomic():
                return _plan_in_week(voorstel, voorstel.start_week + dt.timedelta(weeks=uitstel), door)
        except BEZET as fout:
            laatste = fout
    raise laatste or DomeinFout("Er is geen week vrij.")


def _plan_in_week(voorstel: Groepsvoorstel, start_week: dt.date, door: Any) -> Groep:
    ruimte, interventie = voorstel.ruimte, voorstel.interventie
    assert ruimte is not None  # noqa: S101 - a new group's proposal always has its room
    groep = plan_groep(
        interventie=interventie,
        gemeente=ruimte.gemeente,
        locatie=Locatie(ruimte.naam, ruimte.adres, ruimte.lat, ruimte.lon),
        dagdeel=voorstel.dagdeel,
        tijden=bijeenkomst_tijden(interventie, ruimte.gemeente, voorstel.dagdeel, start_week),
        trainers=[
            t.trainer
            for t in voorstel.toezeggingen.filter(trainer__isnull=False).select_related("trainer")
            if t.trainer
        ],
        teamplaatsen=teamplaatsen_van(voorstel),
        leeftijd_min=voorstel.leeftijd_min,
        leeftijd_max=voorstel.leeftijd_max,
        capaciteit=min(interventie.groep_max, ruimte.capaciteit),
        minimum=interventie.groep_min,
        door=door,
    )
    reserveer_groep(groep=groep, ruimte=ruimte, door=door)
    publiceer_groep(groep, door)
    maak_taken(groep, door)
    return groep
