"""The form with which a team gives first names for its places."""

import uuid
from typing import Any

from django import forms

from aanbod.deelname.services.voornamen import GEEN_TOESTEMMING, LANGST


class VoornamenForm(forms.Form):
    """A field for each place without a name; any of them may stay empty."""

    toestemming = forms.BooleanField(
        label="De ouders weten dat wij de voornaam aan de trainers doorgeven, en vinden dat goed",
        error_messages={"required": GEEN_TOESTEMMING},
    )
    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, nog: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.namen = [f"voornaam_{nummer}" for nummer in range(1, nog + 1)]
        for nummer, naam in enumerate(self.namen, start=1):
            self.fields[naam] = forms.CharField(
                label=f"Voornaam {nummer}",
                max_length=LANGST,
                required=False,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )
        self.order_fields([*self.namen, "toestemming", "sleutel"])

    def gegevens(self) -> dict[str, Any]:
        schoon = self.cleaned_data
        namen = [schoon[naam] for naam in self.namen]
        return {"namen": namen, "toestemming": schoon["toestemming"], "sleutel": schoon["sleutel"]}
