"""Propose a change of what one may not change, and take it over or not."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from gemeenten.grond.models import Gemeente, Organisatie
from gemeenten.kaart.berichten import VoorstelBeslist
from gemeenten.kaart.enums import Reden
from gemeenten.kaart.models import Categorie, Voorstel
from gemeenten.kaart.permissions import kan_beslissen, kan_voorstellen
from gemeenten.kaart.services.organisaties import LIJSTEN, VELDEN, waarden_van, wijzig_organisatie
from gemeenten.kaart.workflow import VOORSTEL_OVERGANGEN, VoorstelStaat
from marktplein.accounts.models import User
from marktplein.audit.overgang import verplaats
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.samen import afdruk
from marktplein.basis.toegang import eis

MAG_NIET = "Je stelt alleen wijzigingen voor van organisaties die in jouw gemeente werken, of van je eigen organisatie."
MAG_NIET_BESLISSEN = "Alleen wie deze organisatie bijhoudt beslist over een voorgestelde wijziging."
NIETS = "Er is niets gewijzigd. Wijzig eerst wat er niet klopt."
AL_BESLIST = "Over deze wijziging is al beslist."
# Who proposes a text does not set how often somebody else looks at it.
VOOR_TE_STELLEN = (*(veld for veld in VELDEN if veld not in ("controle_maanden", "kwaliteit_nvt")), *LIJSTEN)
_MODELLEN: dict[str, Any] = {"gemeenten": Gemeente, "categorieen": Categorie}


@transaction.atomic
def stel_voor(*, organisatie: Organisatie, nieuw: Mapping[str, Any], door: User) -> Voorstel:
    """Keep what differs as a proposed change; the same again of the same person is that one. DomeinFout: no change."""
    eis(kan_voorstellen(door, organisatie), MAG_NIET)
    nu = waarden_van(organisatie)
    anders = [naam for naam in VOOR_TE_STELLEN if naam in nieuw and afdruk(nu[naam]) != afdruk(nieuw[naam])]
    if not anders:
        raise DomeinFout(NIETS)
    velden = {naam: _bewaar(nieuw[naam]) for naam in anders}
    open_ = Voorstel.objects.filter(organisatie=organisatie, door=door, staat=VoorstelStaat.OPEN, nieuw=velden)
    if eerder := open_.first():
        return eerder
    voorstel = Voorstel.objects.create(
        organisatie=organisatie, nieuw=velden, oud={naam: _bewaar(nu[naam]) for naam in anders}, door=door
    )
    leg_vast("kaartvoorstel.gedaan", voorstel, door=door, organisatie=organisatie.pk, velden=anders)
    return voorstel


@transaction.atomic
def neem_over(*, voorstel: Voorstel, door: User, gezien: Mapping[str, str] | None = None) -> Voorstel:
    """Make the change. Raises Verouderd when what stands there now was not ``gezien`` by who decides. Idempotent."""
    eis(kan_beslissen(door, voorstel), MAG_NIET_BESLISSEN)
    actueel = _vergrendel(voorstel)
    if actueel.staat == VoorstelStaat.AANGENOMEN:
        return actueel
    _eis_open(actueel)
    nieuw = {naam: lees(naam, waarde) for naam, waarde in actueel.nieuw.items()}
    wijzig_organisatie(organisatie=actueel.organisatie, nieuw=nieuw, door=door, gezien=gezien)
    return _sluit(actueel, VoorstelStaat.AANGENOMEN, "", door)


@transaction.atomic
def weiger(*, voorstel: Voorstel, reden: Reden, door: User) -> Voorstel:
    """Not taken over, with the reason that who proposed it reads. Idempotent."""
    eis(kan_beslissen(door, voorstel), MAG_NIET_BESLISSEN)
    actueel = _vergrendel(voorstel)
    if actueel.staat == VoorstelStaat.GEWEIGERD:
        return actueel
    _eis_open(actueel)
    return _sluit(actueel, VoorstelStaat.GEWEIGERD, reden, door)


def _vergrendel(voorstel: Voorstel) -> Voorstel:
    return Voorstel.objects.select_for_update(of=("self",)).select_related("organisatie", "door").get(pk=voorstel.pk)


def _eis_open(voorstel: Voorstel) -> None:
    if voorstel.staat != VoorstelStaat.OPEN:
        raise DomeinFout(AL_BESLIST)


def _sluit(voorstel: Voorstel, staat: VoorstelStaat, reden: str, door: User) -> Voorstel:
    voorstel.reden, voorstel.beslist_door, voorstel.beslist_op = reden, door, klok.nu()
    verplaats(
        voorstel,
        staat,
        VOORSTEL_OVERGANGEN,
        noem="Deze wijziging",
        als=f"kaartvoorstel.{staat}",
        door=door,
        organisatie=voorstel.organisatie_id,
    )
    if voorstel.door is not None and voorstel.door_id != door.pk:
        VoorstelBeslist(voorstel=voorstel).zet_klaar()
    return voorstel


def _bewaar(waarde: Any) -> Any:
    """For JSON: rows by their number."""
    return sorted(ding.pk for ding in waarde) if isinstance(waarde, list | tuple) else waarde


def lees(naam: str, waarde: Any) -> Any:
    """The other way round; what is gone since is left out."""
    model = _MODELLEN.get(naam)
    return list(model._default_manager.filter(pk__in=waarde)) if model else waarde
