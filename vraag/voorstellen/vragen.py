"""Ask a team for its children, or a trainer, in a group that somebody made by hand: a joining proposal without a run.

It has what every proposal has (deadline, yes or no, reminder, link, call, taking part of what waits), but a run leaves
it alone: only people asked, so only people change it. One for each team and trainer, so that the no of one does not
hold up another.
"""

import datetime as dt
import uuid
from collections.abc import Mapping

from aanbod.models import Groep, Trainer
from gemeenten.grond.models import Regio
from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.geo import afstand_m
from vraag.instellingen import ANTWOORD_WERKDAGEN, einde_termijn
from vraag.models import Groepsvoorstel, Reden, Regel, Signaal, Toezegging
from vraag.signalen.staat import werk_staten_bij
from vraag.voorstellen.plekken import dagdeel_van, week_van
from vraag.voorstellen.selectors import kalender_van_voorstel
from vraag.workflow import VoorstelSoort

HAND = "hand-"


def vraag_mee(groep: Groep, wie: Mapping[int, int], *, door: User) -> Groepsvoorstel:
    """Ask the team of these needs (number → children) to join. The caller holds the region's change lock."""
    rijen = Signaal.objects.select_for_update(of=("self",)).select_related("team", "regio")
    signalen = list(rijen.filter(pk__in=wie).order_by("pk"))
    leeftijd = min(s.leeftijd_min for s in signalen), max(s.leeftijd_max for s in signalen)
    voorstel = _voorstel(groep, signalen[0].regio, leeftijd)
    plek = (groep.lat, groep.lon) if groep.lat and groep.lon else (groep.gemeente.lat, groep.gemeente.lon)
    for s in signalen:
        ver = afstand_m(s.team.lat, s.team.lon, *plek)
        Regel.objects.create(voorstel=voorstel, signaal=s, aantal=wie[s.pk], afstand_m=ver)
    for team in sorted({s.team_id for s in signalen}):
        Toezegging.objects.create(voorstel=voorstel, team_id=team)
    _zet_termijn(groep, voorstel)
    Reden.objects.filter(signaal__in=signalen).delete()
    werk_staten_bij(signalen)
    leg_vast("voorstel.gevraagd", voorstel, door=door, groep=groep.pk, vragen=len(signalen))
    return voorstel


def vraag_trainer(groep: Groep, trainer: Trainer, *, vervangt: int | None = None, door: User) -> Groepsvoorstel:
    """Ask a trainer who is booked for it already, so that nobody else takes these hours; who says no is free again.

    ``vervangt`` is the trainer who could not. The caller holds the region's change lock.
    """
    voorstel = _voorstel(groep, groep.gemeente.regio, (groep.leeftijd_min, groep.leeftijd_max))
    Toezegging.objects.create(voorstel=voorstel, trainer=trainer, vervangt_id=vervangt)
    _zet_termijn(groep, voorstel)
    leg_vast("voorstel.trainer_gevraagd", voorstel, door=door, groep=groep.pk, trainer=trainer.pk)
    return voorstel


def _voorstel(groep: Groep, regio: Regio, leeftijd: tuple[int, int]) -> Groepsvoorstel:
    return Groepsvoorstel.objects.create(
        regio=regio,
        soort=VoorstelSoort.AANSLUITEN,
        interventie=groep.interventie,
        groep=groep,
        dagdeel=dagdeel_van(groep),
        start_week=week_van(groep),
        voor=groep.is_voor,
        leeftijd_min=leeftijd[0],
        leeftijd_max=leeftijd[1],
        reageren_voor=klok.nu(),
        te_melden=True,
        kenmerk=f"{HAND}{uuid.uuid4().hex}",
    )


def _zet_termijn(groep: Groep, voorstel: Groepsvoorstel) -> None:
    """As for any proposal, but before the group begins."""
    eerste = groep.bijeenkomsten.order_by("begin").values_list("begin", flat=True)[0]
    gewoon = einde_termijn(ANTWOORD_WERKDAGEN, kalender_van_voorstel(voorstel))
    voorstel.reageren_voor = min(gewoon, eerste - dt.timedelta(hours=1))
    voorstel.save(update_fields=["reageren_voor"])
