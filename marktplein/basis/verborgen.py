"""Fields that nobody sees. One that cannot be read counts as left out: a mistake that nobody sees cannot be mended."""

from typing import Any

from django import forms


class _Verborgen(forms.Field):
    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except forms.ValidationError:
            return None


class Sleutel(_Verborgen, forms.UUIDField):
    """The key by which a form that arrives twice is known; without one it is simply done."""


class VersieVeld(_Verborgen, forms.IntegerField):
    """The version that stood on the page; without one none was seen, and every version is newer."""
