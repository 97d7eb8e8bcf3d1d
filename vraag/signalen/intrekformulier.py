"""The form with which a team takes a need back."""

from collections.abc import Iterable
from typing import Any

from django import forms

from marktplein.basis.invoer import nummer
from marktplein.basis.verborgen import VersieVeld
from marktplein.basis.vrijetekst import VrijeTekst
from vraag.signalen.validators import controleer_tekst


class IntrekFormulier(forms.Form):
    """Why a need is no longer there; it helps to see what the shelf lacks."""

    versie = VersieVeld()
    # The proposals whose consequences stood on the page: numbers with commas between.
    gezien = forms.CharField(widget=forms.HiddenInput, required=False)
    reden = VrijeTekst(
        label="Waarom is de vraag niet meer nodig?",
        help_text="Bijvoorbeeld: ‘kinderen zijn al ergens anders geholpen’. Geen namen of andere gegevens.",
        error_messages={"required": "Schrijf kort op waarom de vraag niet meer nodig is."},
        attrs={"maxlength": 200},
    )

    def clean_reden(self) -> str:
        reden = str(self.cleaned_data["reden"])
        for fout in controleer_tekst("reden", reden, 200):
            raise forms.ValidationError(fout.melding)
        return reden

    def clean_gezien(self) -> set[int]:
        return {pk for stuk in self.cleaned_data["gezien"].split(",") if (pk := nummer(stuk))}

    def laat_zien(self, voorstellen: Iterable[int], *, versie: int) -> None:
        """Keep what was typed; this version and these proposals are shown with it this time."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["gezien"], data["versie"] = zet_op_rij(voorstellen), str(versie)
        self.data = data


def zet_op_rij(nummers: Iterable[int]) -> str:
    """Numbers as the hidden field ``gezien`` holds them."""
    return ",".join(map(str, nummers))
