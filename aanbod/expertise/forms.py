"""When, where and how often a trainer can be asked."""

from typing import Any

from django import forms

from aanbod.enums import Bereik
from aanbod.models import Trainer
from marktplein.basis.dagdelen import AANTAL
from marktplein.basis.widgets import DagdelenVeld, GetalInvoer


class InzetForm(forms.Form):
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
        nu = {naam: getattr(trainer, naam) for naam in ("dagdelen", "bereik", "max_groepen_per_week")}
        super().__init__(*args, initial=nu, **kwargs)
        self.fields["bereik"].choices = [  # type: ignore[attr-defined]
            (Bereik.REGIO, Bereik.REGIO.label),
            (Bereik.GEMEENTE, f"Alleen in {trainer.gemeente}"),
        ]
