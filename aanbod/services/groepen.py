"""The life of a group: published, moved, begun, finished, called off."""

from typing import TYPE_CHECKING

from django.db import transaction

from aanbod.models import Groep, Inzet, Trainer
from aanbod.notifications import AnderePlaats, GaatNietDoor, GaatNietDoorCollega, GeenPlekGekregen
from aanbod.permissions import kan_groep_beheren
from aanbod.services.plaatsen import laat_los, vergrendel
from aanbod.services.wachtlijst import eerste_begin
from aanbod.services.wissen import bewaar_nog_even
from aanbod.workflow import (
    AANMELDING_LOPEND,
    AANMELDING_OVERGANGEN,
    GEWEEST,
    GROEP_OVERGANGEN,
    HAD_PLEK,
    AanmeldingStaat,
    GroepStaat,
)
from gemeenten.grond.selectors import emailadressen_van_team
from marktplein.audit.services import Door, leg_vast
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.privacy import gevonden_persoonsgegevens
from marktplein.basis.toegang import eis
from marktplein.basis.workflow import verplaats

if TYPE_CHECKING:
    from aanbod.services.planning import Locatie

DING = "Deze groep"


@transaction.atomic
def publiceer_groep(groep: Groep, door: Door = None) -> Groep:
    """VOORBEREIDING → OPEN, or VOL when no place is left. The caller has checked the right."""
    actueel = vergrendel(groep.pk)
    if actueel.staat in (GroepStaat.OPEN, GroepStaat.VOL):
        return actueel
    verplaats(actueel, GroepStaat.OPEN if actueel.vrij else GroepStaat.VOL, GROEP_OVERGANGEN, ding=DING)
    actueel.save(update_fields=["staat", "gewijzigd_op"])
    groep.staat = actueel.staat
    leg_vast("groep.gepubliceerd", actueel, door=door, vrij=actueel.vrij)
    return actueel


@transaction.atomic
def zet_locatie(groep: Groep, locatie: "Locatie", door: Door = None) -> Groep:
    """Set where the group meets. Who has a place hears it when the place of a published group changes."""
    actueel = vergrendel(groep.pk)
    nieuw = (locatie.naam, locatie.adres, locatie.lat, locatie.lon)
    oud = (actueel.locatie_naam, actueel.locatie_adres, actueel.lat, actueel.lon)
    if nieuw != oud:
        actueel.locatie_naam, actueel.locatie_adres, actueel.lat, actueel.lon = nieuw
        actueel.save(update_fields=["locatie_naam", "locatie_adres", "lat", "lon", "gewijzigd_op"])
        leg_vast("groep.verplaatst", actueel, door=door)
        if oud[:2] != nieuw[:2]:
            for aanmelding in actueel.aanmeldingen.filter(staat__in=HAD_PLEK).order_by("pk"):
                AnderePlaats(aanmelding).zet_klaar()
    groep.locatie_naam, groep.locatie_adres, groep.lat, groep.lon = nieuw
    return actueel


@transaction.atomic
def annuleer_groep(groep: Groep, reden: str, door: Door = None) -> Groep:
    """Call a group off: its trainers are free again, everybody who counted on it hears why.

    Idempotent. ``door`` None is a task of our own. Raises OvergangFout for a group that is over, DomeinFout for a
    reason that is empty or holds personal data: everybody can read it on the page of the group.
    """
    if door is not None:
        eis(kan_groep_beheren(door), "Alleen het facilitair team kan een groep afgelasten.")
    if not reden.strip():
        raise DomeinFout("Vul in waarom de groep niet doorgaat. Deze tekst komt in de mail.", veld="reden")
    gevonden = [naam for _, naam in gevonden_persoonsgegevens(reden)]
    if gevonden:
        raise DomeinFout(f"Hierin staat {' en '.join(gevonden)}. Haal dat weg: iedereen kan dit lezen.", veld="reden")
    actueel = vergrendel(groep.pk)
    if actueel.staat == GroepStaat.GEANNULEERD:
        return actueel
    verplaats(actueel, GroepStaat.GEANNULEERD, GROEP_OVERGANGEN, ding=DING)
    actueel.reden_geannuleerd = reden.strip()[:200]
    actueel.save(update_fields=["staat", "reden_geannuleerd", "gewijzigd_op"])
    _bericht_collegas(actueel)
    Inzet.objects.filter(bijeenkomst__groep=actueel).delete()
    gemeld = _zeg_aanmeldingen_af(actueel)
    groep.staat, groep.reden_geannuleerd = actueel.staat, actueel.reden_geannuleerd
    leg_vast("groep.geannuleerd", actueel, door=door, aanmeldingen=gemeld)
    return actueel


def _bericht_collegas(groep: Groep) -> None:
    trainers = Trainer.objects.filter(inzetten__bijeenkomst__groep=groep, user__is_active=True)
    adressen = set(trainers.values_list("user__email", flat=True))
    for team_id in groep.teamplaatsen.order_by("team").values_list("team", flat=True):
        adressen.update(emailadressen_van_team(team_id))
    for adres in sorted(adressen):
        GaatNietDoorCollega(groep, adres).zet_klaar()


def _zeg_aanmeldingen_af(groep: Groep) -> int:
    te_melden = (*AANMELDING_LOPEND, *GEWEEST)
    aanmeldingen = groep.aanmeldingen.select_for_update().filter(staat__in=te_melden).order_by("pk")
    gemeld = 0
    for aanmelding in aanmeldingen:
        # An address nobody has confirmed may be a stranger's: it gets no news of the group.
        if aanmelding.staat != AanmeldingStaat.TE_BEVESTIGEN:
            GaatNietDoor(aanmelding).zet_klaar()
            gemeld += 1
        # Whether somebody came to the meetings that were held stays as it is.
        if aanmelding.staat not in GEWEEST:
            verplaats(aanmelding, AanmeldingStaat.GEANNULEERD, AANMELDING_OVERGANGEN, ding="Deze aanmelding")
        aanmelding.beslis_voor = None
        bewaar_nog_even(aanmelding)
        aanmelding.save(update_fields=["staat", "beslis_voor", "wissen_op", "gewijzigd_op"])
    return gemeld


def begin_groep(groep_id: int) -> bool:
    """OPEN or VOL → BEZIG once the first meeting has begun; who still waited hears that it is over. Idempotent."""
    with transaction.atomic():
        groep = vergrendel(groep_id)
        if groep.staat not in (GroepStaat.OPEN, GroepStaat.VOL) or eerste_begin(groep) > klok.nu():
            return False
        _sluit_wachtlijst(groep)
        verplaats(groep, GroepStaat.BEZIG, GROEP_OVERGANGEN, ding=DING)
        groep.save(update_fields=["staat", "gewijzigd_op"])
        leg_vast("groep.begonnen", groep, herkomst="taak", bezet=groep.bezet)
        return True


def _sluit_wachtlijst(groep: Groep) -> None:
    wachtend = (AanmeldingStaat.TE_BEVESTIGEN, AanmeldingStaat.WACHTLIJST, AanmeldingStaat.AANGEBODEN)
    for aanmelding in groep.aanmeldingen.select_for_update().filter(staat__in=wachtend).order_by("pk"):
        if aanmelding.staat == AanmeldingStaat.AANGEBODEN:
            laat_los(groep, 1)
        if aanmelding.staat != AanmeldingStaat.TE_BEVESTIGEN:
            GeenPlekGekregen(aanmelding).zet_klaar()
        verplaats(aanmelding, AanmeldingStaat.VERLOPEN, AANMELDING_OVERGANGEN, ding="Deze aanmelding")
        aanmelding.beslis_voor = None
        bewaar_nog_even(aanmelding)
        aanmelding.save(update_fields=["staat", "beslis_voor", "wissen_op", "gewijzigd_op"])


def rond_groep_af(groep_id: int) -> bool:
    """BEZIG → AFGEROND once the last meeting has ended. Idempotent."""
    with transaction.atomic():
        groep = vergrendel(groep_id)
        einde = groep.bijeenkomsten.order_by("-eind").values_list("eind", flat=True).first()
        if groep.staat != GroepStaat.BEZIG or (einde or klok.nu()) > klok.nu():
            return False
        verplaats(groep, GroepStaat.AFGEROND, GROEP_OVERGANGEN, ding=DING)
        groep.save(update_fields=["staat", "gewijzigd_op"])
        leg_vast("groep.afgerond", groep, herkomst="taak")
        return True
