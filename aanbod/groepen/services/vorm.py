"""The preventievorm of one group: it decides who may register, so it stays as soon as somebody did."""

from collections.abc import Mapping

from django.db import transaction

from aanbod.enums import Preventievorm
from aanbod.groepen.gebeurtenissen import vorm_veranderd
from aanbod.groepen.selectors import heeft_aanmeldingen, vormen_van
from aanbod.groepen.services.plaatsen import vergrendel
from aanbod.models import Groep, Interventie
from aanbod.permissions import kan_groep_beheren
from aanbod.workflow import GROEP_NOG_NIET_BEGONNEN
from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.samen import eis_gezien
from marktplein.basis.toegang import eis

ALLEEN_FACILITAIR = "Alleen het facilitair team kan kiezen voor wie een groep bedoeld is."
AL_BEGONNEN = "Deze groep is al begonnen of gaat niet door. Voor wie die bedoeld is, verandert niet meer."
AL_AANGEMELD = "Er heeft zich al iemand aangemeld. Voor wie de groep bedoeld is, verandert daarom niet meer."
EEN_VORM = "Van dit aanbod is er maar één soort groep: er is niets te kiezen."
NIET_VAN_DIT_AANBOD = "Zulke groepen zijn er van dit aanbod niet. Kies een andere vorm."


def eis_vorm(interventie: Interventie, vorm: str) -> None:
    """Raise DomeinFout when no group of this offer can have this form."""
    if vorm not in interventie.preventievormen:
        raise DomeinFout(NIET_VAN_DIT_AANBOD, veld="preventievorm")


def waarom_vast(groep: Groep) -> str:
    """Why there is nothing to choose for this group (any more); empty when there is."""
    if groep.staat not in GROEP_NOG_NIET_BEGONNEN:
        return AL_BEGONNEN
    if heeft_aanmeldingen(groep):
        return AL_AANGEMELD
    return EEN_VORM if len(vormen_van(groep)) == 1 else ""


@transaction.atomic
def kies_vorm(*, groep: Groep, vorm: str, door: User, gezien: Mapping[str, str] | None = None) -> Groep:
    """Give a group another form of its offer. Raises Verouderd when a colleague chose another than was ``gezien``.

    Raises DomeinFout when it began or is called off, when a family has registered, or for a form the offer lacks.
    Places of teams stay: teams may take part in a group of every form.
    """
    eis(kan_groep_beheren(door), ALLEEN_FACILITAIR)
    actueel = vergrendel(groep.pk)
    eis_gezien({"preventievorm": actueel.preventievorm}, gezien, {"preventievorm": vorm})
    van = actueel.preventievorm
    if vorm == van:
        return actueel
    eis_vorm(actueel.interventie, vorm)
    if vast := waarom_vast(actueel):
        raise DomeinFout(vast)
    actueel.preventievorm = Preventievorm(vorm)
    actueel.versie += 1
    actueel.save(update_fields=["preventievorm", "versie", "gewijzigd_op"])
    leg_vast("groep.vorm_gekozen", actueel, door=door, van=van, naar=vorm)
    vorm_veranderd.send(sender=Groep, groep=actueel, door=door)
    return actueel
