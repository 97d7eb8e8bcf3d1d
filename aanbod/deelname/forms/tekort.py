"""What happens with a group that has too few people."""

from typing import Any

from django import forms

from aanbod.deelname.services.tekort_besluit import KEUZES
from aanbod.workflow import TekortStaat
from marktplein.basis.vrijetekst import VrijeTekst
from marktplein.basis.widgets import DatumInvoer

WOORDEN = {
    TekortStaat.KLEINER: "De groep begint kleiner",
    TekortStaat.WERVEN: "We zoeken mensen erbij",
    TekortStaat.WACHTEN: "We wachten nog",
    TekortStaat.AFGELAST: "De groep gaat niet door",
}


class TekortForm(forms.Form):
    soms_verplicht = ("wacht_tot", "reden")

    keus = forms.ChoiceField(
        label="Wat gebeurt er met deze groep?",
        choices=[(keus, WOORDEN[keus]) for keus in KEUZES],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies wat er gebeurt.",
            "invalid_choice": "Een trainer moet eerst zeggen dat de groep kleiner kan beginnen.",
        },
    )
    wacht_tot = forms.DateField(label="Tot en met wanneer? (verplicht bij wachten)", required=False, widget=DatumInvoer)
    reden = VrijeTekst(
        label="Waarom gaat de groep niet door? (verplicht bij niet doorgaan)",
        max_length=200,
        required=False,
        regels=3,
        help_text="Iedereen kan deze tekst lezen. Noem geen namen en geen telefoonnummers.",
    )

    def __init__(self, *args: Any, akkoord: bool, **kwargs: Any) -> None:
        """Beginning smaller is a choice only after a trainer agreed to it (``akkoord``)."""
        super().__init__(*args, **kwargs)
        if not akkoord:
            keus = self.fields["keus"]
            keus.choices = [(k, WOORDEN[k]) for k in KEUZES if k != TekortStaat.KLEINER]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        if schoon.get("keus") == TekortStaat.WACHTEN and not schoon.get("wacht_tot"):
            self.add_error("wacht_tot", "Kies tot en met welke dag we wachten.")
        if schoon.get("keus") == TekortStaat.AFGELAST and "reden" not in self.errors and not schoon.get("reden"):
            self.add_error("reden", "Vul in waarom de groep niet doorgaat.")
        return schoon
