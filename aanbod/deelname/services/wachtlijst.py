"""One line of teams and families: a place that comes free goes to the first whom it helps, who has two days to say yes.

A team that wants more places than came free, and does not say that fewer help too, keeps its place in the line while
the place goes to the next: an empty chair helps nobody.
"""

import datetime as dt

from aanbod.deelname.berichten import PlekAangeboden, PlekkenVoorTeam
from aanbod.deelname.services.tekort import signaleer
from aanbod.deelname.vraagkant import vraagkant
from aanbod.groepen.selectors import eerste_begin
from aanbod.groepen.services.plaatsen import laat_los, neem
from aanbod.models import Aanmelding, Groep, TeamWacht
from aanbod.workflow import (
    AANMELDING_OVERGANGEN,
    GROEP_AANMELDBAAR,
    GROEP_NOG_NIET_BEGONNEN,
    TEAMWACHT_OVERGANGEN,
    AanmeldingStaat,
    TeamWachtStaat,
)
from gemeenten.grond.selectors import post_van_team
from marktplein.accounts.models import User
from marktplein.audit.overgang import verplaats
from marktplein.basis import klok

BEDENKTIJD = dt.timedelta(hours=48)


def geef_vrij(groep: Groep, aantal: int) -> None:
    """Give places of a locked group back and offer them to the first in line; what is left, demand hears of."""
    was = groep.bezet
    laat_los(groep, aantal)
    bied_vrije_plekken_aan(groep)
    signaleer(groep, was=was)
    if groep.vrij and groep.staat in GROEP_NOG_NIET_BEGONNEN:
        vraagkant().plek_vrij(groep)


def bied_vrije_plekken_aan(groep: Groep) -> int:
    """Offer the free places of a locked group to the line, in its order; an offer holds them. Answers how many.

    Nothing is offered once the group has begun or does not go on.
    """
    begin = eerste_begin(groep)
    aangeboden = 0
    while groep.vrij_in_zaal and groep.staat in GROEP_AANMELDBAAR and begin > klok.nu():
        volgende = eerste_in_de_rij(groep)
        if volgende is None:
            break
        beslis_voor = min(klok.nu() + BEDENKTIJD, begin)
        if isinstance(volgende, TeamWacht):
            aangeboden += _bied_team_aan(groep, volgende, beslis_voor)
        else:
            aangeboden += _bied_gezin_aan(groep, volgende, beslis_voor)
    return aangeboden


def eerste_in_de_rij(groep: Groep) -> Aanmelding | TeamWacht | None:
    """The first in line whom the free places of a locked group help, locked."""
    gezin = (
        Aanmelding.objects.select_for_update(of=("self",))
        .filter(groep=groep, staat=AanmeldingStaat.WACHTLIJST)
        .order_by("in_rij_op", "pk")
        .first()
    )
    team = _eerste_team(groep)
    if gezin is None or team is None:
        return team or gezin
    return team if gezin.in_rij_op is not None and team.in_rij_op < gezin.in_rij_op else gezin


def _eerste_team(groep: Groep) -> TeamWacht | None:
    """After what each waits for is brought to who of its need has no place yet."""
    for wacht in volg_vragen(groep):
        if wacht.staat == TeamWachtStaat.WACHTLIJST and (wacht.met_minder or wacht.aantal <= groep.vrij_in_zaal):
            return wacht
    return None


def volg_vragen(groep: Groep) -> list[TeamWacht]:
    """The teams in line that wait or have an offer, locked; who got a place elsewhere waits no more.

    What an offer then holds too much is not given back here: ``teamwacht.volg`` does, for it may be offered anew.
    """
    lopend = TeamWacht.objects.select_for_update(of=("self",)).filter(
        groep=groep, staat__in=(TeamWachtStaat.WACHTLIJST, TeamWachtStaat.AANGEBODEN)
    )
    wachten = list(lopend.select_related("team__gemeente").order_by("in_rij_op", "pk"))
    nodig = vraagkant().ongeplaatst({wacht.vraag for wacht in wachten if wacht.vraag is not None})
    blijft: list[TeamWacht] = []
    for wacht in wachten:
        wacht.groep = groep
        if wacht.vraag is None or wacht.staat != TeamWachtStaat.WACHTLIJST or nodig[wacht.vraag] >= wacht.aantal:
            blijft.append(wacht)
        elif nodig[wacht.vraag]:
            wacht.aantal = nodig[wacht.vraag]
            wacht.save(update_fields=["aantal", "gewijzigd_op"])
            blijft.append(wacht)
        else:
            stop(wacht, TeamWachtStaat.VERVALLEN)
    return blijft


def stop(wacht: TeamWacht, naar: TeamWachtStaat) -> int:
    """End a (locked) place in line by itself; answers how many places it held, which the caller gives back."""
    hield, wacht.aangeboden, wacht.beslis_voor = wacht.aangeboden, 0, None
    verplaats_wacht(wacht, naar, wacht.aantal)
    return hield


def verplaats_wacht(wacht: TeamWacht, naar: TeamWachtStaat, aantal: int, door: User | None = None) -> None:
    """A step of the line: move a (locked) place in it, about so many people; by itself when ``door`` is None."""
    verplaats(
        wacht,
        naar,
        TEAMWACHT_OVERGANGEN,
        noem="Deze plek op de wachtlijst",
        als=f"teamwacht.{naar}",
        door=door,
        herkomst="web" if door else "taak",
        velden=("aantal", "aangeboden", "beslis_voor"),
        groep=wacht.groep_id,
        team=wacht.team_id,
        aantal=aantal,
    )


def _bied_team_aan(groep: Groep, wacht: TeamWacht, beslis_voor: dt.datetime) -> int:
    aantal = min(wacht.aantal, groep.vrij_in_zaal)
    neem(groep, aantal)
    wacht.aangeboden, wacht.beslis_voor = aantal, beslis_voor
    verplaats_wacht(wacht, TeamWachtStaat.AANGEBODEN, aantal)
    post = post_van_team(wacht.team_id)
    PlekkenVoorTeam(groep, post.mail, wacht, bel=post.bel).zet_klaar()
    return aantal


def _bied_gezin_aan(groep: Groep, aanmelding: Aanmelding, beslis_voor: dt.datetime) -> int:
    neem(groep, 1)
    aanmelding.groep = groep
    aanmelding.beslis_voor = beslis_voor
    verplaats(
        aanmelding,
        AanmeldingStaat.AANGEBODEN,
        AANMELDING_OVERGANGEN,
        noem="Deze aanmelding",
        als="aanmelding.aangeboden",
        herkomst="taak",
        velden=("beslis_voor",),
        groep=groep.pk,
    )
    PlekAangeboden(aanmelding).zet_klaar()
    return 1
