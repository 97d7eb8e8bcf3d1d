"""Reads of scenarios, and what each reader may see of their outcome.

Totals of the region are for every reader. Counts of a municipality, a training or a team are exact where they are
about the reader's own municipality only; elsewhere a count under 5 is not told, nor one from which it could be worked
out by subtraction.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, IntegerField, QuerySet
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast

from aanbod.models import Interventie
from aanbod.workflow import InterventieStaat
from gemeenten.grond.models import Gemeente, Regio
from vraag.models import Scenario
from vraag.permissions import gelezen_gemeente_ids, scenario_regio_ids
from vraag.wat_als.wijziging import omschrijf
from vraag.workflow import SIGNAAL_LOPEND, ScenarioStaat

MINSTENS = 5
WEINIG = f"minder dan {MINSTENS}"
AFGESCHERMD = "niet getoond"
GETOONDE_GROEPEN = 25
Getal = int | str


def zichtbare_scenarios(user: Any) -> QuerySet[Scenario]:
    return Scenario.objects.filter(regio__in=scenario_regio_ids(user)).select_related("regio", "eigenaar")


def lijst_van_scenarios(user: Any) -> QuerySet[Scenario]:
    """Newest first, with ``nu``, ``dan`` (children with a place) and ``erbij``, and without the bulk of the outcome."""
    return (
        zichtbare_scenarios(user)
        .defer("uitkomst")
        .annotate(
            nu=Cast(KeyTextTransform("geplaatst", KeyTransform("nu", "uitkomst")), IntegerField()),
            dan=Cast(KeyTextTransform("geplaatst", KeyTransform("dan", "uitkomst")), IntegerField()),
        )
        .annotate(erbij=F("dan") - F("nu"))
        .order_by("-aangemaakt_op", "-pk")
    )


def regios_voor_scenario(user: Any) -> QuerySet[Regio]:
    return Regio.objects.filter(pk__in=scenario_regio_ids(user)).order_by("naam")


def gemeenten_voor_scenario(regio_ids: Iterable[int]) -> QuerySet[Gemeente]:
    return Gemeente.objects.filter(regio__in=regio_ids).order_by("naam")


def interventies_voor_scenario(regio_ids: Iterable[int]) -> QuerySet[Interventie]:
    """Trainings that demand in these regions asks for now: a change to any other would do nothing."""
    return (
        Interventie.objects.filter(
            staat=InterventieStaat.GEPUBLICEERD,
            signalen__regio__in=regio_ids,
            signalen__staat__in=SIGNAAL_LOPEND,
        )
        .distinct()
        .order_by("naam", "pk")
    )


# --- one outcome, as a reader may see it ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cijferregel:
    """One row of now beside then; text where a count is not told. ``verschil`` is None when it cannot be told."""

    naam: str
    nu: Getal
    dan: Getal
    verschil: int | None
    vraag: Getal = ""
    sleutel: int | str = ""


@dataclass(frozen=True, slots=True)
class Groepsbeeld:
    """A group of the outcome. ``kinderen`` is text when it would give a small count away."""

    interventie: str
    plek: str
    gemeente: str
    dagdeel: int
    start: dt.date
    kinderen: Getal
    teams: tuple[tuple[str, Getal], ...]
    extra_trainer: bool


@dataclass(frozen=True, slots=True)
class Beeld:
    """Everything a page about one computed scenario shows. ``gat_*`` is the proven gap in percent, or None."""

    scenario: Scenario
    wijzigingen: tuple[str, ...]
    cijfers: tuple[Cijferregel, ...]
    interventies: tuple[Cijferregel, ...]
    gemeenten: tuple[Cijferregel, ...]
    verschijnt: tuple[Groepsbeeld, ...]
    verdwijnt: tuple[Groepsbeeld, ...]
    verandert: tuple[tuple[Groepsbeeld, Groepsbeeld], ...]
    gelijk: int
    gat_nu: float | None
    gat_dan: float | None

    @property
    def meer_geplaatst(self) -> int:
        return self.cijfers[0].verschil or 0


CIJFERS = (
    ("geplaatst", "Kinderen met een plek"),
    ("wacht", "Kinderen die nog wachten"),
    ("wacht_gewogen", "Wachten, gewogen naar hoe lang"),
    ("groepen", "Nieuwe groepen"),
    ("aangesloten", "Plekken in lopende groepen"),
    ("reis_km", "Kilometers reizen samen"),
)


def omschrijvingen(scenario: Scenario) -> tuple[str, ...]:
    return tuple(omschrijf(w) for w in scenario.wijzigingen)


def beeld_van(scenario: Scenario, user: Any) -> Beeld | None:
    """The outcome for this reader; None when there is none yet (also while it is computed again)."""
    uit = scenario.uitkomst
    if scenario.staat != ScenarioStaat.KLAAR or not uit:
        return None
    eigen = gelezen_gemeente_ids(user)
    nu, dan = ({**kant, "reis_km": round(kant["reis_m"] / 1000)} for kant in (uit["nu"], uit["dan"]))
    return Beeld(
        scenario=scenario,
        wijzigingen=omschrijvingen(scenario),
        cijfers=tuple(Cijferregel(naam, nu[s], dan[s], dan[s] - nu[s], sleutel=s) for s, naam in CIJFERS),
        interventies=_regels(uit["interventies"], lambda rij: set(rij["gemeenten"]) <= eigen),
        gemeenten=_regels(uit["gemeenten"], lambda rij: rij["id"] in eigen),
        verschijnt=tuple(_groep(g, eigen) for g in uit["verschijnt"]),
        verdwijnt=tuple(_groep(g, eigen) for g in uit["verdwijnt"]),
        verandert=tuple((_groep(p["nu"], eigen), _groep(p["dan"], eigen)) for p in uit["verandert"]),
        gelijk=uit["gelijk"],
        gat_nu=_procent(nu["gat"]),
        gat_dan=_procent(dan["gat"]),
    )


def _procent(gat: float | None) -> float | None:
    return None if gat is None else round(100 * gat, 1)


def _regels(rijen: Sequence[dict[str, Any]], is_eigen: Callable[[dict[str, Any]], bool]) -> tuple[Cijferregel, ...]:
    eigen = [is_eigen(rij) for rij in rijen]
    vraag, nu, dan = (verhul([rij[kolom] for rij in rijen], eigen) for kolom in ("vraag", "nu", "dan"))
    return tuple(
        Cijferregel(rij["naam"], a, b, b - a if isinstance(a, int) and isinstance(b, int) else None, v, rij["id"])
        for rij, v, a, b in zip(rijen, vraag, nu, dan, strict=True)
    )


def verhul(aantallen: Sequence[int], eigen: Sequence[bool]) -> list[Getal]:
    """Counts that add up to a known total, with the small ones of others hidden.

    When exactly one would be hidden, the total gives it away; then the smallest other count that is not the reader's
    own goes too, if there is one.
    """
    klein = [
        n for n, (aantal, mag) in enumerate(zip(aantallen, eigen, strict=True)) if 0 < aantal < MINSTENS and not mag
    ]
    uit: list[Getal] = [WEINIG if n in klein else aantal for n, aantal in enumerate(aantallen)]
    if len(klein) == 1:
        anderen = [n for n, mag in enumerate(eigen) if not mag and n not in klein and aantallen[n]]
        if anderen:
            uit[min(anderen, key=lambda n: (aantallen[n], n))] = AFGESCHERMD
    return uit


def _groep(g: dict[str, Any], eigen: frozenset[int]) -> Groepsbeeld:
    teams: list[tuple[str, Getal]] = []
    for team in g["teams"]:
        telbaar = team["gemeente"] in eigen or team["kinderen"] >= MINSTENS
        teams.append((team["naam"], team["kinderen"] if telbaar else WEINIG))
    alles = all(isinstance(n, int) for _, n in teams)
    return Groepsbeeld(
        g["interventie"],
        g["plek"],
        g["gemeente"],
        g["dagdeel"],
        dt.date.fromisoformat(g["start"]),
        g["kinderen"] if alles else f"{g['minimum']} of meer",
        tuple(teams),
        g["extra_trainer"],
    )


# --- side by side ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rij:
    """One row of the comparison: each scenario with its own row, or None where it has no such row."""

    naam: str
    cellen: tuple[tuple[Beeld, Cijferregel | None], ...]


def naast_elkaar(beelden: Sequence[Beeld], deel: str) -> tuple[Rij, ...]:
    """Rows of ``deel`` ("cijfers", "interventies", "gemeenten") that belong together, in order of appearance."""
    namen: dict[int | str, str] = {}
    per_beeld: list[dict[int | str, Cijferregel]] = []
    for beeld in beelden:
        regels: tuple[Cijferregel, ...] = getattr(beeld, deel)
        per_beeld.append({r.sleutel: r for r in regels})
        for r in regels:
            namen.setdefault(r.sleutel, r.naam)
    return tuple(
        Rij(naam, tuple((b, regels.get(sleutel)) for b, regels in zip(beelden, per_beeld, strict=True)))
        for sleutel, naam in namen.items()
    )
