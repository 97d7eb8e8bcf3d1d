"""What editors fill in."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms

from aanbod.enums import Stuksoort
from gemeenten.kaart import uren
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.samen import SamenFormulier
from marktplein.basis.telefoon import TelefoonVeld
from marktplein.basis.verborgen import Sleutel
from marktplein.basis.vrijetekst import VrijeTekst

ALLEEN_DE_SITE = (
    "Bij voorkeur het begin van de site, want diepere adressen veranderen. Weet je het niet? Laat het leeg."
)
VAN_SOORT: Mapping[str, tuple[str, ...]] = {
    Stuksoort.LINK: ("titel", "titel_en", "tekst", "tekst_en", "adres"),
    Stuksoort.FOLDER: ("titel", "titel_en", "datum", "adres", "toegankelijk"),
    Stuksoort.CIJFER: ("titel", "titel_en", "tekst", "tekst_en", "bron", "jaar"),
    Stuksoort.ELDERS: ("titel", "titel_en", "tekst", "tekst_en", "bron", "adres"),
}


def adresveld() -> forms.URLField:
    return forms.URLField(
        label="Adres van de site", required=False, assume_scheme="https", help_text=ALLEEN_DE_SITE, max_length=200
    )


class StukForm(SamenFormulier):
    """Only what belongs to its kind is asked."""

    titel = VrijeTekst(label="Titel", max_length=120)
    titel_en = VrijeTekst(label="Titel in het Engels", max_length=120, required=False)
    tekst = VrijeTekst(label="Tekst", max_length=400, required=False, regels=3)
    tekst_en = VrijeTekst(label="Tekst in het Engels", max_length=400, required=False, regels=3)
    bron = VrijeTekst(label="Bron", max_length=140, required=False)
    jaar = forms.IntegerField(label="Jaar", min_value=1990, max_value=2100, required=False)
    datum = forms.DateField(label="Datum van de folder", required=False)
    adres = adresveld()
    toegankelijk = forms.BooleanField(label="Ook met een schermlezer te lezen", required=False)
    pdf = forms.FileField(label="Pdf", required=False, help_text="Hoogstens 2 MB. Laat leeg als er een link is.")
    sleutel = Sleutel(initial=uuid.uuid4)

    def __init__(self, *args: Any, soort: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        blijft = {*VAN_SOORT[soort], "sleutel", "gezien"} | ({"pdf"} if soort == Stuksoort.FOLDER else set())
        for naam in set(self.fields) - blijft:
            del self.fields[naam]

    def velden(self) -> dict[str, Any]:
        return {n: w for n, w in self.cleaned_data.items() if n not in ("sleutel", "gezien", "pdf")}

    def pdf_inhoud(self) -> bytes:
        bestand = self.cleaned_data.get("pdf")
        return bestand.read() if bestand else b""


class ZorgpadnaamForm(SamenFormulier):
    naam = forms.CharField(label="Naam van het zorgpad", max_length=80, required=False)


class ZorgpadForm(SamenFormulier):
    steun = VrijeTekst(label="Welke steun is er?", max_length=400, required=False, regels=3)
    wie = VrijeTekst(label="Wie geeft die steun?", max_length=140, required=False)
    telefoon = TelefoonVeld(label="Telefoonnummer", required=False)
    email = forms.EmailField(label="E-mailadres", required=False)
    adres = adresveld()


class UrenVeld(forms.CharField):
    """Opening hours, a line per day or row of days; what it gives is what is kept."""

    widget = forms.Textarea(attrs={"rows": 5})

    def prepare_value(self, value: Any) -> Any:
        return uren.als_tekst(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        try:
            return uren.lees(super().clean(value))
        except DomeinFout as fout:
            raise forms.ValidationError(fout.melding) from fout


class ToegangForm(SamenFormulier):
    naam = forms.CharField(label="Naam van het loket", max_length=120)
    bezoekadres = forms.CharField(label="Bezoekadres", max_length=160, required=False)
    telefoon = TelefoonVeld(label="Telefoonnummer", required=False)
    email = forms.EmailField(label="E-mailadres", required=False)
    openingstijden = UrenVeld(
        label="Openingstijden",
        required=False,
        max_length=1500,
        help_text=f"Een regel per dag of rij dagen: {uren.VOORBEELD}",
    )


class UitlegForm(SamenFormulier):
    titel = VrijeTekst(label="Titel", max_length=120)
    titel_en = VrijeTekst(label="Titel in het Engels", max_length=120, required=False)
    tekst = VrijeTekst(label="Tekst", max_length=4000, regels=10, help_text="Een lege regel begint een nieuwe alinea.")
    tekst_en = VrijeTekst(label="Tekst in het Engels", max_length=4000, regels=10, required=False)
    adres = adresveld()
