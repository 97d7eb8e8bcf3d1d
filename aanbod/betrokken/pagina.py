"""The parts of this room on the page of a group."""

from aanbod.betrokken.selectors import is_actueel, wie_is_wie
from aanbod.groepen.delen import Groepsdeel
from aanbod.models import Groep
from aanbod.permissions import is_betrokken, kan_bereikbaarheid_wijzigen, kan_teamplaats_nemen
from marktplein.accounts.models import Bezoeker


def wie(groep: Groep, user: Bezoeker) -> Groepsdeel | None:
    """Who is who, for who makes this group happen and for nobody else."""
    if not is_actueel(groep) or not is_betrokken(user, groep):
        return None
    rijen = [
        {
            "persoon": persoon,
            "wijzigen": persoon.trainer is not None and kan_bereikbaarheid_wijzigen(user, persoon.trainer),
            "overnemen": persoon.plaats is not None
            and kan_teamplaats_nemen(user, groep, persoon.plaats.team)
            and persoon.email != getattr(user, "email", ""),
        }
        for persoon in wie_is_wie(groep)
    ]
    return Groepsdeel("aanbod/includes/_wie_is_wie.html", {"groep": groep, "rijen": rijen})
