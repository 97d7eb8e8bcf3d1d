"""The queue of facilitair in every state: waiting, picked up, late, done, reopened, dropped."""

import datetime as dt
from typing import Any

from aanbod.deelname.services.afgelasten import annuleer_groep
from aanbod.models import Groep
from aanbod.workflow import GroepStaat
from facilitair.models import Taak, Taaksjabloon
from facilitair.ruimtes.services.reserveren import geef_ruimte_vrij
from facilitair.taken.services.taken import heropen, maak_taak, pak_op, plaats_opmerking, rond_af, zet_op_wacht
from facilitair.taken.services.van_groep import laat_taken_vervallen, maak_taken
from facilitair.workflow import TAAK_OPEN, TaakSoort, TaakStaat
from gemeenten.grond.models import Gemeente
from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.basis.werkdagen import LANDELIJK, plus_werkdagen
from marktplein.demo.fixtures import rijen
from marktplein.demo.groepen import groep_van

# Groups whose open tasks somebody works on: (key, task, what is done to it)
WERK = (
    ("peutermanieren-leiden", TaakSoort.WERVING, "klaar"),
    ("peutermanieren-leiden", TaakSoort.ZAAL, "klaar"),
    ("peutermanieren-leiden", TaakSoort.MATERIAAL, "opgepakt"),
    ("peutermanieren-alphen", TaakSoort.WERVING, "laat"),
    ("peutermanieren-katwijk", TaakSoort.ZAAL, "wacht"),
    ("puber-noordwijk", TaakSoort.WERVING, "opgepakt"),
    ("puber-noordwijk", TaakSoort.ZAAL, "heropend"),
    ("slaap-teylingen", TaakSoort.MATERIAAL, "laat"),
    ("slaap-teylingen", TaakSoort.AANMELDINGEN, "opgepakt"),
    ("kies-leiden", TaakSoort.ZAAL, "klaar"),
    ("kies-leiden", TaakSoort.MATERIAAL, "laat"),
    ("kanjer-hillegom", TaakSoort.MATERIAAL, "wacht"),
    ("kanjer-hillegom", TaakSoort.PRESENTIELIJST, "opmerking"),
    ("jongerenavond-katwijk", TaakSoort.WERVING, "klaar"),
    ("peuterpraat-leiden", TaakSoort.ZAAL, "klaar"),
)
LOS = (
    ("Laptop voor de trainer regelen", 2, "leiden"),
    ("Sleutel van het Podium ophalen", 5, "alphen-aan-den-rijn"),
    ("Folders bijbestellen", 9, None),
)


def laad_taken() -> str:
    """Make the tasks of every group, then do what people would have done by now."""
    door = User.objects.get(email="facilitair@demo.example")
    for groep in Groep.objects.order_by("pk"):
        maak_taken(groep)
        if groep.staat in (GroepStaat.BEZIG, GroepStaat.AFGEROND):
            _alles_gedaan(groep, door)
    for sleutel, soort, wat in WERK:
        _doe(Taak.objects.get(groep=groep_van(sleutel), soort=soort), wat, door)
    for titel, dagen, slug in LOS:
        gemeente = Gemeente.objects.filter(slug=slug).first()
        maak_taak(door=door, titel=titel, uiterlijk=plus_werkdagen(klok.vandaag(), dagen, LANDELIJK), gemeente=gemeente)
    return f"{Taak.objects.count()} taken, {Taak.objects.filter(staat__in=TAAK_OPEN).count()} open"


def _alles_gedaan(groep: Groep, door: User) -> None:
    """The group runs or is over: its tasks were done on the day they were due."""
    dagen = dict(Taaksjabloon.objects.values_list("soort", "werkdagen_na_start"))
    for taak in Taak.objects.filter(groep=groep, staat=TaakStaat.NIEUW).order_by("pk"):
        rond_af(taak=taak, door=door, tekst="Gedaan.")
        uiterlijk = plus_werkdagen(groep.start_op, dagen[taak.soort], LANDELIJK)
        Taak.objects.filter(pk=taak.pk).update(uiterlijk=uiterlijk, klaar_op=klok.op(uiterlijk, dt.time(11)))


def _doe(taak: Taak, wat: str, door: User) -> None:
    if wat == "opmerking":
        plaats_opmerking(taak=taak, door=door, tekst="De trainer wil de lijst graag op papier.")
        return
    if wat == "laat":
        Taak.objects.filter(pk=taak.pk).update(uiterlijk=plus_werkdagen(klok.vandaag(), -3, LANDELIJK))
        return
    taak = pak_op(taak=taak, door=door)
    if wat == "wacht":
        zet_op_wacht(taak=taak, door=door, tekst="De beheerder belt terug over de sleutel.")
    elif wat in ("klaar", "heropend"):
        taak = rond_af(taak=taak, door=door, tekst="Geregeld.")
    if wat == "heropend":
        heropen(taak=taak, door=door, tekst="De zaal heeft op de eerste avond geen beamer.")


def annuleer_groepen() -> str:
    """Call off the groups that will not take place: everybody hears, rooms and tasks are let go."""
    redenen: dict[str, Any] = {rij["sleutel"]: rij["reden"] for rij in rijen("groepen") if rij["reden"]}
    for sleutel, reden in redenen.items():
        groep = groep_van(sleutel)
        annuleer_groep(groep, reden)
        geef_ruimte_vrij(groep)
        laat_taken_vervallen(groep)
    return f"{len(redenen)} groepen afgelast"
