"""The rules of a good signaal, in one place: the form shows all that is wrong, the service refuses the first."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypedDict

from django.core.exceptions import ValidationError

from aanbod.workflow import InterventieStaat
from marktplein.basis import dagdelen as basis_dagdelen
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.mensen import Voor, heeft_leeftijd, meervoud, mensen
from marktplein.basis.privacy import valideer_zonder_persoonsgegevens
from marktplein.basis.woorden import leeftijden, opsomming

if TYPE_CHECKING:
    from aanbod.models import Interventie, Thema

KINDEREN_HOOGSTENS = 40
LEEFTIJD_HOOGSTENS = 27
KM_HOOGSTENS = 100
# Nobody plans a group further ahead than this.
START_HOOGSTENS = dt.timedelta(days=366)


class SignaalVelden(TypedDict):
    """What a team says about its need. Ages in whole years, dagdelen 0..14, distance in kilometres.

    ``voor`` is who ``aantal`` counts; ages say nothing for who is asked none (``ZONDER_LEEFTIJD``).
    """

    interventie: "Interventie | None"
    thema: "Thema | None"
    vraag: str
    voor: Voor
    aantal: int
    leeftijd_min: int
    leeftijd_max: int
    dagdelen: Sequence[int]
    max_km: int
    vroegste_start: dt.date
    splitsbaar: bool
    min_samen: int
    opmerking: str


def fouten_in(velden: SignaalVelden, *, vandaag: dt.date) -> Iterator[DomeinFout]:
    """Everything that is wrong with ``velden``, each with the field it belongs to.

    ``vandaag`` is the first day on which ``vroegste_start`` may lie.
    """
    yield from _waarvoor(velden)
    yield from _getallen(velden)
    yield from _moment(velden, vandaag)
    yield from _tekst(velden)
    if velden["interventie"] is not None:
        yield from _past_bij(velden["interventie"], velden)


def _waarvoor(v: SignaalVelden) -> Iterator[DomeinFout]:
    if v["interventie"] is None and v["thema"] is None:
        yield DomeinFout("Kies een training, of kies een thema en schrijf op waar het om gaat.", veld="interventie")
    if v["interventie"] is None and v["thema"] is not None and not v["vraag"].strip():
        yield DomeinFout("Schrijf in een paar woorden op waar het om gaat.", veld="vraag")


def _getallen(v: SignaalVelden) -> Iterator[DomeinFout]:
    if v["aantal"] < 1:
        yield DomeinFout(f"Vraag voor minstens {mensen(1, v['voor'])}.", veld="aantal")
    elif v["aantal"] > KINDEREN_HOOGSTENS:
        yield DomeinFout(
            f"Meer dan {mensen(KINDEREN_HOOGSTENS, v['voor'])} in één vraag kan niet. Verdeel ze over meer vragen.",
            veld="aantal",
        )
    if heeft_leeftijd(v["voor"]):
        yield from _leeftijden(v)
    if not 1 <= v["max_km"] <= KM_HOOGSTENS:
        yield DomeinFout(f"Vul een afstand in van 1 tot en met {KM_HOOGSTENS} kilometer.", veld="max_km")
    if v["splitsbaar"] and v["min_samen"] < 1:
        yield DomeinFout("Vul minstens 1 in.", veld="min_samen")
    elif v["splitsbaar"] and v["min_samen"] > v["aantal"]:
        yield DomeinFout(
            f"Je vraagt voor {mensen(v['aantal'], v['voor'])}; dan kunnen er geen {v['min_samen']} bij elkaar blijven.",
            veld="min_samen",
        )


def _leeftijden(v: SignaalVelden) -> Iterator[DomeinFout]:
    if not 0 <= v["leeftijd_min"] <= LEEFTIJD_HOOGSTENS:
        yield DomeinFout(f"Vul een leeftijd in van 0 tot en met {LEEFTIJD_HOOGSTENS} jaar.", veld="leeftijd_min")
    if not 0 <= v["leeftijd_max"] <= LEEFTIJD_HOOGSTENS:
        yield DomeinFout(f"Vul een leeftijd in van 0 tot en met {LEEFTIJD_HOOGSTENS} jaar.", veld="leeftijd_max")
    elif v["leeftijd_max"] < v["leeftijd_min"]:
        yield DomeinFout(
            f"De hoogste leeftijd ({v['leeftijd_max']}) is lager dan de laagste ({v['leeftijd_min']}). "
            "Draai ze om of pas er een aan.",
            veld="leeftijd_max",
        )


def _moment(v: SignaalVelden, vandaag: dt.date) -> Iterator[DomeinFout]:
    if not v["dagdelen"]:
        yield DomeinFout(f"Kies minstens één dagdeel waarop de {meervoud(v['voor'])} kunnen.", veld="dagdelen")
    elif not all(0 <= d < basis_dagdelen.AANTAL for d in v["dagdelen"]):
        yield DomeinFout("Kies dagdelen uit het rooster.", veld="dagdelen")
    if v["vroegste_start"] < vandaag:
        yield DomeinFout("Deze datum is al voorbij. Kies vandaag of een latere dag.", veld="vroegste_start")
    elif v["vroegste_start"] > vandaag + START_HOOGSTENS:
        yield DomeinFout("Kies een datum binnen een jaar. Verder vooruit plannen we niet.", veld="vroegste_start")


def _tekst(v: SignaalVelden) -> Iterator[DomeinFout]:
    yield from controleer_tekst("vraag", v["vraag"], 200)
    yield from controleer_tekst("opmerking", v["opmerking"], 1000)


def controleer_tekst(veld: str, tekst: str, hoogstens: int) -> Iterator[DomeinFout]:
    """Free text: not longer than ``hoogstens`` characters and without personal data."""
    if len(tekst) > hoogstens:
        yield DomeinFout(f"Dit zijn {len(tekst)} tekens. Maak het korter: hoogstens {hoogstens}.", veld=veld)
        return
    try:
        valideer_zonder_persoonsgegevens(tekst)
    except ValidationError as fout:
        yield DomeinFout(str(fout.message), veld=veld)


def _past_bij(interventie: "Interventie", v: SignaalVelden) -> Iterator[DomeinFout]:
    if interventie.staat != InterventieStaat.GEPUBLICEERD:
        yield DomeinFout(
            f"‘{interventie}’ wordt nu niet aangeboden. Kies een andere training of vraag met alleen een thema.",
            veld="interventie",
        )
        return
    if not interventie.is_groepsaanbod:
        yield DomeinFout(
            f"‘{interventie}’ is geen groep met data. Kies een training die in een groep wordt gegeven.",
            veld="interventie",
        )
        return
    if v["voor"] not in interventie.voor_wie:
        wie = opsomming((meervoud(voor) for voor in interventie.voor_wie), "of")
        yield DomeinFout(
            f"‘{interventie}’ is voor {wie}. Vraag je voor {meervoud(v['voor'])}? Kies dan een andere training.",
            veld="voor",
        )
        return
    if heeft_leeftijd(v["voor"]):
        yield from _past_bij_leeftijd(interventie, v)
    yield from _past_bij_grootte(interventie, v)


def _past_bij_leeftijd(interventie: "Interventie", v: SignaalVelden) -> Iterator[DomeinFout]:
    grenzen = f"‘{interventie}’ is voor {leeftijden(interventie.leeftijd_min, interventie.leeftijd_max)}."
    onder, boven = v["leeftijd_min"], v["leeftijd_max"]
    for veld, leeftijd in (("leeftijd_min", onder), ("leeftijd_max", boven)):
        if 0 <= leeftijd <= LEEFTIJD_HOOGSTENS and not interventie.leeftijd_min <= leeftijd <= interventie.leeftijd_max:
            yield DomeinFout(grenzen, veld=veld)
            return
    if boven - onder > interventie.max_leeftijdsverschil:
        yield DomeinFout(
            f"In een groep van ‘{interventie}’ schelen kinderen hoogstens {interventie.max_leeftijdsverschil} jaar. "
            "Maak twee vragen, of kies een kleiner verschil.",
            veld="leeftijd_max",
        )


def _past_bij_grootte(interventie: "Interventie", v: SignaalVelden) -> Iterator[DomeinFout]:
    hoogstens, aantal = interventie.groep_max, v["aantal"]
    if aantal <= hoogstens or aantal > KINDEREN_HOOGSTENS:
        return
    if not v["splitsbaar"]:
        yield DomeinFout(
            f"Een groep van ‘{interventie}’ is hoogstens {mensen(hoogstens, v['voor'])}. "
            f"Vink aan dat je vraag verdeeld mag worden, of vraag voor minder {meervoud(v['voor'])}.",
            veld="aantal",
        )
    elif 1 <= v["min_samen"] <= aantal and v["min_samen"] > min(hoogstens, aantal - v["min_samen"]):
        yield DomeinFout(
            f"{mensen(aantal, v['voor'])} in groepen van hoogstens {hoogstens}: dan kunnen er niet steeds "
            f"{v['min_samen']} bij elkaar blijven. Vul een kleiner aantal in.",
            veld="min_samen",
        )
