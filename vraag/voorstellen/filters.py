"""Filters of the lists of proposals and runs."""

import django_filters as df

from aanbod.models import Interventie
from marktplein.basis.filter import Filter, FilterFormulier
from vraag.models import Groepsvoorstel
from vraag.workflow import VoorstelStaat


class VoorstelFilter(Filter):
    staat = df.ChoiceFilter(label="Staat", choices=VoorstelStaat.choices, empty_label="Alle")
    interventie = df.ModelChoiceFilter(
        label="Training",
        queryset=Interventie.objects.filter(voorstellen__isnull=False).distinct().only("naam").order_by("naam"),
        empty_label="Alle",
    )

    class Meta:
        model = Groepsvoorstel
        fields: tuple[str, ...] = ("staat", "interventie")
        form = FilterFormulier
