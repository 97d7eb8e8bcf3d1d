from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from aanbod.zoeken.services import bereken_vectoren, haal_in, werk_hele_zoekindex_bij
from marktplein.basis.woorden import tel

LANG = 24 * 3600


class Command(BaseCommand):
    help = "Bereken de zoekindex opnieuw: van alles wat te vinden is, of van wat veranderde."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--alleen-veranderde", action="store_true", help="alleen wat veranderde sinds de vorige keer"
        )

    def handle(self, *args: Any, **opties: Any) -> None:
        aantal = haal_in() if opties["alleen_veranderde"] else werk_hele_zoekindex_bij()
        vectoren = bereken_vectoren(seconden=LANG)
        self.stdout.write(
            f"Zoekindex bijgewerkt: {tel(aantal, 'ding', 'dingen')}, {tel(vectoren, 'vector', 'vectoren')}."
        )
