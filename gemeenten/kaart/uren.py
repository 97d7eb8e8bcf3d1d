"""Opening hours, as people type them and as they are kept: a list of "ma 09:00-12:30". Pure.

Kept sorted and without overlap, so that two spellings of the same hours are the same.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from marktplein.basis.fouten import DomeinFout

DAGEN = ("ma", "di", "wo", "do", "vr", "za", "zo")
LANGST = len("ma 09:00-12:30")
HOOGSTENS = 28
VOORBEELD = "ma tot en met do 9.00-17.00"
_DICHT = {"dicht", "gesloten"}
_DAG = r"(ma|di|wo|do|vr|za|zo)(?:andag|nsdag|ensdag|nderdag|ijdag|terdag|ndag)?"
_REGEL = re.compile(rf"{_DAG}\.?(?:\s*(?:t/?m|tot en met|-|–)\s*{_DAG}\.?)?\s*:?\s+(.+)", re.I)
_TIJD = r"(\d{1,2})(?:[.:](\d{2}))?"
_BLOK = re.compile(rf"{_TIJD}\s*(?:uur)?\s*(?:-|–|tot)\s*{_TIJD}\s*(?:uur)?", re.I)


@dataclass(frozen=True, slots=True)
class Dag:
    """One day of the week (0 is Monday) and when it is open: ("9.00–12.30", "13.00–17.00")."""

    nummer: int
    blokken: tuple[str, ...]


def lees(tekst: str, *, veld: str = "openingstijden") -> list[str]:
    """What somebody typed, a line per day or row of days. Raises DomeinFout that names the line."""
    gevonden: dict[int, list[tuple[str, str]]] = {}
    for regel in filter(None, map(str.strip, tekst.splitlines())):
        dagen, blokken = _lees_regel(regel, veld)
        for dag in dagen:
            gevonden.setdefault(dag, []).extend(blokken)
    uit = [f"{DAGEN[dag]} {van}-{tot}" for dag in sorted(gevonden) for van, tot in _zonder_overlap(gevonden[dag], veld)]
    if len(uit) > HOOGSTENS:
        raise DomeinFout("Dit zijn wel erg veel tijden. Schrijf per dag hoogstens vier.", veld=veld)
    return uit


def _lees_regel(regel: str, veld: str) -> tuple[list[int], list[tuple[str, str]]]:
    past = _REGEL.fullmatch(regel)
    if past is None:
        raise DomeinFout(f"Dit begrijpen we niet: ‘{regel}’. Schrijf het zo: {VOORBEELD}", veld=veld)
    van = DAGEN.index(past[1].lower())
    tot = DAGEN.index(past[2].lower()) if past[2] else van
    if tot < van:
        raise DomeinFout(f"In ‘{regel}’ komt de laatste dag voor de eerste.", veld=veld)
    dagen = list(range(van, tot + 1))
    if past[3].strip().lower() in _DICHT:
        return dagen, []
    return dagen, [_lees_blok(deel.strip(), regel, veld) for deel in re.split(r",|\ben\b", past[3])]


def _lees_blok(deel: str, regel: str, veld: str) -> tuple[str, str]:
    past = _BLOK.fullmatch(deel)
    van, tot = (_tijd(past[1], past[2]), _tijd(past[3], past[4])) if past else ("", "")
    if not van or not tot or tot <= van:
        raise DomeinFout(f"De tijden in ‘{regel}’ kloppen niet. Schrijf het zo: {VOORBEELD}", veld=veld)
    return van, tot


def _tijd(uur: str, minuut: str | None) -> str:
    """ "09:30"; empty when there is no such time. A day may end at 24:00."""
    tijd = f"{int(uur):02}:{int(minuut or 0):02}"
    return tijd if int(minuut or 0) < 60 and tijd <= "24:00" else ""


def _zonder_overlap(blokken: Iterable[tuple[str, str]], veld: str) -> list[tuple[str, str]]:
    op_rij = sorted(set(blokken))
    for (_, tot), (van, _eind) in pairwise(op_rij):
        if van < tot:
            raise DomeinFout("Er zijn tijden op dezelfde dag die elkaar overlappen.", veld=veld)
    return op_rij


def als_tekst(uren: Sequence[str]) -> str:
    """The same to change it in a form: a line per row of days with the same hours."""
    regels: list[tuple[int, int, tuple[str, ...]]] = []
    for dag in week(uren):
        if not dag.blokken:
            continue
        if regels and regels[-1][1] == dag.nummer - 1 and regels[-1][2] == dag.blokken:
            regels[-1] = (regels[-1][0], dag.nummer, dag.blokken)
        else:
            regels.append((dag.nummer, dag.nummer, dag.blokken))
    return "\n".join(
        f"{DAGEN[van] if van == tot else f'{DAGEN[van]} tot en met {DAGEN[tot]}'} {', '.join(blokken)}"
        for van, tot, blokken in regels
    )


def week(uren: Sequence[str]) -> list[Dag]:
    if not uren:
        return []
    per_dag: dict[int, list[str]] = {}
    for deel in uren:
        dag, _, blok = deel.partition(" ")
        per_dag.setdefault(DAGEN.index(dag), []).append("–".join(_toon(tijd) for tijd in blok.split("-")))
    return [Dag(nummer, tuple(per_dag.get(nummer, ()))) for nummer in range(len(DAGEN))]


def _toon(tijd: str) -> str:
    uur, _, minuut = tijd.partition(":")
    return f"{int(uur)}.{minuut}"
