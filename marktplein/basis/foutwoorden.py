"""What forms say about a mistake: in plain words, and how to mend it. Django's own words are the ones of a programmer.

Called once when the app starts; a field or form may still bring a message of its own.
"""

from typing import Any

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

_KEUZE = _("Maak een keuze.")
_BESTAAT_NIET = _("Deze keuze bestaat niet (meer). Kies er een uit de lijst.")

VELDEN: tuple[tuple[type[forms.Field], dict[str, Any]], ...] = (
    (forms.Field, {"required": _("Vul dit veld in.")}),
    (forms.ChoiceField, {"required": _KEUZE, "invalid_choice": _BESTAAT_NIET}),
    (forms.MultipleChoiceField, {"required": _("Kies er minstens één."), "invalid_choice": _BESTAAT_NIET}),
    (forms.ModelChoiceField, {"required": _KEUZE, "invalid_choice": _BESTAAT_NIET}),
    (forms.ModelMultipleChoiceField, {"required": _("Kies er minstens één."), "invalid_choice": _BESTAAT_NIET}),
    (forms.BooleanField, {"required": _("Zet hier een vinkje om verder te gaan.")}),
    (forms.IntegerField, {"invalid": _("Vul een heel getal in, bijvoorbeeld 5.")}),
    (forms.DecimalField, {"invalid": _("Vul een getal in, bijvoorbeeld 12,50.")}),
    (forms.DateField, {"invalid": _("Dit is geen bestaande datum. Schrijf de datum als dag-maand-jaar.")}),
    (forms.TimeField, {"invalid": _("Dit is geen tijd. Schrijf de tijd als 14:30.")}),
    (forms.DateTimeField, {"invalid": _("Dit is geen moment. Schrijf de datum en de tijd.")}),
)


def zet() -> None:
    """Give every form field our words."""
    for veld, woorden in VELDEN:
        veld.default_error_messages = {**vars(veld).get("default_error_messages", {}), **woorden}
    validators.EmailValidator.message = _("Dit is geen e-mailadres. Schrijf het als naam@voorbeeld.nl.")
    validators.MinValueValidator.message = _("Vul %(limit_value)s of meer in.")
    validators.MaxValueValidator.message = _("Vul %(limit_value)s of minder in.")
    validators.MaxLengthValidator.message = ngettext_lazy(
        "Dit is te lang: er past hoogstens %(limit_value)d teken; u gebruikte er %(show_value)d.",
        "Dit is te lang: er passen hoogstens %(limit_value)d tekens; u gebruikte er %(show_value)d.",
        "limit_value",
    )
