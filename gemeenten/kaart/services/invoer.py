"""Bring in a list: read the file, say which column is what, look at what it would do, and do it as a job.

Nothing of the list is written before somebody has seen what it would do. Bringing the same list in twice changes
nothing: a row is known again, and what stands there already is no change.
"""

import datetime as dt
import uuid
from collections.abc import Mapping

from django.db import transaction
from django.urls import reverse

from gemeenten.kaart import tabel
from gemeenten.kaart.enums import Invoerstap, Regelsoort
from gemeenten.kaart.models import Importbron, Invoer, Invoerregel
from gemeenten.kaart.permissions import kan_invoer_wijzigen, kan_kaart_aanvullen
from gemeenten.kaart.services.invoerregels import Beoordeling, voer_in
from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.eenmalig import eenmalig
from marktplein.basis.fouten import DomeinFout, Eerder
from marktplein.basis.toegang import eis
from marktplein.werk import services as werk
from marktplein.werk.soort import Klus
from marktplein.werk.workflow import WerkStaat

MAG_NIET = "Alleen een gemeentebeheerder en de beheerder voeren een lijst in."
VAN_ANDER = "Alleen wie deze lijst begon kan ermee verder."
# What was in a file is kept no longer than one may want to look at what it did.
BEWAAR = dt.timedelta(days=90)


@transaction.atomic
def begin(*, bron: str, bestand: str, inhoud: bytes, door: User, sleutel: uuid.UUID | None = None) -> Invoer:
    """Read a file of the source called ``bron`` (a new one when it was never seen). The same form twice is one.

    Raises DomeinFout at ``bestand`` when it cannot be read.
    """
    eis(kan_kaart_aanvullen(door), MAG_NIET)

    def eenmaal() -> Invoer:
        kop, rijen = tabel.lees(bestand, inhoud)
        van, _ = Importbron.objects.get_or_create(naam=" ".join(bron.split()))
        invoer = Invoer(bron=van, door=door, bestand=bestand[-120:], kop=kop, rijen=rijen, staat=WerkStaat.KLAAR)
        invoer.save()
        leg_vast("invoer.begonnen", invoer, door=door, rijen=len(rijen))
        return invoer

    # The file is told from another by its size and name; a changed one is a new form.
    afdruk = (bron, bestand, len(inhoud))
    return eenmalig(sleutel, "invoer", Invoer, eenmaal, van=door, invoer=afdruk, eerder=_al_begonnen)[0]


def _al_begonnen(invoer: Invoer) -> Eerder:
    return Eerder(
        f"Je hebt deze lijst al gelezen: ‘{invoer}’. Is dit een andere? Verstuur het formulier dan nog een keer.",
        reverse("kaart:invoer", args=[invoer.pk]),
        "Bekijk de lijst",
    )


@transaction.atomic
def kies_kolommen(*, invoer: Invoer, kolommen: Mapping[str, str], door: User) -> None:
    """Keep which column is what, for this source from now on, and have the rows looked through."""
    eis(kan_invoer_wijzigen(door, invoer), VAN_ANDER)
    actueel = _vergrendel(invoer)
    _eis_rust(actueel)
    bekend = {veld: kolom for veld, kolom in kolommen.items() if kolom in actueel.kop and veld in tabel.VELDEN}
    if "naam" not in bekend:
        raise DomeinFout("Kies in welke kolom de naam staat.", veld="naam")
    if actueel.regels.filter(gedaan=True).exists():
        raise DomeinFout("Deze lijst is al ingevoerd. Begin opnieuw met het bestand.")
    actueel.bron.kolommen = bekend
    actueel.bron.save(update_fields=["kolommen", "gewijzigd_op"])
    actueel.regels.all().delete()
    actueel.stap = Invoerstap.KIJKEN
    werk.vraag_aan(INVOEREN, actueel)
    leg_vast("invoer.nagekeken", actueel, door=door, velden=sorted(bekend))


@transaction.atomic
def kies(*, invoer: Invoer, keuzes: Mapping[int, str], door: User) -> int:
    """What doubtful rows are: "nieuw", "zelfde", or "" (leave it); answers how many changed."""
    eis(kan_invoer_wijzigen(door, invoer), VAN_ANDER)
    actueel = _vergrendel(invoer)
    _eis_rust(actueel)
    anders = 0
    for regel in actueel.regels.filter(pk__in=keuzes, soort=Regelsoort.TWIJFEL, gedaan=False):
        keuze = keuzes[regel.pk]
        if keuze in ("", "nieuw", "zelfde") and keuze != regel.keuze:
            regel.keuze = keuze
            regel.save(update_fields=["keuze"])
            anders += 1
    return anders


@transaction.atomic
def voer_door(*, invoer: Invoer, door: User) -> None:
    """Have the rows brought in; what was brought in already stays, so that it can be asked again."""
    eis(kan_invoer_wijzigen(door, invoer), VAN_ANDER)
    actueel = _vergrendel(invoer)
    if actueel.is_onaf and actueel.stap == Invoerstap.INVOEREN:
        return
    _eis_rust(actueel)
    if not actueel.regels.exists():
        raise DomeinFout("Kies eerst welke kolom wat is.")
    actueel.stap = Invoerstap.INVOEREN
    werk.vraag_aan(INVOEREN, actueel)
    leg_vast("invoer.gevraagd", actueel, door=door)


def vergeet_oude() -> int:
    """Throw away what was in files of long ago; what they did stays. Answers how many."""
    return Invoer.objects.filter(aangemaakt_op__lt=klok.nu() - BEWAAR).delete()[0]


def _vergrendel(invoer: Invoer) -> Invoer:
    return Invoer.objects.select_for_update(of=("self",)).select_related("bron").get(pk=invoer.pk)


def _eis_rust(invoer: Invoer) -> None:
    if invoer.is_onaf:
        raise DomeinFout("We zijn nog met deze lijst bezig. Wacht tot dat klaar is.")


class Invoeren(Klus[Invoer]):
    """Looks through the rows, or brings them in: one list at a time, so that no two make the same organisation."""

    naam = "invoer"
    taak = "kaart.voer_in"
    model = Invoer
    max_pogingen = 3
    slot = 73_05
    eerste_fase = "de lijst nakijken"

    def doe(self, rij: Invoer) -> Invoer:
        return _bekijk(rij) if rij.stap == Invoerstap.KIJKEN else _breng_in(rij)

    def woorden_bij(self, fout: Exception) -> str:
        return "Het is niet gelukt door een storing. Probeer het nog eens."


INVOEREN = Invoeren()


def _bekijk(invoer: Invoer) -> Invoer:
    meld = werk.meld_voortgang(INVOEREN, invoer)
    oordeel = Beoordeling(invoer.bron, invoer.bron.kolommen, invoer.door)
    regels = []
    for nummer, rij in enumerate(invoer.rijen, 1):
        regel = oordeel.van(rij, nummer)
        regel.invoer = invoer
        regels.append(regel)
        meld("de lijst nakijken", nummer / len(invoer.rijen))
    with transaction.atomic():
        werk.eis_van_ons(INVOEREN, invoer)
        invoer.regels.all().delete()
        Invoerregel.objects.bulk_create(regels, batch_size=500)
        return werk.sluit(invoer)


def _breng_in(invoer: Invoer) -> Invoer:
    """Each row in a transaction of its own, so that one that cannot holds up none, and a killed worker loses none."""
    meld = werk.meld_voortgang(INVOEREN, invoer)
    te_doen = list(invoer.regels.filter(gedaan=False).select_related("organisatie").order_by("nummer"))
    for plek, regel in enumerate(te_doen, 1):
        voer_in(regel, bron=invoer.bron, door=invoer.door)
        meld("de lijst invoeren", plek / len(te_doen))
    with transaction.atomic():
        werk.eis_van_ons(INVOEREN, invoer)
        leg_vast("invoer.gedaan", invoer, herkomst="taak", aantal=invoer.regels.filter(gedaan=True).count())
        return werk.sluit(invoer)
