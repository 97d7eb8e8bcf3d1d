"""The form of one's own messages."""

import uuid
from typing import Any

from django import forms

from marktplein.mail.models import Stand
from marktplein.mail.voorkeuren import standen_voor, te_kiezen


class VoorkeurFormulier(forms.Form):
    """A choice for each kind of news; ``standen`` is what was chosen before."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)

    def __init__(self, *args: Any, standen: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.soorten = {soort.soort.replace(".", "-"): soort for soort in te_kiezen()}
        for naam, soort in self.soorten.items():
            self.fields[naam] = forms.ChoiceField(
                label=soort.titel,
                help_text=f"{soort.voor.label}. {soort.uitleg}",
                choices=standen_voor(soort),
                initial=standen.get(soort.soort, Stand.VERZAMEL),
                widget=forms.RadioSelect,
            )

    def keuzes(self) -> dict[str, str]:
        """Of a valid form: what was chosen, by kind of message."""
        return {soort.soort: self.cleaned_data[naam] for naam, soort in self.soorten.items()}
