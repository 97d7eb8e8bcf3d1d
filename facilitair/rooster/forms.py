"""The forms in which meetings are moved, added or skipped."""

import datetime as dt
from typing import Any

from django import forms

from aanbod.models import Bijeenkomst, Groep
from facilitair.rooster.afspraak import EIND_TE_VROEG, Afspraak
from facilitair.rooster.keuzes import ruimtekeuzes, ruimtetekst, trainerkeuzes
from facilitair.rooster.wijziging import EIGEN, ZELFDE, Soort, Wijziging
from facilitair.velden import EenmaligFormulier
from marktplein.basis import klok
from marktplein.basis.widgets import DatumInvoer, TijdInvoer

ALLEEN, VANAF = "alleen", "vanaf"


class OverslaanFormulier(EenmaligFormulier):
    """Only which version of the group it was."""

    versie = forms.IntegerField(widget=forms.HiddenInput)

    def wijziging(self, nummer: int) -> Wijziging:
        return Wijziging(Soort.OVERSLAAN, self.cleaned_data["versie"], nummer)


class PlekFormulier(forms.Form):
    """Where: a room, or a place told in words."""

    plek = forms.ChoiceField(label="Waar")
    naam = forms.CharField(
        label="Naam van de eigen locatie",
        max_length=120,
        required=False,
        help_text="Alleen als je zelf een plek hebt, zoals een school of een praktijk.",
    )
    adres = forms.CharField(label="Adres van de eigen locatie", max_length=160, required=False)

    def clean(self) -> dict[str, Any]:
        schoon: dict[str, Any] = super().clean() or {}
        if schoon.get("plek") == EIGEN and not schoon.get("naam") and "naam" not in self.errors:
            self.add_error("naam", "Vul in waar het is, of kies een ruimte.")
        return schoon


class RoosterFormulier(PlekFormulier, EenmaligFormulier):
    """A meeting as it is to be. ``bijeenkomst`` None: one more."""

    datum = forms.DateField(label="Datum", widget=DatumInvoer)
    begin = forms.TimeField(label="Van", widget=TijdInvoer)
    eind = forms.TimeField(label="Tot", widget=TijdInvoer)
    trainers = forms.TypedMultipleChoiceField(
        label="Trainers", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    bereik = forms.ChoiceField(
        label="Voor welke bijeenkomsten",
        choices=[(ALLEEN, "Alleen deze"), (VANAF, "Deze en alle volgende")],
        widget=forms.RadioSelect,
    )
    vrije_dag = forms.BooleanField(label="Ook als het een vrije dag of schoolvakantie is", required=False)
    versie = forms.IntegerField(widget=forms.HiddenInput)

    field_order = ("datum", "begin", "eind", "plek", "naam", "adres", "trainers", "bereik", "vrije_dag")

    def __init__(
        self, *args: Any, groep: Groep, bijeenkomst: Bijeenkomst | None, nu: Afspraak, laatste: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.groep, self.bijeenkomst, self.nu = groep, bijeenkomst, nu
        tijden = [self._gevraagd() or nu.tijd]
        self._zet("plek", self._plekken(tijden))
        keuzes = trainerkeuzes(groep.interventie, groep.gemeente, tijden, groep=groep, ook=nu.trainers)
        self._zet("trainers", [(k.trainer.pk, k.tekst) for k in keuzes])
        if bijeenkomst is None or laatste:
            del self.fields["bereik"]

    def _zet(self, naam: str, keuzes: list[tuple[Any, str]]) -> None:
        veld = self.fields[naam]
        assert isinstance(veld, forms.ChoiceField)  # noqa: S101 - for the type checker
        veld.choices = keuzes

    def _plekken(self, tijden: list[tuple[dt.datetime, dt.datetime]]) -> list[tuple[Any, str]]:
        g = self.groep
        dichtbij = (g.lat, g.lon) if g.lat is not None and g.lon is not None else None
        ruimtes = ruimtekeuzes(tijden, gemeente=g.gemeente, minstens=g.mensen, dichtbij=dichtbij, groep=g)
        return [
            (ZELFDE, "Zoals nu"),
            *((str(v.ruimte.pk), ruimtetekst(v)) for v in ruimtes if v.ruimte.pk != self.nu.ruimte),
            (EIGEN, "Een eigen locatie"),
        ]

    def _gevraagd(self) -> tuple[dt.datetime, dt.datetime] | None:
        """What was typed, when it is a moment: the choices tell who and what is free then."""
        if not self.is_bound:
            return None
        velden = {naam: self.fields[naam].widget.value_from_datadict(self.data, self.files, naam) for naam in _TIJD}
        try:
            datum, begin, eind = (self.fields[naam].clean(waarde) for naam, waarde in velden.items())
            tijd = klok.op(datum, begin), klok.op(datum, eind)
        except (forms.ValidationError, klok.TijdBestaatNiet):
            return None
        return tijd if tijd[0] < tijd[1] else None

    def clean(self) -> dict[str, Any]:
        schoon = super().clean()
        for veld in ("begin", "eind"):
            if schoon.get("datum") and schoon.get(veld) is not None:
                try:
                    klok.op(schoon["datum"], schoon[veld])
                except klok.TijdBestaatNiet as fout:
                    self.add_error(veld, fout.melding)
        begin, eind = schoon.get("begin"), schoon.get("eind")
        if begin is not None and eind is not None and eind <= begin:
            self.add_error("eind", EIND_TE_VROEG)
        return schoon

    def wijziging(self) -> Wijziging:
        schoon = self.cleaned_data
        trainers = tuple(sorted(schoon["trainers"]))
        return Wijziging(
            Soort.WIJZIG if self.bijeenkomst else Soort.ERBIJ,
            schoon["versie"],
            self.bijeenkomst.nummer if self.bijeenkomst else 0,
            schoon.get("bereik") == VANAF,
            schoon["datum"],
            schoon["begin"],
            schoon["eind"],
            schoon["plek"],
            schoon["naam"] if schoon["plek"] == EIGEN else "",
            schoon["adres"] if schoon["plek"] == EIGEN else "",
            None if trainers == tuple(sorted(self.nu.trainers)) else trainers,
            schoon["vrije_dag"],
        )


_TIJD = ("datum", "begin", "eind")
