"""Who speaks for a team in a group."""

from django.db import transaction

from aanbod.models import TeamPlaats
from aanbod.permissions import kan_teamplaats_nemen
from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.basis.toegang import eis


@transaction.atomic
def word_contact(plaats: TeamPlaats, *, door: User) -> bool:
    """``door`` becomes the one of this team whom the others speak to; False when that is so already. Idempotent."""
    actueel = TeamPlaats.objects.select_for_update(of=("self",)).select_related("team", "groep").get(pk=plaats.pk)
    eis(kan_teamplaats_nemen(door, actueel.groep, actueel.team), "Alleen iemand van het team zelf kan dit doen.")
    if actueel.contact_id == door.pk:
        return False
    actueel.contact = door
    actueel.save(update_fields=["contact", "gewijzigd_op"])
    leg_vast("teamplaats.contact", actueel, door=door, team=actueel.team_id, groep=actueel.groep_id)
    return True
