"""The last step of `make run`: let the worker form groups for the first time, and show who can log in."""

import time
from datetime import datetime
from typing import Any

from celery import current_app
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet

from gemeenten.models import Lidmaatschap
from marktplein.basis import klok
from vraag.models import Run

DEMO_DOMEIN = "@demo.example"
DEMO_WACHTWOORD = "marktplein-demo"
BEGINT_BINNEN = 30.0


class Command(BaseCommand):
    help = "Vormt (één keer) groepen via de werker en toont de demo-inlognamen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--wacht", type=float, default=180, help="hoogstens zoveel seconden op de groepen wachten")

    def handle(self, *args: Any, **opties: Any) -> None:
        if not Run.objects.filter(klaar_op__isnull=False).exists():
            self._vorm_groepen(opties["wacht"])
        self._toon_logins()

    def _vorm_groepen(self, wacht: float) -> None:
        """Hand the work to the worker and follow it. Raises CommandError when it does not come to an end."""
        begin = klok.nu()
        self.stdout.write("Voor het eerst groepen vormen…")
        current_app.send_task("vraag.pool_alle_regios")
        klok_begin = time.monotonic()
        laatst = ""
        while (seconden := time.monotonic() - klok_begin) < wacht:
            runs = Run.objects.filter(aangemaakt_op__gte=begin).select_related("regio").order_by("pk")
            stand = "; ".join(f"{run.regio}: {run.fase or 'wacht'} {run.voortgang}%" for run in runs)
            if stand and stand != laatst:
                laatst = stand
                self.stdout.write(stand)
            if runs and all(run.klaar_op for run in runs):
                return self._vertel(begin)
            if not runs and seconden > BEGINT_BINNEN:
                break
            time.sleep(0.3)
        raise CommandError("De werker komt niet klaar met groepen vormen. Kijk in het logboek van de werker.")

    def _vertel(self, begin: datetime) -> None:
        runs: QuerySet[Run] = Run.objects.filter(aangemaakt_op__gte=begin).select_related("regio").order_by("pk")
        for run in runs:
            if run.fout:
                raise CommandError(f"{run.regio}: groepen vormen is mislukt: {run.fout.splitlines()[-1]}")
            self.stdout.write(
                f"{run.regio}: {run.nieuwe_groepen} nieuwe groepen, "
                f"{run.kinderen_geplaatst} van {run.kinderen} kinderen krijgen een plek voorgesteld."
            )

    def _toon_logins(self) -> None:
        leden = (
            Lidmaatschap.objects.filter(user__email__endswith=DEMO_DOMEIN, user__is_active=True)
            .select_related("user", "team", "gemeente", "organisatie")
            .order_by("rol", "user__email")
        )
        per_rol: dict[str, tuple[str, str, str]] = {}
        for lid in leden:
            per_rol.setdefault(lid.rol, (lid.user.email, lid.get_rol_display(), lid.plek))
        if not per_rol:
            return
        breedte = max(len(rij[0]) for rij in per_rol.values())
        self.stdout.write(f"Inloggen (wachtwoord: {DEMO_WACHTWOORD}):")
        for email, rol, plek in per_rol.values():
            self.stdout.write(f"  {email:<{breedte}}  {rol}, {plek}")
        if leden.count() > len(per_rol):
            self.stdout.write("  en zo voor andere plaatsen, bijvoorbeeld jgt.katwijk@demo.example")
