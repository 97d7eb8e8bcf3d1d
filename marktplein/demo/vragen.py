"""Open demand of the teams, spread over thirty weeks of waiting, and some that ended."""

import datetime as dt
from typing import Any

from aanbod.models import Interventie, Thema
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Lidmaatschap, Team
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.mensen import Voor, heeft_leeftijd
from marktplein.basis.werkdagen import LANDELIJK, eerste_werkdag
from marktplein.demo.fixtures import maandag, nummers, rijen
from vraag.models import Seizoen, Signaal
from vraag.reeksen.services import begin_van, schooljaar_van, seizoen_van
from vraag.signalen.services import GELDIG_DAGEN
from vraag.workflow import SignaalStaat

# A need that is older than a period was prolonged by its team; it has at least this many days to go.
NOG_DAGEN = 40
# Ended ones: (row of signalen.json they look like, state, weeks ago, reason)
VOORBIJ = (
    (3, SignaalStaat.INGETROKKEN, 6, "De kinderen hebben op school al een plek gekregen."),
    (24, SignaalStaat.INGETROKKEN, 11, "Dubbel ingevoerd."),
    (57, SignaalStaat.INGETROKKEN, 2, "De gezinnen hebben nu iets anders nodig."),
    (12, SignaalStaat.VERLOPEN, 40, ""),
    (80, SignaalStaat.VERLOPEN, 45, ""),
)
# Asked for each year again, in the last season that is over: (team, training, children).
ELK_JAAR = (("jgt-leiden-noord", "kies", 4), ("jgt-leiden-midden", "kies", 3))
JAREN = 2


class Kaart:
    """What the rows refer to, read once."""

    def __init__(self) -> None:
        self.teams = {team.slug: team for team in Team.objects.select_related("gemeente__regio")}
        self.interventies = {interventie.slug: interventie for interventie in Interventie.objects.all()}
        self.themas = {thema.naam: thema for thema in Thema.objects.all()}
        leden = Lidmaatschap.objects.filter(rol__in=(Rol.JGT, Rol.JGZ)).order_by("-pk")
        self.medewerkers = dict(leden.values_list("team_id", "user_id"))


def laad_signalen() -> str:
    kaart = Kaart()
    alle = rijen("signalen")
    nieuw = [signaal_van(rij, kaart) for rij in alle]
    for nummer, staat, weken, reden in VOORBIJ:
        signaal = signaal_van(alle[nummer] | {"weken_geleden": weken}, kaart, staat=staat, reden_ingetrokken=reden)
        if staat == SignaalStaat.VERLOPEN:
            signaal.verloopt_op = klok.vandaag() - dt.timedelta(days=7)
        nieuw.append(signaal)
    Signaal.objects.bulk_create(nieuw)
    leg_vast("signaal.demo_geladen", nieuw[0], herkomst="opdracht", aantal=len(nieuw))
    return f"{len(alle)} open vragen, {len(VOORBIJ)} voorbij"


def laad_terugkerende_vraag() -> str:
    """Demand of past school years that came back: the contact of the municipality decides whether it is a series."""
    kaart, vandaag = Kaart(), klok.vandaag()
    seizoen = Seizoen((seizoen_van(vandaag) - 1) % 4)
    jaar = schooljaar_van(vandaag) - (seizoen == Seizoen.ZOMER)
    nieuw = []
    for terug in range(JAREN):
        dag = eerste_werkdag(begin_van(jaar - terug, seizoen) + dt.timedelta(days=30), LANDELIJK)
        nieuw += [_van_toen(kaart, dag, *rij) for rij in ELK_JAAR]
    Signaal.objects.bulk_create(nieuw)
    leg_vast("signaal.demo_geladen", nieuw[0], herkomst="opdracht", aantal=len(nieuw))
    return f"{len(nieuw)} vragen van eerdere jaren"


def _van_toen(kaart: Kaart, dag: dt.date, team: str, interventie: str, aantal: int) -> Signaal:
    wie, training = kaart.teams[team], kaart.interventies[interventie]
    return Signaal(
        regio=wie.gemeente.regio,
        team=wie,
        ingediend_door_id=kaart.medewerkers.get(wie.pk),
        interventie=training,
        aantal=aantal,
        leeftijd_min=training.leeftijd_min,
        leeftijd_max=min(training.leeftijd_max, training.leeftijd_min + training.max_leeftijdsverschil),
        dagdelen=[7, 10],
        max_km=10,
        vroegste_start=dag,
        geplaatst_op=dag,
        verloopt_op=dag + dt.timedelta(days=GELDIG_DAGEN),
        staat=SignaalStaat.AFGEROND,
    )


def signaal_van(rij: dict[str, Any], kaart: Kaart, **anders: Any) -> Signaal:
    """An unsaved signaal as the row tells it, with its days counted from today."""
    team = kaart.teams[rij["team"]]
    geplaatst = _werkdag(rij["weken_geleden"], rij["aantal"] + team.pk)
    start = geplaatst + dt.timedelta(days=7 + rij["start_over_dagen"])
    if rij["start_over_dagen"]:
        start = klok.vandaag() + dt.timedelta(days=rij["start_over_dagen"])
    verloopt = max(
        max(geplaatst, start) + dt.timedelta(days=GELDIG_DAGEN), klok.vandaag() + dt.timedelta(days=NOG_DAGEN)
    )
    interventie = kaart.interventies[rij["interventie"]] if rij["interventie"] else None
    voor = Voor(rij.get("voor") or (interventie.eerst_voor if interventie else Voor.KINDEREN))
    return Signaal(
        **anders,
        regio=team.gemeente.regio,
        team=team,
        ingediend_door_id=kaart.medewerkers.get(team.pk),
        interventie=interventie,
        thema=kaart.themas[rij["thema"]] if rij["thema"] else None,
        vraag=rij["vraag"],
        aantal=rij["aantal"],
        voor=voor,
        leeftijd_min=rij["leeftijd"][0] if heeft_leeftijd(voor) else 0,
        leeftijd_max=rij["leeftijd"][1] if heeft_leeftijd(voor) else 0,
        dagdelen=nummers(rij["dagdelen"]),
        max_km=rij["max_km"],
        vroegste_start=start,
        splitsbaar=rij["splitsbaar"],
        min_samen=rij["min_samen"],
        opmerking=rij["opmerking"],
        geplaatst_op=geplaatst,
        verloopt_op=verloopt,
    )


def _werkdag(weken_geleden: int, spreiding: int) -> dt.date:
    """A working day that week, never after today."""
    return min(maandag(-weken_geleden) + dt.timedelta(days=spreiding % 5), klok.vandaag())
