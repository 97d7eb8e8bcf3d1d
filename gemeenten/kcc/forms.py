"""What the desk writes down for a caller, and what who calls back says of it."""

import uuid
from typing import Any

from django import forms

from aanbod.models import Thema
from gemeenten.kcc.selectors import Bestemming
from gemeenten.kcc.services.terugbellen import ONDERWERP_LANGST
from gemeenten.kcc.workflow import Afloop
from marktplein.basis.telefoon import TelefoonVeld
from marktplein.basis.verborgen import Sleutel
from marktplein.basis.vrijetekst import VrijeTekst
from marktplein.basis.widgets import ZoekSelect


class TerugbelFormulier(forms.Form):
    """Three things of the caller, and who is to call. No more is asked, so that no more is kept."""

    soms_verplicht = ("thema",)

    bestemming = forms.ChoiceField(label="Wie belt terug?", widget=ZoekSelect)
    naam = forms.CharField(
        label="Naam van de beller",
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Vul in hoe de beller heet."},
    )
    telefoon = TelefoonVeld(
        label="Telefoonnummer",
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
        error_messages={"required": "Vul het telefoonnummer in."},
    )
    thema = forms.ModelChoiceField(
        label="Waar gaat het over?",
        queryset=Thema.objects.order_by("naam"),
        required=False,
        empty_label="Kies een thema",
        widget=ZoekSelect,
    )
    onderwerp = VrijeTekst(
        label="In een paar woorden",
        max_length=ONDERWERP_LANGST,
        required=False,
        help_text="Geen verhaal en geen namen. Dat vertelt de beller straks zelf.",
        attrs={"autocomplete": "off"},
    )
    sleutel = Sleutel(initial=uuid.uuid4)

    def __init__(self, *args: Any, bestemmingen: dict[str, Bestemming], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bestemmingen = bestemmingen
        per_gemeente: dict[str, list[tuple[str, str]]] = {}
        for bestemming in bestemmingen.values():
            per_gemeente.setdefault(str(bestemming.gemeente), []).append((bestemming.sleutel, bestemming.naam))
        # The first that is still to be filled in.
        self.fields["naam" if self.initial.get("bestemming") else "bestemming"].widget.attrs["autofocus"] = True
        veld = self.fields["bestemming"]
        veld.choices = [("", "Maak een keuze"), *per_gemeente.items()]  # type: ignore[attr-defined]

    def clean_bestemming(self) -> Bestemming:
        return self.bestemmingen[self.cleaned_data["bestemming"]]

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        if not self.errors and not gegevens.get("thema") and not gegevens.get("onderwerp"):
            self.add_error("thema", "Kies een thema, of schrijf in een paar woorden waar het over gaat.")
        return gegevens


class AfloopFormulier(forms.Form):
    afloop = forms.ChoiceField(label="Hoe ging het?", choices=Afloop.choices, widget=forms.RadioSelect)


class DoorstuurFormulier(forms.Form):
    """The address to which the caller wants it; it is not kept."""

    email = forms.EmailField(
        label="E-mailadres van de beller",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "autofocus": True}),
        help_text="We bewaren het adres niet: na het versturen is het weg.",
        error_messages={"required": "Vul het e-mailadres in."},
    )
    sleutel = Sleutel(initial=uuid.uuid4)
