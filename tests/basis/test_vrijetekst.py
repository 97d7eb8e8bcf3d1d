"""Every free text of who works here asks about what looks like a name; one may say that it is none."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django import forms

from marktplein.basis.vrijetekst import VrijeTekst

PROJECT = Path(__file__).resolve().parents[2]
EIGEN = ("aanbod", "facilitair", "vraag", "gemeenten")
# Fields of text that are no story about people: who registers or works here, a key, a word to search.
GEWONE_NAMEN = {
    "naam",
    "email",
    "telefoon",
    "code",
    "sleutel",
    "slug",
    "website",
    "gezien",
    "zoek",
    "adres",
    "bezoekadres",
    "organisatie_naam",
    "contact",
    "nummer",
}
# What a provider writes about an offer is public and about a training; the shelf asks for its names (trainers, desks).
# What the sociale kaart tells is public too, and about organisations.
OVER_AANBOD = ("aanbod.plank", "aanbod.zoeken", "aanbod.expertise", "gemeenten.kaart")

pytestmark = pytest.mark.puur


class Proef(forms.Form):
    tekst = VrijeTekst(regels=3, required=False)


def test_een_naam_komt_terug_met_een_vraag_en_een_vinkje() -> None:
    form = Proef({"tekst": "Thijs de Boer wordt gepest"})
    assert not form.is_valid()
    assert "Thijs de Boer" in form.errors["tekst"][0]
    assert 'name="tekst-geen_naam"' in str(form["tekst"])
    assert Proef({"tekst": "Thijs de Boer wordt gepest", "tekst-geen_naam": "1"}).is_valid()


def test_zonder_naam_is_er_geen_vinkje_en_andere_gegevens_gaan_nooit_door() -> None:
    assert Proef({"tekst": "Rots & Water op maandag"}).is_valid()
    assert "geen_naam" not in str(Proef({"tekst": "Rots & Water"})["tekst"])
    assert not Proef({"tekst": "bel 06-12345678", "tekst-geen_naam": "1"}).is_valid()
    assert "geen_naam" in str(Proef(initial={"tekst": "met Noah erbij"})["tekst"])


def test_alles_wat_er_mis_is_komt_in_een_keer_terug() -> None:
    class Kort(forms.Form):
        tekst = VrijeTekst(max_length=60)

    form = Kort({"tekst": "Thijs de Boer belt 06-12345678 en woont in de Dorpsstraat 12 in Leiden"})
    fouten = form.errors["tekst"]
    assert len(fouten) == 3
    assert "telefoonnummer en een adres" in " ".join(fouten)
    assert "Thijs de Boer" in " ".join(fouten)
    assert len(Kort({"tekst": ""}).errors["tekst"]) == 1


def formulieren() -> Iterator[type[forms.BaseForm]]:
    for app in EIGEN:
        for pad in sorted((PROJECT / app).rglob("*.py")):
            if "migrations" not in pad.parts and ("forms" in pad.parts or pad.stem in ("forms", "blokken", "velden")):
                import_module(".".join(pad.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__"))

    def alle(soort: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
        for deel in soort.__subclasses__():
            yield deel
            yield from alle(deel)

    return (f for f in {*alle(forms.BaseForm)} if f.__module__.split(".")[0] in EIGEN)


def test_elk_veld_voor_vrije_tekst_kent_namen() -> None:
    bloot = set()
    for form in formulieren():
        if form.__module__.startswith(OVER_AANBOD) or "filter" in form.__module__:
            continue
        for naam, veld in getattr(form, "base_fields", {}).items():
            tekst = type(veld) is forms.CharField and isinstance(veld.widget, forms.TextInput | forms.Textarea)
            if tekst and not isinstance(veld.widget, forms.PasswordInput) and naam not in GEWONE_NAMEN:
                bloot.add(f"{form.__module__}.{form.__name__}.{naam}")
    assert not bloot
