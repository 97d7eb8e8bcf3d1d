"""Ids of the kernel are made and read in one place, and what exists in no table is never taken for a row."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import vraag
from vraag.poolen import ids

pytestmark = pytest.mark.puur
VAN_ONS = (ids.signaal, ids.team, ids.interventie, ids.ruimte, ids.trainer, ids.gemeente, ids.groep, ids.voorstel)
ERBIJ = (ids.extra_ruimte, ids.extra_trainer)


@pytest.mark.parametrize("maak", VAN_ONS)
def test_de_sleutel_komt_terug(maak: Callable[[int], str]) -> None:
    assert ids.pk_van(maak(123)) == 123
    assert ids.pk_of_niets(maak(123)) == 123
    assert not ids.is_extra(maak(123))


@pytest.mark.parametrize("maak", ERBIJ)
def test_wat_een_scenario_verzint_is_geen_rij_van_ons(maak: Callable[[int], str]) -> None:
    assert ids.is_extra(maak(1))
    assert ids.pk_of_niets(maak(1)) is None
    with pytest.raises(ValueError, match="1"):
        ids.pk_van(maak(1))


def test_elke_soort_heeft_een_eigen_letter() -> None:
    assert len({maak(1) for maak in (*VAN_ONS, *ERBIJ)}) == len(VAN_ONS) + len(ERBIJ)


@pytest.mark.parametrize("rommel", ["", "T", "Tx", "T-1", None, 12, ["T1"]])
def test_een_bewaard_feit_dat_geen_id_is_telt_niet(rommel: object) -> None:
    assert ids.pk_of_niets(rommel) is None


def test_niemand_anders_maakt_of_leest_ids() -> None:
    los = re.compile(r"""\[1:\]\)|(?<!\w)f["'][STIZPMGVXY]\{""")
    bron = Path(vraag.__file__).parent
    fout = [
        f"{pad.relative_to(bron)}:{nummer}: {regel.strip()}"
        for pad in sorted(bron.rglob("*.py"))
        if pad.name != "ids.py" and "migrations" not in pad.parts
        for nummer, regel in enumerate(pad.read_text("utf-8").splitlines(), start=1)
        if los.search(regel)
    ]
    assert not fout, "\n".join(fout)
