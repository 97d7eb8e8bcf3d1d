"""The form with which a team takes a need back."""

from collections.abc import Iterable
from typing import Any

from django import forms

from marktplein.basis.invoer import nummer
from marktplein.basis.verborgen import VersieVeld
from marktplein.basis.vrijetekst import VrijeTekst
from vraag.signalen.validators import controleer_tekst

ZEG_IK_NIET = "geen"
REDENEN_INTREKKEN = (
    (ZEG_IK_NIET, "Dat zeg ik liever niet"),
    ("geholpen", "Er is al ergens anders hulp"),
    ("hoeft_niet", "Het gezin wil of kan niet meer"),
    ("duurde_te_lang", "Het wachten duurde te lang"),
    ("vergissing", "De vraag klopte niet of stond er dubbel"),
)


class IntrekFormulier(forms.Form):
    """Why a need is no longer there; it helps to see what the shelf lacks."""

    versie = VersieVeld()
    # The proposals whose consequences stood on the page: numbers with commas between.
    gezien = forms.CharField(widget=forms.HiddenInput, required=False)
    keuze = forms.ChoiceField(
        label="Waarom is de vraag niet meer nodig?",
        choices=REDENEN_INTREKKEN,
        required=False,
        initial=ZEG_IK_NIET,
        widget=forms.RadioSelect,
    )
    reden = VrijeTekst(
        label="Een andere reden",
        help_text="Geen namen of andere gegevens.",
        required=False,
        attrs={"maxlength": 200},
    )

    def clean_reden(self) -> str:
        reden = str(self.cleaned_data["reden"])
        for fout in controleer_tekst("reden", reden, 200):
            raise forms.ValidationError(fout.melding)
        return reden

    def clean(self) -> dict[str, Any]:
        """What was written says more than what was picked. A form with neither was not filled in by anybody."""
        velden: dict[str, Any] = super().clean() or self.cleaned_data
        keuze = velden.pop("keuze", "")
        if not (keuze or velden.get("reden") or self.errors):
            self.add_error("keuze", "Kies wat het best past. Je mag ook kiezen dat je het liever niet zegt.")
        gekozen = "" if keuze in ("", ZEG_IK_NIET) else dict(REDENEN_INTREKKEN)[keuze]
        velden["reden"] = velden.get("reden") or gekozen
        return velden

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
