"""Stage 1, read: turn an exchange file into an `Instantie`, or refuse it with the path of the bad field.

Nothing downstream looks at raw data, so this is the only place that distrusts it.  Reading also fixes the
order: whatever order the file lists things in, the tuples come out sorted by id, which is half of what
makes answers reproducible.  The hash is taken over that canonical form (the idea of RFC 8785, JSON
Canonicalization Scheme: sorted keys, no whitespace, then SHA-256).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from vraag.matching.probleem.samenhang import controleer_samenhang
from vraag.matching.probleem.typen import (
    ALLEEN_KINDEREN,
    Gemeente,
    Gewicht,
    InDeRuimte,
    Instantie,
    InstantieFout,
    Interventie,
    LopendeGroep,
    Ruimte,
    Signaal,
    Team,
    Trainer,
)
from vraag.matching.probleem.veld import Veld

FORMAAT = "marktplein-match-instance/1"
T = TypeVar("T")


def lees_instantie(data: Mapping[str, object]) -> Instantie:
    """Parse and validate an instance in exchange format.

    Raises `InstantieFout` with the path of the first offending field.
    """
    wortel = Veld(data, "")
    if wortel.tekst("format") != FORMAAT:
        raise InstantieFout("format", f"verwacht {FORMAAT!r}")
    dagdelen = wortel.lijst("dayparts")
    instantie = Instantie(
        naam=wortel.tekst("name"),
        peildatum=wortel.datum("reference_date"),
        horizon=wortel.geheel("horizon_weeks", minimaal=1, maximaal=260),
        dagdelen=tuple(d.als_tekst() for d in dagdelen),
        gewicht=_lees_gewicht(wortel.object("weight")),
        gemeenten=_lees_lijst(wortel, "municipalities", _lees_gemeente),
        teams=_lees_lijst(wortel, "teams", _lees_team),
        interventies=_lees_lijst(wortel, "interventions", _lees_interventie),
        ruimtes=_lees_lijst(wortel, "rooms", _lees_ruimte),
        trainers=_lees_lijst(wortel, "trainers", _lees_trainer),
        lopende_groepen=_lees_lijst(wortel, "existing_groups", _lees_groep),
        signalen=_lees_lijst(wortel, "signals", _lees_signaal),
    )
    if len(set(instantie.dagdelen)) != len(instantie.dagdelen):
        raise InstantieFout("dayparts", "een dagdeel staat er twee keer in")
    controleer_samenhang(instantie, _plaatsen(wortel))
    return instantie


def _plaatsen(wortel: Veld) -> dict[tuple[str, str], str]:
    """Where each id stands in the file, so that a contradiction can be pointed at."""
    namen = ("municipalities", "teams", "interventions", "rooms", "trainers", "existing_groups", "signals")
    return {(naam, deel.tekst("id")): deel.pad for naam in namen for deel in wortel.lijst(naam)}


def _lees_lijst(wortel: Veld, naam: str, lees: Callable[[Veld], T]) -> tuple[T, ...]:
    gelezen: dict[str, T] = {}
    for deel in wortel.lijst(naam):
        sleutel = deel.tekst("id")
        if sleutel in gelezen:
            raise InstantieFout(f"{deel.pad}.id", f"{sleutel!r} komt twee keer voor")
        gelezen[sleutel] = lees(deel)
    return tuple(gelezen[sleutel] for sleutel in sorted(gelezen))


def _lees_gewicht(veld: Veld) -> Gewicht:
    return Gewicht(
        basis=veld.geheel("base", minimaal=1),
        per_week=veld.geheel("per_week", minimaal=0),
        max_weken=veld.geheel("cap_weeks", minimaal=0),
    )


def _lees_gemeente(veld: Veld) -> Gemeente:
    return Gemeente(
        id=veld.tekst("id"),
        naam=veld.tekst("name"),
        regio=veld.tekst("region"),
        lat=veld.getal("lat", minimaal=-90, maximaal=90),
        lon=veld.getal("lon", minimaal=-180, maximaal=180),
    )


def _lees_team(veld: Veld) -> Team:
    return Team(
        id=veld.tekst("id"),
        gemeente=veld.tekst("municipality"),
        lat=veld.getal("lat", minimaal=-90, maximaal=90),
        lon=veld.getal("lon", minimaal=-180, maximaal=180),
    )


def _lees_interventie(veld: Veld) -> Interventie:
    klein = veld.geheel("min_size", minimaal=1)
    jong = veld.geheel("age_min", minimaal=0)
    return Interventie(
        id=veld.tekst("id"),
        naam=veld.tekst("name"),
        min_grootte=klein,
        max_grootte=veld.geheel("max_size", minimaal=klein),
        leeftijd_min=jong,
        leeftijd_max=veld.geheel("age_max", minimaal=jong),
        max_leeftijdsverschil=veld.geheel("max_age_spread", minimaal=0),
        trainers=veld.geheel("trainers", minimaal=0),
        weken=veld.geheel("weeks", minimaal=1),
        in_de_ruimte=_lees_in_de_ruimte(veld.object("room_persons")) if veld.heeft("room_persons") else ALLEEN_KINDEREN,
    )


def _lees_in_de_ruimte(veld: Veld) -> InDeRuimte:
    """Whole hundredths, so that no rounding of a decimal number decides who fits."""
    per_kind = veld.getal("per_child", minimaal=0.01, maximaal=100)
    honderdsten = round(per_kind * 100)
    if abs(per_kind * 100 - honderdsten) > 1e-9:
        raise InstantieFout(f"{veld.pad}.per_child", "mag hoogstens twee cijfers achter de komma hebben")
    return InDeRuimte(honderdsten, veld.geheel("fixed", minimaal=0))


def _lees_ruimte(veld: Veld) -> Ruimte:
    return Ruimte(
        id=veld.tekst("id"),
        gemeente=veld.tekst("municipality"),
        lat=veld.getal("lat", minimaal=-90, maximaal=90),
        lon=veld.getal("lon", minimaal=-180, maximaal=180),
        capaciteit=veld.geheel("capacity", minimaal=0),
        dagdelen=veld.dagdelen("dayparts"),
    )


def _lees_trainer(veld: Veld) -> Trainer:
    reikwijdte = veld.tekst("scope")
    if reikwijdte not in ("municipality", "region"):
        raise InstantieFout(f"{veld.pad}.scope", "moet 'municipality' of 'region' zijn")
    return Trainer(
        id=veld.tekst("id"),
        gemeente=veld.tekst("municipality"),
        hele_regio=reikwijdte == "region",
        interventies=tuple(sorted({i.als_tekst() for i in veld.lijst("interventions")})),
        dagdelen=veld.dagdelen("dayparts"),
        max_per_week=veld.geheel("max_groups_per_week", minimaal=0),
        uitgesloten=veld.paren("excluded"),
    )


def _lees_groep(veld: Veld) -> LopendeGroep:
    jong = veld.geheel("age_min", minimaal=0)
    trainers = [t.als_tekst() for t in veld.lijst("trainers")]
    if len(set(trainers)) != len(trainers):
        raise InstantieFout(f"{veld.pad}.trainers", "een trainer staat er twee keer in")
    return LopendeGroep(
        id=veld.tekst("id"),
        interventie=veld.tekst("intervention"),
        ruimte=veld.tekst("room"),
        dagdeel=veld.geheel("daypart", minimaal=0),
        startweek=veld.geheel("start_week"),
        trainers=tuple(sorted(trainers)),
        kinderen=veld.geheel("children", minimaal=0),
        leeftijd_min=jong,
        leeftijd_max=veld.geheel("age_max", minimaal=jong),
    )


def _lees_signaal(veld: Veld) -> Signaal:
    jong = veld.geheel("age_min", minimaal=0)
    splitsbaar = veld.ja_nee("split")
    kinderen = veld.geheel("children", minimaal=1)
    samen = veld.geheel("min_together", minimaal=1, maximaal=kinderen if splitsbaar else None)
    return Signaal(
        id=veld.tekst("id"),
        team=veld.tekst("team"),
        interventie=veld.tekst("intervention"),
        kinderen=kinderen,
        leeftijd_min=jong,
        leeftijd_max=veld.geheel("age_max", minimaal=jong),
        dagdelen=veld.dagdelen("dayparts"),
        max_km=veld.getal("max_km", minimaal=0),
        vroegste_week=veld.geheel("earliest_week", minimaal=0),
        geplaatst=veld.datum("posted"),
        splitsbaar=splitsbaar,
        min_samen=samen,
        uitgesloten=veld.paren("excluded"),
    )
