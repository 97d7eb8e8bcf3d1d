"""A team in the line of a full group: join it, say yes to what is offered, leave it; and what happens by itself."""

import uuid
from functools import partial
from typing import Any

from django.db import transaction
from django.urls import reverse

from aanbod.betrokken.berichten import TeamWachtVoorbij
from aanbod.deelname.services.teamplaatsen import schrijf_bij
from aanbod.deelname.services.wachtlijst import (
    bied_vrije_plekken_aan,
    geef_vrij,
    stop,
    verplaats_wacht,
    volg_vragen,
)
from aanbod.deelname.toestemming import eis_toestemming, gegeven_toestemming
from aanbod.deelname.vraagkant import vraagkant
from aanbod.groepen.selectors import eerste_begin
from aanbod.groepen.services.plaatsen import laat_los, vergrendel
from aanbod.models import Groep, TeamWacht
from aanbod.permissions import kan_teamplaats_nemen
from aanbod.workflow import (
    GROEP_AANMELDBAAR,
    TEAMWACHT_LOPEND,
    TeamWachtStaat,
)
from gemeenten.grond.models import Team
from gemeenten.grond.selectors import post_van_team
from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.eenmalig import eenmalig
from marktplein.basis.fouten import DomeinFout, Eerder, OvergangFout
from marktplein.basis.mensen import mensen, mensen_doen
from marktplein.basis.toegang import eis
from marktplein.basis.woorden import plekken

ALLEEN_HET_TEAM = "Alleen iemand van het team zelf kan dit doen."
EERST_HET_VOORSTEL = (
    "Voor (een deel van) deze mensen loopt ook een voorstel. Zeg daar eerst nee, of zeg hier dat het niet meer hoeft."
)


@transaction.atomic
def zet_op_wachtlijst(
    *,
    groep: Groep,
    team: Team,
    aantal: int,
    vraag: int | None = None,
    met_minder: bool = False,
    toestemming: bool = False,
    door: User,
    sleutel: uuid.UUID | None = None,
) -> TeamWacht:
    """Put ``aantal`` people of a team in the line of a full group, once per ``sleutel``; behind whoever asked before.

    They are of the need ``vraag``, which stays in the pool until a place is taken. Raises NietToegestaan; DomeinFout
    when there are places, when the team waits already, or when fewer of that need have no place.
    """
    eis(kan_teamplaats_nemen(door, groep, team), ALLEEN_HET_TEAM)
    eis_toestemming(groep, toestemming)
    werk = partial(_zet, groep, team, aantal, vraag, met_minder, door)
    invoer = (groep, team, aantal, vraag, met_minder)
    return eenmalig(sleutel, "teamwacht", TeamWacht, werk, van=door, invoer=invoer, eerder=_al_gezet)[0]


def _al_gezet(wacht: TeamWacht) -> Eerder:
    return Eerder(
        "Met dit formulier staat je team al op de wachtlijst. Bekijk de groep.",
        reverse("aanbod:groep", args=[wacht.groep.slug]),
        "Bekijk de groep",
    )


def _zet(groep: Groep, team: Team, aantal: int, vraag: int | None, met_minder: bool, door: User) -> TeamWacht:
    actueel = vergrendel(groep.pk)
    _eis_vol(actueel, aantal)
    if vraag is not None:
        _eis_van_vraag(actueel, team, aantal, vraag)
    if TeamWacht.objects.filter(groep=actueel, team=team, vraag=vraag, staat__in=TEAMWACHT_LOPEND).exists():
        raise DomeinFout("Voor hen staat je team hier al op de wachtlijst.")
    wacht = TeamWacht.objects.create(
        groep=actueel,
        team=team,
        aantal=aantal,
        vraag=vraag,
        met_minder=met_minder,
        in_rij_op=klok.nu(),
        door=door,
    )
    gegeven: dict[str, Any] = gegeven_toestemming(actueel, aantal)
    leg_vast("teamwacht.gezet", wacht, door=door, groep=actueel.pk, team=team.pk, aantal=aantal, **gegeven)
    # Some places may be free, too few for who stood in line so far.
    bied_vrije_plekken_aan(actueel)
    return wacht


def _eis_vol(groep: Groep, aantal: int) -> None:
    if groep.staat not in GROEP_AANMELDBAAR or eerste_begin(groep) <= klok.nu():
        raise DomeinFout("Voor deze groep is er geen wachtlijst (meer).")
    if not 1 <= aantal <= groep.capaciteit:
        melding = f"In deze groep passen er {groep.capaciteit}." if aantal > 0 else "Vul minstens 1 in."
        raise DomeinFout(melding, veld="aantal")
    if groep.vrij_in_zaal >= aantal:
        raise DomeinFout(f"Er is plek: nog {plekken(groep.vrij_in_zaal)}. Neem die meteen.", veld="aantal")


def _eis_van_vraag(groep: Groep, team: Team, aantal: int, vraag: int) -> None:
    keuze = next((k for k in vraagkant().passend(groep, [team]) if k.vraag == vraag), None)
    if keuze is None:
        raise DomeinFout("Deze vraag is intussen veranderd. Kies opnieuw.", veld="vraag")
    if aantal > keuze.hoogstens:
        wacht = mensen_doen(keuze.hoogstens, groep.is_voor, "wacht", "wachten")
        raise DomeinFout(f"Van deze vraag: {wacht}.", veld="aantal")


@transaction.atomic
def neem_aan(wacht: TeamWacht, *, door: User) -> TeamWacht:
    """Say yes: the places that were held are the team's. Idempotent. Who still waits keeps the same place in the line.

    Raises NietToegestaan; OvergangFout when nothing is offered (any more); DomeinFout when these people are in a
    proposal as well, which is answered first.
    """
    eis(kan_teamplaats_nemen(door, wacht.groep, wacht.team), ALLEEN_HET_TEAM)
    actueel = _vergrendel(wacht.pk, met_vraag=True)
    if actueel.staat == TeamWachtStaat.GENOMEN:
        return actueel
    _eis_aangeboden(actueel)
    over = _volg_aanbod(actueel)
    if actueel.staat != TeamWachtStaat.AANGEBODEN:
        raise OvergangFout("Zij hebben al ergens anders een plek.")
    aantal, rest = actueel.aangeboden, actueel.aantal - actueel.aangeboden
    schrijf_bij(actueel.groep, actueel.team, aantal, door)
    if actueel.vraag is not None:
        _van_vraag(actueel, actueel.vraag, aantal, door)
    actueel.aantal, actueel.aangeboden, actueel.beslis_voor = aantal, 0, None
    verplaats_wacht(actueel, TeamWachtStaat.GENOMEN, aantal, door)
    if rest:
        TeamWacht.objects.create(
            groep=actueel.groep,
            team=actueel.team,
            aantal=rest,
            vraag=actueel.vraag,
            met_minder=True,
            in_rij_op=actueel.in_rij_op,
            door=actueel.door,
        )
    if over:
        geef_vrij(actueel.groep, over)
    return actueel


def _eis_aangeboden(wacht: TeamWacht) -> None:
    te_laat = wacht.beslis_voor is not None and wacht.beslis_voor <= klok.nu()
    if te_laat or wacht.staat == TeamWachtStaat.VERLOPEN:
        raise OvergangFout("De tijd om te kiezen is voorbij. De plek gaat naar de volgende op de wachtlijst.")
    if wacht.staat != TeamWachtStaat.AANGEBODEN:
        raise OvergangFout("Er is voor jullie nu geen plek aangeboden.")


def _van_vraag(wacht: TeamWacht, vraag: int, aantal: int, door: User) -> None:
    try:
        vraagkant().genomen(groep=wacht.groep, team=wacht.team, aantal=aantal, vraag=vraag, van_vraag=aantal, door=door)
    except DomeinFout as fout:
        raise DomeinFout(EERST_HET_VOORSTEL) from fout


@transaction.atomic
def verlaat(wacht: TeamWacht, *, door: User) -> TeamWacht:
    """Leave the line, or say no to what is offered: that goes to the next at once. Idempotent."""
    eis(kan_teamplaats_nemen(door, wacht.groep, wacht.team), ALLEEN_HET_TEAM)
    actueel = _vergrendel(wacht.pk)
    if actueel.staat not in TEAMWACHT_LOPEND:
        return actueel
    hield, actueel.aangeboden, actueel.beslis_voor = actueel.aangeboden, 0, None
    verplaats_wacht(actueel, TeamWachtStaat.VERLATEN, actueel.aantal, door)
    if hield:
        geef_vrij(actueel.groep, hield)
    return actueel


@transaction.atomic
def laat_verlopen(pk: int) -> bool:
    """Nobody of the team answered in time: the places go to the next in line. A task of our own; safe to repeat."""
    wacht = _vergrendel(pk)
    te_laat = wacht.beslis_voor is not None and wacht.beslis_voor <= klok.nu()
    if wacht.staat != TeamWachtStaat.AANGEBODEN or not te_laat:
        return False
    hield = stop(wacht, TeamWachtStaat.VERLOPEN)
    _vertel(wacht)
    geef_vrij(wacht.groep, hield)
    return True


@transaction.atomic
def volg(pk: int) -> bool:
    """Who of a group's line got a place elsewhere waits no more. A task of our own; safe to repeat."""
    groep = vergrendel(pk)
    voor = list(groep.teamwachten.filter(staat__in=TEAMWACHT_LOPEND).values_list("pk", "aantal", "aangeboden"))
    los = sum(_volg_aanbod(wacht) for wacht in volg_vragen(groep))
    if los:
        geef_vrij(groep, los)
    return voor != list(groep.teamwachten.filter(staat__in=TEAMWACHT_LOPEND).values_list("pk", "aantal", "aangeboden"))


def sluit_rij(groep: Groep, *, vertel: bool) -> None:
    """The (locked) group begins or is called off: nobody waits any more; what was held is let go."""
    lopend = groep.teamwachten.select_for_update(of=("self",)).filter(staat__in=TEAMWACHT_LOPEND)
    for wacht in lopend.select_related("team__gemeente").order_by("pk"):
        wacht.groep = groep
        if hield := stop(wacht, TeamWachtStaat.GESLOTEN):
            laat_los(groep, hield)
        if vertel:
            _vertel(wacht)


def _volg_aanbod(wacht: TeamWacht) -> int:
    """Bring an offer down to who of its need still has no place; answers how many places it no longer holds."""
    if wacht.staat != TeamWachtStaat.AANGEBODEN or wacht.vraag is None:
        return 0
    nodig = vraagkant().ongeplaatst([wacht.vraag])[wacht.vraag]
    if nodig >= wacht.aantal:
        return 0
    if not nodig:
        return stop(wacht, TeamWachtStaat.VERVALLEN)
    wacht.aantal, teveel = nodig, max(0, wacht.aangeboden - nodig)
    wacht.aangeboden -= teveel
    wacht.save(update_fields=["aantal", "aangeboden", "gewijzigd_op"])
    return teveel


def _vergrendel(pk: int, *, met_vraag: bool = False) -> TeamWacht:
    """The place in line, locked after what comes before it: demand, then the group."""
    wacht = TeamWacht.objects.select_related("groep__gemeente", "team__gemeente").get(pk=pk)
    if met_vraag and wacht.vraag is not None:
        vraagkant().slot(wacht.groep, wacht.team)
    groep = vergrendel(wacht.groep_id)
    actueel = TeamWacht.objects.select_for_update(of=("self",)).select_related("team__gemeente").get(pk=pk)
    actueel.groep = groep
    return actueel


def _vertel(wacht: TeamWacht) -> None:
    post, wie = post_van_team(wacht.team_id), mensen(wacht.aantal, wacht.groep.is_voor)
    TeamWachtVoorbij(wacht.groep, post.mail, wie, bel=post.bel).zet_klaar()
