"""Groups in every state, planned by the same services as real ones: dates, trainers and rooms can never clash."""

from itertools import combinations
from typing import Any

from django.db import transaction
from django.db.models import F

from aanbod.deelname.services.beginnen import begin_groep
from aanbod.expertise.selectors import bevoegde_trainers
from aanbod.fouten import TrainerBezet
from aanbod.groepen.services.levensloop import publiceer_groep, rond_groep_af
from aanbod.groepen.services.planning import Locatie, Tijden, bijeenkomst_tijden, plan_groep
from aanbod.models import Groep, Interventie, Trainer
from aanbod.workflow import GROEP_OVERGANGEN, GroepStaat
from facilitair.models import Reservering, Ruimte
from facilitair.ruimtes.fouten import RuimteBezet
from facilitair.ruimtes.services.reserveren import reserveer_groep
from facilitair.workflow import RESERVERING_OVERGANGEN, ReserveringStaat
from gemeenten.grond.models import Team
from marktplein.audit.overgang import verplaats_alle
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout
from marktplein.demo.aanmeldingen import vul_groep
from marktplein.demo.fixtures import dagdeel, maandag, rijen
from marktplein.demo.mensen import DOMEIN

GEPUBLICEERD = ("open", "bezig", "afgerond", "geannuleerd")


def laad_groepen() -> str:
    """All of groepen.json, each with its meetings, trainers, room, teams and registrations."""
    ruimtes = {ruimte.naam: ruimte for ruimte in Ruimte.objects.select_related("gemeente")}
    teams = {team.slug: team for team in Team.objects.all()}
    aanmeldingen = 0
    for nummer, rij in enumerate(rijen("groepen")):
        groep = _plan(rij, ruimtes[rij["ruimte"]], teams)
        aanmeldingen += vul_groep(groep, rij, nummer)
        _breng_in_staat(groep, rij["staat"])
    voorbij = Reservering.objects.filter(
        groep__isnull=False, staat=ReserveringStaat.BEVESTIGD, periode__endswith__lt=klok.nu()
    )
    verplaats_alle(
        [(rij, {}) for rij in voorbij],
        ReserveringStaat.GEBRUIKT,
        RESERVERING_OVERGANGEN,
        noem="Deze reservering",
        als="reservering.voorbij",
        herkomst="opdracht",
    )
    return f"{len(rijen('groepen'))} groepen, {aanmeldingen} aanmeldingen"


def groep_van(sleutel: str) -> Groep:
    """The group that was planned for this key of groepen.json."""
    rij = next(rij for rij in rijen("groepen") if rij["sleutel"] == sleutel)
    return Groep.objects.filter(
        interventie__slug=rij["interventie"],
        gemeente__ruimtes__naam=rij["ruimte"],
        dagdeel=dagdeel(rij["dagdeel"]),
    ).earliest("pk")


def _plan(rij: dict[str, Any], ruimte: Ruimte, teams: dict[str, Team]) -> Groep:
    interventie = Interventie.objects.get(slug=rij["interventie"])
    deel = dagdeel(rij["dagdeel"])
    tijden = _tijden(interventie, ruimte, deel, rij)
    for trainers in _trainers(interventie, rij["trainers"], deel, tijden):
        try:
            with transaction.atomic():
                groep = plan_groep(
                    interventie=interventie,
                    gemeente=ruimte.gemeente,
                    locatie=Locatie("") if rij["zonder_zaal"] else _locatie(ruimte),
                    dagdeel=deel,
                    tijden=tijden,
                    trainers=trainers,
                    teamplaatsen=[(teams[slug], aantal) for slug, aantal in rij["teams"]],
                    leeftijd_min=rij["leeftijd"][0],
                    leeftijd_max=rij["leeftijd"][1],
                    capaciteit=rij["capaciteit"],
                    minimum=min(interventie.groep_min, rij["capaciteit"]),
                    preventievorm=rij.get("preventievorm", ""),
                    voor=rij.get("voor", ""),
                )
        except TrainerBezet:
            continue
        if not rij["zonder_zaal"]:
            _reserveer(groep, ruimte, deel)
        if rij["staat"] in GEPUBLICEERD:
            publiceer_groep(groep)
        return groep
    raise DomeinFout(f"Voor de demogroep {rij['sleutel']} zijn geen trainers vrij.")


def _tijden(interventie: Interventie, ruimte: Ruimte, deel: int, rij: dict[str, Any]) -> Tijden:
    """The meetings; in a season of holidays a group that runs or is over began some weeks earlier than told."""
    weken = rij["start_weken"]
    while True:
        tijden = bijeenkomst_tijden(interventie, ruimte.gemeente, deel, maandag(weken))
        grens = {"bezig": tijden[0][0], "afgerond": tijden[-1][1]}.get(rij["staat"])
        if grens is None or grens < klok.nu():
            return tijden
        weken -= 1


def _trainers(interventie: Interventie, logins: list[str], deel: int, tijden: Tijden) -> Any:
    """Every choice of enough trainers: the named ones always, then those who can on this dagdeel."""
    kandidaten = list(bevoegde_trainers(interventie, klok.lokaal(tijden[-1][0]).date()).order_by("pk"))
    emails = [f"{login}@{DOMEIN}" for login in logins]
    vast = list(Trainer.objects.filter(user__email__in=emails).order_by("pk"))
    los = sorted((t for t in kandidaten if t not in vast), key=lambda t: (deel not in t.dagdelen, t.pk))
    for rest in combinations(los, max(0, interventie.trainers_nodig - len(vast))):
        yield [*vast, *rest]


def _reserveer(groep: Groep, ruimte: Ruimte, deel: int) -> None:
    """The room of the fixture, or another one in the municipality when somebody else has it."""
    anders = Ruimte.objects.filter(
        gemeente=ruimte.gemeente, capaciteit__gte=groep.mensen, dagdelen__contains=[deel]
    ).exclude(pk=ruimte.pk)
    for kandidaat in [ruimte, *anders.order_by("capaciteit", "pk")]:
        try:
            reserveer_groep(groep=groep, ruimte=kandidaat)
        except RuimteBezet:
            continue
        return
    raise DomeinFout(f"Voor de demogroep {groep} is geen zaal vrij.")


def _locatie(ruimte: Ruimte) -> Locatie:
    return Locatie(ruimte.naam, ruimte.adres, ruimte.lat, ruimte.lon, ruimte.capaciteit)


def _breng_in_staat(groep: Groep, staat: str) -> None:
    """Time does it: a group begins and ends by its meetings. Cancelling comes later, with its tasks."""
    if staat in ("bezig", "afgerond"):
        begin_groep(groep.pk)
    if staat == "afgerond":
        rond_groep_af(groep.pk)
    vol = Groep.objects.filter(pk=groep.pk, staat=GroepStaat.OPEN, bezet=F("capaciteit"))
    dingen: list[tuple[Groep, dict[str, Any]]] = [(rij, {}) for rij in vol]
    verplaats_alle(dingen, GroepStaat.VOL, GROEP_OVERGANGEN, noem="Deze groep", als="groep.vol", herkomst="opdracht")
