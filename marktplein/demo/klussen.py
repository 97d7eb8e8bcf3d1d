"""Jobs of the demo as a whole: begin anew, and a week on. One at a time, by the worker that computes."""

from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.demo import opnieuw, week
from marktplein.demo.models import Demoklus, Wat
from marktplein.werk import services as werk
from marktplein.werk.soort import Klus
from marktplein.werk.workflow import ONAF

MISLUKT = "Het is niet gelukt. Probeer het nog eens, of begin opnieuw met: make demo-opnieuw"
DOET = {Wat.OPNIEUW: opnieuw.begin_opnieuw, Wat.WEEK: week.draai_een_week_door}


class Demowerk(Klus[Demoklus]):
    """Both touch every table: the slot has no number of a row, so that they never run side by side."""

    naam = "demo"
    taak = "demo.draai"
    model = Demoklus
    max_pogingen = 3
    slot = 73_04
    volgorde = ("gevraagd_op", "pk")
    eerste_fase = "beginnen"

    def doe(self, rij: Demoklus) -> Demoklus:
        return DOET[Wat(rij.wat)](rij, werk.meld_voortgang(self, rij), self._sluit)

    def _sluit(self, rij: Demoklus) -> Demoklus:
        werk.eis_van_ons(self, rij)
        leg_vast("demo.klaar", rij, herkomst="taak", wat=rij.wat)
        return werk.sluit(rij)

    def woorden_bij_opgeven(self, rij: Demoklus) -> str:
        return MISLUKT

    def woorden_bij(self, fout: Exception) -> str:
        return MISLUKT


DEMOWERK = Demowerk()


def laatste() -> Demoklus | None:
    return Demoklus.objects.order_by("-pk").first()


def vraag_aan(wat: Wat) -> Demoklus:
    """Ask for this job; while one waits or is being done, that one is answered and nothing is asked."""
    if lopend := Demoklus.objects.filter(staat__in=ONAF).order_by("pk").first():
        return lopend
    klus = Demoklus(wat=wat, gevraagd_op=klok.nu())
    werk.vraag_aan(DEMOWERK, klus)
    return klus
