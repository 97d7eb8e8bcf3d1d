"""What every form field of the house does with what is typed, those of libraries and the technical admin included.

Called once when the app starts, as ``foutwoorden``: a form cannot forget it.
"""

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from marktplein.basis import klok, tekst


def in_bereik(waarde: dt.date) -> None:
    """Field validator: a day with which can be reckoned. Nobody means another, and arithmetic ends at year 9999."""
    if not klok.VROEGST.year <= waarde.year <= klok.LAATST.year:
        raise ValidationError(
            _("Klopt het jaar? Vul een datum in van %(van)s tot en met %(tot)s."),
            code="bereik",
            params={"van": klok.VROEGST.year, "tot": klok.LAATST.year},
        )


def _schoon(oud: Callable[[forms.CharField, Any], Any]) -> Callable[[forms.CharField, Any], Any]:
    @wraps(oud)
    def to_python(veld: forms.CharField, waarde: Any) -> Any:
        # A password is what was typed, sign for sign.
        if isinstance(waarde, str) and veld.strip and "\x00" not in waarde:
            meer_regels = isinstance(veld.widget, forms.Textarea)
            waarde = tekst.schoon(waarde) if meer_regels else tekst.op_een_regel(waarde)
        return oud(veld, waarde)

    return to_python


def _past(oud: Callable[..., None]) -> Callable[..., None]:
    @wraps(oud)
    def begin(veld: forms.EmailField, **kwargs: Any) -> None:
        kwargs["max_length"] = min(kwargs.get("max_length") or tekst.LANGSTE_MAILADRES, tekst.LANGSTE_MAILADRES)
        oud(veld, **kwargs)

    return begin


def zet() -> None:
    """Text is cleaned, an address fits its column, a date can be reckoned with. Calling it twice does no harm."""
    if in_bereik in forms.DateField.default_validators:
        return
    forms.CharField.to_python = _schoon(forms.CharField.to_python)  # type: ignore[assignment,method-assign]
    forms.EmailField.__init__ = _past(forms.EmailField.__init__)  # type: ignore[method-assign]
    for veld in (forms.DateField, forms.DateTimeField):
        veld.default_validators = [*veld.default_validators, in_bereik]
