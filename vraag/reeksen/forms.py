"""The decision about demand that comes back each year."""

from typing import Any

from django import forms

from marktplein.basis.samen import SamenFormulier
from marktplein.basis.vrijetekst import VrijeTekst
from vraag.models import Besluit, Reeks

MAANDEN = (
    "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905
)
KEUZES = [
    (Besluit.AANVAARD.value, "Ja, vraag de teams elk jaar op tijd om hun vraag te plaatsen"),
    (Besluit.AFGEWEZEN.value, "Nee, niet nodig"),
]


class ReeksFormulier(SamenFormulier):
    soms_verplicht = ("start_maand", "reden")

    besluit = forms.ChoiceField(
        label="Maak je hier een vaste reeks van?",
        help_text="Drie maanden voor de start staat de reeks op de startpagina van de teams hier. Zij plaatsen met een "
        "paar tikken hun vraag; het aantal van vorig jaar staat er al. Een groep komt er pas als er genoeg "
        "mensen zijn, zoals altijd.",
        choices=KEUZES,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies ja of nee.", "invalid_choice": "Kies ja of nee."},
    )
    start_maand = forms.TypedChoiceField(
        label="In welke maand begint de groep elk jaar?",
        help_text="Nodig als je ja kiest.",
        choices=[("", "Kies een maand"), *enumerate(MAANDEN, 1)],
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": "Kies een maand uit de lijst."},
        required=False,
    )
    reden = VrijeTekst(
        label="Waarom?",
        help_text="Nodig als je nee kiest; bij ja mag je er een afspraak bij zetten. Geen namen van kinderen.",
        required=False,
        attrs={"maxlength": 300},
    )


def opgeslagen(reeks: Reeks) -> dict[str, Any]:
    """What was decided, by the field of the form."""
    return {naam: getattr(reeks, naam) for naam in ("besluit", "start_maand", "reden")}
