"""Forms as every page shows them: labels, hints, messages and how they hang together."""

import datetime as dt
import re

import pytest
from django import forms

from marktplein.basis.templatetags.huisstijl import fouten
from marktplein.basis.widgets import DagdelenVeld, DatumInvoer, GetalInvoer, TijdInvoer, ZoekSelect


class Formulier(forms.Form):
    naam = forms.CharField(label="Uw naam", help_text="Zoals u heet.")
    email = forms.EmailField(label="E-mailadres", required=False)
    aantal = forms.IntegerField(label="Hoeveel?", min_value=1, widget=GetalInvoer)
    start = forms.DateField(label="Wanneer?", widget=DatumInvoer)
    dagdelen = DagdelenVeld(label="Dagdelen")
    akkoord = forms.BooleanField(label="Akkoord", required=False)
    sleutel = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def clean(self):
        if self.cleaned_data.get("naam") == "dubbel":
            raise forms.ValidationError("Dit past niet bij elkaar.")


GOED = {"naam": "Sam", "aantal": "3", "start": "2027-03-23", "dagdelen": ["4", "7"]}


def kaal(html: object) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", str(html)).split())


def test_alleen_wat_niet_verplicht_is_wordt_gemerkt():
    tekst = kaal(Formulier())
    assert "E-mailadres (niet verplicht)" in tekst
    assert "Uw naam (niet verplicht)" not in tekst
    assert "Akkoord (niet verplicht)" not in tekst
    assert tekst.startswith("Vul alle velden in, behalve waar ‘niet verplicht’ staat.")


def test_filters_merken_niets():
    class Filter(Formulier):
        markeer_niet_verplicht = False

    assert "niet verplicht" not in kaal(Filter())


def test_wat_soms_verplicht_is_heet_niet_niet_verplicht():
    class Soms(Formulier):
        soms_verplicht = ("email",)

    assert "niet verplicht" not in kaal(Soms())


def test_foutoverzicht_noemt_elk_veld_en_wijst_ernaar():
    formulier = Formulier({"naam": "", "email": "x", "aantal": "0", "start": "31-2-2027"})
    html = str(formulier)
    assert "Er zijn 5 dingen nog niet goed" in html
    for doel in ("id_naam", "id_email", "id_aantal", "id_start", "id_dagdelen_0"):
        assert f'href="#{doel}"' in html
        assert f'id="{doel}"' in html
    assert ("id_naam", "Uw naam:", "Vul dit veld in.") in fouten(formulier)
    assert ("id_aantal", "Hoeveel?", "Vul 1 of meer in.") in fouten(formulier)


def test_fout_van_het_hele_formulier_staat_bovenaan():
    assert fouten(Formulier(GOED | {"naam": "dubbel"})) == [("", "", "Dit past niet bij elkaar.")]


def test_goed_formulier_heeft_geen_overzicht():
    formulier = Formulier(GOED)
    assert formulier.is_valid(), formulier.errors
    assert "foutoverzicht" not in str(formulier)
    assert formulier.cleaned_data["dagdelen"] == [4, 7]


def test_melding_en_hint_hangen_aan_het_veld():
    html = str(Formulier({**GOED, "naam": ""})["naam"].as_field_group())
    assert 'aria-invalid="true"' in html
    beschreven = re.search(r'aria-describedby="([^"]+)"', html)
    assert beschreven
    for doel in beschreven[1].split():
        assert f'id="{doel}"' in html


def test_wat_getypt_is_blijft_staan():
    html = str(Formulier({**GOED, "start": "31-2-2027", "aantal": "veel"}))
    assert 'value="31-2-2027"' in html
    assert 'value="veel"' in html
    assert 'type="date"' not in html


@pytest.mark.parametrize("waarde", [dt.date(2027, 3, 23), "2027-03-23"])
def test_datum_is_een_kiezer_met_een_echte_datum(waarde):
    html = DatumInvoer().render("start", waarde)
    assert 'type="date"' in html
    assert 'value="2027-03-23"' in html


def test_nederlandse_datum_wordt_begrepen():
    formulier = Formulier({**GOED, "start": "23-3-2027"})
    assert formulier.is_valid(), formulier.errors
    assert formulier.cleaned_data["start"] == dt.date(2027, 3, 23)


def test_tijd_zonder_seconden():
    assert 'value="14:30"' in TijdInvoer().render("tijd", dt.time(14, 30, 15))


def test_weekrooster_heeft_vijftien_vakken_met_naam():
    html = str(Formulier(GOED)["dagdelen"])
    assert html.count('type="checkbox"') == 15
    assert len(re.findall(r"\schecked", html)) == 2
    assert "woensdagmiddag" in html
    assert html.count("<label") == 15


def test_weekrooster_laat_weg_wat_niet_te_kiezen_is():
    class Kort(forms.Form):
        dagdelen = DagdelenVeld(choices=[(7, "woensdagmiddag")])

    assert str(Kort()["dagdelen"]).count('type="checkbox"') == 1
    assert not Kort({"dagdelen": ["8"]}).is_valid()


def test_lange_lijst_is_zonder_script_een_gewone_keuzelijst():
    html = ZoekSelect(choices=[("a", "Aap")]).render("dier", "a", {"id": "id_dier"})
    assert html.startswith("<select")
    assert "data-combobox" in html


class Lijsten(forms.Form):
    soort = forms.ChoiceField(choices=[("", "Kies"), ("Groep <1>", [("a&b", 'Zeg "a"'), ("c", "<c>")])], initial="c")
    tekst = forms.CharField(widget=forms.Textarea({"class": "breed"}), initial="\n</textarea><b>")
    zoek = forms.CharField(widget=forms.TextInput({"data-x": True, "data-y": False, "title": 'a"b'}), initial='"><b>')


def test_bediening_ontsnapt_alles_wat_van_buiten_komt():
    vorm = Lijsten()
    assert str(vorm["soort"]) == (
        '<select name="soort" class="utrecht-select utrecht-select--html-select" required id="id_soort">'
        '<option value="">Kies</option><optgroup label="Groep &lt;1&gt;"><option value="a&amp;b">Zeg &quot;a&quot;'
        '</option><option value="c" selected>&lt;c&gt;</option></optgroup></select>'
    )
    assert "&lt;/textarea&gt;&lt;b&gt;</textarea>" in str(vorm["tekst"])
    zoek = str(vorm["zoek"])
    assert 'value="&quot;&gt;&lt;b&gt;"' in zoek
    assert " data-x " in zoek
    assert "data-y" not in zoek
    assert 'title="a&quot;b"' in zoek


class _Soms(forms.Form):
    toelichting = forms.CharField(label="Toelichting", required=False)

    def clean(self) -> None:
        self.add_error("toelichting", "Schrijf op waarom.")


def test_niet_verplicht_wordt_nooit_verplicht() -> None:
    """What is refused because it is empty does not say beside the refusal that it may be."""
    assert "niet verplicht" in str(_Soms()["toelichting"].as_field_group())
    gevraagd = _Soms({"toelichting": ""})
    gevraagd.is_valid()
    assert "Schrijf op waarom." in str(gevraagd["toelichting"].as_field_group())
    assert "niet verplicht" not in str(gevraagd["toelichting"].as_field_group())
