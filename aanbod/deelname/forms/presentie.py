"""How many came: one number per meeting that has begun."""

from collections.abc import Iterable
from typing import Any

from django import forms

from aanbod.deelname.services.presentie import in_veld, opgeslagen, veldnaam
from aanbod.models import Bijeenkomst
from marktplein.basis import klok
from marktplein.basis.samen import SamenFormulier
from marktplein.basis.woorden import dag_kort, uur


class AantalVeld(forms.IntegerField):
    """A count that is compared as text, as it is stored for it: "0" is not the same as nothing filled in."""

    def clean(self, value: Any) -> Any:
        return in_veld(super().clean(value))


class PresentieForm(SamenFormulier):
    markeer_niet_verplicht = False

    def __init__(self, *args: Any, rijen: Iterable[Bijeenkomst], hoogstens: int, **kwargs: Any) -> None:
        bijeenkomsten = list(rijen)
        super().__init__(*args, nu=opgeslagen(bijeenkomsten), **kwargs)
        self.nummers = {veldnaam(rij.nummer): rij.nummer for rij in bijeenkomsten}
        for rij in bijeenkomsten:
            naam = veldnaam(rij.nummer)
            self.fields[naam] = AantalVeld(
                label=f"Keer {rij.nummer}: {dag_kort(klok.lokaal(rij.begin).date())}, {uur(rij.begin)} uur",
                min_value=0,
                max_value=hoogstens,
                required=False,
                initial=self.nu[naam],
            )
        self.neem_keuzes_over()

    def aantallen(self) -> dict[int, int | None]:
        """Per number of the meeting how many came, for the service."""
        ruw = {nummer: self.cleaned_data[naam] for naam, nummer in self.nummers.items()}
        return {nummer: None if aantal is None else int(aantal) for nummer, aantal in ruw.items()}
