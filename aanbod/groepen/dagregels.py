"""Groups in the mail of the day: how a line about a group names who is told."""

from collections.abc import Collection

from aanbod.models import Groep
from aanbod.workflow import GROEP_LOPEND
from gemeenten.grond.selectors import team_ids_van
from marktplein.accounts.models import User

ZONDER_TEAM = "jij als trainer of contact"


def in_groepen(lezer: User, groepen: Collection[int]) -> list[tuple[Groep, str, str]]:
    """Of these groups those that run, with "Rots & Water: JGT Leiden, jullie 2" and that team; each team of the reader.

    A team may also wait for a place. Who has no team in it is told without. A few queries, and those of the
    memberships.
    """
    eigen = team_ids_van(lezer)
    rijen = Groep.objects.filter(pk__in=groepen, staat__in=GROEP_LOPEND).select_related("interventie", "gemeente")
    uit: list[tuple[Groep, str, str]] = []
    for groep in rijen.prefetch_related("teamplaatsen__team", "teamwachten__team").order_by("pk"):
        plaatsen = [p for p in groep.teamplaatsen.all() if p.team_id in eigen]
        wachten = sorted({str(w.team) for w in groep.teamwachten.all() if w.team_id in eigen})
        wie = [(f"{p.team}, jullie {p.aantal}", str(p.team)) for p in plaatsen]
        wie = wie or [(f"{team}, de wachtlijst", team) for team in wachten] or [(ZONDER_TEAM, "")]
        uit += [(groep, f"{groep.interventie}: {naam}", team) for naam, team in wie]
    return uit
