"""Forms of members and invitations. The place of a role is one choice, whatever kind of place it is."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from gemeenten.grond.enums import ROLLEN_MET_GEMEENTE, ROLLEN_MET_ORGANISATIE, ROLLEN_MET_TEAM, Rol
from gemeenten.grond.models import Sluitingsdag, Uitnodiging
from gemeenten.grond.permissions import rollen_om_te_geven
from gemeenten.grond.selectors import (
    gemeenten_om_voor_uit_te_nodigen,
    organisaties_om_voor_uit_te_nodigen,
    teams_om_voor_uit_te_nodigen,
)
from marktplein.accounts.models import User
from marktplein.accounts.namen import valideer_naam_zonder_link
from marktplein.basis.verborgen import Sleutel
from marktplein.basis.werkdagen import FEESTDAGEN
from marktplein.basis.widgets import DatumInvoer, ZoekSelect

SOORT_PLEK = (
    ("team", "een team", ROLLEN_MET_TEAM),
    ("gemeente", "een gemeente", ROLLEN_MET_GEMEENTE),
    ("organisatie", "een organisatie", ROLLEN_MET_ORGANISATIE),
)
REGIO = "regio"


def _soort_plek(rol: str) -> tuple[str, str]:
    """("team", "een team") for a role that hangs on a team; ("", "de hele regio") for a regional one."""
    return next(((soort, een) for soort, een, rollen in SOORT_PLEK if rol in rollen), ("", "de hele regio"))


class EenmaligForm(forms.Form):
    """Carries the key that makes a second submit of the same form harmless."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)


class UitnodigForm(EenmaligForm):
    email = forms.EmailField(
        label="E-mailadres",
        help_text="Het werkadres van één persoon, geen gedeeld postvak.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Vul het e-mailadres in van wie je uitnodigt.",
            "invalid": "Dit is geen e-mailadres. Een voorbeeld: naam@organisatie.nl",
        },
    )
    rol = forms.ChoiceField(
        label="Rol",
        error_messages={"required": "Kies een rol.", "invalid_choice": "Deze rol mag je niet geven. Kies een andere."},
    )
    plek = forms.ChoiceField(
        label="Waar",
        help_text="Het team, de gemeente of de organisatie waar de rol bij hoort.",
        widget=ZoekSelect,
        error_messages={
            "required": "Kies waar deze rol bij hoort.",
            "invalid_choice": "Voor deze plek mag je niemand uitnodigen. Kies een andere.",
        },
    )
    field_order = ("email", "rol", "plek")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bronnen = {
            "team": teams_om_voor_uit_te_nodigen(user),
            "gemeente": gemeenten_om_voor_uit_te_nodigen(user),
            "organisatie": organisaties_om_voor_uit_te_nodigen(user),
        }
        rollen = [(rol.value, f"{rol.label} – voor {_soort_plek(rol)[1]}") for rol in rollen_om_te_geven(user)]
        self.fields["rol"].choices = [("", "Kies een rol"), *rollen]  # type: ignore[attr-defined]
        groepen = [
            (naam, [(f"{soort}:{plek.pk}", str(plek)) for plek in self.bronnen[soort]])
            for soort, naam in (("team", "Teams"), ("gemeente", "Gemeenten"), ("organisatie", "Organisaties"))
        ]
        self.fields["plek"].choices = [  # type: ignore[attr-defined]
            ("", "Kies een plek"),
            *([(REGIO, "Hele regio")] if any(not _soort_plek(rol)[0] for rol in rollen_om_te_geven(user)) else []),
            *((naam, keuzes) for naam, keuzes in groepen if keuzes),
        ]

    def clean(self) -> dict[str, Any]:
        """Adds team, gemeente and organisatie (one of them or none) when the place fits the role."""
        gegevens = super().clean() or {}
        soort, _, pk = gegevens.get("plek", "").partition(":")
        gegevens |= {naam: None for naam, _, _ in SOORT_PLEK}
        if pk:
            gegevens[soort] = self.bronnen[soort].get(pk=pk)
        if gegevens.get("rol") and soort:
            self._controleer_plek(gegevens["rol"], soort)
        return gegevens

    def _controleer_plek(self, rol: str, gekozen: str) -> None:
        nodig, een = _soort_plek(rol)
        if (nodig or REGIO) == gekozen:
            return
        naam = Rol(rol).label
        if nodig:
            self.add_error("plek", f"Bij de rol {naam} hoort {een}. Kies {een} uit de lijst.")
        else:
            self.add_error("plek", f"De rol {naam} geldt voor de hele regio. Kies ‘Hele regio’.")


class NieuwAccountForm(EenmaligForm):
    """Name and password of somebody who accepts an invitation."""

    naam = forms.CharField(
        label=_("Je naam"),
        max_length=120,
        validators=[valideer_naam_zonder_link],
        help_text=_("Zo zien collega’s je."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Vul je naam in.")},
    )
    wachtwoord = forms.CharField(
        label=_("Kies een wachtwoord"),
        strip=False,
        help_text=_("Minstens 12 tekens. Een zin is makkelijk te onthouden en moeilijk te raden."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Kies een wachtwoord.")},
    )
    herhaling = forms.CharField(
        label=_("Nog een keer hetzelfde wachtwoord"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Vul het wachtwoord nog een keer in.")},
    )
    field_order = ("naam", "wachtwoord", "herhaling")

    def __init__(self, *args: Any, uitnodiging: Uitnodiging, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.uitnodiging = uitnodiging

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        wachtwoord, herhaling = gegevens.get("wachtwoord"), gegevens.get("herhaling")
        if wachtwoord and herhaling and wachtwoord != herhaling:
            self.add_error("herhaling", _("De twee wachtwoorden zijn niet gelijk. Vul ze allebei opnieuw in."))
        elif wachtwoord:
            toekomstig = User(email=self.uitnodiging.email, naam=gegevens.get("naam", ""))
            try:
                password_validation.validate_password(wachtwoord, toekomstig)
            except forms.ValidationError as fout:
                self.add_error("wachtwoord", fout)
        return gegevens


class SluitingsdagForm(forms.Form):
    """Where, which day, and whether it is closed or open. ``plekken`` are unsaved days that say where."""

    soms_verplicht = ("feestdag", "datum", "naam")

    sleutel = Sleutel()
    plek = forms.ChoiceField(label="Waar?")
    feestdag = forms.ChoiceField(
        label="Welke feestdag?",
        choices=[("", "Geen feestdag"), *FEESTDAGEN.items()],
        required=False,
        help_text="Kies een feestdag of vul hieronder een datum in, een van de twee.",
    )
    datum = forms.DateField(
        label="Of welke datum?", required=False, widget=DatumInvoer, help_text="Laat leeg als je een feestdag koos."
    )
    elk_jaar = forms.BooleanField(label="Elk jaar op deze datum", required=False)
    naam = forms.CharField(
        label="Hoe heet deze dag?",
        max_length=60,
        required=False,
        help_text="Bijvoorbeeld ‘Leidens Ontzet’. Bij een feestdag mag dit leeg blijven.",
    )
    dicht = forms.TypedChoiceField(
        label="Dicht of open?",
        choices=[("1", "Dicht: deze dag telt niet als werkdag"), ("0", "Open: deze dag telt gewoon mee")],
        coerce=lambda waarde: waarde == "1",
        initial="1",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, plekken: Sequence[Sluitingsdag], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["sleutel"] = uuid.uuid4()
        self.plekken = {f"{p.regio_id or ''}-{p.gemeente_id or ''}-{int(p.balie)}": p for p in plekken}
        keuzes = [(sleutel, plek.plek) for sleutel, plek in self.plekken.items()]
        veld = self.fields["plek"]
        veld.choices = keuzes if len(keuzes) == 1 else [("", "Kies een plek"), *keuzes]  # type: ignore[attr-defined]

    def gegevens(self) -> dict[str, Any]:
        """For the service."""
        return {**self.cleaned_data, "plek": self.plekken[self.cleaned_data["plek"]]}
