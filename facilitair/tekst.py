"""Free texts of tasks and bookings can be emptied at any time, and go by themselves some time after the end."""

from django.db import transaction

from facilitair.models import Reservering, Ruimte, Taak, TaakGebeurtenis
from facilitair.permissions import kan_tekst_wissen
from facilitair.taken.services.van_groep import TE_WEINIG
from facilitair.workflow import TAAK_OPEN, TaakSoort
from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.audit.tekst import bewaard_tot, leeg_oude_teksten, leeg_tekst
from marktplein.basis.toegang import eis

WIE_WEL = "Alleen het facilitair team en de applicatiebeheerder kunnen deze tekst wissen."
ZONDER_TITEL = "Taak zonder titel"
IN_PLAATS = {"titel": ZONDER_TITEL}


def is_zelf_getypt(taak: Taak) -> bool:
    """Whether a person wrote its title; those of other tasks are the house's own words."""
    return taak.soort == TaakSoort.OVERIG and taak.titel != TE_WEINIG


@transaction.atomic
def wis_taaktekst(taak: Taak, *, door: User) -> bool:
    """Empty the explanation of a task, every remark in its history and a title that was typed. Idempotent.

    False when there was nothing.
    """
    eis(kan_tekst_wissen(door), WIE_WEL)
    velden = ("titel", "uitleg") if is_zelf_getypt(taak) else ("uitleg",)
    uitleg = leeg_tekst(taak, velden, gebeurtenis="taak.tekst_gewist", door=door, in_plaats=IN_PLAATS)
    opmerkingen = taak.gebeurtenissen.exclude(tekst="").update(tekst="")
    if opmerkingen and not uitleg:
        leg_vast("taak.tekst_gewist", taak, door=door, velden=["tekst"])
    return uitleg or bool(opmerkingen)


@transaction.atomic
def wis_omschrijving(reservering: Reservering, *, door: User) -> bool:
    """Empty what a booking says it is for; False when it said nothing. Idempotent."""
    eis(kan_tekst_wissen(door), WIE_WEL)
    return leeg_tekst(reservering, ("omschrijving",), gebeurtenis="reservering.tekst_gewist", door=door)


@transaction.atomic
def wis_sleutel(ruimte: Ruimte, *, door: User) -> bool:
    """Empty how one gets into a room; False when nothing was told. Idempotent."""
    eis(kan_tekst_wissen(door), WIE_WEL)
    return leeg_tekst(ruimte, ("sleutel",), gebeurtenis="ruimte.tekst_gewist", door=door)


def wis_oude_teksten() -> int:
    """The nightly round: texts of tasks and bookings that ended long enough ago; answers how many. Safe to repeat."""
    tot = bewaard_tot()
    klaar = Taak.objects.exclude(staat__in=TAAK_OPEN).filter(gewijzigd_op__lt=tot)
    gedaan = leeg_oude_teksten(klaar, ("uitleg",), gebeurtenis="taak.tekst_gewist")
    getypt = klaar.filter(soort=TaakSoort.OVERIG).exclude(titel=TE_WEINIG)
    gedaan += leeg_oude_teksten(getypt, ("titel",), gebeurtenis="taak.tekst_gewist", in_plaats=IN_PLAATS)
    gedaan += leeg_oude_teksten(
        TaakGebeurtenis.objects.filter(taak__in=klaar), ("tekst",), gebeurtenis="taak.tekst_gewist"
    )
    voorbij = Reservering.objects.filter(periode__endswith__lt=tot)
    gedaan += leeg_oude_teksten(voorbij, ("omschrijving",), gebeurtenis="reservering.tekst_gewist")
    # Of a room that is let the text is in use; of one that is not any more it goes.
    dicht = Ruimte.objects.filter(actief=False, gewijzigd_op__lt=tot)
    return gedaan + leeg_oude_teksten(dicht, ("sleutel",), gebeurtenis="ruimte.tekst_gewist")
