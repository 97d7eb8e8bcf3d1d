"""Run the pooling kernel on an exchange file: the same kernel the worker uses, without a database."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from vraag import matching


class Command(BaseCommand):
    help = (
        "Vormt groepen uit een instantie (marktplein-match-instance/1) en schrijft de oplossing. "
        "Eindigt met één regel JSON; een foute instantie geeft het pad van het veld en code 2."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--instantie", type=Path, required=True, help="bestand met de instantie")
        parser.add_argument("--uit", type=Path, required=True, help="hier komt de oplossing")
        parser.add_argument("--start", type=Path, help="een eerdere oplossing om van uit te gaan")
        parser.add_argument("--werkers", type=int, default=1, help="aantal processen (regio's tegelijk)")

    def handle(self, *args: Any, **opties: Any) -> None:
        if opties["werkers"] < 1:
            raise CommandError("--werkers is minstens 1.", returncode=2)
        try:
            uitkomst = matching.vorm(opties["instantie"], opties["uit"], opties["start"], opties["werkers"])
        except matching.InstantieFout as fout:
            self.stderr.write(json.dumps({"fout": fout.melding, "pad": fout.pad}, ensure_ascii=False))
            sys.exit(2)
        except OSError as fout:
            raise CommandError(f"Schrijven lukte niet: {fout.strerror} ({fout.filename}).", returncode=1) from fout
        self.stdout.write(json.dumps(uitkomst, ensure_ascii=False))
        if not uitkomst["valid"]:
            sys.exit(1)
