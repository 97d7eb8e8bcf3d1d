"""The filters of a list. A value that cannot be read shows its error and no rows: all rows would answer another
question, and somebody would act on it.
"""

from typing import Any

import django_filters as df
from django import forms
from django.db.models import QuerySet


class FilterFormulier(forms.Form):
    """The form of a filter. Every question in it may stay empty, so that is not said at each of them."""

    markeer_niet_verplicht = False


class Filter(df.FilterSet):  # type: ignore[misc]
    """The base of every filter of the house."""

    @property
    def qs(self) -> QuerySet[Any]:
        rijen: QuerySet[Any] = super().qs
        return rijen.none() if self.is_bound and self.form.errors else rijen
