"""Replace an encryption key: put the new one first in VERSLEUTELSLEUTELS, restart, run this, take the old one out."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from marktplein.accounts.geheimen import draai_alles
from marktplein.basis.versleuteling import Onleesbaar


class Command(BaseCommand):
    help = "Versleutelt alles opnieuw met de eerste van VERSLEUTELSLEUTELS. Daarna mogen de andere weg."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            geteld = draai_alles()
        except Onleesbaar as fout:
            raise CommandError(f"{fout} Er is niets veranderd.") from fout
        for wat, aantal in geteld.items():
            self.stdout.write(f"{wat}: {aantal}")
        self.stdout.write("Klaar. Alles staat met de eerste sleutel in de database; de andere mogen weg.")
