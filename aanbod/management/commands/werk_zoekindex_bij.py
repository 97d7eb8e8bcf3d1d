from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from aanbod.zoeken.services import werk_hele_zoekindex_bij
from marktplein.basis.woorden import tel


class Command(BaseCommand):
    help = "Bereken de zoekindex van het aanbod opnieuw."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--alleen-ontbrekende", action="store_true", help="alleen aanbod dat nog geen index heeft")

    def handle(self, *args: Any, **opties: Any) -> None:
        aantal = werk_hele_zoekindex_bij(alleen_ontbrekende=opties["alleen_ontbrekende"])
        self.stdout.write(f"Zoekindex bijgewerkt: {tel(aantal, 'training', 'trainingen')}.")
