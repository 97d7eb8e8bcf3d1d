"""The consent of both parents, asked of a team: one tick for a number of children, never for a name."""

from django import forms

from aanbod.models import Groep
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.mensen import mensen

GEEN_TOESTEMMING = (
    "Voor deze training is toestemming van beide ouders (met gezag) nodig. Is die er voor iedereen? Vink dit dan aan."
)


def eis_toestemming(groep: Groep, gegeven: bool) -> None:
    """Raise DomeinFout when a team does not say that it is there, for an offer that needs it."""
    if groep.interventie.toestemming_beide_ouders and not gegeven:
        raise DomeinFout(GEEN_TOESTEMMING, veld="toestemming")


def gegeven_toestemming(groep: Groep, aantal: int) -> dict[str, int]:
    """What the history keeps of it: for how many, never for whom."""
    return {"toestemming_beide_ouders": aantal} if groep.interventie.toestemming_beide_ouders else {}


def toestemming_veld(voor: str, aantal: int | None = None) -> forms.BooleanField:
    """The tick, for ``aantal`` of these people, or for as many as the same form asks for."""
    wie = "iedereen voor wie je nu plekken neemt" if aantal is None else f"{mensen(aantal, voor)} van jullie team"
    return forms.BooleanField(
        label=f"Beide ouders (met gezag) geven toestemming, voor {wie}",
        help_text="Is er maar één ouder met gezag? Dan is die toestemming genoeg. Schrijf nergens een naam op.",
        required=False,
    )
