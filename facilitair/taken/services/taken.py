"""What people do with a task: pick it up, hand it over, wait, finish, reopen, remark. Every move leaves one line.

Each function locks the task's row, so two people at once take turns. ``versie`` is the version the person looked at:
when somebody changed the task since, Verouderd is raised and nothing changes.
"""

import datetime as dt
import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction
from django.urls import reverse

from aanbod.models import Groep
from facilitair.models import Reservering, Taak, TaakGebeurtenis
from facilitair.permissions import WIE_WEL, kan_taken_doen
from facilitair.taken.berichten import TaakToegewezen
from facilitair.taken.fouten import AlOpgepakt
from facilitair.workflow import BEZET_DE_RUIMTE, TAAK_OPEN, TAAK_OVERGANGEN, TaakSoort, TaakStaat
from gemeenten.grond.kalenders import kalender_van_balie
from gemeenten.grond.models import Gemeente
from marktplein.accounts.models import User
from marktplein.audit.overgang import verplaats
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.eenmalig import eenmalig
from marktplein.basis.fouten import DomeinFout, Eerder, OvergangFout, Verouderd
from marktplein.basis.privacy import gevonden_persoonsgegevens
from marktplein.basis.toegang import eis
from marktplein.basis.werkdagen import Kalender, eerste_werkdag, is_werkdag, plus_werkdagen
from marktplein.basis.woorden import dag_kort, dag_met_jaar, opsomming, uur

DING = "Deze taak"
BEWAARD = ("toegewezen_aan", "uiterlijk", "wacht_tot", "klaar_op", "versie")


@transaction.atomic
def maak_taak(
    *,
    door: User,
    titel: str,
    uiterlijk: dt.date,
    uitleg: str = "",
    groep: Groep | None = None,
    gemeente: Gemeente | None = None,
    sleutel: uuid.UUID | None = None,
) -> Taak:
    """A task of its own, made by hand, once per ``sleutel``. Raises DomeinFout for a day on which nobody works."""
    eis(kan_taken_doen(door), WIE_WEL)
    velden: dict[str, Any] = {
        "titel": titel,
        "uiterlijk": uiterlijk,
        "uitleg": uitleg,
        "groep": groep,
        "gemeente": gemeente,
    }
    werk = partial(_maak_taak, door, **velden)
    return eenmalig(sleutel, "taak.nieuw", Taak, werk, van=door, invoer=(velden,), eerder=_al_gemaakt)[0]


def _al_gemaakt(taak: Taak) -> Eerder:
    return Eerder(
        f"Je hebt deze taak al gemaakt: ‘{taak.titel}’. Is dit een andere taak? Verstuur het formulier dan nog "
        "een keer.",
        reverse("facilitair:taak", args=[taak.pk]),
        "Bekijk de taak die er staat",
    )


def _al_gedaan(taak: Taak) -> Eerder:
    return Eerder(
        "Je hebt dit formulier al verstuurd, met iets anders erin. Dat is gedaan. Wil je dit ook? Druk dan nog een "
        "keer.",
        reverse("facilitair:taak", args=[taak.pk]),
        "Bekijk de taak",
    )


def _maak_taak(
    door: User, titel: str, uiterlijk: dt.date, uitleg: str, groep: Groep | None, gemeente: Gemeente | None
) -> Taak:
    gemeente = groep.gemeente if groep else gemeente
    _eis_werkdag(uiterlijk, gemeente)
    taak = Taak.objects.create(
        soort=TaakSoort.OVERIG,
        titel=titel.strip(),
        uitleg=_schoon(uitleg, "uitleg"),
        groep=groep,
        gemeente=gemeente,
        uiterlijk=uiterlijk,
    )
    noteer(taak, door, "gemaakt", van="", naar=TaakStaat.NIEUW)
    return taak


def zet_eenmaal(zet: Callable[..., Any], *, taak: Taak, door: User, sleutel: uuid.UUID | None, **gegevens: Any) -> Taak:
    """Make one of the moves below (which raise what they raise), once per form."""
    eis(kan_taken_doen(door), WIE_WEL)

    def werk() -> Taak:
        zet(taak=taak, door=door, **gegevens)
        return taak

    # What version the page was of is not what somebody asks.
    invoer = (taak, {naam: waarde for naam, waarde in gegevens.items() if naam != "versie"})
    return eenmalig(sleutel, f"taak.{zet.__name__}", Taak, werk, van=door, invoer=invoer, eerder=_al_gedaan)[0]


@transaction.atomic
def pak_op(*, taak: Taak, door: User) -> Taak:
    """Make ``door`` the holder. Of two people at once one gets it; the other is told who (AlOpgepakt).

    Idempotent for the holder.
    """
    taak = _vergrendel(taak, door)
    if taak.toegewezen_aan_id == door.pk and taak.staat in (TaakStaat.IN_BEHANDELING, TaakStaat.WACHT):
        return taak
    if taak.toegewezen_aan is not None and taak.toegewezen_aan_id != door.pk and taak.staat in TAAK_OPEN:
        raise AlOpgepakt(str(taak.toegewezen_aan), _sinds(taak))
    return _naar(taak, TaakStaat.IN_BEHANDELING, door, "opgepakt", houder=door)


@transaction.atomic
def wijs_toe(*, taak: Taak, aan: Any, door: User, versie: int | None = None) -> Taak:
    """Give an open task to a colleague, or take it over (``aan`` is ``door``). The colleague gets a mail."""
    taak = _vergrendel(taak, door, versie)
    if not kan_taken_doen(aan):
        raise DomeinFout(f"{aan} is geen facilitair medewerker. Kies iemand anders.", veld="aan")
    if taak.toegewezen_aan_id == aan.pk and taak.staat == TaakStaat.IN_BEHANDELING:
        return taak
    if taak.staat in (TaakStaat.IN_BEHANDELING, TaakStaat.WACHT):
        taak.toegewezen_aan = aan
        _bewaar(taak)
        noteer(taak, door, "toegewezen", van=taak.staat, naar=taak.staat, aan=aan)
    else:
        _naar(taak, TaakStaat.IN_BEHANDELING, door, "toegewezen", houder=aan)
    if aan.pk != door.pk:
        TaakToegewezen(taak, door).zet_klaar()
    return taak


@transaction.atomic
def geef_terug(*, taak: Taak, door: User, versie: int | None = None, tekst: str = "") -> Taak:
    """Back to the queue: anybody may pick it up again. Idempotent for a task nobody holds."""
    taak = _vergrendel(taak, door, versie)
    if taak.staat == TaakStaat.NIEUW and taak.toegewezen_aan_id is None:
        return taak
    return _naar(taak, TaakStaat.NIEUW, door, "teruggegeven", tekst=tekst, houder=None)


@transaction.atomic
def zet_op_wacht(
    *, taak: Taak, door: User, tekst: str, wacht_tot: dt.date | None = None, versie: int | None = None
) -> Taak:
    """Wait for somebody else; ``tekst`` says for what, ``wacht_tot`` until when (not after the task is due)."""
    taak = _vergrendel(taak, door, versie)
    if not tekst.strip():
        raise DomeinFout("Vul in waarop je wacht.", veld="tekst")
    if wacht_tot is not None:
        _eis_dag_die_komt(wacht_tot, "wacht_tot")
    taak.wacht_tot = wacht_tot
    return _naar(taak, TaakStaat.WACHT, door, "wacht", tekst=tekst)


@transaction.atomic
def hervat(*, taak: Taak, door: User, versie: int | None = None) -> Taak:
    """The waiting is over; whoever goes on holds the task."""
    taak = _vergrendel(taak, door, versie)
    return _naar(taak, TaakStaat.IN_BEHANDELING, door, "hervat", houder=door)


@transaction.atomic
def rond_af(*, taak: Taak, door: User, versie: int | None = None, tekst: str = "") -> Taak:
    """Done. A zaal task needs a booking for every meeting to come, or a word about where the group meets."""
    taak = _vergrendel(taak, door, versie)
    if taak.soort == TaakSoort.ZAAL and not tekst.strip() and zonder_zaal(taak.groep):
        raise DomeinFout(
            "Er is nog geen ruimte gereserveerd voor alle bijeenkomsten. Kies eerst een ruimte, "
            "of schrijf hier waar de groep bij elkaar komt.",
            veld="tekst",
        )
    return sluit(taak, door, tekst)


def sluit(taak: Taak, door: User, tekst: str) -> Taak:
    """Finish a locked task; the right has been checked."""
    return _naar(taak, TaakStaat.KLAAR, door, "afgerond", tekst=tekst, houder=taak.toegewezen_aan or door)


@transaction.atomic
def heropen(*, taak: Taak, door: User, tekst: str, versie: int | None = None) -> Taak:
    """There is more to do; the holder stays. The due date stays too, unless it is over: then it is today."""
    taak = _vergrendel(taak, door, versie)
    if not tekst.strip():
        raise DomeinFout("Vul in wat er nog moet gebeuren.", veld="tekst")
    if taak.staat == TaakStaat.VERVALLEN:
        raise OvergangFout("Deze taak is vervallen: er is niets meer te doen.")
    return zet_weer_open(taak, door, tekst)


def zet_weer_open(taak: Taak, door: User | None, tekst: str) -> Taak:
    """Reopen a locked task; the right has been checked."""
    vandaag = eerste_werkdag(klok.vandaag(), _kalender(taak.gemeente))
    taak.uiterlijk = max(taak.uiterlijk or vandaag, vandaag)
    return _naar(taak, TaakStaat.HEROPEND, door, "heropend", tekst=tekst)


@transaction.atomic
def verzet(*, taak: Taak, door: User, uiterlijk: dt.date, tekst: str = "", versie: int | None = None) -> Taak:
    """Another due date for an open task."""
    taak = _vergrendel(taak, door, versie)
    if taak.staat not in TAAK_OPEN:
        raise DomeinFout("Deze taak is niet meer open. Open de taak eerst opnieuw.")
    _eis_werkdag(uiterlijk, taak.gemeente)
    taak.uiterlijk = uiterlijk
    _bewaar(taak)
    woorden = f"Klaar uiterlijk {dag_met_jaar(uiterlijk)}. {tekst.strip()}".strip()
    noteer(taak, door, "verzet", van=taak.staat, naar=taak.staat, tekst=woorden)
    return taak


@transaction.atomic
def plaats_opmerking(*, taak: Taak, door: User, tekst: str) -> TaakGebeurtenis:
    """Add a remark, in any state. Needs no version: remarks do not overwrite each other."""
    eis(kan_taken_doen(door), WIE_WEL)
    if not tekst.strip():
        raise DomeinFout("Schrijf eerst iets op.", veld="tekst")
    return noteer(taak, door, "opmerking", tekst=tekst)


def zonder_zaal(groep: Groep | None) -> bool:
    """Whether a meeting that is still to come has no room."""
    if groep is None:
        return False
    geboekt = Reservering.objects.filter(bijeenkomst__groep=groep, staat__in=BEZET_DE_RUIMTE)
    return groep.bijeenkomsten.filter(eind__gt=klok.nu()).exclude(pk__in=geboekt.values("bijeenkomst")).exists()


def _vergrendel(taak: Taak, door: User, versie: int | None = None) -> Taak:
    eis(kan_taken_doen(door), WIE_WEL)
    # No join: after waiting for the lock PostgreSQL gives the new row but joins the old holder (or none) to it.
    actueel = Taak.objects.select_for_update().get(pk=taak.pk)
    if versie is not None and actueel.versie != versie:
        raise Verouderd
    return actueel


_ZELFDE = object()


def _naar(
    taak: Taak, staat: TaakStaat, door: User | None, werkwoord: str, *, tekst: str = "", houder: Any = _ZELFDE
) -> Taak:
    van = taak.staat
    aan = None
    if houder is not _ZELFDE:
        aan = (
            houder
            if houder is not None and houder.pk not in (taak.toegewezen_aan_id, getattr(door, "pk", None))
            else None
        )
        taak.toegewezen_aan = houder
    taak.klaar_op = klok.nu() if staat == TaakStaat.KLAAR else None
    if staat != TaakStaat.WACHT:
        taak.wacht_tot = None
    taak.versie += 1
    als, soort = f"taak.{werkwoord}", taak.soort
    verplaats(taak, staat, TAAK_OVERGANGEN, noem=DING, als=als, door=door, velden=BEWAARD, soort=soort)
    _gebeurtenis(taak, door, van=van, naar=staat, tekst=tekst, aan=aan)
    return taak


def _bewaar(taak: Taak) -> None:
    taak.versie += 1
    taak.save(update_fields=[*BEWAARD, "gewijzigd_op"])


def noteer(
    taak: Taak, door: User, werkwoord: str, *, van: str = "", naar: str = "", tekst: str = "", aan: Any = None
) -> TaakGebeurtenis:
    """One line in the history of a task, and in the audit."""
    regel = _gebeurtenis(taak, door, van=van, naar=naar, tekst=tekst, aan=aan)
    leg_vast(f"taak.{werkwoord}", taak, door=door, soort=taak.soort, van=van, naar=naar)
    return regel


def _gebeurtenis(taak: Taak, door: User | None, *, van: str, naar: str, tekst: str, aan: Any) -> TaakGebeurtenis:
    return TaakGebeurtenis.objects.create(
        taak=taak, door_id=getattr(door, "pk", None), van=van, naar=naar, tekst=_schoon(tekst, "tekst"), aan=aan
    )


def _schoon(tekst: str, veld: str) -> str:
    # A phone number of a caretaker or a date belongs in a remark here; the number of a citizen never does.
    if any(code == "bsn" for code, _ in gevonden_persoonsgegevens(tekst)):
        raise DomeinFout("Hierin staat een burgerservicenummer (BSN). Haal dat weg.", veld=veld)
    return tekst.strip()


def _eis_dag_die_komt(dag: dt.date, veld: str) -> None:
    if dag < klok.vandaag():
        raise DomeinFout("Deze dag is al voorbij. Kies vandaag of later.", veld=veld)


def _kalender(gemeente: Gemeente | None) -> Kalender:
    return kalender_van_balie(gemeente.regio_id if gemeente else None)


def _eis_werkdag(dag: dt.date, gemeente: Gemeente | None) -> None:
    """A day that is to come, on which somebody is there to have it ready."""
    _eis_dag_die_komt(dag, "uiterlijk")
    kalender = _kalender(gemeente)
    if is_werkdag(dag, kalender):
        return
    anders = [d for n in (-1, 1) if (d := plus_werkdagen(dag, n, kalender)) >= klok.vandaag()]
    keuze = opsomming(map(dag_kort, anders), "of")
    raise DomeinFout(f"Op {dag_met_jaar(dag)} werkt er niemand. Kies {keuze}.", veld="uiterlijk")


def _sinds(taak: Taak) -> str:
    regel = taak.gebeurtenissen.filter(naar=TaakStaat.IN_BEHANDELING).order_by("-op", "-pk").first()
    return f" op {dag_kort(klok.lokaal(regel.op))} om {uur(regel.op)} uur" if regel else ""
