"""Telephone numbers: one spelling to keep (E.164, with the country), another to show."""

from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext, ngettext
from phonenumbers import PhoneNumber, PhoneNumberFormat

from marktplein.basis.fouten import DomeinFout
from marktplein.basis.tekst import op_een_regel

LAND, LANDNUMMER, CIJFERS = "NL", 31, 10
LANGST_GETYPT = 40
# With fewer digits than this somebody did not mean a telephone number.
HALF = 5


def lees(tekst: str, *, veld: str = "telefoon") -> str:
    """The number in ``tekst`` as it is kept: "+31612345678"; nothing for nothing.

    Without a country it is a Dutch number. Raises DomeinFout, that says what is wrong, when it can reach nobody.
    """
    tekst = op_een_regel(tekst)
    if not tekst:
        return ""
    nummer = _ontleed(tekst)
    if nummer is None or not phonenumbers.is_valid_number(nummer) or nummer.extension:
        raise DomeinFout(_wat_is_er(nummer), veld=veld)
    return phonenumbers.format_number(nummer, PhoneNumberFormat.E164)


def toon(nummer: str) -> str:
    """As people here write it: "06 12345678", and a foreign number with its country: "+32 470 12 34 56"."""
    ontleed = _ontleed(nummer)
    if ontleed is None or not phonenumbers.is_valid_number(ontleed):
        return nummer
    hier = ontleed.country_code == LANDNUMMER
    return phonenumbers.format_number(ontleed, PhoneNumberFormat.NATIONAL if hier else PhoneNumberFormat.INTERNATIONAL)


def _ontleed(tekst: str) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(tekst, LAND)
    except phonenumbers.NumberParseException:
        return None


def _wat_is_er(nummer: PhoneNumber | None) -> str:
    if nummer is None or len(str(nummer.national_number)) < HALF:
        return gettext(
            "Dit is geen telefoonnummer. Schrijf het als 06 12345678, of met het landnummer ervoor: +32 470 12 34 56."
        )
    if nummer.extension:
        return gettext("Laat het toestelnummer weg: schrijf alleen het telefoonnummer.")
    if nummer.country_code != LANDNUMMER:
        return gettext("Dit telefoonnummer bestaat niet in het land van +%(land)d. Kijk het nog eens na.") % {
            "land": nummer.country_code
        }
    return _wat_is_er_aan_nederlands(len(phonenumbers.national_significant_number(nummer)) + 1 - CIJFERS)


def _wat_is_er_aan_nederlands(verschil: int) -> str:
    """``verschil``: how many digits too many; below zero too few."""
    if verschil == 0:
        return gettext(
            "Dit telefoonnummer bestaat niet. "
            "Schrijf het als 06 12345678, of met het landnummer ervoor: +32 470 12 34 56."
        )
    getallen = {"aantal": abs(verschil), "cijfers": CIJFERS}
    if verschil < 0:
        return (
            ngettext(
                "Dit nummer heeft een cijfer te weinig. Een Nederlands nummer heeft er %(cijfers)d, zoals 06 12345678.",
                "Dit nummer heeft %(aantal)d cijfers te weinig. "
                "Een Nederlands nummer heeft er %(cijfers)d, zoals 06 12345678.",
                abs(verschil),
            )
            % getallen
        )
    return (
        ngettext(
            "Dit nummer heeft een cijfer te veel. Een Nederlands nummer heeft er %(cijfers)d, zoals 06 12345678.",
            "Dit nummer heeft %(aantal)d cijfers te veel. "
            "Een Nederlands nummer heeft er %(cijfers)d, zoals 06 12345678.",
            abs(verschil),
        )
        % getallen
    )


class TelefoonVeld(forms.CharField):
    """A number as somebody types it; what it gives is what is kept."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LANGST_GETYPT)
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """What is kept is shown as people write it; what was typed stays as it was typed."""
        return toon(value) if isinstance(value, str) and value.startswith("+") else value

    def clean(self, value: Any) -> str:
        getypt: str = super().clean(value)
        try:
            return lees(getypt)
        except DomeinFout as fout:
            raise ValidationError(fout.melding, code="telefoon") from fout


class TelefoonKolom(models.CharField):  # type: ignore[type-arg]
    """Holds a number in the spelling to keep, whoever writes it; what cannot be read stays as it is."""

    def deconstruct(self) -> Any:
        """For the database it is plain text."""
        naam, _, args, kwargs = super().deconstruct()
        return naam, "django.db.models.CharField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        """What is typed may be longer than what is kept."""
        kwargs.pop("widget", None)  # the technical admin's own box knows no telephone keys
        return super().formfield(**{"form_class": TelefoonVeld, "max_length": LANGST_GETYPT, **kwargs})

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        waarde = super().pre_save(model_instance, add)
        try:
            waarde = lees(waarde or "")
        except DomeinFout:
            return waarde
        setattr(model_instance, self.attname, waarde)
        return waarde
