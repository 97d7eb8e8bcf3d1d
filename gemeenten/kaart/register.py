"""The categories that a new installation begins with: the seven of Oegstgeest, and those that youth adds."""

from typing import Any

from django.utils.text import slugify

from gemeenten.kaart.enums import Reeks
from gemeenten.kaart.models import Categorie

STANDAARD = {
    Reeks.ALGEMEEN: (
        "Sport en spel",
        "Koffie, inloop en gezelligheid",
        "Ondersteuning minima",
        "Maaltijden en samen eten",
        "Leven met een beperking",
        "Mantelzorg",
        "Vrijwilligerswerk",
    ),
    Reeks.JEUGD: (
        "Jeugd- en gezinshulp",
        "Zwangerschap en jonge kinderen",
        "Jongerenwerk",
        "Huisarts en gezondheid",
        "School en opvang",
        "Psychische gezondheid en verslaving",
        "Relatie en scheiding",
        "Veiligheid",
        "Taal en nieuwkomers",
    ),
}


def vul_aan(sender: Any = None, *, using: str = "default", **kwargs: Any) -> None:
    """Add the categories that are missing; their place in the row is always that of here. Runs after every migrate."""
    rijen = [
        Categorie(naam=naam, slug=slugify(naam), reeks=reeks, volgorde=volgorde)
        for reeks, namen in STANDAARD.items()
        for volgorde, naam in enumerate(namen, 1 if reeks == Reeks.ALGEMEEN else 101)
    ]
    Categorie.objects.using(using).bulk_create(
        rijen, update_conflicts=True, unique_fields=["naam"], update_fields=["reeks", "volgorde"]
    )
