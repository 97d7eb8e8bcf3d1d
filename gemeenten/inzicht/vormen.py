"""Who got a place, per preventievorm: a need counts by the form of the groups its people came in, not of the offer."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce

from aanbod.enums import Preventievorm
from vraag.models import Regel, Signaal
from vraag.workflow import VoorstelStaat

VORMEN = tuple(Preventievorm)
# After the forms: places of which no group is known, and who waits or stopped.
ONBEKEND, GEEN = len(VORMEN), len(VORMEN) + 1
NAMEN = (*(str(vorm.value).capitalize() for vorm in VORMEN), "Vorm niet bekend", "Nog geen groep")


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
    """Of one need the people in groups of one form (the number of its name in ``NAMEN``)."""

    vorm: int
    plek: int = 0
    wacht: int = 0
    gestopt: int = 0


def plekken_per_vorm(signalen: QuerySet[Signaal]) -> dict[int, dict[int, int]]:
    """Of each need how many people have a place in groups of each form. One query.

    A proposal whose group is not kept counts as its group did: by the main form of the offer.
    """
    van_regels = Regel.objects.filter(
        signaal__in=signalen.order_by().values("pk"), voorstel__staat=VoorstelStaat.GEPLAND
    ).annotate(vorm=Coalesce("voorstel__groep__preventievorm", "voorstel__interventie__preventievorm"))
    uit: dict[int, dict[int, int]] = defaultdict(dict)
    for signaal, vorm, aantal in van_regels.order_by().values_list("signaal_id", "vorm").annotate(n=Sum("aantal")):
        uit[signaal][VORMEN.index(Preventievorm(vorm))] = aantal
    return uit


def in_delen(feiten: Iterable[Feit], plekken: Mapping[int, Mapping[int, int]]) -> list[Deel]:
    """The same people as in ``feiten``, by form."""
    delen = []
    for feit in feiten:
        rest = feit.plek
        for vorm, aantal in sorted(plekken.get(feit.pk, {}).items()):
            delen.append(Deel(vorm, plek=min(aantal, rest)))
            rest -= delen[-1].plek
        delen += [Deel(ONBEKEND, plek=rest), Deel(GEEN, 0, feit.wacht, feit.gestopt)]
    return [deel for deel in delen if any(deel[1:])]
