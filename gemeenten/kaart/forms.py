"""Forms of who keeps the sociale kaart. What they say is public, about organisations and never about persons."""

import re
import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from gemeenten.grond.models import Gemeente, Organisatie
from gemeenten.grond.selectors import bestaande_gemeenten
from gemeenten.kaart import tabel, uren
from gemeenten.kaart.enums import Reden
from gemeenten.kaart.kwaliteit import MAG_NVT
from gemeenten.kaart.models import Categorie, Contact, Locatie
from gemeenten.kaart.services.organisaties import VELDEN, waarden_van
from gemeenten.kaart.services.plekken import CONTACTVELDEN, LOCATIEVELDEN
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.samen import Gezien, SamenFormulier
from marktplein.basis.telefoon import TelefoonVeld
from marktplein.basis.verborgen import Sleutel
from marktplein.basis.widgets import ZoekSelect

RITMES = [(3, "3 maanden"), (6, "6 maanden"), (12, "een jaar")]
POSTCODE = re.compile(r"([1-9]\d{3})\s?([A-Za-z]{2})")
UREN_HULP = (
    "Een regel voor elke dag of rij dagen, bijvoorbeeld: ma tot en met do 9.00-12.30, 13.00-17.00. "
    "Een dag die er niet bij staat is dicht."
)


class UrenVeld(forms.CharField):
    """Opening hours as lines of text; what it gives is what is kept."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Openingstijden")
        super().__init__(
            required=False, max_length=1500, help_text=UREN_HULP, widget=forms.Textarea(attrs={"rows": 4}), **kwargs
        )

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else uren.als_tekst(value)

    def clean(self, value: Any) -> Any:
        try:
            return uren.lees(super().clean(value))
        except DomeinFout as fout:
            raise ValidationError(fout.melding) from fout


class PostcodeVeld(forms.CharField):
    def clean(self, value: Any) -> str:
        getypt = super().clean(value)
        past = POSTCODE.fullmatch(getypt.strip())
        if getypt and not past:
            raise ValidationError("Schrijf de postcode als 2371 AB.")
        return f"{past[1]} {past[2].upper()}" if past else ""


class OrganisatieForm(SamenFormulier):
    naam = forms.CharField(label="Naam", max_length=140)
    omschrijving = forms.CharField(
        label="Wat kan men hier?",
        max_length=2000,
        help_text="Schrijf voor inwoners: korte zinnen, gewone woorden.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    doelgroep = forms.CharField(label="Voor wie", max_length=140, required=False)
    categorieen = forms.ModelMultipleChoiceField(
        label="Waarover het gaat", queryset=Categorie.objects.all(), widget=forms.CheckboxSelectMultiple
    )
    gemeenten = forms.ModelMultipleChoiceField(
        label="In welke gemeenten", queryset=Gemeente.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    vestiging = forms.CharField(label="Hoofdvestiging in", max_length=80, required=False)
    vrij_toegankelijk = forms.BooleanField(label="Men kan er zonder verwijzing terecht", required=False)
    kosten = forms.CharField(
        label="Wat kost het?", max_length=140, required=False, help_text="Bijvoorbeeld: gratis, of 5 euro per keer."
    )
    telefoon = TelefoonVeld(label="Telefoonnummer", required=False)
    email = forms.EmailField(label="E-mailadres", required=False)
    website = forms.URLField(label="Website", required=False, assume_scheme="https", max_length=200)
    controle_maanden = forms.TypedChoiceField(
        label="Nakijken na", choices=RITMES, coerce=int, help_text="Dan vragen we of het nog klopt."
    )
    kwaliteit_nvt = forms.MultipleChoiceField(
        label="Hoeft hier niet",
        choices=MAG_NVT,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Wat je aanvinkt telt niet mee in de kwaliteit.",
    )

    def __init__(self, *args: Any, organisatie: Organisatie | None = None, **kwargs: Any) -> None:
        nu = waarden_van(organisatie) if organisatie else {"controle_maanden": 6, "vrij_toegankelijk": True}
        super().__init__(*args, initial=nu, nu=nu if organisatie else None, **kwargs)
        self.fields["gemeenten"].queryset = bestaande_gemeenten()  # type: ignore[attr-defined]
        self.neem_keuzes_over()

    def waarden(self) -> dict[str, Any]:
        """For the service: the fields, and the rows of its lists."""
        velden = {naam: self.cleaned_data[naam] for naam in VELDEN if naam in self.fields}
        return velden | {naam: list(self.cleaned_data[naam]) for naam in ("gemeenten", "categorieen")}


class VoorstelForm(OrganisatieForm):
    """The same for who proposes: how often it is looked at is for who keeps it."""

    controle_maanden = None  # type: ignore[assignment]
    kwaliteit_nvt = None  # type: ignore[assignment]


class NieuweOrganisatieForm(OrganisatieForm):
    toch_nieuw = forms.BooleanField(
        label="Ik heb gekeken: dit is een andere organisatie", required=False, widget=forms.HiddenInput
    )
    sleutel = Sleutel(initial=uuid.uuid4)
    gezien = None  # type: ignore[assignment]

    def vraag_of_het_nieuw_is(self) -> None:
        """From now on the question stands in the form."""
        self.fields["toch_nieuw"].widget = forms.CheckboxInput()


class LocatieForm(SamenFormulier):
    naam = forms.CharField(label="Hoe het gebouw heet", max_length=100, required=False)
    straat = forms.CharField(label="Straat", max_length=100)
    huisnummer = forms.CharField(label="Huisnummer", max_length=12)
    postcode = PostcodeVeld(label="Postcode", max_length=7)
    plaats = forms.CharField(label="Plaats", max_length=80)
    gemeente = forms.ModelChoiceField(
        label="Gemeente", queryset=Gemeente.objects.none(), empty_label="Kies een gemeente", widget=ZoekSelect
    )
    openingstijden = UrenVeld()
    uren_toelichting = forms.CharField(label="Nog iets over de tijden", max_length=140, required=False)
    toegankelijkheid = forms.CharField(
        label="Toegankelijkheid", max_length=200, required=False, help_text="Bijvoorbeeld: rolstoeltoegankelijk."
    )
    sleutel = Sleutel(initial=uuid.uuid4)

    def __init__(
        self, *args: Any, gemeenten: QuerySet[Gemeente], locatie: Locatie | None = None, **kwargs: Any
    ) -> None:
        nu = plek_van(locatie, LOCATIEVELDEN) if locatie else {}
        super().__init__(*args, initial=nu, nu=nu, **kwargs)
        self.fields["gemeente"].queryset = gemeenten  # type: ignore[attr-defined]
        self.neem_keuzes_over()

    def waarden(self) -> dict[str, Any]:
        return {naam: self.cleaned_data[naam] for naam in LOCATIEVELDEN}


class ContactForm(SamenFormulier):
    naam = forms.CharField(
        label="Functie",
        max_length=80,
        help_text="Bijvoorbeeld: telefonisch spreekuur, of balie. Geen naam van een medewerker.",
    )
    locatie = forms.ModelChoiceField(
        label="Bij welke locatie?", queryset=Locatie.objects.none(), required=False, empty_label="Overal"
    )
    telefoon = TelefoonVeld(label="Telefoonnummer", required=False)
    email = forms.EmailField(label="E-mailadres", required=False)
    openingstijden = UrenVeld(label="Wanneer bereikbaar")
    uren_toelichting = forms.CharField(label="Nog iets over de tijden", max_length=140, required=False)
    sleutel = Sleutel(initial=uuid.uuid4)

    def __init__(self, *args: Any, organisatie: Organisatie, contact: Contact | None = None, **kwargs: Any) -> None:
        nu = plek_van(contact, CONTACTVELDEN) if contact else {}
        super().__init__(*args, initial=nu, nu=nu, **kwargs)
        self.fields["locatie"].queryset = organisatie.locaties.all()  # type: ignore[attr-defined]
        self.neem_keuzes_over()

    def waarden(self) -> dict[str, Any]:
        return {naam: self.cleaned_data[naam] for naam in CONTACTVELDEN}


def plek_van(plek: Locatie | Contact, velden: tuple[str, ...]) -> dict[str, Any]:
    """The values as stored, by the field of the form."""
    return {naam: getattr(plek, naam) for naam in velden}


class BesluitForm(forms.Form):
    """Take over or not, on top of what was seen."""

    gezien = Gezien()
    besluit = forms.ChoiceField(choices=[("ja", "Neem over"), ("nee", "Neem niet over")])
    reden = forms.ChoiceField(label="Waarom niet?", choices=Reden.choices, required=False)

    def clean(self) -> Mapping[str, Any]:
        gegevens = super().clean() or {}
        if gegevens.get("besluit") == "nee" and not gegevens.get("reden"):
            self.add_error("reden", "Kies waarom je dit niet overneemt.")
        return gegevens


class BestandForm(forms.Form):
    """A list to bring in, and where it comes from."""

    bron = forms.CharField(
        label="Van wie is deze lijst?",
        max_length=80,
        help_text="Bijvoorbeeld: Sociale kaart Oegstgeest. Komt de lijst vaker? Schrijf dan elke keer hetzelfde.",
    )
    bestand = forms.FileField(label="Bestand", help_text="Excel (xlsx), CSV of HSDS (json), hoogstens 3 MB.")
    sleutel = Sleutel(initial=uuid.uuid4)

    def clean_bestand(self) -> Any:
        gegeven = self.cleaned_data["bestand"]
        if gegeven.size > tabel.GROOTTE_HOOGSTENS:
            raise ValidationError("Dit bestand is te groot. Splits het in delen van hoogstens 3 MB.")
        return gegeven


class KolommenForm(forms.Form):
    """Which column is which field; what stays empty is not brought in."""

    def __init__(self, *args: Any, kop: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for veld, label in VELDNAMEN.items():
            self.fields[veld] = forms.ChoiceField(
                label=label, choices=[("", "Niet in deze lijst"), *((k, k) for k in kop)], required=veld == "naam"
            )


VELDNAMEN = {
    "naam": "Naam", "nummer": "Nummer in deze lijst", "omschrijving": "Wat kan men hier?", "doelgroep": "Voor wie",
    "kosten": "Wat kost het?", "telefoon": "Telefoonnummer", "email": "E-mailadres", "website": "Website",
    "categorieen": "Waarover het gaat", "gemeenten": "In welke gemeenten", "vestiging": "Hoofdvestiging",
    "straat": "Straat", "huisnummer": "Huisnummer", "postcode": "Postcode", "plaats": "Plaats",
    "openingstijden": "Openingstijden",
}  # fmt: skip
