"""Forms of rooms and bookings."""

import datetime as dt
from typing import Any

from django import forms

from facilitair.models import Ruimte
from facilitair.ruimtes.selectors import groepen_voor_zaal
from facilitair.velden import EenmaligFormulier, GroepKeuze, MeldFormulier
from marktplein.basis import klok
from marktplein.basis.samen import SamenFormulier
from marktplein.basis.telefoon import TelefoonVeld
from marktplein.basis.vrijetekst import VrijeTekst
from marktplein.basis.widgets import DatumInvoer, GetalInvoer, TijdInvoer, ZoekSelect

EIND_TE_VROEG = "Kies een eindtijd die later is dan de begintijd."


class ReserveerFormulier(EenmaligFormulier):
    """One moment in one room."""

    datum = forms.DateField(label="Datum", widget=DatumInvoer)
    begin = forms.TimeField(label="Van", widget=TijdInvoer)
    eind = forms.TimeField(label="Tot", widget=TijdInvoer)
    aantal = forms.IntegerField(label="Aantal mensen", min_value=1, max_value=500, widget=GetalInvoer)
    omschrijving = VrijeTekst(
        label="Waarvoor?",
        max_length=140,
        help_text="Bijvoorbeeld: overleg trainers. Noem geen namen van kinderen.",
    )
    groep = GroepKeuze(
        label="Hoort bij een groep", queryset=None, required=False, empty_label="Geen groep", widget=ZoekSelect
    )
    optie = forms.BooleanField(label="Alleen een optie: ik bevestig later", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["groep"]
        assert isinstance(veld, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        veld.queryset = groepen_voor_zaal()

    def clean(self) -> dict[str, Any]:
        """The hour that summer time skips is no time to begin or to end; and the end comes after the begin."""
        schoon = super().clean() or {}
        for veld in ("begin", "eind"):
            if schoon.get("datum") and schoon.get(veld) is not None:
                try:
                    klok.op(schoon["datum"], schoon[veld])
                except klok.TijdBestaatNiet as fout:
                    self.add_error(veld, fout.melding)
        begin, eind = schoon.get("begin"), schoon.get("eind")
        if begin is not None and eind is not None and eind <= begin:
            self.add_error("eind", forms.ValidationError(EIND_TE_VROEG, code="eind_te_vroeg"))
        return schoon

    @property
    def wat_niet_kan(self) -> str:
        """The mistake in a few words, for the heading above the form; empty when more or other things are wrong."""
        return "De eindtijd ligt voor de begintijd" if self.has_error("eind", "eind_te_vroeg") else ""

    def tijd(self) -> tuple[dt.datetime, dt.datetime]:
        """(begin, end) as moments; only for a valid form."""
        schoon = self.cleaned_data
        return klok.op(schoon["datum"], schoon["begin"]), klok.op(schoon["datum"], schoon["eind"])


class RuimteContactFormulier(SamenFormulier, MeldFormulier):
    contact = forms.CharField(label="Contact", max_length=100, help_text="Wie het gebouw beheert.")
    contact_telefoon = TelefoonVeld(label="Telefoonnummer van het contact", required=False)
    sleutel = VrijeTekst(
        label="Hoe kom je binnen?",
        required=False,
        max_length=300,
        regels=3,
        help_text="Bijvoorbeeld: sleutel bij de balie, alarm gaat vanzelf uit. Zet hier geen code neer.",
    )

    def __init__(self, *args: Any, ruimte: Ruimte, **kwargs: Any) -> None:
        nu = contact_van(ruimte)
        super().__init__(*args, initial=nu, nu=nu, **kwargs)


def contact_van(ruimte: Ruimte) -> dict[str, str]:
    """The values as stored, by the field of the form."""
    return {naam: getattr(ruimte, naam) for naam in ("contact", "contact_telefoon", "sleutel")}


class KiesGroepFormulier(forms.Form):
    """From a room to the page where a group gets it."""

    groep = GroepKeuze(label="Groep", queryset=None, empty_label="Kies een groep", widget=ZoekSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="kies_%s", **kwargs)
        veld = self.fields["groep"]
        assert isinstance(veld, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        veld.queryset = groepen_voor_zaal()


class KiesZaalFormulier(SamenFormulier, MeldFormulier):
    """The button "kies deze zaal" at one room. Without a key: choosing the room that a group has changes nothing."""

    ruimte = forms.ModelChoiceField(label="Ruimte", queryset=Ruimte.objects.order_by("naam"), widget=forms.HiddenInput)
