"""When, where and how often a trainer can be asked."""

from typing import Any

from django import forms

from aanbod.enums import Bereik
from aanbod.models import Trainer
from marktplein.basis.dagdelen import AANTAL
from marktplein.basis.samen import SamenFormulier
from marktplein.basis.telefoon import TelefoonVeld
from marktplein.basis.widgets import DagdelenVeld, GetalInvoer

BEREIKBAAR = ("telefoon", "email")
INZET = ("dagdelen", "bereik", "max_groepen_per_week")


class InzetForm(SamenFormulier):
    dagdelen = DagdelenVeld(label="Op welke dagdelen kun je een groep geven?")
    bereik = forms.ChoiceField(label="Waar geef je groepen?", widget=forms.RadioSelect)
    max_groepen_per_week = forms.IntegerField(
        label="Hoeveel groepen geef je hoogstens in een week?",
        min_value=0,
        max_value=AANTAL,
        help_text="Vul 0 in als we je nu niet moeten vragen.",
        widget=GetalInvoer,
    )

    def __init__(self, *args: Any, trainer: Trainer, **kwargs: Any) -> None:
        nu = opgeslagen(trainer)
        super().__init__(*args, initial=nu, nu=nu, **kwargs)
        self.fields["bereik"].choices = [  # type: ignore[attr-defined]
            (Bereik.REGIO, Bereik.REGIO.label),
            (Bereik.GEMEENTE, f"Alleen in {trainer.gemeente}"),
        ]


class BereikbaarForm(SamenFormulier):
    telefoon = TelefoonVeld(label="Telefoonnummer", required=False)
    email = forms.EmailField(
        label="E-mailadres", required=False, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, *args: Any, trainer: Trainer, **kwargs: Any) -> None:
        nu = bereikbaar(trainer)
        super().__init__(*args, initial=nu, nu=nu, **kwargs)
        if trainer.user:
            self.fields["email"].help_text = f"Laat leeg voor het adres van het account: {trainer.user.email}."

    def clean(self) -> dict[str, Any]:
        """Somebody whom nobody can reach gives no group."""
        schoon = super().clean() or {}
        if not self.errors and not schoon.get("telefoon") and not schoon.get("email"):
            self.add_error("telefoon", "Vul een telefoonnummer of een e-mailadres in.")
        return schoon


def bereikbaar(trainer: Trainer) -> dict[str, str]:
    """How the trainer can be reached as stored, by the field of the form."""
    return {naam: getattr(trainer, naam) for naam in BEREIKBAAR}


def opgeslagen(trainer: Trainer) -> dict[str, Any]:
    """The values as stored, by the field of the form."""
    return {naam: getattr(trainer, naam) for naam in INZET}
