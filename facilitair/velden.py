"""Fields several forms of this app share."""

import uuid
from typing import Any

from django import forms

from aanbod.models import Groep
from marktplein.basis.filter import FilterFormulier
from marktplein.basis.formulier import meld
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.woorden import datum


class GroepLabel:
    """How a list to choose from names a group."""

    def label_from_instance(self, obj: Any) -> str:
        """ "Weerbaar in Katwijk, start 3 maart"."""
        groep: Groep = obj
        return f"{groep.interventie} in {groep.gemeente}, start {datum(groep.start_op)}"


class GroepKeuze(GroepLabel, forms.ModelChoiceField):  # type: ignore[type-arg]
    """A group to choose."""


class MeldFormulier(forms.Form):
    """A form that can show what a service says."""

    def meld(self, fout: DomeinFout) -> None:
        """Show the refusal of a service at its field, or above the form when the field is not here."""
        meld(self, fout)


class EenmaligFormulier(MeldFormulier):
    """A form that counts once: its key is made when it is shown and goes along with it."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class FilterBijFormulier(FilterFormulier):
    """Of a list that has forms with the same questions beside it: its fields have names of their own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "auto_id": "filter_%s"})
