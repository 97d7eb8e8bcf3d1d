"""Carry out what ``beslissing`` says about a proposal: the one place where anything happens to a running one.

Every event (an answer, a deadline, withdrawn demand, places given back, a cancelled group) locks the proposal with
``vergrendel`` and then calls ``handel_af``. The region's change lock that this takes keeps runs and answers apart.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from aanbod.fouten import GeenCertificaat, TrainerBezet
from aanbod.groepen.services.plaatsen import vergrendel as vergrendel_groep
from aanbod.workflow import GROEP_NOG_NIET_BEGONNEN
from marktplein.accounts.models import User
from marktplein.audit.overgang import verplaats
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout
from vraag.aanvraag import vraag_om_poolen
from vraag.instellingen import MINSTENS_OPEN_DAGEN, UITSLUITING_DAGEN, VERVANGER_WERKDAGEN, einde_termijn
from vraag.models import Groepsvoorstel, Signaal, Toezegging, Uitsluiting
from vraag.signalen.staat import werk_staten_bij
from vraag.slot import wijzigingsslot
from vraag.voorstellen import berichten
from vraag.voorstellen.beslissing import (
    Belemmering,
    Deel,
    Einde,
    GeefTerug,
    Krimp,
    Ontbind,
    Plan,
    Situatie,
    Stap,
    Vervang,
    Wacht,
    beslis,
)
from vraag.voorstellen.met_de_hand import (
    geef_uren_vrij,
    is_met_de_hand,
    publiceer_na_antwoord,
    zonder_opvolger,
)
from vraag.voorstellen.plannen import maak_groep
from vraag.voorstellen.selectors import kalender_van_voorstel
from vraag.voorstellen.situatie import situatie_van
from vraag.voorstellen.stand import standen
from vraag.voorstellen.trainerberichten import TrainerKanNiet
from vraag.workflow import (
    SIGNAAL_LOPEND,
    VOORSTEL_LOPEND,
    VOORSTEL_OVERGANGEN,
    Aanleiding,
    Antwoord,
    VoorstelStaat,
)


def vergrendel(voorstel_id: int) -> Groepsvoorstel:
    """The proposal as it is now, with its region locked until the end of the transaction."""
    regio, run, groep = Groepsvoorstel.objects.values_list("regio_id", "run", "groep").get(pk=voorstel_id)
    wijzigingsslot(regio)
    if groep and not run:
        # Its end may publish the group, after a run was asked for: by then the group must be held.
        vergrendel_groep(groep)
    return (
        Groepsvoorstel.objects.select_for_update(of=("self",))
        .select_related("interventie", "regio", "ruimte__gemeente", "groep__interventie")
        .get(pk=voorstel_id)
    )


@dataclass(frozen=True, slots=True)
class _Geval:
    voorstel: Groepsvoorstel
    situatie: Situatie
    door: User | None


def handel_af(
    voorstel: Groepsvoorstel,
    *,
    door: User | None = None,
    termijn_voorbij: bool = False,
    ingetrokken: Collection[int] = (),
) -> tuple[Stap, ...]:
    """Look at the (locked) proposal and do what follows; answers the steps. Safe to repeat; ended ones stay alone."""
    situatie = situatie_van(voorstel, termijn_voorbij=termijn_voorbij, ingetrokken=ingetrokken)
    stappen = beslis(situatie)
    _doe(_Geval(voorstel, situatie, door), stappen)
    _rond_af(voorstel, door)
    return stappen


def beeindig(voorstel: Groepsvoorstel, reden: str, *, door: User) -> None:
    """Who asked takes the question back: the (locked) proposal ends, demand waits again and may be asked anew."""
    geval = _Geval(voorstel, situatie_van(voorstel), door)
    _doe(geval, (Ontbind(Einde.VERVALLEN, reden),))
    _rond_af(voorstel, door)


def _rond_af(voorstel: Groepsvoorstel, door: User | None) -> None:
    if voorstel.staat not in VOORSTEL_LOPEND:
        # Who knew of it has heard how it ended; to the others it never was.
        Toezegging.objects.filter(voorstel=voorstel, te_vragen=True).update(te_vragen=False)
        if voorstel.te_melden:
            voorstel.te_melden = False
            voorstel.save(update_fields=["te_melden"])
        publiceer_na_antwoord(voorstel, door)


def geef_terug(voorstel: Groepsvoorstel, delen: Iterable[Deel]) -> None:
    """These children, and no others, lost their places in the (locked, planned) proposal and wait again."""
    _geef_terug(_Geval(voorstel, situatie_van(voorstel), None), GeefTerug(tuple(delen)))


def _doe(geval: _Geval, stappen: Iterable[Stap]) -> None:
    for stap in stappen:
        _DOEN[type(stap)](geval, stap)


def _krimp(geval: _Geval, stap: Krimp) -> None:
    voorstel = geval.voorstel
    regels = list(voorstel.regels.select_related("signaal"))
    los = [r for r in regels if r.signaal.team_id in stap.teams]
    blijft = [r for r in regels if r.signaal.team_id not in stap.teams]
    _sluit_uit(voorstel, signalen=stap.uitgesloten)
    voorstel.regels.filter(pk__in=[r.pk for r in los]).delete()
    voorstel.toezeggingen.filter(team__in=stap.teams).delete()
    voorstel.leeftijd_min = min(r.signaal.leeftijd_min for r in blijft)
    voorstel.leeftijd_max = max(r.signaal.leeftijd_max for r in blijft)
    voorstel.versie += 1
    voorstel.save()
    kinderen = sum(r.aantal for r in blijft)
    leg_vast("voorstel.kleiner", voorstel, herkomst="taak", teams_weg=len(stap.teams), kinderen=kinderen)
    werk_staten_bij([r.signaal for r in los])
    te_laat = {team: [r.signaal_id for r in los if r.signaal.team_id == team] for team in sorted(stap.te_laat)}
    eigen = {team: sum(r.aantal for r in los if r.signaal.team_id == team) for team in te_laat}
    berichten.voorstel_kleiner(voorstel, standen(te_laat), eigen)


def _vervang(geval: _Geval, stap: Vervang) -> None:
    voorstel = geval.voorstel
    _sluit_uit(voorstel, trainers=[stap.van])
    voorstel.toezeggingen.filter(trainer=stap.van).delete()
    nieuw = Toezegging.objects.create(voorstel=voorstel, trainer_id=stap.naar, vervangt_id=stap.van)
    leg_vast("voorstel.trainer_vervangen", voorstel, herkomst="taak", van=stap.van, naar=stap.naar)
    minstens = einde_termijn(VERVANGER_WERKDAGEN, kalender_van_voorstel(voorstel))
    voorstel.reageren_voor = max(voorstel.reageren_voor, minstens)
    voorstel.save(update_fields=["reageren_voor", "gewijzigd_op"])
    berichten.trainer_gevraagd(voorstel, nieuw)


def _plan(geval: _Geval, stap: Plan) -> None:
    """Make the group, or dissolve when there turns out to be no way to: nothing of half a group stays behind."""
    voorstel, door = geval.voorstel, geval.door
    if voorstel.staat == VoorstelStaat.VOORGESTELD:
        _verplaats(voorstel, VoorstelStaat.TOEGEZEGD, door=door)
    try:
        with transaction.atomic():
            groep = maak_groep(voorstel, door=door)
    except DomeinFout as fout:
        wie = (fout.trainer,) if isinstance(fout, TrainerBezet | GeenCertificaat) else ()
        waardoor = Belemmering(fout.melding, wie)
        _doe(geval, beslis(replace(situatie_van(voorstel), belemmering=waardoor)))
        return
    voorstel.groep = groep
    voorstel.versie += 1
    _verplaats(voorstel, VoorstelStaat.GEPLAND, door=door, groep=groep.pk)
    werk_staten_bij(_signalen_van(voorstel))
    berichten.groep_gepland(voorstel, groep)


def _ontbind(geval: _Geval, stap: Ontbind) -> None:
    """End it: everyone hears, and the demand goes back to the pool with its age kept."""
    voorstel = geval.voorstel
    _sluit_uit(voorstel, signalen=stap.signalen, trainers=stap.trainers)
    voorstel.reden_einde = stap.reden
    voorstel.versie += 1
    _verplaats(voorstel, VoorstelStaat(stap.einde), herkomst="taak")
    _naar_de_pool(voorstel, _signalen_van(voorstel))
    berichten.voorstel_gaat_niet_door(voorstel)
    for toezegging in voorstel.toezeggingen.exclude(antwoord=Antwoord.NEE).select_related("trainer"):
        trainer_kan_niet(voorstel, toezegging, te_laat=True)


def trainer_kan_niet(voorstel: Groepsvoorstel, toezegging: Toezegging, *, te_laat: bool = False) -> None:
    """Who was asked for a group made by hand is free again; who made it hears that it lacks a trainer, if it does."""
    groep, trainer = voorstel.groep, toezegging.trainer
    if not is_met_de_hand(voorstel) or groep is None or trainer is None:
        return
    geef_uren_vrij(voorstel, trainer)
    if groep.staat in GROEP_NOG_NIET_BEGONNEN and toezegging in zonder_opvolger(groep):
        TrainerKanNiet(groep, trainer, te_laat).zet_klaar()


def _geef_terug(geval: _Geval, stap: GeefTerug) -> None:
    """They are not proposed for this group again: somebody has just said that it does not suit them."""
    voorstel = geval.voorstel
    regels = {r.signaal_id: r for r in voorstel.regels.select_for_update()}
    for deel in stap.delen:
        regel = regels[deel.signaal]
        if deel.kinderen == regel.aantal:
            regel.delete()
        else:
            regel.aantal -= deel.kinderen
            regel.save(update_fields=["aantal"])
        leg_vast(
            "voorstel.plekken_terug",
            voorstel,
            herkomst="taak",
            groep=voorstel.groep_id,
            signaal=deel.signaal,
            aantal=deel.kinderen,
        )
    minder = {deel.signaal: deel.kinderen for deel in stap.delen}
    _sluit_uit(voorstel, signalen=minder, van_groep=True)
    signalen = list(Signaal.objects.select_for_update().filter(pk__in=minder).order_by("pk"))
    for signaal in signalen:
        leg_vast("signaal.plekken_terug", signaal, herkomst="taak", groep=voorstel.groep_id, aantal=minder[signaal.pk])
    _naar_de_pool(voorstel, signalen)


def _wacht(geval: _Geval, stap: Wacht) -> None:
    """Nothing to do."""


_DOEN: dict[type[Stap], Callable[[_Geval, Any], None]] = {
    Wacht: _wacht,
    Krimp: _krimp,
    Vervang: _vervang,
    Plan: _plan,
    Ontbind: _ontbind,
    GeefTerug: _geef_terug,
}


def _verplaats(voorstel: Groepsvoorstel, naar: VoorstelStaat, **gegevens: Any) -> None:
    verplaats(voorstel, naar, VOORSTEL_OVERGANGEN, noem="Dit voorstel", als=f"voorstel.{naar}", **gegevens)


def _signalen_van(voorstel: Groepsvoorstel) -> list[Signaal]:
    return list(Signaal.objects.select_for_update().filter(regels__voorstel=voorstel).order_by("pk"))


def _naar_de_pool(voorstel: Groepsvoorstel, signalen: list[Signaal]) -> None:
    """Demand that goes back to the pool gets at least four weeks in it, whatever day it would have run out."""
    werk_staten_bij(signalen)
    tot = klok.vandaag() + dt.timedelta(days=MINSTENS_OPEN_DAGEN)
    terug = Signaal.objects.filter(pk__in=[s.pk for s in signalen], staat__in=SIGNAAL_LOPEND)
    terug.filter(verloopt_op__lt=tot).update(verloopt_op=tot)
    vraag_om_poolen(voorstel.regio, Aanleiding.WIJZIGING)


def _sluit_uit(
    voorstel: Groepsvoorstel,
    *,
    signalen: Iterable[int] = (),
    trainers: Iterable[int] = (),
    van_groep: bool = False,
) -> None:
    """Remember that these do not want this place on this dagdeel, so that they are not asked again.

    The place is the room, or the group where that was what one could join (``van_groep``: or has been made).
    """
    bij_groep = van_groep or not voorstel.ruimte_id
    waar = {
        "voorstel": voorstel,
        "dagdeel": voorstel.dagdeel,
        "tot": klok.vandaag() + dt.timedelta(days=UITSLUITING_DAGEN),
        "ruimte": None if bij_groep else voorstel.ruimte,
        "groep": voorstel.groep if bij_groep else None,
    }
    Uitsluiting.objects.bulk_create(
        [Uitsluiting(signaal_id=pk, **waar) for pk in signalen]
        + [Uitsluiting(trainer_id=pk, **waar) for pk in trainers]
    )
