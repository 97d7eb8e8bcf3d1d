"""The two steps of making a group: what and when; then where, by whom and whose children."""

from typing import Any

from django import forms

from aanbod.enums import Preventievorm
from aanbod.groepen.services.planning import Locatie
from aanbod.models import Interventie
from facilitair.models import Ruimte
from facilitair.rooster.forms import PlekFormulier
from facilitair.rooster.keuzes import Trainerkeus, ruimtetekst
from facilitair.rooster.wijziging import EIGEN
from facilitair.ruimtes.vrij import Zaalvoorstel
from facilitair.velden import EenmaligFormulier
from gemeenten.grond.models import Gemeente, Team
from marktplein.basis import klok
from marktplein.basis.mensen import Voor, heeft_leeftijd
from marktplein.basis.widgets import DatumInvoer, GetalInvoer, TijdInvoer, ZoekSelect
from marktplein.basis.woorden import tel
from vraag.zelf.opzet import HOOGSTENS_KEER, Opzet, standaard_duur
from vraag.zelf.selectors import Vraagkeus
from vraag.zelf.services import Gekozen

GEEN_PLEK = ""
HOOGSTENS_MENSEN = 500
# Asked with every offer, and empty where the offer says it.
UIT_HET_AANBOD = "Leeg: zoals bij deze training."


class OpzetFormulier(EenmaligFormulier):
    """What and when. Most of it the offer knows already."""

    interventie = forms.ModelChoiceField(
        label="Welke training?", queryset=None, empty_label="Maak een keuze", widget=ZoekSelect
    )
    gemeente = forms.ModelChoiceField(label="In welke gemeente?", queryset=None, empty_label="Maak een keuze")
    datum = forms.DateField(label="Eerste keer", widget=DatumInvoer)
    begin = forms.TimeField(label="Begin", widget=TijdInvoer)
    om_de = forms.TypedChoiceField(
        label="Hoe vaak?", coerce=int, choices=[(1, "Elke week"), (2, "Om de week"), (4, "Om de vier weken")]
    )
    keren = forms.IntegerField(
        label="Aantal bijeenkomsten",
        min_value=1,
        max_value=HOOGSTENS_KEER,
        required=False,
        widget=GetalInvoer,
        help_text=UIT_HET_AANBOD,
    )
    duur = forms.IntegerField(
        label="Duur in minuten",
        min_value=15,
        max_value=480,
        required=False,
        widget=GetalInvoer,
        help_text=UIT_HET_AANBOD,
    )
    voor = forms.ChoiceField(label="Voor wie?", required=False)
    minimum = forms.IntegerField(
        label="Gaat door vanaf",
        min_value=1,
        max_value=500,
        required=False,
        widget=GetalInvoer,
        help_text=UIT_HET_AANBOD,
    )
    maximum = forms.IntegerField(
        label="Hoogstens", min_value=1, max_value=500, required=False, widget=GetalInvoer, help_text=UIT_HET_AANBOD
    )
    leeftijd_min = forms.IntegerField(
        label="Leeftijd vanaf", min_value=0, max_value=23, required=False, widget=GetalInvoer, help_text=UIT_HET_AANBOD
    )
    leeftijd_max = forms.IntegerField(
        label="Leeftijd tot en met",
        min_value=0,
        max_value=23,
        required=False,
        widget=GetalInvoer,
        help_text=UIT_HET_AANBOD,
    )

    def __init__(self, *args: Any, aanbod: Any, plaatsen: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam, rijen in (("interventie", aanbod), ("gemeente", plaatsen)):
            veld = self.fields[naam]
            assert isinstance(veld, forms.ModelChoiceField)  # noqa: S101 - for the type checker
            veld.queryset = rijen
        voor = self.fields["voor"]
        assert isinstance(voor, forms.ChoiceField)  # noqa: S101 - for the type checker
        voor.choices = [("", "Zoals bij deze training"), *Voor.choices]

    def clean(self) -> dict[str, Any]:
        schoon: dict[str, Any] = super().clean() or {}
        interventie: Interventie | None = schoon.get("interventie")
        if interventie is None:
            return schoon
        if schoon.get("voor") and schoon["voor"] not in interventie.voor_wie:
            wie = ", ".join(str(voor.label).lower() for voor in interventie.voor_wie)
            self.add_error("voor", f"Deze training is voor {wie}.")
        if schoon.get("datum") and schoon.get("begin"):
            try:
                klok.op(schoon["datum"], schoon["begin"])
            except klok.TijdBestaatNiet as fout:
                self.add_error("begin", fout.melding)
            if schoon["datum"] <= klok.vandaag():
                self.add_error("datum", "Kies een dag na vandaag.")
        self._eis_grenzen(schoon, interventie)
        return schoon

    def _eis_grenzen(self, schoon: dict[str, Any], i: Interventie) -> None:
        if (schoon.get("maximum") or i.groep_max) < (schoon.get("minimum") or i.groep_min):
            self.add_error("maximum", "Het hoogste aantal is kleiner dan waar de groep vanaf doorgaat.")
        van, tot = schoon.get("leeftijd_min"), schoon.get("leeftijd_max")
        if (i.leeftijd_max if tot is None else tot) < (i.leeftijd_min if van is None else van):
            self.add_error("leeftijd_max", "De hoogste leeftijd is lager dan de laagste.")

    def opzet(self) -> Opzet:
        schoon = self.cleaned_data
        i: Interventie = schoon["interventie"]
        voor = schoon["voor"] or i.eerst_voor
        van, tot = schoon["leeftijd_min"], schoon["leeftijd_max"]
        met_leeftijd = heeft_leeftijd(voor)
        return Opzet(
            interventie=i,
            gemeente=schoon["gemeente"],
            voor=voor,
            datum=schoon["datum"],
            begin=schoon["begin"],
            keren=schoon["keren"] or i.bijeenkomsten or 1,
            om_de=schoon["om_de"],
            duur=schoon["duur"] or standaard_duur(i),
            minimum=schoon["minimum"] or i.groep_min,
            maximum=schoon["maximum"] or i.groep_max,
            leeftijd_min=van if met_leeftijd and van is not None else i.leeftijd_min,
            leeftijd_max=tot if met_leeftijd and tot is not None else i.leeftijd_max,
        )


class KeuzeFormulier(PlekFormulier):
    """Where, by whom, whose children."""

    trainers = forms.TypedMultipleChoiceField(
        label="Wie geeft de groep?", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    vragen = forms.TypedMultipleChoiceField(
        label="Wie doen er mee?", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    toestemming = forms.BooleanField(
        label="Van alle kinderen van ons team geven beide ouders toestemming", required=False
    )
    preventievorm = forms.ChoiceField(label="Wie kan zich aanmelden?", required=False)
    team = forms.ModelChoiceField(label="Voor welk team maak je de groep?", queryset=None, required=False)

    field_order = ("vragen", "toestemming", "plek", "naam", "adres", "trainers", "preventievorm", "team")

    def __init__(
        self,
        *args: Any,
        opzet: Opzet,
        zalen: list[Zaalvoorstel],
        trainers: list[Trainerkeus],
        vragen: list[Vraagkeus],
        teams: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.opzet = opzet
        self._zet("plek", [*((str(v.ruimte.pk), ruimtetekst(v)) for v in zalen), (EIGEN, "Een eigen locatie")])
        self._zet("trainers", [(k.trainer.pk, k.tekst) for k in trainers])
        self._zet("vragen", [(k.signaal.pk, k.tekst) for k in vragen])
        self._zet("preventievorm", [(v.value, v.label) for v in opzet.interventie.preventievormen])
        team = self.fields["team"]
        assert isinstance(team, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        team.queryset = teams
        self.fields["trainers"].help_text = f"Nodig: {tel(opzet.interventie.trainers_nodig, 'trainer', 'trainers')}."
        self.aantalvelden = [self._vraag_hoeveel(k) for k in vragen]
        self._laat_weg(vragen, teams)

    def _vraag_hoeveel(self, keus: Vraagkeus) -> str:
        """A need need not go along as a whole; of others nobody knows how many there are."""
        naam = f"aantal_{keus.signaal.pk}"
        self.fields[naam] = forms.IntegerField(
            label=f"Hoeveel van {keus.signaal.team}?",
            min_value=1,
            max_value=keus.wacht if keus.eigen else HOOGSTENS_MENSEN,
            required=False,
            widget=GetalInvoer,
            help_text=keus.tekst,
        )
        return naam

    @property
    def hoeveel(self) -> list[forms.BoundField]:
        return [self[naam] for naam in self.aantalvelden]

    @property
    def hoeveel_open(self) -> bool:
        """Whether something was filled in, or is wrong."""
        return any(veld.errors or veld.value() not in (None, "") for veld in self.hoeveel)

    def _zet(self, naam: str, keuzes: list[tuple[Any, str]]) -> None:
        veld = self.fields[naam]
        assert isinstance(veld, forms.ChoiceField)  # noqa: S101 - for the type checker
        veld.choices = keuzes

    def _laat_weg(self, vragen: list[Vraagkeus], teams: Any) -> None:
        """What there is nothing to choose of, is not asked."""
        if not vragen:
            del self.fields["vragen"]
        if not (vragen and self.opzet.interventie.toestemming_beide_ouders):
            del self.fields["toestemming"]
        if len(self.opzet.interventie.preventievormen) < 2:
            del self.fields["preventievorm"]
        if len(teams) < 2:
            del self.fields["team"]

    def keuzes(self, team: Team | None) -> Gekozen:
        """``team`` is the one that plans when there is no choice."""
        schoon = self.cleaned_data
        plek, gemeente = schoon["plek"], self.opzet.gemeente
        ruimte = None if plek == EIGEN else Ruimte.objects.select_related("gemeente").get(pk=plek)
        return Gekozen(
            ruimte=ruimte,
            locatie=_eigen_locatie(schoon, gemeente) if plek == EIGEN else None,
            trainers=tuple(sorted(schoon["trainers"])),
            vragen=tuple(schoon.get("vragen") or ()),
            aantallen=tuple((pk, n) for pk in schoon.get("vragen") or () if (n := schoon.get(f"aantal_{pk}"))),
            team=schoon.get("team") or team,
            preventievorm=schoon.get("preventievorm") or Preventievorm(self.opzet.interventie.preventievorm),
            toestemming=bool(schoon.get("toestemming")),
        )


def _eigen_locatie(schoon: dict[str, Any], gemeente: Gemeente) -> Locatie:
    """Told in words: on a map it is where its municipality is."""
    return Locatie(schoon["naam"], schoon["adres"])


class AndereTrainerFormulier(EenmaligFormulier):
    """Who is asked instead."""

    trainer = forms.TypedChoiceField(
        label="Wie vraag je?",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een trainer.", "invalid_choice": "Kies een trainer uit de lijst."},
    )

    def __init__(self, *args: Any, keuzes: list[Trainerkeus], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["trainer"]
        assert isinstance(veld, forms.ChoiceField)  # noqa: S101 - for the type checker
        veld.choices = [(k.trainer.pk, k.tekst) for k in keuzes]
