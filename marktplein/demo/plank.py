"""What lies on the shelf: themes with everyday words, and the interventies."""

from typing import Any

from aanbod.models import Interventie, Thema, Voorbeeldzin, Zoekwoord
from aanbod.workflow import InterventieStaat
from aanbod.zoeken.services import werk_hele_zoekindex_bij
from gemeenten.grond.models import Organisatie
from marktplein.basis.models import TeIndexeren
from marktplein.demo.fixtures import lees, over_dagen, rijen
from marktplein.taal.leesbaar import meet

JAAR = 365
OVERNEMEN = (
    *("naam", "omschrijving", "preventievorm", "doelgroep", "leeftijd_min", "leeftijd_max", "zwangerschap", "vorm"),
    *("groep_min", "groep_max", "max_leeftijdsverschil", "bijeenkomsten", "duur_minuten", "eigen_bijdrage_cent"),
    *("trainers_nodig", "intake", "aanmeldwijze", "aanmelden_bij", "wie_betaalt", "toestemming_beide_ouders"),
    *("open_voor_buiten_regio", "aanbieder", "aanbieder_type", "aannames", "personen_per_deelnemer"),
)


def laad_themas() -> str:
    """Themes and their words; words an editor added stay."""
    for rij in rijen("themas"):
        velden = {veld: rij[veld] for veld in ("naam", "naam_en", "uitleg", "uitleg_en", "icoon", "volgorde")}
        thema, _ = Thema.objects.update_or_create(slug=rij["slug"], defaults=velden)
        Zoekwoord.objects.bulk_create(
            [Zoekwoord(thema=thema, woord=woord) for woord in rij["zoekwoorden"]], ignore_conflicts=True
        )
    return f"{len(rijen('themas'))} thema's"


def laad_interventies() -> str:
    themas = {thema.naam: thema for thema in Thema.objects.all()}
    organisaties = {organisatie.slug: organisatie for organisatie in Organisatie.objects.all()}
    for rij in rijen("interventies"):
        interventie, _ = Interventie.objects.update_or_create(slug=rij["slug"], defaults=_velden(rij, organisaties))
        interventie.themas.set([themas[naam] for naam in rij["themas"]])
    return f"{len(rijen('interventies'))} interventies"


def laad_voorbeeldzinnen() -> str:
    """How people say it; sentences an editor added stay."""
    inhoud = lees("voorbeeldzinnen")
    nieuw: list[Voorbeeldzin] = []
    themas = {thema.slug: thema for thema in Thema.objects.all()}
    interventies = {ding.naam: ding for ding in Interventie.objects.all()}
    organisaties = {organisatie.naam: organisatie for organisatie in Organisatie.objects.all()}
    for slug, zinnen in inhoud.get("themas", {}).items():
        nieuw += [Voorbeeldzin(thema=themas[slug], zin=zin) for zin in zinnen]
    for naam, zinnen in inhoud.get("interventies", {}).items():
        nieuw += [Voorbeeldzin(interventie=interventies[naam], zin=zin) for zin in zinnen]
    for naam, zinnen in inhoud.get("organisaties", {}).items():
        nieuw += [Voorbeeldzin(organisatie=organisaties[naam], zin=zin) for zin in zinnen]
    Voorbeeldzin.objects.bulk_create(nieuw, ignore_conflicts=True)
    return f"{len(nieuw)} voorbeeldzinnen"


def _velden(rij: dict[str, Any], organisaties: dict[str, Organisatie]) -> dict[str, Any]:
    return {veld: rij[veld] for veld in OVERNEMEN} | {
        "andere_preventievormen": rij.get("andere_preventievormen", []),
        "voornamen_nodig": rij.get("voornamen_nodig", False),
        "organisatie": organisaties[rij["organisatie"]] if rij["organisatie"] else None,
        "goedgekeurd_op": over_dagen(-rij["gecontroleerd_dagen_geleden"]),
        "bevestigd_tot": over_dagen(JAAR - rij["gecontroleerd_dagen_geleden"]),
        "laatst_gecontroleerd": over_dagen(-rij["gecontroleerd_dagen_geleden"]),
        "leesscore": meet(rij["omschrijving"]).score,
        "staat": InterventieStaat.GEPUBLICEERD,
    }


def bouw_zoekindex() -> str:
    """Documents of everything, with what changed since; vectors are computed in the background."""
    aantal = werk_hele_zoekindex_bij()
    TeIndexeren.objects.all().delete()
    return f"{aantal} dingen vindbaar"
