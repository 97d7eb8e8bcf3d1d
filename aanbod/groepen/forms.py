"""What is chosen about a group."""

from typing import Any

from django import forms

from aanbod.groepen.selectors import vormen_van
from aanbod.models import Groep
from marktplein.basis.samen import SamenFormulier

# What each form means for who takes part, for the desk that chooses.
WIE_MELDT_AAN = {
    "universeel": "Voor iedereen: gezinnen melden zich zelf aan op het marktplein",
    "selectief": "Voor wie wat meer steun nodig heeft: aanmelden gaat via een professional",
    "probleemgericht": "Voor wie al hulp krijgt: alleen de teams vullen de groep, inwoners zien haar niet",
}


class VormFormulier(SamenFormulier):
    preventievorm = forms.ChoiceField(
        label="Voor wie is deze groep bedoeld?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies voor wie de groep bedoeld is."},
    )

    def __init__(self, *args: Any, groep: Groep, **kwargs: Any) -> None:
        nu = opgeslagen(groep)
        super().__init__(*args, nu=nu, initial=nu, **kwargs)
        veld: Any = self.fields["preventievorm"]
        veld.choices = [(vorm.value, WIE_MELDT_AAN[vorm]) for vorm in vormen_van(groep)]


def opgeslagen(groep: Groep) -> dict[str, Any]:
    """What is stored, by the field of the form."""
    return {"preventievorm": groep.preventievorm}
