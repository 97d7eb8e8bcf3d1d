import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from aanbod.zoeken.selectors import zoek
from marktplein.taal.nood import nood_in


class Command(BaseCommand):
    help = "Zoek in alles wat te vinden is, zoals een bezoeker dat doet. De vraag wordt nergens bewaard."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("vraag", nargs="?", help="de vraag, in gewone woorden")
        parser.add_argument(
            "--regels", type=Path, help="een bestand met een vraag per regel; één JSON-object per regel"
        )
        parser.add_argument("--json", action="store_true", help="als JSON")
        parser.add_argument("--top", type=int, default=5, help="zoveel resultaten (5)")

    def handle(self, *args: Any, **opties: Any) -> None:
        if (opties["vraag"] is None) == (opties["regels"] is None):
            raise CommandError("Geef een vraag, of --regels met een bestand.")
        if opties["regels"] is None:
            vragen = [opties["vraag"]]
        else:
            vragen = opties["regels"].read_text(encoding="utf-8").splitlines()
        for vraag in vragen:
            antwoord = antwoord_op(vraag, opties["top"])
            if opties["json"] or opties["regels"]:
                self.stdout.write(json.dumps(antwoord, ensure_ascii=False))
            else:
                self._schrijf(antwoord)

    def _schrijf(self, antwoord: dict[str, Any]) -> None:
        if antwoord["nood"]:
            self.stdout.write(f"Eerst hulp: {antwoord['nood']}")
        for plaats, rij in enumerate(antwoord["resultaten"], start=1):
            self.stdout.write(f"{plaats}. {rij['naam']} ({rij['soort']}, {rij['score']}) {rij['waarom']}")


def antwoord_op(vraag: str, top: int) -> dict[str, Any]:
    uitkomst = zoek(vraag, hoogstens=top)
    return {
        "vraag": vraag,
        "nood": nood_in(vraag),
        "resultaten": [
            {"naam": g.naam, "soort": g.soort, "score": g.score, "waarom": g.waarom} for g in uitkomst.gevonden
        ],
    }
