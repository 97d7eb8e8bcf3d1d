"""Forms to get a place: for a visitor without an account, and for a team."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aanbod.enums import Doelgroep
from aanbod.models import Groep, TeamPlaats
from gemeenten.grond.models import Team
from marktplein.basis.telefoon import TelefoonVeld
from marktplein.basis.vrijetekst import VrijeTekst
from marktplein.basis.widgets import GetalInvoer
from marktplein.basis.woorden import leeftijden


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
        doelgroep = groep.interventie.doelgroep
        leeftijd = self.fields["leeftijd_kind"]
        leeftijd.help_text = _leeftijd_uitleg(groep)
        self.fields["naam"].widget.attrs["autocomplete"] = "name"
        if doelgroep == [Doelgroep.PROFESSIONALS]:
            del self.fields["leeftijd_kind"]
        elif Doelgroep.OUDERS not in doelgroep:
            self.fields["naam"].label = _("Voornaam van wie meedoet")
            self.fields["naam"].help_text = _("Een voornaam is genoeg.")
            self.fields["naam"].widget.attrs["autocomplete"] = "off"
            leeftijd.label = _("Leeftijd")


def _leeftijd_uitleg(groep: Groep) -> str:
    grenzen = {"leeftijd": leeftijden(groep.leeftijd_min, groep.leeftijd_max)}
    ook_zwanger = Doelgroep.OUDERS in groep.interventie.doelgroep and groep.interventie.zwangerschap
    if ook_zwanger:
        return gettext("De groep is voor %(leeftijd)s. Bent u zwanger? Vul dan 0 in.") % grenzen
    return gettext("De groep is voor %(leeftijd)s.") % grenzen


class TeamplaatsForm(forms.Form):
    """How many children of a team join, or no longer do."""

    team = forms.ModelChoiceField(queryset=Team.objects.none(), label="Team", empty_label=None)
    aantal = forms.IntegerField(label="Aantal kinderen", min_value=1, max_value=30, widget=GetalInvoer)
    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, teams: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["team"]
        veld.queryset = teams  # type: ignore[attr-defined]
        self.teams = list(teams)
        if len(self.teams) == 1:
            self.initial.setdefault("team", self.teams[0].pk)
            veld.widget = forms.HiddenInput()


class TeruggeefForm(TeamplaatsForm):
    """Give places back."""

    def __init__(self, *args: Any, plaatsen: list[TeamPlaats], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["aantal"].label = "Aantal plekken teruggeven"
        self.fields["aantal"].help_text = (
            "Komen deze kinderen uit een vraag van jullie team? Dan staat de vraag voor hen straks weer open. "
            "Zoeken zij niets meer? Wijzig dan de vraag of trek die in."
        )
        if len(plaatsen) == 1:
            self.initial.setdefault("aantal", plaatsen[0].aantal)


class AfgelastForm(forms.Form):
    reden = VrijeTekst(
        label="Waarom gaat de groep niet door?",
        max_length=200,
        help_text="Iedereen kan deze tekst lezen, op de pagina van de groep en in de mail aan wie meedoet. "
        "Noem geen namen en geen telefoonnummers.",
        regels=3,
    )
