"""Writing to the others of a group."""

import uuid

from django import forms

from aanbod.betrokken.services.gesprek import LANGST
from marktplein.basis.verborgen import Sleutel
from marktplein.basis.vrijetekst import VrijeTekst

HULP = "Alleen over praktische dingen: spullen, tijd, de ruimte. Geen namen van of verhalen over kinderen."


class GroepsberichtForm(forms.Form):
    tekst = VrijeTekst(
        label="Bericht",
        max_length=LANGST,
        regels=3,
        help_text=HULP,
    )
    sleutel = Sleutel(initial=uuid.uuid4)


class VerbeterForm(forms.Form):
    tekst = VrijeTekst(label="Bericht", max_length=LANGST, regels=3, help_text=HULP)
