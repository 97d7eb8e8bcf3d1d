"""When, where and how often a trainer can be asked."""

from typing import Any

from django import forms

from aanbod.enums import Bereik
from aanbod.models import Trainer
from marktplein.basis.dagdelen import AANTAL
from marktplein.basis.samen import SamenFormulier
from marktplein.basis.widgets import DagdelenVeld, GetalInvoer

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


def opgeslagen(trainer: Trainer) -> dict[str, Any]:
    """The values as stored, by the field of the form."""
    return {naam: getattr(trainer, naam) for naam in INZET}
