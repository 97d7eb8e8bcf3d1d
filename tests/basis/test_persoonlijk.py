"""Words about a person, remarks and tokens never travel in an address."""

import re
from importlib import import_module
from pathlib import Path

import django_filters as df
import pytest
from django.test import Client
from django.urls import reverse

from gemeenten.grond.enums import Rol
from tests.gemeenten.factories import GebruikerFactory, LidmaatschapFactory, gebruiker_met
from vraag.signalen.forms import SignaalFormulier

PROJECT = Path(__file__).resolve().parents[2]
SJABLONEN = PROJECT / "templates"
# The post box of the demo shows every mail to everybody; it does not exist elsewhere.
ALLEEN_DEMO = {"mail/lijst.html"}
EIGEN = ("marktplein", "gemeenten", "aanbod", "facilitair", "vraag")
PERSOON = re.compile(r"\b(e-?mail\w*|wie|persoon|telefoon\w*)\b", re.IGNORECASE)
FORM = re.compile(r"<form\b[^>]*?>.*?</form>", re.S)
OPENT = re.compile(r"<form\b(?:[^>{]|\{\{.*?\}\}|\{%.*?%\}|\{)*>", re.S)


def sjablonen() -> dict[str, str]:
    return {str(p.relative_to(SJABLONEN)): p.read_text("utf-8") for p in SJABLONEN.rglob("*.html")}


@pytest.mark.puur
def test_een_formulier_met_get_draagt_geen_token_tekst_of_mailadres() -> None:
    fouten = []
    for naam, tekst in sjablonen().items():
        for form in FORM.findall(tekst):
            kop = OPENT.match(form)
            if kop is None or not re.search(r"method=[\"']?get", kop.group()) or naam in ALLEEN_DEMO:
                continue
            bloot = re.search(r"csrf_token|<textarea|type=[\"']?(?:email|tel|password)|E-?mailadres", form)
            if bloot:
                fouten.append((naam, bloot.group()))
    assert not fouten


@pytest.mark.puur
def test_wat_meekijkt_neemt_alleen_mee_wat_nodig_is() -> None:
    """Whatever asks by GET while a form is filled in names the fields it sends; never a text, key or token."""
    mag_niet = {"csrfmiddlewaretoken", "sleutel", "versie"}
    mag_niet |= {n for n, veld in SignaalFormulier.base_fields.items() if veld.widget.__class__.__name__ == "Textarea"}
    gevonden = 0
    for naam, tekst in sjablonen().items():
        for kop in re.findall(r"<\w+[^>]*hx-get[^>]*>", tekst, re.S):
            if "hx-include" not in kop:
                continue
            gevonden += 1
            velden = re.search(r'hx-params="([\w,]+)"', kop)
            assert velden, (naam, "hx-include without hx-params takes the whole form along")
            assert not set(velden.group(1).split(",")) & mag_niet, naam
    assert gevonden


@pytest.mark.puur
def test_elk_filter_op_een_persoon_wordt_gepost() -> None:
    for app in EIGEN:
        for pad in (PROJECT / app).rglob("filters.py"):
            import_module(".".join(pad.relative_to(PROJECT).with_suffix("").parts))

    def alle(soort: type[df.FilterSet]) -> list[type[df.FilterSet]]:
        return [s for deel in soort.__subclasses__() for s in (deel, *alle(deel))]

    bloot = [
        (soort.__name__, naam)
        for soort in alle(df.FilterSet)
        if soort.__module__.split(".")[0] in EIGEN
        for naam, filter_ in soort.base_filters.items()
        if type(filter_) is df.CharFilter and PERSOON.search(str(filter_.label or naam))
    ]
    assert not bloot


def formulier_met(pagina: str, veld: str) -> str:
    """The form that a field of this name stands in; there is one."""
    forms = [form for form in FORM.findall(pagina) if re.search(rf'<(?:input|select)[^>]*\bname="{veld}"', form)]
    assert forms, veld
    return "".join(forms)


@pytest.mark.puur
def test_een_formulier_om_de_velden_van_elk_filter_vraagt_of_het_over_iemand_gaat() -> None:
    """What is shared by lists knows by itself that it has to be posted."""
    gedeeld = {
        naam: [kop.group() for form in FORM.findall(tekst) if (kop := OPENT.match(form)) and "method" in kop.group()]
        for naam, tekst in sjablonen().items()
        if naam.startswith("includes/")
        and re.search(r"in (?:filter\.)?form\.(?:visible|hidden)_fields|overige_velden", tekst)
    }
    bloot = [(naam, kop) for naam, koppen in gedeeld.items() for kop in koppen if 'method="get"' in kop]
    assert len(gedeeld) >= 2
    assert not bloot


@pytest.mark.parametrize(
    ("naam", "veld"),
    [
        ("gemeenten:leden", "zoek"),
        ("gemeenten:uitnodigingen", "zoek"),
        ("gemeenten:logboek", "wie"),
        ("werkplek:zoek", "q"),
    ],
)
def test_het_adres_noemt_niemand(client: Client, naam: str, veld: str) -> None:
    client.force_login(gebruiker_met(Rol.BEHEER))
    adres = reverse(naam)
    formulier = formulier_met(client.get(adres).content.decode(), veld)
    assert not re.search(r'method="get"|hx-get|<form(?![^>]*method="post")', formulier)
    assert "csrfmiddlewaretoken" in formulier
    for vraag in (client.post(adres, {veld: "kim@x.example"}), client.get(adres, {veld: "kim@x.example"})):
        assert vraag.status_code == 302
        assert "kim" not in vraag["Location"]
        pagina = client.get(vraag["Location"])
        tekst = pagina.content.decode()
        assert 'value="kim@x.example"' in tekst
        assert "kim" not in tekst[tekst.index("<title>") : tekst.index("</title>")]
        assert not re.search(r'(?:href|action)="[^"]*kim', tekst)


def test_zoeken_vindt_en_de_sleutel_zegt_een_ander_niets(client: Client) -> None:
    LidmaatschapFactory(user=GebruikerFactory(naam="Kim Kijker"), rol=Rol.COACH)
    client.force_login(gebruiker_met(Rol.BEHEER, naam="Bo Baas"))
    adres = reverse("gemeenten:leden")
    gevonden = client.post(adres, {"zoek": "kijker", "rol": ""})["Location"]
    assert "rol" not in gevonden
    assert "Kim Kijker" in client.get(gevonden).content.decode()
    assert client.post(adres, {"zoek": "kijker"})["Location"] == gevonden, "the same words have one key"
    ander = Client()
    ander.force_login(gebruiker_met(Rol.BEHEER))
    assert "Kim Kijker" not in ander.get(gevonden).content.decode()
