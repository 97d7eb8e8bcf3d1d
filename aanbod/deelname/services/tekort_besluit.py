"""People decide about a group that is too small: smaller, more people, wait, or off. One decision, under one lock."""

import datetime as dt

from django.db import transaction

from aanbod.betrokken.selectors import trainers_van
from aanbod.deelname.services.afgelasten import annuleer_groep
from aanbod.deelname.services.tekort import lopend, zet
from aanbod.deelname.vraagkant import vraagkant
from aanbod.groepen.services.plaatsen import vergrendel
from aanbod.models import Groep, Tekort
from aanbod.permissions import kan_aanmeldingen_zien, kan_groep_beheren
from aanbod.workflow import GROEP_NOG_NIET_BEGONNEN, TekortStaat
from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout, OvergangFout
from marktplein.basis.toegang import eis

AL_BESLOTEN = "Intussen is al besloten over deze groep, of er zijn weer genoeg mensen."
KEUZES = (TekortStaat.KLEINER, TekortStaat.WERVEN, TekortStaat.WACHTEN, TekortStaat.AFGELAST)


def kan_akkoord_geven(user: User, groep: Groep) -> bool:
    """A trainer of this group; the desk writes down what a trainer without an account said."""
    if not kan_groep_beheren(user):
        return kan_aanmeldingen_zien(user, groep)
    return not any(t.user and t.user.is_active for t in trainers_van(groep))


@transaction.atomic
def geef_akkoord(groep: Groep, *, door: User) -> Tekort:
    """The trainer gives the group also when it is smaller. Idempotent. Raises NietToegestaan, OvergangFout."""
    actueel = vergrendel(groep.pk)
    eis(kan_akkoord_geven(door, actueel), "Alleen een trainer van deze groep kan dit zeggen.")
    tekort = _eis_lopend(actueel)
    if tekort.akkoord_op is None:
        tekort.akkoord_op, tekort.akkoord_door = klok.nu(), door
        tekort.save(update_fields=["akkoord_op", "akkoord_door"])
        leg_vast("tekort.akkoord", tekort, door=door, groep=actueel.pk)
    return tekort


@transaction.atomic
def besluit(groep: Groep, *, keus: str, wacht_tot: dt.date | None = None, reden: str = "", door: User) -> TekortStaat:
    """Decide; what was decided already stays. The same choice twice changes nothing.

    Raises NietToegestaan, OvergangFout when there is nothing (left) to decide, DomeinFout for going on smaller without
    the trainer, for a day that cannot be waited for, and for calling off without a reason.
    """
    eis(kan_groep_beheren(door), "Alleen het facilitair team beslist hierover.")
    naar = TekortStaat(keus)
    if naar not in KEUZES:
        raise DomeinFout("Kies wat er gebeurt.", veld="keus")
    vraagkant().slot(groep)
    actueel = vergrendel(groep.pk)
    tekort = _eis_lopend(actueel)
    if naar == TekortStaat.AFGELAST:
        annuleer_groep(actueel, reden, door)
        return naar
    if tekort.staat == naar and tekort.wacht_tot == wacht_tot:
        return naar
    if naar == TekortStaat.KLEINER:
        _begin_kleiner(actueel, tekort)
    tekort.wacht_tot = _dag(actueel, wacht_tot) if naar == TekortStaat.WACHTEN else None
    if tekort.staat == naar:
        tekort.save(update_fields=["wacht_tot"])
        return naar
    zet(tekort, naar, door=door)
    return naar


def _eis_lopend(groep: Groep) -> Tekort:
    tekort = lopend(groep)
    if tekort is None or groep.staat not in GROEP_NOG_NIET_BEGONNEN or groep.bezet >= groep.minimum:
        raise OvergangFout(AL_BESLOTEN)
    return tekort


def _begin_kleiner(groep: Groep, tekort: Tekort) -> None:
    """Who takes part now is enough from here on."""
    if groep.bezet < 1:
        raise DomeinFout("Er doet niemand meer mee. De groep kan niet kleiner beginnen.", veld="keus")
    if tekort.akkoord_op is None:
        raise DomeinFout("Een trainer moet eerst zeggen dat de groep kleiner kan beginnen.", veld="keus")
    groep.minimum = groep.bezet
    groep.save(update_fields=["minimum", "gewijzigd_op"])


def _dag(groep: Groep, wacht_tot: dt.date | None) -> dt.date:
    if wacht_tot is None or not klok.vandaag() < wacht_tot < groep.start_op:
        raise DomeinFout("Kies een dag na vandaag, en eerder dan de eerste keer.", veld="wacht_tot")
    return wacht_tot
