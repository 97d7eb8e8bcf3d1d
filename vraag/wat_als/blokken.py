"""The blocks of the what-if form: one small form per change, that may be left empty."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from django import forms

from aanbod.models import Interventie
from gemeenten.grond.models import Gemeente
from marktplein.basis.mensen import SAMENGETELD, enkel_en_meer
from marktplein.basis.widgets import DagdelenVeld, GetalInvoer, ZoekSelect
from marktplein.basis.woorden import van_tot
from vraag.wat_als import wijziging as sw

GEEN_GETAL = "Vul een heel getal in, bijvoorbeeld 5."
HELE_REGIO = "De hele regio"
MENSEN = enkel_en_meer(SAMENGETELD)


@dataclass(frozen=True, slots=True)
class Keuzes:
    """What can be chosen: trainings there is demand for now, and the municipalities of the region(s)."""

    interventies: Sequence[Interventie]
    gemeenten: Sequence[Gemeente]


def _getal(label: str, leeg: str, *, hoogstens: int, **kwargs: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=hoogstens,
        widget=GetalInvoer,
        error_messages={
            "required": leeg,
            "invalid": GEEN_GETAL,
            "min_value": "Vul minstens 1 in.",
            "max_value": f"Vul hoogstens {hoogstens} in.",
        },
        **kwargs,
    )


def _dagdelen(label: str) -> DagdelenVeld:
    return DagdelenVeld(
        label=label,
        error_messages={"required": "Kies minstens één dagdeel.", "invalid_choice": "Kies dagdelen uit het rooster."},
    )


def _ding(per_pk: Mapping[str, Any], pk: str) -> Any:
    """The thing with this number; ValueError for what is not in the list (or left it since the page was opened)."""
    try:
        return per_pk[pk]
    except KeyError:
        raise ValueError(pk) from None


class _Keuze(forms.TypedChoiceField):
    """One thing out of a list that is read once for all blocks; cleaned it is the thing itself."""

    def __init__(self, label: str, leeg: str, wat: str, **kwargs: Any) -> None:
        self.leeg = leeg
        melding = {"required": f"{leeg}.", "invalid_choice": f"Kies {wat} uit de lijst."}
        super().__init__(label=label, empty_value=None, error_messages=melding, **kwargs)

    def zet(self, dingen: Sequence[Any]) -> None:
        """Offer these, by name."""
        per_pk = {str(ding.pk): ding for ding in dingen}
        self.choices = [("", self.leeg), *((pk, ding.naam) for pk, ding in per_pk.items())]
        self.coerce = partial(_ding, per_pk)


class _Training(_Keuze):
    def __init__(self) -> None:
        super().__init__("Welke training?", "Kies een training", "een training", widget=ZoekSelect)


class _Trainingen(forms.TypedMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def zet(self, dingen: Sequence[Any]) -> None:
        """Offer these, by name."""
        per_pk = {str(ding.pk): ding for ding in dingen}
        self.choices = [(pk, ding.naam) for pk, ding in per_pk.items()]
        self.coerce = partial(_ding, per_pk)


class _Plaats(_Keuze):
    def __init__(self, label: str, leeg: str = "Kies een gemeente", **kwargs: Any) -> None:
        super().__init__(label, leeg, "een gemeente", **kwargs)


class Wijzigblok(forms.Form):
    """One change. Empty it is valid and says nothing (``gevuld`` is False)."""

    soort: ClassVar[str] = ""

    def __init__(self, *args: Any, keuzes: Keuzes, **kwargs: Any) -> None:
        super().__init__(*args, empty_permitted=True, use_required_attribute=False, **kwargs)
        for veld in self.fields.values():
            if isinstance(veld, _Training | _Trainingen):
                veld.zet(keuzes.interventies)
            elif isinstance(veld, _Plaats):
                veld.zet(keuzes.gemeenten)

    @property
    def gevuld(self) -> bool:
        return self.has_changed()

    @property
    def open(self) -> bool:
        """Whether there is anything in it, typed or filled in beforehand."""
        return self.has_changed() if self.is_bound else any(self.initial.values())

    def van_gemeente(self) -> Gemeente | None:
        """The municipality it is about, if any."""
        return self.cleaned_data.get("gemeente")

    def wijziging(self) -> dict[str, Any]:
        """The change in the shape of ``vraag.wat_als``; only when valid and ``gevuld``.

        Of the training or municipality it is about, the number, and the name to show beside it.
        """
        uit: dict[str, Any] = {"soort": self.soort}
        for veld, waarde in self.cleaned_data.items():
            if isinstance(self.fields[veld], _Keuze):
                uit |= {veld: waarde.pk, "naam": waarde.naam}
            else:
                uit[veld] = waarde
        return uit

    @staticmethod
    def begin(w: Mapping[str, Any]) -> dict[str, Any]:
        """The initial values that show a kept change again."""
        return {naam: waarde for naam, waarde in w.items() if naam not in ("soort", "naam", "namen", "id")}


class GrootteBlok(Wijzigblok):
    soort = sw.GROOTTE
    # One of the two there must be.
    soms_verplicht = ("minimum", "maximum")
    interventie = _Training()
    minimum = _getal("Kleinste groep", "", hoogstens=sw.MAX_GROEP, required=False)
    maximum = _getal("Grootste groep", "", hoogstens=sw.MAX_GROEP, required=False)

    def clean(self) -> dict[str, Any]:
        super().clean()
        c = self.cleaned_data
        i, onder, boven = c.get("interventie"), c.get("minimum"), c.get("maximum")
        if i is None or "minimum" in self.errors or "maximum" in self.errors:
            return c
        if onder is None and boven is None:
            self.add_error("minimum", f"Vul een getal in. Nu is het {van_tot(i.groep_min, i.groep_max, *MENSEN)}.")
        elif (onder or i.groep_min) > (boven or i.groep_max):
            veld = "minimum" if onder else "maximum"
            self.add_error(
                veld,
                f"De kleinste groep ({onder or i.groep_min}) is dan groter dan de grootste ({boven or i.groep_max}).",
            )
        elif (onder or i.groep_min, boven or i.groep_max) == (i.groep_min, i.groep_max):
            self.add_error("minimum" if onder else "maximum", "Zo is het nu ook. Vul een ander getal in.")
        return c


class ReizenBlok(Wijzigblok):
    soort = sw.REIZEN
    voor = forms.ChoiceField(
        label="Voor wie?", initial=sw.ALLEN, error_messages={"invalid_choice": "Kies voor wie uit de lijst."}
    )
    km = _getal("Hoeveel kilometer verder?", "Vul in hoeveel kilometer erbij komt.", hoogstens=sw.MAX_KM_ERBIJ)

    def __init__(self, *args: Any, keuzes: Keuzes, **kwargs: Any) -> None:
        super().__init__(*args, keuzes=keuzes, **kwargs)
        self.keuzes = keuzes
        self.fields["voor"].choices = [  # type: ignore[attr-defined]
            (sw.ALLEN, "Iedereen"),
            ("Mensen uit", [(f"{sw.GEMEENTE}:{g.pk}", g.naam) for g in keuzes.gemeenten]),
            ("Mensen voor", [(f"{sw.INTERVENTIE}:{i.pk}", i.naam) for i in keuzes.interventies]),
        ]

    def _gekozen(self) -> tuple[str, Any]:
        voor, _, pk = self.cleaned_data.get("voor", sw.ALLEN).partition(":")
        lijst: Iterable[Any] = self.keuzes.gemeenten if voor == sw.GEMEENTE else self.keuzes.interventies
        return voor, next((ding for ding in lijst if str(ding.pk) == pk), None)

    def van_gemeente(self) -> Gemeente | None:
        voor, ding = self._gekozen()
        return ding if voor == sw.GEMEENTE else None

    def wijziging(self) -> dict[str, Any]:
        voor, ding = self._gekozen()
        return {
            "soort": self.soort,
            "km": self.cleaned_data["km"],
            "voor": voor,
            "id": ding.pk if ding else None,
            "naam": ding.naam if ding else "",
        }

    @staticmethod
    def begin(w: Mapping[str, Any]) -> dict[str, Any]:
        return {"km": w["km"], "voor": f"{w['voor']}:{w['id']}" if w["id"] else w["voor"]}


class DagdeelBlok(Wijzigblok):
    soort = sw.DAGDEEL
    interventie = _Training()
    dagdelen = _dagdelen("Op welke dagdelen kunnen zij dan ook?")


class RuimteBlok(Wijzigblok):
    soort = sw.RUIMTE
    gemeente = _Plaats("In welke gemeente?")
    plaatsen = _getal("Voor hoeveel mensen?", "Vul in voor hoeveel mensen.", hoogstens=sw.MAX_PLAATSEN)
    dagdelen = _dagdelen("Op welke dagdelen is de ruimte vrij?")


class TrainerBlok(Wijzigblok):
    soort = sw.TRAINER
    interventies = _Trainingen(
        label="Welke trainingen geeft deze trainer?",
        error_messages={"required": "Kies minstens één training.", "invalid_choice": "Kies trainingen uit de lijst."},
    )
    gemeente = _Plaats("Waar?", HELE_REGIO, required=False)
    dagdelen = _dagdelen("Op welke dagdelen kan deze trainer?")
    groepen = _getal(
        "Hoeveel groepen per week?",
        "Vul in hoeveel groepen per week.",
        hoogstens=sw.MAX_GROEPEN_PER_WEEK,
        initial=2,
    )

    def wijziging(self) -> dict[str, Any]:
        c = self.cleaned_data
        interventies = sorted(c["interventies"], key=lambda i: (i.naam, i.pk))
        return {
            "soort": self.soort,
            "interventies": [i.pk for i in interventies],
            "namen": [i.naam for i in interventies],
            "gemeente": c["gemeente"].pk if c["gemeente"] else None,
            "naam": c["gemeente"].naam if c["gemeente"] else "",
            "dagdelen": c["dagdelen"],
            "groepen": c["groepen"],
        }
