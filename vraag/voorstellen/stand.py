"""What became of the children of a team when a proposal they were in is gone: where they are now."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from vraag.models import Groepsvoorstel, Regel, Signaal
from vraag.workflow import SIGNAAL_LOPEND, VOORSTEL_LOPEND, SignaalStaat, VoorstelStaat

K = TypeVar("K", bound=Hashable)


@dataclass(slots=True)
class Stand:
    """Children of some demand of one team: per running proposal (oldest first), in planned groups, and waiting."""

    in_voorstel: dict[Groepsvoorstel, int] = field(default_factory=dict)
    gepland: int = 0
    wachtend: int = 0


def standen(signalen_van: Mapping[K, Collection[int]]) -> dict[K, Stand]:
    """Per key where the children of its signalen (numbers) are now. Two queries; ended demand counts nowhere."""
    alle = {pk for signalen in signalen_van.values() for pk in signalen}
    aantallen = dict(
        Signaal.objects.filter(pk__in=alle, staat__in=(*SIGNAAL_LOPEND, SignaalStaat.GEPLAATST)).values_list(
            "pk", "aantal"
        )
    )
    regels: dict[int, list[Regel]] = defaultdict(list)
    for regel in (
        Regel.objects.filter(signaal__in=aantallen, voorstel__staat__in=(*VOORSTEL_LOPEND, VoorstelStaat.GEPLAND))
        .select_related("voorstel__interventie")
        .order_by("voorstel_id", "pk")
    ):
        regels[regel.signaal_id].append(regel)
    return {sleutel: _stand(signalen, aantallen, regels) for sleutel, signalen in signalen_van.items()}


def _stand(signalen: Collection[int], aantallen: Mapping[int, int], regels: Mapping[int, list[Regel]]) -> Stand:
    stand = Stand()
    for pk in sorted(set(signalen) & aantallen.keys()):
        for regel in regels.get(pk, ()):
            if regel.voorstel.staat == VoorstelStaat.GEPLAND:
                stand.gepland += regel.aantal
            else:
                stand.in_voorstel[regel.voorstel] = stand.in_voorstel.get(regel.voorstel, 0) + regel.aantal
        stand.wachtend += max(0, aantallen[pk] - sum(regel.aantal for regel in regels.get(pk, ())))
    return stand
