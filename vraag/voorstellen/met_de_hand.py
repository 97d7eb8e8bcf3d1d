"""Proposals that a person made, not a run: a run leaves them alone, and their group waits with publishing for them."""

from aanbod.groepen.services.levensloop import publiceer_groep
from aanbod.workflow import GroepStaat
from marktplein.accounts.models import User
from vraag.models import Groepsvoorstel
from vraag.workflow import VOORSTEL_LOPEND


def is_met_de_hand(voorstel: Groepsvoorstel) -> bool:
    """Whether a person asked, and not a run."""
    return voorstel.run_id is None


def publiceer_na_antwoord(voorstel: Groepsvoorstel, door: User | None) -> None:
    """The last team that was asked answered (or did not in time): what is left of the group is for all to see."""
    groep = voorstel.groep
    if not is_met_de_hand(voorstel) or groep is None or groep.staat != GroepStaat.VOORBEREIDING:
        return
    if not Groepsvoorstel.objects.filter(groep=groep, staat__in=VOORSTEL_LOPEND).exists():
        publiceer_groep(groep, door)
