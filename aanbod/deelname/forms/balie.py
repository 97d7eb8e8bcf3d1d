"""Forms of the desk about one registration: why it ends, or why its data go."""

import uuid

from django import forms

from aanbod.enums import AnnuleerReden, WisReden
from marktplein.basis.verborgen import Sleutel


class AnnuleerForm(forms.Form):
    reden = forms.ChoiceField(label="Waarom?", choices=AnnuleerReden.choices, widget=forms.RadioSelect)
    sleutel = Sleutel(initial=uuid.uuid4)


class WisForm(forms.Form):
    reden = forms.ChoiceField(label="Waarom?", choices=WisReden.choices, widget=forms.RadioSelect)
    met_bericht = forms.BooleanField(
        label="Stuur nog één mail: uw gegevens zijn gewist",
        required=False,
        help_text="Alleen als de persoon daar om vraagt. Daarna weten we het adres niet meer.",
    )
    sleutel = Sleutel(initial=uuid.uuid4)
