"""The last step of `make run`: let the worker form groups for the first time, and show who can log in."""

import time
from datetime import datetime
from typing import Any

from celery import current_app
from django.core.management.base import BaseCommand, CommandError, CommandParser

from gemeenten.grond.models import Lidmaatschap
from marktplein.basis import klok
from marktplein.demo import post, verder
from marktplein.demo.rollen import ROLLEN, adres
from marktplein.demo.voorbeeld import WACHTWOORD
from vraag.models import Ronde, Run

BEGINT_BINNEN = 30.0
VERTEL_ELKE = 2.0


class Command(BaseCommand):
    help = "Vormt (één keer) groepen via de werker en toont de demo-inlognamen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--wacht", type=float, default=180, help="hoogstens zoveel seconden op de groepen wachten")

    def handle(self, *args: Any, **opties: Any) -> None:
        if not Ronde.objects.filter(klaar_op__isnull=False).exists():
            self._vorm_groepen(opties["wacht"])
            post.maak_stil()
            verder.vraag_scenario()
            verder.vraag_trainers()
        self._toon_logins()

    def _vorm_groepen(self, wacht: float) -> None:
        """Hand the work to the worker and follow it. Raises CommandError when it does not come to an end."""
        begin, start = klok.nu(), time.monotonic()
        self.stdout.write("Voor het eerst groepen vormen; de werker is bezig…")
        current_app.send_task("vraag.pool_alle_regios")
        laatst, verteld_op = "", start
        while (seconden := time.monotonic() - start) < wacht:
            ronde = Ronde.objects.filter(aangemaakt_op__gte=begin).order_by("pk").first()
            if ronde is None and seconden > BEGINT_BINNEN:
                break
            stand = self._stand(begin)
            if stand != laatst and time.monotonic() - verteld_op > VERTEL_ELKE:
                laatst, verteld_op = stand, time.monotonic()
                self.stdout.write(stand)
            if ronde is not None and ronde.klaar_op:
                return self._vertel(begin)
            time.sleep(0.3)
        raise CommandError("De werker komt niet klaar met groepen vormen. Kijk in het logboek van de werker.")

    def _stand(self, begin: datetime) -> str:
        runs = Run.objects.filter(aangemaakt_op__gte=begin, ronde__isnull=False).select_related("regio").order_by("pk")
        return "; ".join(f"{run.regio}: {run.fase or 'wacht'} {run.voortgang}%" for run in runs)

    def _vertel(self, begin: datetime) -> None:
        runs = Run.objects.filter(aangemaakt_op__gte=begin, ronde__isnull=False).select_related("regio").order_by("pk")
        for run in runs:
            if run.fout:
                raise CommandError(f"{run.regio}: groepen vormen is mislukt: {run.fout.splitlines()[-1]}")
            self.stdout.write(
                f"{run.regio}: {run.nieuwe_groepen} groepen voorgesteld, "
                f"voor {run.kinderen_geplaatst} van de {run.kinderen} kinderen."
            )

    def _toon_logins(self) -> None:
        namen = [adres(naam) for naam in ROLLEN]
        leden = Lidmaatschap.objects.filter(user__email__in=namen, user__is_active=True).order_by("pk")
        per_naam = {lid.user.email: lid for lid in leden.select_related("user", "team", "gemeente", "organisatie")}
        if not per_naam:
            return
        breedte = max(len(naam) for naam in per_naam)
        self.stdout.write(f"\nInloggen (wachtwoord voor iedereen: {WACHTWOORD}):")
        for naam in namen:
            if lid := per_naam.get(naam):
                self.stdout.write(f"  {naam:<{breedte}}  {lid.get_rol_display()}, {lid.plek}")
