"""Who came: one choice per person on the list, and one for all others."""

from collections.abc import Iterable
from typing import Any

from django import forms

from aanbod.models import Aanmelding
from aanbod.workflow import GEWEEST, AanmeldingStaat
from marktplein.basis.samen import SamenFormulier

# The choices stand in the rows of a table and the form below it: they find it by this id.
FORMULIER_ID = "opkomst"
KEUZES = [(AanmeldingStaat.DEELGENOMEN, "Ja"), (AanmeldingStaat.NIET_GEKOMEN, "Nee")]


class OpkomstForm(SamenFormulier):
    markeer_niet_verplicht = False
    anderen = forms.BooleanField(required=False, label="Iedereen bij wie niets gekozen is, heeft meegedaan")

    def __init__(self, *args: Any, aanmeldingen: Iterable[Aanmelding], **kwargs: Any) -> None:
        super().__init__(*args, nu=opgeslagen(aanmeldingen), **kwargs)
        self.nummers = {f"wie{aanmelding.pk}": aanmelding.pk for aanmelding in aanmeldingen}
        for aanmelding in aanmeldingen:
            self.fields[f"wie{aanmelding.pk}"] = forms.ChoiceField(
                label=f"Heeft {aanmelding.naam} meegedaan?",
                choices=KEUZES,
                required=False,
                initial=self.nu[f"wie{aanmelding.pk}"],
                widget=forms.RadioSelect(attrs={"form": FORMULIER_ID}),
            )
        self.neem_keuzes_over()

    def opkomst(self) -> dict[int, str]:
        """Per number of the registration what was chosen, for the service."""
        return {pk: self.cleaned_data[naam] for naam, pk in self.nummers.items() if self.cleaned_data[naam]}

    def gezien_per_nummer(self) -> dict[int, str]:
        """The prints of what stood on the page, per number of the registration."""
        gezien = self.cleaned_data["gezien"]
        return {pk: gezien[naam] for naam, pk in self.nummers.items() if naam in gezien}


def opgeslagen(aanmeldingen: Iterable[Aanmelding]) -> dict[str, str | None]:
    """Who came as stored, by the field of the form."""
    return {f"wie{rij.pk}": rij.staat if rij.staat in GEWEEST else None for rij in aanmeldingen}
