"""Write the files of a run, to repeat it: exact counts of every team, so for who manages the server and for no page."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from marktplein.audit.services import leg_vast
from vraag.models import RunInvoer
from vraag.poolen.bewaren import BEWAAR_DAGEN, SOORTEN, als_bestand, bestandsnaam

ALLEEN_EIGENAAR = 0o600


class Command(BaseCommand):
    help = "Schrijft wat een berekening las, waar zij van uitging en wat zij antwoordde, om haar na te doen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("run", type=int, help="nummer van de berekening")
        parser.add_argument("--map", type=Path, default=Path(), help="hier komen de bestanden")

    def handle(self, *args: Any, **opties: Any) -> None:
        invoer = RunInvoer.objects.select_related("run").filter(run_id=opties["run"]).first()
        if invoer is None:
            raise CommandError(
                f"Van berekening {opties['run']} zijn geen bestanden: ze worden {BEWAAR_DAGEN} dagen bewaard."
            )
        bewaard = {soort: inhoud for soort in SOORTEN if (inhoud := getattr(invoer, soort)) is not None}
        leg_vast("run.opgehaald", invoer.run, herkomst="opdracht", bestanden=sorted(bewaard))
        for soort, inhoud in bewaard.items():
            pad = opties["map"] / bestandsnaam(invoer.run, soort)
            with os.fdopen(os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, ALLEEN_EIGENAAR), "wb") as bestand:
                bestand.write(als_bestand(inhoud))
            self.stdout.write(str(pad))
