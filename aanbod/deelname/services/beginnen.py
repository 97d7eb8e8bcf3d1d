"""A group begins: whoever still waited hears that it is over."""

from django.db import transaction

from aanbod.deelname.berichten import GeenPlekGekregen
from aanbod.deelname.services.teamwacht import sluit_rij
from aanbod.deelname.services.wissen import bewaar_nog_even
from aanbod.groepen.selectors import eerste_begin
from aanbod.groepen.services.plaatsen import laat_los, vergrendel
from aanbod.models import Groep
from aanbod.workflow import (
    AANMELDING_OVERGANGEN,
    GROEP_NOG_NIET_BEGONNEN,
    GROEP_OVERGANGEN,
    AanmeldingStaat,
    GroepStaat,
)
from marktplein.audit.overgang import verplaats
from marktplein.basis import klok


def begin_groep(groep_id: int) -> bool:
    """→ BEZIG once the first meeting has begun; who still waited hears that it is over. Idempotent."""
    with transaction.atomic():
        groep = vergrendel(groep_id)
        if groep.staat not in GROEP_NOG_NIET_BEGONNEN or eerste_begin(groep) > klok.nu():
            return False
        _sluit_wachtlijst(groep)
        sluit_rij(groep, vertel=True)
        verplaats(
            groep,
            GroepStaat.BEZIG,
            GROEP_OVERGANGEN,
            noem="Deze groep",
            als="groep.begonnen",
            herkomst="taak",
            velden=(),
            bezet=groep.bezet,
        )
        return True


def _sluit_wachtlijst(groep: Groep) -> None:
    wachtend = (AanmeldingStaat.TE_BEVESTIGEN, AanmeldingStaat.WACHTLIJST, AanmeldingStaat.AANGEBODEN)
    for aanmelding in groep.aanmeldingen.select_for_update().filter(staat__in=wachtend).order_by("pk"):
        if aanmelding.staat == AanmeldingStaat.AANGEBODEN:
            laat_los(groep, 1)
        if aanmelding.staat != AanmeldingStaat.TE_BEVESTIGEN:
            GeenPlekGekregen(aanmelding).zet_klaar()
        aanmelding.beslis_voor = None
        bewaar_nog_even(aanmelding)
        verplaats(
            aanmelding,
            AanmeldingStaat.VERLOPEN,
            AANMELDING_OVERGANGEN,
            noem="Deze aanmelding",
            als="aanmelding.verlopen",
            herkomst="taak",
            velden=("beslis_voor", "wissen_op"),
            groep=groep.pk,
        )
