"""On the page of a group that was made by hand: which teams are asked, for who made it."""

from aanbod.groepen.delen import Groepsdeel
from aanbod.models import Groep
from aanbod.permissions import kan_rooster_wijzigen
from aanbod.workflow import GroepStaat
from marktplein.accounts.models import Bezoeker
from vraag.models import Toezegging
from vraag.workflow import VOORSTEL_LOPEND


def gevraagd(groep: Groep, user: Bezoeker) -> Groepsdeel | None:
    """Teams that have not answered yet, with their deadline; None when nobody is asked, or for another reader."""
    if groep.staat != GroepStaat.VOORBEREIDING or not kan_rooster_wijzigen(user, groep):
        return None
    open_ = Toezegging.objects.filter(
        voorstel__groep=groep, voorstel__run=None, voorstel__staat__in=VOORSTEL_LOPEND, team__isnull=False
    )
    rijen = list(open_.select_related("team", "voorstel").order_by("team__naam", "pk"))
    return Groepsdeel("vraag/includes/_gevraagde_teams.html", {"rijen": rijen}) if rijen else None
