"""Who got a place, per preventievorm: a need counts by the form of the groups its people came in, not of the offer."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

from django.db.models import QuerySet, Sum

from aanbod.enums import Preventievorm
from vraag.models import Regel, Signaal
from vraag.workflow import VoorstelStaat

VORMEN = tuple(Preventievorm)
# After the forms: who waits or stopped came in no group.
GEEN = len(VORMEN)
NAMEN = (*(str(vorm.value).capitalize() for vorm in VORMEN), "Nog geen groep")


class Feit(Protocol):
    @property
    def pk(self) -> int: ...
    @property
    def plek(self) -> int: ...
    @property
    def wacht(self) -> int: ...
    @property
    def gestopt(self) -> int: ...


class Deel(NamedTuple):
    """Of one need the people in groups of one form (its number in ``VORMEN``), or those without a group."""

    vorm: int
    plek: int = 0
    wacht: int = 0
    gestopt: int = 0


def plekken_per_vorm(signalen: QuerySet[Signaal]) -> dict[int, dict[int, int]]:
    """Of each need how many people have a place in groups of each form. One query."""
    rijen = (
        Regel.objects.filter(
            signaal__in=signalen.order_by().values("pk"),
            voorstel__staat=VoorstelStaat.GEPLAND,
            voorstel__groep__isnull=False,
        )
        .order_by()
        .values_list("signaal_id", "voorstel__groep__preventievorm")
        .annotate(n=Sum("aantal"))
    )
    uit: dict[int, dict[int, int]] = defaultdict(dict)
    for signaal, vorm, aantal in rijen:
        uit[signaal][VORMEN.index(Preventievorm(vorm))] = aantal
    return uit


def in_delen(feiten: Iterable[Feit], plekken: Mapping[int, Mapping[int, int]]) -> list[Deel]:
    """The same people as in ``feiten``, by form; a place whose group is not known stands with those without one."""
    delen = []
    for feit in feiten:
        rest = feit.plek
        for vorm, aantal in sorted(plekken.get(feit.pk, {}).items()):
            delen.append(Deel(vorm, plek=min(aantal, rest)))
            rest -= delen[-1].plek
        delen.append(Deel(GEEN, rest, feit.wacht, feit.gestopt))
    return [deel for deel in delen if any(deel[1:])]
