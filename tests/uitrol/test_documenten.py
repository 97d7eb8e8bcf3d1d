"""The documents are held against the code: what they name exists, and what exists is named."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.management import get_commands
from ruamel.yaml import YAML

PROJECT = Path(__file__).resolve().parent.parent.parent
DOCS = PROJECT / "marktplein" / "docs"
APPS = ("marktplein", "gemeenten", "aanbod", "facilitair", "vraag")
WORTELS = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
# Names between backticks that look like a path of ours: a known first folder, a slash, no spaces or placeholders.
PAD = re.compile(r"`((?:marktplein|gemeenten|aanbod|facilitair|vraag|templates|static|tests)/[\w./{},-]*)`")
KOPPELING = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
pytestmark = pytest.mark.puur


def documenten() -> dict[Path, str]:
    paden = [*DOCS.rglob("*.md"), *(PROJECT / naam for naam in WORTELS)]
    return {pad: pad.read_text("utf-8") for pad in paden}


def kort(pad: Path) -> str:
    return str(pad.relative_to(PROJECT))


def uitgeschreven(pad: str) -> list[str]:
    """``a/{b,c}.py`` as ``a/b.py`` and ``a/c.py``."""
    gevonden = re.search(r"\{([^}]*)\}", pad)
    if gevonden is None:
        return [pad]
    voor, na = pad[: gevonden.start()], pad[gevonden.end() :]
    return [deel for keus in gevonden[1].split(",") for deel in uitgeschreven(voor + keus + na)]


def test_elk_genoemd_pad_bestaat() -> None:
    fout = [
        f"{kort(document)}: {naam}"
        for document, tekst in documenten().items()
        for gevonden in PAD.findall(tekst)
        for naam in uitgeschreven(gevonden)
        if not (PROJECT / naam).exists()
    ]
    assert fout == []


def test_elke_koppeling_in_een_document_leidt_ergens_heen() -> None:
    fout = [
        f"{kort(document)}: {doel}"
        for document, tekst in documenten().items()
        for doel in KOPPELING.findall(tekst)
        if not (document.parent / doel).exists()
    ]
    assert fout == []


def test_elk_besluit_staat_in_de_lijst_met_zijn_status() -> None:
    lijst = (DOCS / "besluiten" / "README.md").read_text("utf-8")
    for besluit in sorted((DOCS / "besluiten").glob("*.md")):
        if besluit.name != "README.md":
            assert re.match(r"\d{3}-", besluit.name), f"{besluit.name} has no number"
            assert f"]({besluit.name})" in lijst, besluit.name
            assert "**Status** " in besluit.read_text("utf-8"), besluit.name


def test_elke_opdracht_wordt_ergens_verteld() -> None:
    tekst = "".join(documenten().values()) + (PROJECT / ".env.example").read_text("utf-8")
    eigen = {naam for naam, app in get_commands().items() if isinstance(app, str) and app.split(".")[0] in APPS}
    assert eigen, "no command of our own was found"
    assert sorted(naam for naam in eigen if naam not in tekst) == []


def test_elke_taak_van_make_staat_in_de_uitleg_van_make_help() -> None:
    regels = (PROJECT / "Makefile").read_text("utf-8").splitlines()
    doelen = [regel for regel in regels if re.match(r"^[a-z-]+:(?!=)", regel)]
    assert [regel for regel in doelen if "## " not in regel] == []


def test_publiccode_is_volledig() -> None:
    """What the standard requires, and its limits on the lengths of texts."""
    gegevens = YAML(typ="safe").load((PROJECT / "publiccode.yml").read_text("utf-8"))
    verplicht = {
        "publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description",
        "legal", "maintenance", "localisation",
    }  # fmt: skip
    assert verplicht <= gegevens.keys()
    for taal, tekst in gegevens["description"].items():
        assert len(tekst["genericName"]) <= 35, taal
        assert len(tekst["shortDescription"]) <= 150, taal
        assert 150 <= len(tekst["longDescription"]) <= 10_000, taal
    pyproject = (PROJECT / "pyproject.toml").read_text("utf-8")
    assert f'license = "{gegevens["legal"]["license"]}"' in pyproject
    assert f'version = "{gegevens["softwareVersion"]}"' in pyproject


def test_de_licentie_is_die_van_het_pakket() -> None:
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in (PROJECT / "LICENSE").read_text("utf-8")


PUBLICCODE_KEUZES = {
    "publiccodeYmlVersion": {"0.4", "0.4.0", "0.5", "0.5.0"},
    "developmentStatus": {"concept", "development", "beta", "stable", "obsolete"},
    "softwareType": {"standalone/web"},
}


def test_publiccode_zegt_wat_de_standaard_kent() -> None:
    """Its lists of words where we take one of them, addresses that are addresses, and the languages there are."""
    gegevens = YAML(typ="safe").load((PROJECT / "publiccode.yml").read_text("utf-8"))
    for veld, keuzes in PUBLICCODE_KEUZES.items():
        assert gegevens[veld] in keuzes, veld
    assert set(gegevens["platforms"]) <= {"web", "windows", "mac", "linux", "ios", "android"}
    assert urlsplit(gegevens["url"]).scheme == "https"
    assert gegevens["maintenance"]["type"] in {"internal", "contract", "community", "none"}
    nodig = {"internal": "contacts", "community": "contacts", "contract": "contractors"}
    if soort := nodig.get(gegevens["maintenance"]["type"]):
        assert all(wie["name"] for wie in gegevens["maintenance"][soort])
    talen = {code for code, _ in settings.LANGUAGES}
    assert gegevens["localisation"] == {
        "localisationReady": True,
        "availableLanguages": sorted(talen, key="nl en".find),
    }
    assert set(gegevens["description"]) == talen
    for taal, tekst in gegevens["description"].items():
        bekend = {"localisedName", "genericName", "shortDescription", "longDescription", "documentation", "features"}
        assert set(tekst) <= bekend, taal
        assert tekst["features"], taal
    for afhankelijk in gegevens["dependsOn"]["open"]:
        assert set(afhankelijk) <= {"name", "versionMin", "versionMax", "version", "optional"}
        assert all(isinstance(waarde, str) for waarde in afhankelijk.values()), "een versie is tekst, geen getal"


def _volgorde() -> Iterator[str]:
    """The order of the rooms as the import contracts hold it: of the house, and inside each app."""
    contracten = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    for contract in contracten:
        if contract["type"] == "layers" and "containers" not in contract:
            app = contract["layers"][0].partition(".")[0]
            lagen = (laag.split(" | ") for laag in reversed(contract["layers"]))
            keten = " → ".join(", ".join(naam.removeprefix(f"{app}.") for naam in laag) for laag in lagen)
            yield keten if app == "marktplein" else f"{app}: {keten}"


def test_de_volgorde_van_de_kamers_is_die_van_de_contracten() -> None:
    architectuur = (DOCS / "ontwikkelen" / "architectuur.md").read_text("utf-8").splitlines()
    huis, *apps = _volgorde()
    assert f"`{huis}`" in (PROJECT / "README.md").read_text("utf-8").splitlines()
    assert [regel for regel in (huis, *apps) if regel not in architectuur] == []
    assert len(apps) == 3
