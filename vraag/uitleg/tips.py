"""The remedies of the pooling kernel in words: what would help, and the change to the need that makes it so.

The kernel names only remedies it tried out (``vraag.matching.uitleg.hulp``): ``soort`` says which, ``hoe`` what it
leads to. A kind without words here, or with facts missing, is left out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marktplein.basis import dagdelen
from marktplein.basis.mensen import Voor, meervoud, mensen
from marktplein.basis.woorden import opsomming
from vraag.instellingen import AANLOOP_DAGEN
from vraag.models import Reden
from vraag.poolen import ids

Feiten = Mapping[str, Any]
Namen = Mapping[int, str]
DAGDELEN_GENOEMD = 4
# The fact under which the words find for whom the need is.
WIE = "voor_wie"


@dataclass(frozen=True, slots=True)
class Tip:
    """One thing that would help. ``knop`` is the text of a link to the form that changes the need; ``wijzig`` fills the
    change in there. ``regio``: what others ask is worth a look."""

    zin: str
    knop: str = ""
    wijzig: str = ""
    regio: bool = False

    def __str__(self) -> str:
        return self.zin


def tips_van(reden: Reden, namen: Namen, wie: str = Voor.KINDEREN) -> tuple[Tip, ...]:
    """What would help, in the order of the kernel; ``namen`` of teams it may name."""
    return tuple(tip for h in _remedies(reden) if (tip := _tip({**h, WIE: wie}, namen)))


def genoemde_teams(reden: Reden) -> frozenset[int]:
    """The teams that the remedies of this reason point at."""
    return frozenset(pk for h in _remedies(reden) for pk in _teams(h))


def _remedies(reden: Reden) -> list[Feiten]:
    return [h for h in reden.helpt if isinstance(h, dict)] if isinstance(reden.helpt, list | tuple) else []


def nog_nodig(reden: Reden) -> int | None:
    """How many more children make a group, as every page and mail tells it; None when more children do not help.

    What the kernel tried out, with a room and trainers that are free, goes before a mere count: who is near may not
    all fit in one group, or be in another one by now.
    """
    tips = _remedies(reden)
    for tip in tips:
        if tip.get("soort") == "meer_kinderen":
            return getal(tip, "kinderen")
    feiten: Feiten = reden.detail if isinstance(reden.detail, dict) else {}
    tekort = getal(feiten, "tekort")
    return None if tips or not tekort else tekort


_DAN = {
    "lopende_groep": "dan is er plek in een groep die al gepland staat",
    "voorstel": "dan past het in een voorstel dat er al ligt",
    "nieuwe_groep": "dan kan er een groep beginnen",
}


def _tip(hulp: Feiten, namen: Namen) -> Tip | None:
    """None when it is of a kind we have no words for, or lacks what its words need."""
    maak = _TIPS.get(str(hulp.get("soort")))
    return maak(hulp, namen) if maak else None


def _dan(hulp: Feiten) -> str:
    return _DAN.get(str(hulp.get("hoe")), "dan past het wel")


def _ander_dagdeel(hulp: Feiten, _namen: Namen) -> Tip | None:
    op, nummers = dagdelen_of(hulp, "dagdelen"), goede_dagdelen(hulp, "dagdelen")
    if not op:
        return None
    # What it leads to was worked out for the first of them only.
    dan = _dan(hulp) if len(nummers) == 1 else "dan past het wel"
    return Tip(
        f"Kunnen de {wie_in(hulp)} ook op {op}? Zo ja, {dan}.", "Voeg dagdelen toe", met_dagdelen(hulp, "dagdelen")
    )


def _meer_km(hulp: Feiten, _namen: Namen) -> Tip | None:
    km = getal(hulp, "km")
    if not km:
        return None
    erbij = getal(hulp, "extra_km")
    verder = f" ({erbij} km verder)" if erbij else ""
    return Tip(
        f"Kunnen de {wie_in(hulp)} {km} km reizen{verder}? Zo ja, {_dan(hulp)}.", f"Maak er {km} km van", f"?km={km}"
    )


def _verdelen(hulp: Feiten, _namen: Namen) -> Tip:
    """The split that changes least: with as many as can staying together."""
    if (samen := getal(hulp, "min_samen") or 1) > 1:
        return Tip(
            f"Mogen de {wie_in(hulp)} over meer groepen verdeeld worden, met steeds minstens {samen} bij elkaar? "
            f"Zo ja, {_dan(hulp)}.",
            f"Sta verdelen toe, minstens {samen} samen",
            f"?verdelen={samen}",
        )
    return Tip(
        f"Mogen de {wie_in(hulp)} over meer groepen verdeeld worden, ook als er dan één alleen in een groep komt of "
        f"alleen wacht? Zo ja, {_dan(hulp)}.",
        "Sta verdelen toe",
        "?verdelen=1",
    )


def _meer_kinderen(hulp: Feiten, namen: Namen) -> Tip | None:
    kinderen = getal(hulp, "kinderen")
    if not kinderen:
        return None
    op = dagdelen_of(hulp, "dagdelen")
    met = f"Met nog {mensen(kinderen, hulp[WIE])} erbij"
    zin = f"{met} kan er een groep beginnen op {op}." if op else f"{met} kan er een groep beginnen."
    teams = [namen[pk] for pk in _teams(hulp) if pk in namen]
    if teams:
        zelfde = "heeft bijna dezelfde vraag" if len(teams) == 1 else "hebben bijna dezelfde vraag"
        zin = f"{zin} {opsomming(teams)} {zelfde}: overleg met hen."
    return Tip(zin, regio=True)


def _trainer_erbij(hulp: Feiten, _namen: Namen) -> Tip | None:
    aantal = getal(hulp, "trainers")
    if not aantal:
        return None
    wie = "een trainer" if aantal == 1 else f"{aantal} trainers"
    op = dagdelen_of(hulp, "dagdelen")
    return Tip(
        (
            f"Met {wie} erbij op {op} kan er een groep beginnen. "
            if op
            else f"Met {wie} erbij kan er een groep beginnen. "
        )
        + "Weet je iemand? Geef het door aan je lokaal aanspreekpunt."
    )


def _wachten(hulp: Feiten, _namen: Namen) -> Tip | None:
    weken = getal(hulp, "weken")
    if not weken:
        return None
    # The kernel counts from the first week in which a group may start at all.
    return Tip(
        f"Wachten kan ook: over ongeveer {weken + AANLOOP_DAGEN // 7} weken zijn een ruimte en een trainer weer vrij. "
        "Je hoeft niets te doen, de vraag blijft meedoen."
    )


_TIPS: dict[str, Callable[[Feiten, Namen], Tip | None]] = {
    "ander_dagdeel": _ander_dagdeel,
    "meer_km": _meer_km,
    "splitsen": _verdelen,
    "meer_kinderen": _meer_kinderen,
    "trainer": _trainer_erbij,
    "wachten": _wachten,
}


# --- reading facts --------------------------------------------------------------------------------------------


def _teams(hulp: Feiten) -> list[int]:
    """The teams a remedy names."""
    ruw = hulp.get("teams")
    return [pk for t in ruw if (pk := ids.pk_of_niets(t)) is not None] if isinstance(ruw, list | tuple) else []


def wie_in(feiten: Feiten) -> str:
    """Who it is about: "kinderen", "ouders"."""
    return meervoud(feiten[WIE])


def getal(feiten: Feiten, naam: str) -> int | None:
    waarde = feiten.get(naam)
    return int(waarde) if isinstance(waarde, int | float) and not isinstance(waarde, bool) else None


def dagdelen_of(feiten: Feiten, naam: str) -> str:
    """ "woensdagmiddag of vrijdagmiddag"; at most four."""
    goed = goede_dagdelen(feiten, naam)
    return dagdelen.opsomming(goed).replace(" en ", " of ") if goed else ""


def goede_dagdelen(feiten: Feiten, naam: str) -> list[int]:
    ruw = feiten.get(naam)
    nummers: Sequence[Any] = ruw if isinstance(ruw, list | tuple) else ()
    return [d for d in nummers if isinstance(d, int) and 0 <= d < dagdelen.AANTAL][:DAGDELEN_GENOEMD]


def met_dagdelen(feiten: Feiten, naam: str) -> str:
    return "?" + "&".join(f"dagdeel={d}" for d in goede_dagdelen(feiten, naam))
