"""What an offer says: the fields that its owner fills in, in the order in which the form asks them."""

from typing import Any

from aanbod.models import Interventie

INHOUD = (
    "naam", "omschrijving", "themas", "doelgroep", "preventievorm", "andere_preventievormen", "vorm",
    "leeftijd_min", "leeftijd_max", "zwangerschap", "groep_min", "groep_max", "max_leeftijdsverschil",
    "bijeenkomsten", "duur_minuten", "trainers_nodig", "personen_per_deelnemer", "eigen_bijdrage_cent",
    "aanmeldwijze", "aanmelden_bij",
    "intake", "wie_betaalt", "toestemming_beide_ouders", "voornamen_nodig", "open_voor_buiten_regio",
    "bevestig_maanden",
)  # fmt: skip


def opgeslagen(ding: Interventie) -> dict[str, Any]:
    """The values of an offer as stored, by the field of the form."""
    velden = {naam: getattr(ding, naam) for naam in INHOUD if naam != "themas"}
    return {**velden, "themas": list(ding.themas.all())}
