from typing import Any

from django import forms

from aanbod.deelname.toestemming import GEEN_TOESTEMMING, toestemming_veld
from marktplein.basis.mensen import Voor
from marktplein.basis.vrijetekst import VrijeTekst
from marktplein.basis.widgets import DagdelenVeld
from vraag.workflow import Antwoord


class _Gezien(forms.Form):
    """An answer to what stood on the page (``Toezegging.gezien``)."""

    gezien = forms.CharField(widget=forms.HiddenInput, required=False)

    def neem_over(self, nu: str) -> None:
        """Keep what was typed; sent once more, it holds against what is so now."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["gezien"] = nu
        self.data = data


class AntwoordFormulier(_Gezien):
    """Yes or no; a no comes with a reason."""

    soms_verplicht = ("reden", "toestemming")

    keus = forms.ChoiceField(
        label="Doen jullie mee?",
        choices=[(Antwoord.JA, "Ja, we doen mee"), (Antwoord.NEE, "Nee, dit past niet")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies ja of nee.", "invalid_choice": "Kies ja of nee."},
    )
    reden = VrijeTekst(
        label="Waarom past het niet? (verplicht bij nee)",
        help_text="Schrijf geen namen of gegevens van kinderen op.",
        required=False,
        max_length=300,
        error_messages={"max_length": "Dit zijn %(show_value)d tekens. Maak het korter: hoogstens %(limit_value)d."},
        regels=3,
    )

    def __init__(
        self, *args: Any, als_trainer: bool = False, toestemming: int = 0, voor: str = Voor.KINDEREN, **kwargs: Any
    ) -> None:
        """``toestemming``: for how many (``voor``: of whom) the consent of both parents is asked with a yes."""
        super().__init__(*args, **kwargs)
        if toestemming:
            self.fields["toestemming"] = toestemming_veld(voor, toestemming)
            self.order_fields(["gezien", "keus", "toestemming", "reden"])
        if als_trainer:
            self.fields["keus"].label = "Kun je deze groep geven?"
            keuzes = [(Antwoord.JA, "Ja, ik geef deze groep"), (Antwoord.NEE, "Nee, ik kan niet")]
            self.fields["keus"].choices = keuzes  # type: ignore[attr-defined]
            self.fields["reden"].label = "Waarom kun je niet? (verplicht bij nee)"

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        if schoon.get("keus") == Antwoord.NEE and "reden" not in self.errors and not schoon.get("reden", "").strip():
            self.add_error("reden", "Schrijf kort op waarom het niet past. Dan zoekt het marktplein iets beters.")
        if schoon.get("keus") == Antwoord.JA and "toestemming" in self.fields and not schoon.get("toestemming"):
            self.add_error("toestemming", GEEN_TOESTEMMING)
        return schoon


class LinkFormulier(_Gezien):
    """The answer of a trainer without an account."""

    soms_verplicht = ("reden", "andere_dagdelen")

    keus = forms.ChoiceField(
        label="Kun je deze groep geven?",
        choices=[
            (Antwoord.JA, "Ja, ik geef deze groep"),
            (Antwoord.NEE, "Nee, ik kan niet"),
            ("anders", "Nu niet, maar op een andere tijd wel"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een antwoord.", "invalid_choice": "Kies een antwoord."},
    )
    reden = VrijeTekst(
        label="Waarom kun je niet? (verplicht bij nee)",
        help_text="Schrijf geen namen of gegevens van kinderen op.",
        required=False,
        max_length=300,
        regels=3,
    )
    andere_dagdelen = DagdelenVeld(label="Wanneer kun je wel? (verplicht bij een andere tijd)", required=False)

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        keus = schoon.get("keus")
        if keus == Antwoord.NEE and "reden" not in self.errors and not schoon.get("reden", "").strip():
            self.add_error("reden", "Schrijf kort op waarom je niet kunt.")
        if keus == "anders" and not schoon.get("andere_dagdelen"):
            self.add_error("andere_dagdelen", "Kies wanneer je wel kunt.")
        return schoon
