"""Keep the shelf: change, publish and withdraw an offer, and keep its search index in step."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from aanbod.models import Interventie, Thema
from aanbod.permissions import kan_interventie_wijzigen
from aanbod.services.zoekindex import werk_zoekindex_bij
from aanbod.workflow import InterventieStaat
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout, OvergangFout, Verouderd
from marktplein.basis.toegang import eis

# An assumption may be about more fields than one.
_VELDEN_VAN = {
    "leeftijd": {"leeftijd_min", "leeftijd_max"},
    "groep": {"groep_min", "groep_max"},
    "eigen_bijdrage": {"eigen_bijdrage_cent"},
}
MAG_NIET = "Alleen de aanbieder zelf en de beheerder kunnen dit aanbod wijzigen."


@transaction.atomic
def wijzig_interventie(
    *, interventie: Interventie, versie: int, velden: Mapping[str, Any], themas: Sequence[Thema], door: Any
) -> Interventie:
    """Save changed fields and themes. A field that somebody has looked at is an assumption no longer.

    Raises Verouderd when somebody else saved since ``versie``; DomeinFout when a published offer would lose its
    routing.
    """
    eis(kan_interventie_wijzigen(door, interventie), MAG_NIET)
    actueel = _vergrendel(interventie)
    if actueel.versie != versie:
        raise Verouderd
    gewijzigd = sorted(naam for naam, waarde in velden.items() if getattr(actueel, naam) != waarde)
    for naam in gewijzigd:
        setattr(actueel, naam, velden[naam])
    _eis_routing_als_gepubliceerd(actueel)
    actueel.aannames = [naam for naam in actueel.aannames if not _VELDEN_VAN.get(naam, {naam}) & set(gewijzigd)]
    actueel.laatst_gecontroleerd = klok.vandaag()
    actueel.versie += 1
    actueel.save()
    actueel.themas.set(themas)
    werk_zoekindex_bij(actueel)
    leg_vast("interventie.gewijzigd", actueel, door=door, velden=gewijzigd, versie=actueel.versie)
    return actueel


@transaction.atomic
def publiceer_interventie(interventie: Interventie, door: Any) -> Interventie:
    """CONCEPT or INGETROKKEN → GEPUBLICEERD. Raises DomeinFout while the routing is not complete. Idempotent."""
    eis(kan_interventie_wijzigen(door, interventie), MAG_NIET)
    actueel = _vergrendel(interventie)
    if actueel.staat == InterventieStaat.GEPUBLICEERD:
        return actueel
    actueel.staat = InterventieStaat.GEPUBLICEERD
    _eis_routing_als_gepubliceerd(actueel)
    _bewaar_staat(actueel)
    leg_vast("interventie.gepubliceerd", actueel, door=door)
    return actueel


@transaction.atomic
def trek_interventie_in(interventie: Interventie, door: Any) -> Interventie:
    """GEPUBLICEERD → INGETROKKEN: gone from search and from new demand; groups that are planned go on. Idempotent."""
    eis(kan_interventie_wijzigen(door, interventie), MAG_NIET)
    actueel = _vergrendel(interventie)
    if actueel.staat == InterventieStaat.INGETROKKEN:
        return actueel
    if actueel.staat != InterventieStaat.GEPUBLICEERD:
        raise OvergangFout("Dit aanbod staat nog niet op de plank. Daardoor kan het er ook niet af.")
    actueel.staat = InterventieStaat.INGETROKKEN
    _bewaar_staat(actueel)
    leg_vast("interventie.ingetrokken", actueel, door=door)
    return actueel


def _vergrendel(interventie: Interventie) -> Interventie:
    return Interventie.objects.select_for_update(of=("self",)).get(pk=interventie.pk)


def _bewaar_staat(interventie: Interventie) -> None:
    interventie.versie += 1
    interventie.save(update_fields=["staat", "versie", "gewijzigd_op"])
    werk_zoekindex_bij(interventie)


def _eis_routing_als_gepubliceerd(interventie: Interventie) -> None:
    if interventie.staat != InterventieStaat.GEPUBLICEERD:
        return
    for naam, wat in (("aanmelden_bij", "waar men zich aanmeldt"), ("wie_betaalt", "wie betaalt")):
        if not getattr(interventie, naam).strip():
            raise DomeinFout(f"Vul eerst in {wat}. Zonder dat kan dit aanbod niet op de plank staan.", veld=naam)
