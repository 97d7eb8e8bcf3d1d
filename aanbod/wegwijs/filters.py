"""The one thing these pages ask: which municipality."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from aanbod.filters import AanbodFilterFormulier
from aanbod.models import Zorgpadplek
from gemeenten.grond.models import Gemeente
from gemeenten.grond.opvolging import GemeenteFilter
from marktplein.basis.filter import Filter


class GemeenteKeuze(Filter):
    gemeente = GemeenteFilter(
        label=_("Gemeente"), empty_label=_("Kies een gemeente"), to_field_name="slug", method="niets"
    )

    class Meta:
        model = Zorgpadplek
        form = AanbodFilterFormulier
        fields = ["gemeente"]

    def niets(self, rijen: QuerySet[Any], naam: str, waarde: Any) -> QuerySet[Any]:
        """Read by the page."""
        return rijen

    @property
    def gekozen(self) -> Gemeente | None:
        """None while none is chosen."""
        gemeente: Gemeente | None = self.form.cleaned_data.get("gemeente") if self.leesbaar else None
        return gemeente
