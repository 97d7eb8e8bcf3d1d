"""Once a group has begun: who came. The history holds counts, never names."""

from collections.abc import Mapping

from django.db import transaction

from aanbod.groepen.selectors import eerste_begin
from aanbod.groepen.services.plaatsen import vergrendel
from aanbod.models import Aanmelding, Groep
from aanbod.permissions import kan_aanmeldingen_zien
from aanbod.workflow import AANMELDING_OVERGANGEN, GEWEEST, GROEP_GEGEVEN, AanmeldingStaat
from marktplein.accounts.models import User
from marktplein.audit.overgang import verplaats_alle
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout, OvergangFout
from marktplein.basis.samen import eis_gezien
from marktplein.basis.toegang import eis

VAST_TE_LEGGEN = (AanmeldingStaat.GEPLAATST, *GEWEEST)


def opkomst_kan(groep: Groep) -> bool:
    """Whether the group has begun, so that one can know who came."""
    return groep.staat in GROEP_GEGEVEN and eerste_begin(groep) <= klok.nu()


def is_vast_te_leggen(aanmelding: Aanmelding) -> bool:
    """Whether one can note if this person came: had a place, and is still known by name."""
    return aanmelding.staat in VAST_TE_LEGGEN and aanmelding.gewist_op is None


@transaction.atomic
def leg_opkomst_vast(
    *,
    groep: Groep,
    opkomst: Mapping[int, str],
    anderen_kwamen: bool = False,
    door: User,
    gezien: Mapping[int, str] | None = None,
) -> dict[str, int]:
    """Note who came (DEELGENOMEN) and who did not (NIET_GEKOMEN), per number of the registration.

    With ``anderen_kwamen`` everybody else with a place who has nothing noted yet came. Answers how many were changed
    to each state. Idempotent; a slip is mended by noting the other. When the data are erased does not change: what
    nobody notes is erased all the same. Raises OvergangFout before the group begins, DomeinFout for a registration
    that no longer has a place, Verouderd when it would wipe what a colleague noted and was not ``gezien``.
    """
    eis(kan_aanmeldingen_zien(door, groep), "Alleen het facilitair team en de trainers kunnen dit doen.")
    if not set(opkomst.values()) <= set(GEWEEST):
        raise ValueError("opkomst kent alleen meegedaan en niet gekomen")
    actueel = vergrendel(groep.pk)
    if not opkomst_kan(actueel):
        raise OvergangFout("Dit kan pas als de groep is begonnen.")
    rijen = _met_plek(actueel)
    _eis_gezien(rijen, opkomst, gezien)
    gedaan = _zet(rijen, opkomst, anderen_kwamen, door)
    if any(gedaan.values()):
        kwam, bleef_weg = (gedaan[staat] for staat in GEWEEST)
        leg_vast("groep.opkomst", actueel, door=door, deelgenomen=kwam, niet_gekomen=bleef_weg)
    return gedaan


def _met_plek(groep: Groep) -> dict[int, Aanmelding]:
    rijen = groep.aanmeldingen.select_for_update().filter(staat__in=VAST_TE_LEGGEN, gewist_op__isnull=True)
    return {rij.pk: rij for rij in rijen.order_by("pk")}


def _eis_gezien(rijen: Mapping[int, Aanmelding], opkomst: Mapping[int, str], gezien: Mapping[int, str] | None) -> None:
    nu = {str(pk): rij.staat if rij.staat in GEWEEST else None for pk, rij in rijen.items()}
    prints = None if gezien is None else {str(pk): print_ for pk, print_ in gezien.items()}
    eis_gezien(nu, prints, {str(pk): staat for pk, staat in opkomst.items()})


def _zet(
    rijen: Mapping[int, Aanmelding], opkomst: Mapping[int, str], anderen_kwamen: bool, door: User
) -> dict[str, int]:
    if not opkomst.keys() <= rijen.keys():
        raise DomeinFout("Iemand op deze lijst heeft zich intussen afgemeld. Kijk de lijst na en bewaar opnieuw.")
    naar: dict[str, list[Aanmelding]] = {staat.value: [] for staat in GEWEEST}
    for rij in rijen.values():
        stil = anderen_kwamen and rij.staat == AanmeldingStaat.GEPLAATST
        doel = opkomst.get(rij.pk, AanmeldingStaat.DEELGENOMEN.value if stil else rij.staat)
        if doel != rij.staat:
            naar[doel].append(rij)
    return {
        doel: verplaats_alle(
            [(rij, {}) for rij in groep],
            doel,
            AANMELDING_OVERGANGEN,
            noem="Deze aanmelding",
            als="aanmelding.opkomst",
            door=door,
        )
        for doel, groep in naar.items()
    }
