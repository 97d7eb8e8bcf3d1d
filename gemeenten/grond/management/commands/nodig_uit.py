"""The first way in: invite an application admin of a new installation (or anybody) from the command line."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from gemeenten.grond.enums import ROLLEN_VAN_DE_REGIO, Rol
from gemeenten.grond.services import GELDIG_DAGEN, nodig_uit
from marktplein.basis.fouten import DomeinFout


class Command(BaseCommand):
    help = "Nodig iemand uit voor een rol van de hele regio (standaard: applicatiebeheerder). De link gaat per mail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--rol", default=Rol.BEHEER.value, choices=[rol.value for rol in ROLLEN_VAN_DE_REGIO])

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["email"])
            uitnodiging = nodig_uit(email=options["email"], rol=options["rol"], door=None)
        except ValidationError as fout:
            raise CommandError(f"“{options['email']}” is geen e-mailadres.") from fout
        except DomeinFout as fout:
            raise CommandError(fout.melding) from fout
        self.stdout.write(
            f"{uitnodiging.email} krijgt een mail met een link. Die werkt {GELDIG_DAGEN} dagen. "
            "Komt de mail niet aan? Kijk dan naar EMAIL_HOST en of de werker draait."
        )
