"""The documents are held against the code: what they name exists, and what exists is named."""

import re
from pathlib import Path

import pytest
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
