"""The form with which a coordinator tries out changes: a name, and a few blocks of each kind of change.

Blocks that are left empty do not count. "Nog een" adds one block of a kind and keeps what was typed; it is an ordinary
button of the form, so it works without JavaScript.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from gemeenten.grond.models import Regio
from marktplein.accounts.models import Bezoeker
from marktplein.basis.verborgen import Sleutel
from marktplein.basis.vrijetekst import VrijeTekst
from vraag.models import Scenario
from vraag.wat_als.blokken import DagdeelBlok, GrootteBlok, Keuzes, ReizenBlok, RuimteBlok, TrainerBlok, Wijzigblok
from vraag.wat_als.selectors import gemeenten_voor_scenario, interventies_voor_scenario, regios_voor_scenario
from vraag.wat_als.wijziging import Wijziging, van_nu

MAX_PER_SOORT = 5


@dataclass(slots=True)
class Soort:
    """The blocks of one kind; ``aantal`` is the name of the hidden field with their number."""

    naam: str
    kop: str
    uitleg: str
    nog_een: str
    blokken: list[Wijzigblok]

    @property
    def aantal(self) -> str:
        return f"{self.naam}-aantal"

    @property
    def open(self) -> bool:
        return len(self.blokken) > 1 or any(blok.open or blok.errors for blok in self.blokken)

    @property
    def kan_erbij(self) -> bool:
        return len(self.blokken) < MAX_PER_SOORT


SOORTEN: tuple[tuple[type[Wijzigblok], str, str, str], ...] = (
    (
        GrootteBlok,
        "Een andere groepsgrootte",
        "Met hoeveel mensen kan een groep van deze training beginnen, en hoeveel passen erin?",
        "Nog een training",
    ),
    (ReizenBlok, "Verder reizen", "Wat als mensen verder kunnen reizen dan hun team nu opgeeft?", "Nog een afstand"),
    (DagdeelBlok, "Een extra dagdeel", "Wat als mensen ook op een ander dagdeel kunnen?", "Nog een training"),
    (RuimteBlok, "Een extra ruimte", "De ruimte ligt in het midden van de gemeente.", "Nog een ruimte"),
    (TrainerBlok, "Een extra trainer", "Geeft deze trainer zelf les in de hele regio?", "Nog een trainer"),
)


class NaamFormulier(forms.Form):
    """Name and region; who works for one region is not asked which."""

    sleutel = Sleutel()
    naam = VrijeTekst(
        label="Hoe noem je dit scenario?",
        help_text="Bijvoorbeeld: ‘extra ruimte in Katwijk’. Zo vind je het terug.",
        max_length=80,
        error_messages={"required": "Geef het scenario een naam.", "max_length": "Gebruik hoogstens 80 tekens."},
    )
    regio = forms.ModelChoiceField(
        Regio.objects.none(),
        label="Voor welke regio?",
        empty_label="Kies een regio",
        error_messages={"required": "Kies een regio.", "invalid_choice": "Kies een van je regio’s."},
    )

    def __init__(self, *args: Any, user: Bezoeker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regios = regios_voor_scenario(user)
        veld = self.fields["regio"]
        veld.queryset = regios  # type: ignore[attr-defined]
        self.regios = list(regios)
        if len(self.regios) == 1:
            self.initial.setdefault("regio", self.regios[0])
            veld.widget = forms.HiddenInput()


class ScenarioFormulier:
    """All forms of the page together. ``erbij`` is the kind that gets one more block instead of being checked.

    ``begin`` is a scenario to start from: a copy of one that is there, or one that a gap asks for. After ``is_valid()``
    there are ``cleaned`` (naam, regio, sleutel) and ``wijzigingen``.
    """

    def __init__(
        self, data: QueryDict | None, *, user: Bezoeker, begin: Scenario | None = None, erbij: str = ""
    ) -> None:
        regio_ids = [regio.pk for regio in regios_voor_scenario(user)]
        self.keuzes = Keuzes(list(interventies_voor_scenario(regio_ids)), list(gemeenten_voor_scenario(regio_ids)))
        self.data, self.begin, self.erbij = data, begin, erbij
        initial = {"sleutel": uuid.uuid4()}
        if begin is not None:
            naam = f"{begin.naam} (kopie)"[:80] if begin.pk else begin.naam
            initial |= {"naam": naam, "regio": begin.regio_id}
        if data is not None and erbij:
            leeg = NaamFormulier(user=user)
            self.naam = NaamFormulier(user=user, initial=_getypt(leeg, data))
        else:
            self.naam = NaamFormulier(data, user=user, initial=initial)
        self.soorten = [self._soort(*regel) for regel in SOORTEN]

    def _soort(self, klasse: type[Wijzigblok], kop: str, uitleg: str, nog_een: str) -> Soort:
        soort = klasse.soort
        if self.data is None:
            oud: Sequence[Wijziging] = van_nu(self.begin.wijzigingen) if self.begin else ()
            begin = [klasse.begin(w) for w in oud if w["soort"] == soort][:MAX_PER_SOORT] or [{}]
            blokken = [self._blok(klasse, n, initial=waarden) for n, waarden in enumerate(begin)]
        elif self.erbij:
            aantal = min(MAX_PER_SOORT, _aantal(self.data, soort) + (soort == self.erbij))
            blokken = [self._getypt_blok(klasse, n) for n in range(aantal)]
        else:
            blokken = [self._blok(klasse, n, data=self.data) for n in range(_aantal(self.data, soort))]
        return Soort(soort, kop, uitleg, nog_een, blokken)

    def _blok(self, klasse: type[Wijzigblok], nummer: int, **kwargs: Any) -> Wijzigblok:
        return klasse(prefix=f"{klasse.soort}-{nummer}", keuzes=self.keuzes, **kwargs)

    def _getypt_blok(self, klasse: type[Wijzigblok], nummer: int) -> Wijzigblok:
        """A block with what was typed, not checked yet."""
        leeg = self._blok(klasse, nummer)
        assert self.data is not None  # noqa: S101 - only asked for a form that was sent
        return self._blok(klasse, nummer, initial=_getypt(leeg, self.data))

    @property
    def alle(self) -> list[forms.Form]:
        """Every form, for the error summary."""
        return [self.naam, *(blok for soort in self.soorten for blok in soort.blokken)]

    @property
    def errors(self) -> bool:
        """Whether anything is wrong; the title of the page says so."""
        return any(form.is_bound and form.errors for form in self.alle)

    def is_valid(self) -> bool:
        goed = [form.is_valid() for form in self.alle]
        if all(goed):
            self._controleer_samen()
        return not self.errors

    def _controleer_samen(self) -> None:
        """What only shows when all is seen together: at least one change, none twice, all in one region."""
        gevuld = [blok for soort in self.soorten for blok in soort.blokken if blok.gevuld]
        if not gevuld:
            self.naam.add_error(None, "Kies minstens één wijziging. Zonder wijziging valt er niets te vergelijken.")
        al_gekozen = set()
        for blok in gevuld:
            gemeente = blok.van_gemeente()
            if gemeente is not None and gemeente.regio_id != self.naam.cleaned_data["regio"].pk:
                veld = "gemeente" if "gemeente" in blok.fields else "voor"
                blok.add_error(veld, "Deze gemeente ligt in een andere regio.")
            if isinstance(blok, GrootteBlok):
                interventie = blok.cleaned_data["interventie"]
                if interventie in al_gekozen:
                    blok.add_error("interventie", "Deze training staat er al bij. Vul het daar in.")
                al_gekozen.add(interventie)

    @property
    def cleaned(self) -> dict[str, Any]:
        return self.naam.cleaned_data

    @property
    def wijzigingen(self) -> list[dict[str, Any]]:
        return [blok.wijziging() for soort in self.soorten for blok in soort.blokken if blok.gevuld]


def _aantal(data: QueryDict, soort: str) -> int:
    ruw = data.get(f"{soort}-aantal", "")
    return max(1, min(MAX_PER_SOORT, int(ruw))) if ruw.isdecimal() and len(ruw) < 3 else 1


def _getypt(form: forms.Form, data: QueryDict) -> dict[str, Any]:
    """What was typed in each field, as it was typed."""
    return {
        naam: veld.widget.value_from_datadict(data, {}, form.add_prefix(naam))  # type: ignore[arg-type]
        for naam, veld in form.fields.items()
    }
