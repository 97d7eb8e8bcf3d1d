"""The preventiematrix: what is on the shelf per theme or age, and for whom it is meant, counted live.

A cell counts exactly what the shelf shows under its link: both ask these conditions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from aanbod.enums import Preventievorm, Vorm
from aanbod.models import Groep, Interventie, Thema
from aanbod.workflow import GROEP_AANMELDBAAR, GroepStaat

# These happen on a day and in a place; everything else is there for the whole region.
MET_DATA = (Vorm.GROEP, Vorm.BIJEENKOMST)
ZWANGER = "zwanger"
BANDEN: Mapping[str, tuple[int, int]] = {
    "0-3": (0, 3),
    "4-7": (4, 7),
    "8-11": (8, 11),
    "12-15": (12, 15),
    "16": (16, 99),
}
LEEFTIJDSGROEPEN: tuple[tuple[str, str], ...] = (
    (ZWANGER, "Tijdens de zwangerschap"),
    ("0-3", "0 tot en met 3 jaar"),
    ("4-7", "4 tot en met 7 jaar"),
    ("8-11", "8 tot en met 11 jaar"),
    ("12-15", "12 tot en met 15 jaar"),
    ("16", "16 jaar en ouder"),
)


def met_vorm(vorm: str, via: str = "") -> Q:
    """A group of it can have this form; ``via`` when the offer hangs on what is asked."""
    return Q(**{f"{via}preventievorm": vorm}) | Q(**{f"{via}andere_preventievormen__contains": [vorm]})


def van_leeftijdsgroep(groep: str) -> Q:
    """It is for somebody of this group (a key of LEEFTIJDSGROEPEN)."""
    if groep == ZWANGER:
        return Q(zwangerschap=True)
    van, tot = BANDEN[groep]
    return Q(leeftijd_min__lte=tot, leeftijd_max__gte=van)


def er_in(gemeenten: frozenset[int]) -> Q:
    """It is there for who lives in these: without dates for everybody, with dates where a group runs or is coming."""
    lopend = Groep.objects.filter(
        interventie=OuterRef("pk"), gemeente__in=gemeenten, staat__in=(*GROEP_AANMELDBAAR, GroepStaat.BEZIG)
    )
    return ~Q(vorm__in=MET_DATA) | Q(Exists(lopend.order_by()))


@dataclass(frozen=True, slots=True)
class Cel:
    vorm: Preventievorm
    aantal: int


@dataclass(frozen=True, slots=True)
class Matrixrij:
    """``sleutel`` is what the filter of the shelf calls this row."""

    sleutel: str
    naam: str
    cellen: tuple[Cel, ...]

    @property
    def leeg(self) -> bool:
        return not any(cel.aantal for cel in self.cellen)


def per_thema(aanbod: QuerySet[Interventie]) -> tuple[Matrixrij, ...]:
    """Every theme in the editors' order, also one with nothing. Two queries."""
    koppel = Interventie.themas.through.objects.filter(interventie__in=aanbod.order_by().values("pk"))
    tellen = {vorm.value: Count("pk", filter=met_vorm(vorm, "interventie__")) for vorm in Preventievorm}
    geteld: dict[int, Mapping[str, Any]] = {
        rij["thema_id"]: rij for rij in koppel.values("thema_id").annotate(**tellen).order_by()
    }
    themas = Thema.objects.order_by("volgorde", "naam").only("slug", "naam")
    return tuple(Matrixrij(thema.slug, thema.naam, _cellen(geteld.get(thema.pk, {}))) for thema in themas)


def per_leeftijd(aanbod: QuerySet[Interventie]) -> tuple[Matrixrij, ...]:
    """Every group of ages; an offer stands in each that it is for. One query."""
    tellen = {
        f"{nummer}_{vorm.value}": Count("pk", filter=van_leeftijdsgroep(groep) & met_vorm(vorm))
        for nummer, (groep, _) in enumerate(LEEFTIJDSGROEPEN)
        for vorm in Preventievorm
    }
    geteld = aanbod.order_by().aggregate(**tellen)
    return tuple(
        Matrixrij(groep, naam, _cellen({vorm.value: geteld[f"{nummer}_{vorm.value}"] for vorm in Preventievorm}))
        for nummer, (groep, naam) in enumerate(LEEFTIJDSGROEPEN)
    )


def _cellen(geteld: Mapping[str, Any]) -> tuple[Cel, ...]:
    return tuple(Cel(vorm, geteld.get(vorm.value, 0)) for vorm in Preventievorm)
