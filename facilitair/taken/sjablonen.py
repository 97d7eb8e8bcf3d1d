"""What must be done around every group: the tasks a new database starts with."""

from typing import Any

from facilitair.models import Taaksjabloon
from facilitair.workflow import TaakSoort

# (soort, title, explanation, working days after the start of the group; negative is before)
STANDAARD = (
    (
        TaakSoort.WERVING,
        "Werving starten",
        "Laat weten dat er een groep begint: bij scholen, in de wijk en op de sites van de gemeente en het CJG.",
        -20,
    ),
    (
        TaakSoort.ZAAL,
        "Ruimte regelen",
        "Kies een ruimte die op alle momenten vrij is en groot genoeg. Wie meedoet krijgt dan vanzelf bericht.",
        -15,
    ),
    (
        TaakSoort.MATERIAAL,
        "Materiaal klaarzetten",
        "Vraag de trainer wat er nodig is. Zorg dat het op de eerste bijeenkomst in de ruimte ligt.",
        -10,
    ),
    (
        TaakSoort.AANMELDINGEN,
        "Aanmeldingen nalopen",
        (
            "Kijk wie nog niet heeft bevestigd, en of er plek is voor de wachtlijst. "
            "Doen er te weinig mensen mee? Overleg dan met de trainer."
        ),
        -5,
    ),
    (
        TaakSoort.PRESENTIELIJST,
        "Presentielijst klaarmaken",
        "Maak de lijst voor de trainer en zorg dat die er voor de eerste bijeenkomst is.",
        -2,
    ),
)


def vul_aan(sender: Any = None, *, using: str = "default", **kwargs: Any) -> None:
    """Add the templates that are missing; what an editor changed stays. Runs after every migrate.

    Whoever does not want a template switches it off (``actief``); a deleted one comes back.
    """
    Taaksjabloon.objects.using(using).bulk_create(
        [
            Taaksjabloon(soort=soort, titel=titel, uitleg=uitleg, werkdagen_na_start=werkdagen)
            for soort, titel, uitleg, werkdagen in STANDAARD
        ],
        ignore_conflicts=True,
    )
