"""Open demand of the teams, spread over thirty weeks of waiting, and some that ended."""

import datetime as dt
from typing import Any

from aanbod.models import Interventie, Thema
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Lidmaatschap, Team
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.mensen import Voor, heeft_leeftijd
from marktplein.demo.fixtures import maandag, nummers, rijen
from vraag.models import Signaal
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
    voor = interventie.eerst_voor if interventie else Voor(rij.get("voor", Voor.KINDEREN))
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
