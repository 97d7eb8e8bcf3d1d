"""Asking to take part, and what the editors do with it."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from aanbod.enums import VAN_BUITEN, AfwijsReden
from gemeenten.grond.models import Gemeente, Organisatie
from gemeenten.grond.selectors import bestaande_gemeenten, organisaties_op_de_kaart
from gemeenten.kaart.gelijkenis import Gelijkenis
from marktplein.basis.telefoon import TelefoonVeld
from marktplein.basis.verborgen import Sleutel
from marktplein.basis.vrijetekst import VrijeTekst

NIEUW = "Nee, het is een nieuwe organisatie"


class AanvraagForm(forms.Form):
    """The least that the editors need to know who this is."""

    organisatie_naam = forms.CharField(label="Naam van de organisatie", max_length=140)
    soort = forms.ChoiceField(
        label="Wat voor organisatie is dat?",
        choices=[("", "Maak een keuze"), *((soort.value, soort.label) for soort in VAN_BUITEN)],
    )
    website = forms.URLField(
        label="Website", required=False, max_length=200, assume_scheme="https",
        help_text="Hiermee ziet de redactie sneller wie jullie zijn.",
    )  # fmt: skip
    gemeenten = forms.ModelMultipleChoiceField(
        label="In welke gemeenten werken jullie?",
        queryset=Gemeente.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    aanbod = VrijeTekst(
        label="Wat bieden jullie aan?", max_length=1000, regels=4, help_text="Voor wie is het, en wat doen jullie?"
    )
    naam = forms.CharField(label="Je naam", max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label="Je e-mailadres van het werk",
        help_text="Hier sturen we een link naartoe. Daarmee bevestig je de aanvraag.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    telefoon = TelefoonVeld(label="Telefoonnummer", required=False)
    sleutel = Sleutel(initial=uuid.uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gemeenten"].queryset = bestaande_gemeenten()  # type: ignore[attr-defined]


class VraagForm(forms.Form):
    """A question of the editors."""

    vraag = VrijeTekst(label="Je vraag", max_length=1000, regels=3)
    sleutel = Sleutel(initial=uuid.uuid4)


class RedactieAntwoordForm(forms.Form):
    """The answer, by who keeps the offer or by who has the link."""

    antwoord = VrijeTekst(label="Je antwoord", max_length=1000, regels=4)
    sleutel = Sleutel(initial=uuid.uuid4)


class GoedForm(forms.Form):
    """Which organisation it is: a new one, or one of those that are alike."""

    organisatie = forms.ModelChoiceField(
        label="Is het een van deze organisaties?",
        queryset=Organisatie.objects.none(),
        required=False,
        blank=True,
        empty_label=NIEUW,
        widget=forms.RadioSelect,
    )
    sleutel = Sleutel(initial=uuid.uuid4)

    def __init__(self, *args: Any, gelijk: Sequence[Gelijkenis], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waarom = {gelijkenis.organisatie.pk: gelijkenis.woorden for gelijkenis in gelijk}
        veld: Any = self.fields["organisatie"]
        if not waarom:
            veld.widget = forms.HiddenInput()
        veld.queryset = organisaties_op_de_kaart().filter(pk__in=waarom).order_by("naam", "pk")
        veld.label_from_instance = lambda organisatie: f"{organisatie} ({waarom[organisatie.pk]})"


class AfwijsForm(forms.Form):
    reden = forms.ChoiceField(label="Waarom niet?", choices=AfwijsReden.choices, widget=forms.RadioSelect)
    sleutel = Sleutel(initial=uuid.uuid4)
