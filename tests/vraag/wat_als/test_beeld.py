"""What a reader with a municipality of its own sees of an outcome: exact where it is theirs, and nowhere at odds."""

import datetime as dt
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marktplein.accounts.models import User
from marktplein.basis.kleine_aantallen import AFGESCHERMD, MINSTENS, MOGELIJK, WEINIG, Getal, mogelijke_waarden, toon
from tests.gemeenten.factories import SluitingsdagFactory
from tests.vraag.streek import Streek, maak_signaal
from tests.vraag.wat_als.proef import gerekend, kleiner
from vraag.wat_als.beeld import Cijferregel, _cijfers, _tabellen, beeld_van

EIGEN = 1
# (municipality, training, asked for, place now, place then): places never exceed what is asked for.
deel = st.tuples(
    st.integers(1, 4),
    st.integers(1, 3),
    st.sampled_from((0, 1, 2, 3, 4, 5, 6, 9, 14)),
    st.integers(0, 14),
    st.integers(0, 14),
)


def uitkomst(delen: list[tuple[int, int, int, int, int]]) -> dict[str, Any]:
    gemeenten: dict[int, Counter[str]] = {n: Counter() for n in range(1, 5)}
    trainingen: dict[int, Counter[str]] = {n: Counter() for n in range(1, 4)}
    per: dict[int, dict[str, Counter[str]]] = {n: {str(g): Counter() for g in gemeenten} for n in trainingen}
    for gemeente, training, vraag, nu, dan in delen:
        tel = {"vraag": vraag, "nu": min(nu, vraag), "dan": min(dan, vraag)}
        for teller in (gemeenten[gemeente], trainingen[training], per[training][str(gemeente)]):
            teller.update(tel)

    def rij(pk: int, teller: Counter[str]) -> dict[str, Any]:
        return {"id": pk, "naam": str(pk), "vraag": teller["vraag"], "nu": teller["nu"], "dan": teller["dan"]}

    som = {k: sum(t[k] for t in gemeenten.values()) for k in ("vraag", "nu", "dan")}
    kant = {"wacht_gewogen": 0, "groepen": 2, "aangesloten": 0, "reis_m": 0}
    return {
        **{k: kant | {"geplaatst": som[k], "wacht": som["vraag"] - som[k]} for k in ("nu", "dan")},
        "gemeenten": [rij(pk, t) for pk, t in gemeenten.items()],
        "interventies": [
            rij(pk, t) | {"gemeenten": [1, 2, 3, 4], "per_gemeente": {g: dict(rij(0, d)) for g, d in per[pk].items()}}
            for pk, t in trainingen.items()
        ],
    }


def rest(getoond: Getal, eigen: int) -> Getal:
    """What the reader finds behind the own part."""
    if isinstance(getoond, int):
        return getoond - eigen
    if getoond.startswith("minstens "):
        return int(getoond.removeprefix("minstens ")) - eigen or AFGESCHERMD
    return getoond


@settings(deadline=None)
@given(st.lists(deel, min_size=1, max_size=10))
def test_wie_het_eigen_deel_kent_leert_niets_van_anderen(delen: list[tuple[int, int, int, int, int]]) -> None:
    uit = uitkomst(delen)
    eigen = frozenset({EIGEN})
    trainingen, gemeenten = _tabellen(uit, eigen)
    geplaatst = _cijfers(uit, eigen)[0]
    van_ons = {r["id"]: r["per_gemeente"][str(EIGEN)] for r in uit["interventies"]}
    niets = {"vraag": 0, "nu": 0, "dan": 0}
    for kolom in ("nu", "dan"):
        heel = sum(g[kolom] for g in uit["gemeenten"] if g["id"] != EIGEN)
        eigen_totaal = uit["gemeenten"][EIGEN - 1][kolom]
        totaal = rest(getattr(geplaatst, kolom), eigen_totaal)
        assert totaal == toon(heel) or (totaal == AFGESCHERMD and toon(heel) == WEINIG)
        for regels, bron in ((trainingen, uit["interventies"]), (gemeenten, uit["gemeenten"])):
            cellen, echt = [], []
            for regel, rij in zip(regels, bron, strict=True):
                deel_ = van_ons[rij["id"]] if regels is trainingen else rij if rij["id"] == EIGEN else niets
                cellen.append(rest(getattr(regel, kolom), deel_[kolom]))
                echt.append(rij[kolom] - deel_[kolom])
            assert sum(c for c in cellen if isinstance(c, int)) <= heel, "parts never come to more than their total"
            for cel, n, kan in zip(cellen, echt, mogelijke_waarden(cellen, toon(heel)), strict=True):
                assert not isinstance(cel, int) or cel == toon(n)
                assert n not in range(1, MINSTENS) or len(kan) >= MOGELIJK


def _getal(getoond: Getal) -> int:
    return getoond if isinstance(getoond, int) else int(getoond.removeprefix("minstens "))


@settings(deadline=None)
@given(st.lists(deel, min_size=1, max_size=10))
def test_een_verschil_is_dat_tussen_wat_er_staat(delen: list[tuple[int, int, int, int, int]]) -> None:
    uit = uitkomst(delen)
    eigen = frozenset({EIGEN})
    for regel in (*_cijfers(uit, eigen), *(r for tabel in _tabellen(uit, eigen) for r in tabel)):
        if regel.verschil is None:
            assert regel.in_woorden == "–"
            continue
        assert regel.verschil == _getal(regel.dan) - _getal(regel.nu)
        precies = isinstance(regel.nu, int) and isinstance(regel.dan, int)
        assert regel.ongeveer != precies
        assert ("ongeveer" in regel.in_woorden) == (not precies)


@pytest.mark.parametrize(
    ("verschil", "ongeveer", "woorden"),
    [(3, False, "+3"), (-2, False, "−2"), (0, False, "0"), (5, True, "ongeveer +5"), (None, False, "–")],
)
def test_een_verschil_in_woorden(verschil: int | None, ongeveer: bool, woorden: str) -> None:
    regel = Cijferregel("x", 0, 0, verschil, ongeveer=ongeveer)
    assert regel.in_woorden == woorden
    assert regel.in_bestand == (woorden if ongeveer else verschil)


def test_een_oude_uitkomst_toont_de_dag_van_de_kalender(streek: Streek, aanspreekpunt: User) -> None:
    """Outcomes of before kept the Monday of the week; and a day that was closed since is none either."""
    maak_signaal(streek, streek.katwijk, 5)
    scenario = gerekend(streek, aanspreekpunt, kleiner(streek))
    (groep,) = scenario.uitkomst["verschijnt"]
    woensdag = dt.date.fromisoformat(groep["start"])
    assert woensdag.weekday() == 2

    def start() -> dt.date:
        beeld = beeld_van(scenario, aanspreekpunt)
        assert beeld is not None
        return beeld.verschijnt[0].start

    groep["start"] = (woensdag - dt.timedelta(days=2)).isoformat()
    assert start() == woensdag
    SluitingsdagFactory(regio=streek.regio, datum=woensdag, naam="Studiedag")
    assert start() == woensdag + dt.timedelta(weeks=1)
