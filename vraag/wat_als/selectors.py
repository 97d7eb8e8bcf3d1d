"""Reads of scenarios, and what each reader may see of their outcome.

Every count of children has two parts: that of the reader's own municipality is exact, the rest is shown as
``kleine_aantallen`` tells; the two together are built from what may be shown of each.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTransform

from aanbod.models import Interventie
from aanbod.workflow import InterventieStaat
from gemeenten.grond.models import Gemeente, Regio
from marktplein.accounts.models import Bezoeker
from marktplein.basis.kleine_aantallen import Getal, samen, toon, toon_deels, toon_kolom, toon_verschil
from vraag.models import Scenario
from vraag.permissions import gelezen_gemeente_ids, scenario_regio_ids
from vraag.wat_als.wijziging import omschrijf
from vraag.workflow import SIGNAAL_LOPEND, ScenarioStaat

GETOONDE_GROEPEN = 25


def zichtbare_scenarios(user: Bezoeker) -> QuerySet[Scenario]:
    return Scenario.objects.filter(regio__in=scenario_regio_ids(user)).select_related("regio", "eigenaar")


# The parts of an outcome that a row of the list is made from.
_KORT = ("nu", "dan", "gemeenten")


def lijst_van_scenarios(user: Bezoeker) -> QuerySet[Scenario]:
    """Newest first, without the bulk of the outcome: only what ``kort_beeld`` reads of it."""
    return (
        zichtbare_scenarios(user)
        .defer("uitkomst")
        .annotate(**{f"{naam}_": KeyTransform(naam, "uitkomst") for naam in _KORT})
        .order_by("-aangemaakt_op", "-pk")
    )


def regios_voor_scenario(user: Bezoeker) -> QuerySet[Regio]:
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
    def meer_geplaatst(self) -> int | None:
        """Children with a place more (or less) than now, as far as it can be told."""
        return self.cijfers[0].verschil


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


def beeld_van(scenario: Scenario, user: Bezoeker) -> Beeld | None:
    """The outcome for this reader; None when there is none yet (also while it is computed again)."""
    uit = scenario.uitkomst
    if scenario.staat != ScenarioStaat.KLAAR or not uit:
        return None
    eigen = gelezen_gemeente_ids(user)
    return Beeld(
        scenario=scenario,
        wijzigingen=omschrijvingen(scenario),
        cijfers=_cijfers(uit, eigen),
        interventies=_regels(uit["interventies"], lambda rij: _van_ons(rij, eigen)),
        gemeenten=_regels(uit["gemeenten"], lambda rij: rij if rij["id"] in eigen else _NIETS),
        verschijnt=tuple(_groep(g, eigen) for g in uit["verschijnt"]),
        verdwijnt=tuple(_groep(g, eigen) for g in uit["verdwijnt"]),
        verandert=tuple((_groep(p["nu"], eigen), _groep(p["dan"], eigen)) for p in uit["verandert"]),
        gelijk=uit["gelijk"],
        gat_nu=_procent(uit["nu"]["gat"]),
        gat_dan=_procent(uit["dan"]["gat"]),
    )


def kort_beeld(scenario: Scenario, user: Bezoeker) -> Cijferregel | None:
    """The first figure, children with a place, of a row of ``lijst_van_scenarios``; None when there is none yet."""
    uit = {naam: getattr(scenario, f"{naam}_") for naam in _KORT}
    if scenario.staat != ScenarioStaat.KLAAR or not uit["nu"]:
        return None
    return _cijfers(uit, gelezen_gemeente_ids(user))[0]


_NIETS = {"vraag": 0, "nu": 0, "dan": 0}
_ALLEEN_VAN_KINDEREN = frozenset(("geplaatst", "wacht", "wacht_gewogen", "aangesloten"))


def _cijfers(uit: Mapping[str, Any], eigen: frozenset[int]) -> tuple[Cijferregel, ...]:
    """The region as a whole. Of waiting and places the own part is known; other counts of children are shown as
    those of others.
    """
    van_ons = [g for g in uit["gemeenten"] if g["id"] in eigen]
    regels = []
    for sleutel, naam in CIJFERS:
        nu, dan = (_cijfer(uit[kant], sleutel) for kant in ("nu", "dan"))
        if sleutel not in _ALLEEN_VAN_KINDEREN:
            regels.append(Cijferregel(naam, nu, dan, dan - nu, sleutel=sleutel))
            continue
        eigen_nu, eigen_dan = (_eigen_deel(van_ons, sleutel, kant) for kant in ("nu", "dan"))
        rest_nu, rest_dan = nu - eigen_nu, dan - eigen_dan
        regels.append(
            Cijferregel(
                naam,
                samen(eigen_nu, toon(rest_nu)),
                samen(eigen_dan, toon(rest_dan)),
                toon_verschil(eigen_dan - eigen_nu, rest_dan - rest_nu),
                sleutel=sleutel,
            )
        )
    return tuple(regels)


def _cijfer(kant: Mapping[str, Any], sleutel: str) -> int:
    return round(kant["reis_m"] / 1000) if sleutel == "reis_km" else int(kant[sleutel])


def _eigen_deel(van_ons: Iterable[Mapping[str, int]], sleutel: str, kant: str) -> int:
    if sleutel == "geplaatst":
        return sum(g[kant] for g in van_ons)
    return sum(g["vraag"] - g[kant] for g in van_ons) if sleutel == "wacht" else 0


def _van_ons(rij: Mapping[str, Any], eigen: frozenset[int]) -> Mapping[str, int]:
    """The own part of a training's counts; an outcome of before these were kept apart counts as wholly of others."""
    if set(rij["gemeenten"]) <= eigen:
        return rij
    delen = [d for pk, d in rij.get("per_gemeente", {}).items() if int(pk) in eigen]
    return {kolom: sum(d[kolom] for d in delen) for kolom in _NIETS}


def _procent(gat: float | None) -> float | None:
    return None if gat is None else round(100 * gat, 1)


def _regels(
    rijen: Sequence[dict[str, Any]], van_ons: Callable[[dict[str, Any]], Mapping[str, int]]
) -> tuple[Cijferregel, ...]:
    eigen = [van_ons(rij) for rij in rijen]
    vraag, nu, dan = (
        toon_deels([rij[kolom] for rij in rijen], [deel[kolom] for deel in eigen]) for kolom in ("vraag", "nu", "dan")
    )
    verschil = [
        toon_verschil(deel["dan"] - deel["nu"], rij["dan"] - deel["dan"] - rij["nu"] + deel["nu"])
        if isinstance(a, int) and isinstance(b, int)
        else None
        for rij, deel, a, b in zip(rijen, eigen, nu, dan, strict=True)
    ]
    return tuple(
        Cijferregel(rij["naam"], a, b, c, v, rij["id"])
        for rij, v, a, b, c in zip(rijen, vraag, nu, dan, verschil, strict=True)
    )


def _groep(g: dict[str, Any], eigen: frozenset[int]) -> Groepsbeeld:
    """With children of others in it the group tells no more than that it is large enough."""
    anderen = iter(toon_kolom([team["kinderen"] for team in g["teams"] if team["gemeente"] not in eigen]))
    teams: list[tuple[str, Getal]] = [
        (team["naam"], team["kinderen"] if team["gemeente"] in eigen else next(anderen)) for team in g["teams"]
    ]
    return Groepsbeeld(
        g["interventie"],
        g["plek"],
        g["gemeente"],
        g["dagdeel"],
        dt.date.fromisoformat(g["start"]),
        g["kinderen"] if all(team["gemeente"] in eigen for team in g["teams"]) else f"{g['minimum']} of meer",
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
