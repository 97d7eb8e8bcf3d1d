"""Forms of the queue. The rules are in the services; these ask and convert."""

import uuid
from typing import Any

from django import forms

from facilitair.ruimtes.selectors import groepen_voor_zaal
from facilitair.taken.selectors import collegas
from facilitair.velden import EenmaligFormulier, GroepKeuze
from gemeenten.grond.selectors import bestaande_gemeenten
from marktplein.basis.samen import SamenFormulier
from marktplein.basis.verborgen import VersieVeld
from marktplein.basis.vrijetekst import VrijeTekst
from marktplein.basis.widgets import DatumInvoer, ZoekSelect


def _tekst(label: str, *, verplicht: bool, hulp: str = "") -> VrijeTekst:
    return VrijeTekst(label=label, required=verplicht, max_length=2000, help_text=hulp, regels=3)


class ActieFormulier(SamenFormulier, EenmaligFormulier):
    """One move of a task, made on the version the person looked at."""

    # The queue offers "pak op" at every row; that is safe to repeat without a key.
    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
    versie = VersieVeld()

    def __init__(self, *args: Any, actie: str = "", **kwargs: Any) -> None:
        # Several of these stand on one page, so each has its own ids.
        super().__init__(*args, auto_id=f"{actie}_%s", **kwargs)
        self.nu = {naam: waarde for naam, waarde in self.nu.items() if naam in self.fields}


class OpmerkingFormulier(ActieFormulier):
    tekst = _tekst("Wat wil je laten weten?", verplicht=True, hulp="Collega’s lezen dit. Noem geen namen van kinderen.")


class KlaarFormulier(ActieFormulier):
    # A room that nobody booked is explained.
    soms_verplicht = ("tekst",)

    tekst = _tekst("Toelichting", verplicht=False)


class TerugFormulier(ActieFormulier):
    tekst = _tekst("Waarom geef je de taak terug?", verplicht=False)


class WachtFormulier(ActieFormulier):
    tekst = _tekst("Waarop wacht je?", verplicht=True)
    wacht_tot = forms.DateField(label="Tot wanneer?", required=False, widget=DatumInvoer)


class HeropenFormulier(ActieFormulier):
    tekst = _tekst("Wat moet er nog gebeuren?", verplicht=True)


class VerzetFormulier(ActieFormulier):
    uiterlijk = forms.DateField(label="Nieuwe datum", widget=DatumInvoer)
    tekst = _tekst("Waarom?", verplicht=False)


class ToewijsFormulier(ActieFormulier):
    aan = forms.ModelChoiceField(label="Collega", queryset=None, empty_label="Kies een collega")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["aan"]
        assert isinstance(veld, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        # Who has it already is no choice; somebody who pressed twice is not refused for it.
        van = None if self.is_bound else self.nu.get("aan")
        veld.queryset = collegas().exclude(pk=van.pk) if van else collegas()


class NieuweTaakFormulier(EenmaligFormulier):
    titel = VrijeTekst(label="Wat moet er gebeuren?", max_length=160)
    uiterlijk = forms.DateField(label="Uiterlijk", widget=DatumInvoer)
    uitleg = _tekst("Uitleg", verplicht=False, hulp="Noem geen namen van kinderen of ouders.")
    groep = GroepKeuze(
        label="Voor welke groep?", queryset=None, required=False, empty_label="Geen groep", widget=ZoekSelect
    )
    gemeente = forms.ModelChoiceField(
        label="In welke gemeente?", queryset=None, required=False, empty_label="Hele regio"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam, keuzes in (("groep", groepen_voor_zaal()), ("gemeente", bestaande_gemeenten())):
            veld = self.fields[naam]
            assert isinstance(veld, forms.ModelChoiceField)  # noqa: S101 - for the type checker
            veld.queryset = keuzes
