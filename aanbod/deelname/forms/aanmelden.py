"""Forms to get a place: for a visitor without an account, and for a team."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aanbod.deelname.toestemming import toestemming_veld
from aanbod.deelname.vraagkant import ANDEREN, Keuze
from aanbod.models import Groep, TeamPlaats
from gemeenten.grond.models import Team
from marktplein.basis.mensen import Voor, heeft_leeftijd, meervoud
from marktplein.basis.telefoon import TelefoonVeld
from marktplein.basis.vrijetekst import VrijeTekst
from marktplein.basis.widgets import GetalInvoer
from marktplein.basis.woorden import leeftijden, plekken


class AanmeldForm(forms.Form):
    """The least that is needed: who comes, where the mail goes, and the age the group is made for."""

    naam = forms.CharField(label=_("Uw naam"), max_length=100)
    leeftijd_kind = forms.IntegerField(label=_("Leeftijd van uw kind"), min_value=0, max_value=27, widget=GetalInvoer)
    email = forms.EmailField(
        label=_("E-mailadres"),
        help_text=_("Hier sturen wij een link naartoe. Daarmee bevestigt u de aanmelding."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    telefoon = TelefoonVeld(
        label=_("Telefoonnummer"),
        required=False,
        help_text=_("Alleen voor als er op het laatste moment iets verandert."),
    )
    beide_ouders = forms.BooleanField(
        label=_("Beide ouders (met gezag) geven toestemming"),
        help_text=_("Is er maar één ouder met gezag? Dan is die toestemming genoeg."),
        error_messages={
            "required": _("Zonder toestemming van beide ouders (met gezag) kan dit niet. Is die er? Vink dit dan aan.")
        },
    )
    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, groep: Groep, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not groep.interventie.toestemming_beide_ouders:
            del self.fields["beide_ouders"]
        voor = groep.is_voor
        leeftijd = self.fields["leeftijd_kind"]
        leeftijd.help_text = _leeftijd_uitleg(groep)
        self.fields["naam"].widget.attrs["autocomplete"] = "name"
        if not heeft_leeftijd(voor):
            del self.fields["leeftijd_kind"]
        elif voor == Voor.KINDEREN:
            self.fields["naam"].label = _("Voornaam van wie meedoet")
            self.fields["naam"].help_text = _("Een voornaam is genoeg.")
            self.fields["naam"].widget.attrs["autocomplete"] = "off"
            leeftijd.label = _("Leeftijd")


def _leeftijd_uitleg(groep: Groep) -> str:
    grenzen = {"leeftijd": leeftijden(groep.leeftijd_min, groep.leeftijd_max)}
    if groep.is_voor == Voor.OUDERS and groep.interventie.zwangerschap:
        zin = gettext("De groep is voor ouders van kinderen van %(leeftijd)s. Bent u zwanger? Vul dan 0 in.")
    elif groep.is_voor == Voor.OUDERS:
        zin = gettext("De groep is voor ouders van kinderen van %(leeftijd)s.")
    elif groep.is_voor == Voor.SAMEN:
        zin = gettext("De groep is voor kinderen van %(leeftijd)s, samen met een ouder.")
    else:
        zin = gettext("De groep is voor %(leeftijd)s.")
    return zin % grenzen


class TeamplaatsForm(forms.Form):
    """How many people of a team join, or no longer do, and to which need of the team they belong.

    ``voor`` is for whom the group is: what they are called.
    """

    anderen = "Nee, het gaat om anderen."

    team = forms.ModelChoiceField(queryset=Team.objects.none(), label="Team", empty_label=None)
    aantal = forms.IntegerField(min_value=1, max_value=30, widget=GetalInvoer)
    vraag = forms.ChoiceField(
        label="Hoort dit bij jullie vraag?",
        widget=forms.RadioSelect,
        help_text="Dan wacht de vraag niet meer op een plek voor hen.",
        error_messages={"required": "Kies bij welke vraag zij horen."},
    )
    van_vraag = forms.IntegerField(
        label="Hoeveel van hen horen bij die vraag?",
        help_text="Laat dit leeg als het er zo veel zijn als er passen.",
        required=False,
        min_value=1,
        max_value=30,
        widget=GetalInvoer,
    )
    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    soms_verplicht = ("toestemming",)

    def __init__(
        self,
        *args: Any,
        teams: Any,
        keuzes: Sequence[Keuze] = (),
        vrij: int = 30,
        voor: str = Voor.KINDEREN,
        toestemming: bool = False,
        **kwargs: Any,
    ) -> None:
        """``toestemming``: whether the offer needs the consent of both parents."""
        super().__init__(*args, **kwargs)
        self.fields["aantal"].label = f"Aantal {meervoud(voor)}"
        self.keuzes = {str(keuze.vraag): keuze for keuze in keuzes}
        if toestemming:
            self.fields["toestemming"] = toestemming_veld(voor)
        if not keuzes:
            del self.fields["vraag"], self.fields["van_vraag"]
        else:
            self.initial["aantal"] = max(1, min(keuzes[0].hoogstens, vrij))
        veld = self.fields["team"]
        veld.queryset = teams  # type: ignore[attr-defined]
        self.teams = list(teams)
        if len(self.teams) == 1:
            self.initial.setdefault("team", self.teams[0].pk)
            veld.widget = forms.HiddenInput()
        if keuzes:
            self._vraag_bij_welke(keuzes)

    def _vraag_bij_welke(self, keuzes: Sequence[Keuze]) -> None:
        namen = {team.pk: team for team in self.teams} if len(self.teams) > 1 else {}
        regels = [(str(k.vraag), f"{namen[k.team]}: {k.tekst}" if namen else k.tekst) for k in keuzes]
        anderen = [(ANDEREN, self.anderen)] if self.anderen else []
        self.fields["vraag"].choices = [*regels, *anderen]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        keuze = self.keuzes.get(schoon.get("vraag", ""))
        if keuze and schoon.get("team") and keuze.team != schoon["team"].pk:
            self.add_error("vraag", "Deze vraag is van een ander team. Kies een vraag van het team hierboven.")
        schoon["vraag"] = keuze.vraag if keuze else None
        schoon["van_vraag"] = schoon.get("van_vraag") if keuze else None
        return schoon


class TeruggeefForm(TeamplaatsForm):
    """Give places back; which children these are of is asked where it can be more than one answer."""

    anderen = "Anderen, die bij geen van deze vragen horen."

    def __init__(self, *args: Any, plaatsen: list[TeamPlaats], keuzes: Sequence[Keuze] = (), **kwargs: Any) -> None:
        anderen = sum(plaats.aantal for plaats in plaatsen) - sum(keuze.hoogstens for keuze in keuzes)
        te_kiezen = keuzes if len(keuzes) + (anderen > 0) > 1 else ()
        self.anderen = self.anderen if anderen > 0 else ""
        super().__init__(*args, keuzes=te_kiezen, **kwargs)
        self.fields.pop("van_vraag", None)
        if te_kiezen:
            self.fields["vraag"].label = "Om wie gaat het?"
            self.fields["vraag"].help_text = ""
        self.fields["aantal"].label = "Aantal plekken teruggeven"
        self.fields["aantal"].help_text = (
            "Komen zij uit een vraag van jullie team? Dan staat de vraag voor hen weer open. "
            "Zoeken zij niets meer? Wijzig dan de vraag of trek die in."
        )
        self.plaatsen = {plaats.team_id: plaats.aantal for plaats in plaatsen}
        if len(plaatsen) == 1:
            self.initial.setdefault("aantal", plaatsen[0].aantal)

    def clean(self) -> dict[str, Any]:
        schoon = super().clean()
        team, aantal = schoon.get("team"), schoon.get("aantal", 0)
        if team is None or "vraag" not in self.fields or "vraag" in self.errors:
            return schoon
        van_vragen = {keuze.vraag: keuze.hoogstens for keuze in self.keuzes.values() if keuze.team == team.pk}
        anderen = self.plaatsen.get(team.pk, 0) - sum(van_vragen.values())
        if aantal > (hoogstens := van_vragen.get(schoon["vraag"], anderen)):
            self.add_error("aantal", f"Zij hebben hier {plekken(hoogstens)}.")
        return schoon


class AfgelastForm(forms.Form):
    reden = VrijeTekst(
        label="Waarom gaat de groep niet door?",
        max_length=200,
        help_text="Iedereen kan deze tekst lezen, op de pagina van de groep en in de mail aan wie meedoet. "
        "Noem geen namen en geen telefoonnummers.",
        regels=3,
    )
