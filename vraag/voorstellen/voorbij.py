"""Which proposals leave nothing to do any more for who was told of them, and why."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Q

from marktplein.accounts.models import User
from vraag.models import Groepsvoorstel, Toezegging
from vraag.permissions import eigen_team_ids
from vraag.workflow import VOORSTEL_LOPEND, Antwoord, VoorstelStaat

NIET_MEER_GEVRAAGD = "Niet meer aan jou gevraagd"


def geeindigd(nummers: Collection[int]) -> dict[int, str]:
    """Planned, off, or replaced by a better plan. One query."""
    klaar = Groepsvoorstel.objects.filter(pk__in=nummers).exclude(staat__in=VOORSTEL_LOPEND)
    return {pk: VoorstelStaat(staat).label for pk, staat in klaar.values_list("pk", "staat")}


def beantwoord(user: User, nummers: Collection[int]) -> dict[int, str]:
    """Those, and what this reader or a colleague answered already, or is not asked any more. Two queries."""
    uit = geeindigd(nummers)
    aan_mij = Q(team__in=eigen_team_ids(user)) | Q(trainer__user=user)
    antwoorden: dict[int, set[str]] = defaultdict(set)
    for pk, antwoord in Toezegging.objects.filter(aan_mij, voorstel__in=nummers).values_list("voorstel", "antwoord"):
        antwoorden[pk].add(antwoord)
    for pk in set(nummers) - set(uit):
        if not antwoorden[pk]:
            uit[pk] = NIET_MEER_GEVRAAGD
        elif Antwoord.OPEN not in antwoorden[pk]:
            uit[pk] = f"Beantwoord met {' en '.join(sorted(antwoorden[pk]))}"
    return uit
