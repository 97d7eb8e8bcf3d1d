"""Form controls of our own. Without JavaScript each of them is a plain control that works."""

import datetime as dt
import re
from typing import Any

from django import forms

from marktplein.basis import dagdelen

ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


class WeekroosterWidget(forms.CheckboxSelectMultiple):
    """Dagdelen to tap: a table of 5 days by 3 parts, a checkbox in each cell; values "0".."14" = day * 3 + part."""

    template_name = "django/forms/widgets/weekrooster.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds ``rijen``: (day, [(part, option or None), …]); a dagdeel that is no choice gets no checkbox."""
        context = super().get_context(name, value, attrs)
        opties = {str(optie["value"]): optie for _, groep, _ in context["widget"]["optgroups"] for optie in groep}
        context["delen"] = dagdelen.DELEN
        context["rijen"] = [
            (dag, [(deel, opties.get(str(nummer * 3 + plek))) for plek, deel in enumerate(dagdelen.DELEN)])
            for nummer, dag in enumerate(dagdelen.DAGEN)
        ]
        return context


class DagdelenVeld(forms.TypedMultipleChoiceField):
    """Chosen dagdelen as a list of numbers 0..14."""

    widget = WeekroosterWidget

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("choices", dagdelen.KEUZES)
        kwargs.setdefault("coerce", int)
        super().__init__(**kwargs)


class DatumInvoer(forms.DateInput):
    """A date: the browser's own picker, or a text box for what somebody typed that is no date (it is kept)."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """A value the picker cannot show is shown as text."""
        context = super().get_context(name, value, attrs)
        getoond = context["widget"]["value"]
        if not getoond or ISO.fullmatch(str(getoond)):
            context["widget"]["type"] = "date"
        else:
            context["widget"]["attrs"]["class"] = "invoer--datum"
        return context


class TijdInvoer(forms.TimeInput):
    """A time of day, to the minute."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%H:%M")

    def format_value(self, value: Any) -> str | None:
        """Seconds are for clocks, not for people."""
        return f"{value:%H:%M}" if isinstance(value, dt.time) else super().format_value(value)


class ZoekSelect(forms.Select):
    """A long list: a plain select, that combobox.js turns into a box to type in."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__(attrs={"data-combobox": True, **(attrs or {})}, choices=choices)


class GetalInvoer(forms.NumberInput):
    """A small whole number; phones show the digits."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"inputmode": "numeric", **(attrs or {})})
