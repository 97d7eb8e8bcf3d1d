"""Filters of the list of runs."""

import django_filters as df

from gemeenten.grond.models import Regio
from marktplein.basis.filter import FilterFormulier
from vraag.models import Run
from vraag.signalen.filters import RegioKeuze
from vraag.workflow import Aanleiding, RunStaat


class RunFilter(RegioKeuze):
    regio = df.ModelChoiceFilter(label="Regio", queryset=Regio.objects.none(), empty_label="Alle")
    staat = df.ChoiceFilter(label="Staat", choices=RunStaat.choices, empty_label="Alle")
    aanleiding = df.ChoiceFilter(label="Aanleiding", choices=Aanleiding.choices, empty_label="Alle")

    class Meta:
        model = Run
        fields: tuple[str, ...] = ("regio", "staat", "aanleiding")
        form = FilterFormulier

    @property
    def gekozen_regio(self) -> Regio | None:
        """The region chosen; None for all."""
        return self.form.cleaned_data.get("regio") if self.form.is_valid() else None
