"""Load the demo, or large data to measure with."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from marktplein.demo import groot, lader


class Command(BaseCommand):
    help = (
        "Laadt de demo: de regio, het aanbod, vragen, groepen en taken. Wat er al staat, blijft staan. "
        "Met --omvang groot: veel gegevens om mee te meten, naast de demo."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--omvang", choices=("demo", "groot"), default="demo")
        parser.add_argument("--aanbod", type=int, default=100_000, help="aantal interventies (bij --omvang groot)")
        parser.add_argument("--signalen", type=int, default=20_000, help="aantal open vragen (bij --omvang groot)")
        parser.add_argument("--regios", type=int, default=8, help="aantal regio's (bij --omvang groot)")

    def handle(self, *args: Any, **opties: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "Dit is geen demo: laad_demo maakt inlognamen met een wachtwoord dat iedereen kent. "
                "Zet DEMO=1 als dit een proefomgeving is."
            )
        begin = time.monotonic()
        geladen = lader.laad(self.stdout.write)
        if not geladen:
            self.stdout.write("De demo staat er al. Opnieuw beginnen: make demo-opnieuw")
        if opties["omvang"] == "groot":
            self._groot(opties)
        self.stdout.write(self.style.SUCCESS(f"Klaar in {time.monotonic() - begin:.1f} s."))

    def _groot(self, opties: dict[str, Any]) -> None:
        if min(opties["aanbod"], opties["signalen"], opties["regios"]) < 1:
            raise CommandError("Vul bij --aanbod, --signalen en --regios minstens 1 in.")
        omvang = groot.Omvang(aanbod=opties["aanbod"], signalen=opties["signalen"], regios=opties["regios"])
        try:
            groot.laad(omvang, self.stdout.write)
        except ValueError as fout:
            raise CommandError(str(fout)) from fout
