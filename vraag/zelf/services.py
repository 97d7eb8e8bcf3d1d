"""Make a group by hand: dates, room, own children at once; other teams and trainers are asked, as with any proposal."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.db import transaction
from django.urls import reverse

from aanbod.betrokken.selectors import trainers_van
from aanbod.deelname.services.teamplaatsen import voeg_teamplaats_toe
from aanbod.groepen.services.levensloop import publiceer_groep
from aanbod.groepen.services.planning import Locatie, plan_groep
from aanbod.models import Groep, Trainer
from aanbod.permissions import kan_van_plannen
from facilitair.models import Ruimte
from facilitair.rooster.afspraak import Plan
from facilitair.rooster.knelpunten import knelpunten
from facilitair.rooster.toets import GaatNiet, Uitslag
from facilitair.ruimtes.services.reserveren import reserveer_groep
from facilitair.taken.services.van_groep import maak_taken
from gemeenten.grond.models import Team
from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.basis import dagdelen, klok
from marktplein.basis.eenmalig import eenmalig
from marktplein.basis.fouten import DomeinFout, Eerder
from marktplein.basis.kleine_aantallen import bovengrens
from marktplein.basis.toegang import eis
from vraag.permissions import eigen_team_ids
from vraag.slot import wijzigingsslot
from vraag.voorstellen.vragen import vraag_mee, vraag_trainer
from vraag.zelf.berichten import GroepGemaakt
from vraag.zelf.opzet import Opzet, reeks, wens
from vraag.zelf.selectors import Vraagkeus, plaatsen, vraagkeuzes

WIE_WEL = "Van dit aanbod maak je geen groep. Vraag het de aanbieder, een trainer of het facilitair team."
NIET_HIER = "In deze gemeente plan je geen groepen."
PAST_NIET = "Dit kunnen meer mensen zijn dan er in de groep passen. Kies minder vragen of een groter maximum."
VRAAG_WEG = "Een vraag die je koos, is intussen veranderd. Kies opnieuw wie er meedoen."


@dataclass(frozen=True, slots=True)
class Gekozen:
    """What was chosen with an ``Opzet``: where, by whom, and whose children.

    ``aantallen`` says of a need, by its number, of how many; of another one it is all who wait.
    """

    ruimte: Ruimte | None = None
    locatie: Locatie | None = None
    trainers: tuple[int, ...] = ()
    vragen: tuple[int, ...] = ()
    aantallen: tuple[tuple[int, int], ...] = ()
    team: Team | None = None
    preventievorm: str = ""
    toestemming: bool = False


@transaction.atomic
def maak_zelf(*, opzet: Opzet, keuzes: Gekozen, door: User, sleutel: uuid.UUID | None = None) -> Groep:
    """Make the group, once per ``sleutel``, and publish it; when teams or trainers are asked, after they answered.

    Children of the own needs have their place at once; who makes it and gives it himself, is not asked. Raises
    NietToegestaan, GaatNiet with what stands in the way, RuimteBezet or TrainerBezet when somebody was first,
    DomeinFout when the needs do not fit or changed.
    """
    eis(kan_van_plannen(door, opzet.interventie), WIE_WEL)
    eis(plaatsen(door).filter(pk=opzet.gemeente.pk).exists(), NIET_HIER)
    eis(keuzes.team is None or keuzes.team.pk in eigen_team_ids(door), "Een groep maak je voor je eigen team.")
    werk = partial(_maak, opzet, keuzes, door)
    return eenmalig(sleutel, "groep.zelf", Groep, werk, van=door, invoer=(opzet, keuzes), eerder=_al_gemaakt)[0]


def _al_gemaakt(groep: Groep) -> Eerder:
    return Eerder(
        f"Je hebt met dit formulier al een groep gemaakt: {groep}. Wil je er nog een? Verstuur het formulier dan nog "
        "een keer.",
        reverse("aanbod:groep", args=[groep.slug]),
        "Bekijk de groep",
    )


def _maak(opzet: Opzet, keuzes: Gekozen, door: User) -> Groep:
    gekozen = _kies_vragen(opzet, keuzes, door)
    tijden = reeks(opzet).tijden
    ruimte = keuzes.ruimte
    wil = wens(opzet, tijden, ruimte=ruimte.pk if ruimte else None, trainers=frozenset(keuzes.trainers))
    if gevonden := knelpunten(wil):
        raise GaatNiet(Uitslag(Plan(()), tuple(gevonden)))
    groep = plan_groep(
        interventie=opzet.interventie,
        gemeente=opzet.gemeente,
        locatie=_locatie(keuzes),
        dagdeel=dagdelen.van_moment(klok.lokaal(tijden[0][0])),
        tijden=tijden,
        trainers=list(Trainer.objects.filter(pk__in=keuzes.trainers).order_by("pk")),
        teamplaatsen=[],
        leeftijd_min=opzet.leeftijd_min,
        leeftijd_max=opzet.leeftijd_max,
        capaciteit=opzet.maximum,
        minimum=opzet.minimum,
        voor=opzet.voor,
        preventievorm=keuzes.preventievorm,
        door=door,
    )
    if keuzes.team is not None:
        groep.planteam = keuzes.team
        groep.save(update_fields=["planteam", "gewijzigd_op"])
    if ruimte is not None:
        reserveer_groep(groep=groep, ruimte=ruimte, door=door)
    gevraagd = _vraag_anderen(groep, [k for k in gekozen if not k.eigen], door)
    trainers = _vraag_trainers(groep, door)
    _neem_eigen(groep, [k for k in gekozen if k.eigen], keuzes.toestemming, door)
    if not gevraagd and not trainers:
        publiceer_groep(groep, door)
    maak_taken(groep, door)
    wie: dict[str, Any] = {"teams_gevraagd": gevraagd, "trainers_gevraagd": len(trainers)}
    leg_vast("groep.zelf_gemaakt", groep, door=door, vragen=len(gekozen), **wie)
    GroepGemaakt(groep, door, frozenset(trainers)).zet_klaar()
    groep.refresh_from_db()
    return groep


def _kies_vragen(opzet: Opzet, keuzes: Gekozen, door: User) -> list[Vraagkeus]:
    """The chosen needs as they are now, with the regions of their teams locked."""
    wijzigingsslot(opzet.gemeente.regio_id)
    kan = {k.signaal.pk: k for k in vraagkeuzes(door, opzet)}
    if not set(keuzes.vragen) <= kan.keys():
        raise DomeinFout(VRAAG_WEG, veld="vragen")
    wil = dict(keuzes.aantallen)
    if any(aantal < 1 for aantal in wil.values()):
        raise DomeinFout("Vul minstens 1 in, of laat dit leeg.", veld="vragen")
    # Of others no more is held against the maximum than is shown: who tries another one each time, learns nothing.
    van_anderen = sum(
        min(bovengrens([kan[pk].signaal.aantal]), wil.get(pk, opzet.maximum + 1))
        for pk in keuzes.vragen
        if not kan[pk].eigen
    )
    gekozen = [replace(kan[pk], wacht=min(kan[pk].wacht, wil.get(pk, kan[pk].wacht))) for pk in keuzes.vragen]
    if sum(k.wacht for k in gekozen if k.eigen) + van_anderen > opzet.maximum:
        raise DomeinFout(PAST_NIET, veld="vragen")
    return gekozen


def _locatie(keuzes: Gekozen) -> Locatie:
    if keuzes.ruimte is not None:
        return Locatie(
            keuzes.ruimte.naam, keuzes.ruimte.adres, keuzes.ruimte.lat, keuzes.ruimte.lon, keuzes.ruimte.capaciteit
        )
    return keuzes.locatie or Locatie("")


def _neem_eigen(groep: Groep, gekozen: Sequence[Vraagkeus], toestemming: bool, door: User) -> None:
    for keus in gekozen:
        voeg_teamplaats_toe(
            groep=groep,
            team=keus.signaal.team,
            aantal=keus.wacht,
            vraag=keus.signaal.pk,
            van_vraag=keus.wacht,
            toestemming=toestemming,
            door=door,
        )


def _vraag_anderen(groep: Groep, gekozen: Collection[Vraagkeus], door: User) -> int:
    """One proposal per team, so that the no of one does not hold up another; answers how many teams."""
    per_team: dict[int, list[Vraagkeus]] = defaultdict(list)
    for keus in gekozen:
        per_team[keus.signaal.team_id].append(keus)
    for team in sorted(per_team):
        vraag_mee(groep, {keus.signaal.pk: keus.wacht for keus in per_team[team]}, door=door)
    return len(per_team)


def _vraag_trainers(groep: Groep, door: User) -> list[int]:
    """Each who is booked for it, but not who makes it himself; answers whom."""
    gevraagd = [t for t in trainers_van(groep) if t.user_id != door.pk]
    for trainer in gevraagd:
        vraag_trainer(groep, trainer, door=door)
    return [trainer.pk for trainer in gevraagd]
