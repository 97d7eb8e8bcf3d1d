"""How many came, meeting by meeting: a count, so it holds for registrations and places of teams alike."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from aanbod.deelname.services.opkomst import opkomst_kan
from aanbod.groepen.selectors import bijeenkomsten_tot_nu
from aanbod.groepen.services.plaatsen import vergrendel
from aanbod.models import Bijeenkomst, Groep
from aanbod.permissions import kan_presentie_noteren
from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.basis.fouten import DomeinFout, OvergangFout
from marktplein.basis.samen import eis_gezien
from marktplein.basis.toegang import eis


@transaction.atomic
def noteer_presentie(
    *, groep: Groep, aantallen: Mapping[int, int | None], door: User, gezien: Mapping[str, str] | None = None
) -> int:
    """Note how many came, per number of the meeting (None: not noted any more); answer how many counts changed.

    Idempotent: the same counts once more change nothing and leave no line in the history. Raises OvergangFout before
    a meeting began, DomeinFout for more people than there are places, Verouderd when it would wipe what a colleague
    noted and was not ``gezien``.
    """
    eis(kan_presentie_noteren(door, groep), "Alleen het facilitair team en de trainers kunnen dit doen.")
    actueel = vergrendel(groep.pk)
    rijen = {rij.nummer: rij for rij in bijeenkomsten_tot_nu(actueel)} if opkomst_kan(actueel) else {}
    if not aantallen.keys() <= rijen.keys():
        raise OvergangFout("Dit kan pas als de bijeenkomst is begonnen.")
    if any(aantal is not None and not 0 <= aantal <= actueel.capaciteit for aantal in aantallen.values()):
        raise DomeinFout(f"In deze groep is plek voor {actueel.capaciteit}. Vul een getal in van 0 tot en met dat.")
    nieuw = {veldnaam(nummer): in_veld(aantal) for nummer, aantal in aantallen.items()}
    eis_gezien(opgeslagen(rijen.values()), gezien, nieuw)
    anders = [nummer for nummer, aantal in aantallen.items() if rijen[nummer].aanwezig != aantal]
    for nummer in anders:
        _zet(rijen[nummer], aantallen[nummer], actueel, door)
    return len(anders)


def _zet(rij: Bijeenkomst, aantal: int | None, groep: Groep, door: User) -> None:
    was, rij.aanwezig = rij.aanwezig, aantal
    rij.save(update_fields=["aanwezig"])
    leg_vast("groep.presentie", groep, door=door, bijeenkomst=rij.nummer, aanwezig=aantal, was=was)


def veldnaam(nummer: int) -> str:
    return f"keer{nummer}"


def opgeslagen(rijen: Iterable[Bijeenkomst]) -> dict[str, str | None]:
    """The counts as stored, by the field of the form."""
    return {veldnaam(rij.nummer): in_veld(rij.aanwezig) for rij in rijen}


def in_veld(aantal: int | None) -> str | None:
    """A count as it is compared: nobody (0) is something else than nothing noted."""
    return None if aantal is None else str(aantal)
