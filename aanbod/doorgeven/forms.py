"""Ask for a mail when there are new dates: an address, and of what."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aanbod.doorgeven.selectors import Kring
from aanbod.models import Thema
from gemeenten.grond.selectors import bestaande_gemeenten


class _ThemaVeld(forms.ModelChoiceField):
    def label_from_instance(self, obj: Thema) -> str:
        return obj.naam_hier


class AttenderingForm(forms.Form):
    """``interventie``: of this offer, so that a theme need not be chosen."""

    email = forms.EmailField(
        label=_("E-mailadres"),
        help_text=_("Hier sturen wij eerst een link naartoe. Pas als u die gebruikt, krijgt u mails."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    gemeente = forms.ModelChoiceField(
        queryset=None, label=_("Gemeente"), required=False, to_field_name="slug", empty_label=_("De hele regio")
    )
    thema = _ThemaVeld(
        queryset=None, label=_("Thema"), required=False, to_field_name="slug", empty_label=_("Alle thema’s")
    )
    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, kring: Kring, **kwargs: Any) -> None:
        gekozen = {naam: ding.slug for naam in ("gemeente", "thema") if (ding := getattr(kring, naam))}
        super().__init__(*args, initial=gekozen, **kwargs)
        self.kring = kring
        self.fields["gemeente"].queryset = bestaande_gemeenten()
        self.fields["thema"].queryset = Thema.objects.order_by("naam")
        if kring.interventie:
            del self.fields["thema"]

    def gevraagd(self) -> Kring:
        """Of a valid form."""
        wat = self.cleaned_data
        return Kring(wat["gemeente"], wat.get("thema"), self.kring.interventie)
