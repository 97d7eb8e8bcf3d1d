"""Who switched off the weekly mail for himself keeps that as a preference among his others; a team stays here."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SOORT = "vraag.bijna"


def naar_voorkeur(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    afmelding = apps.get_model("vraag", "GeenBijnaMail")
    voorkeur = apps.get_model("mail", "Berichtvoorkeur")
    van_personen = afmelding.objects.filter(user__isnull=False)
    voorkeur.objects.bulk_create(
        [voorkeur(user_id=pk, soort=SOORT, stand="uit") for pk in van_personen.values_list("user_id", flat=True)],
        ignore_conflicts=True,
    )
    van_personen.delete()


def terug(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    afmelding = apps.get_model("vraag", "GeenBijnaMail")
    voorkeur = apps.get_model("mail", "Berichtvoorkeur")
    uit = voorkeur.objects.filter(soort=SOORT, stand="uit").values_list("user_id", flat=True)
    afmelding.objects.bulk_create([afmelding(user_id=pk) for pk in uit], ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("vraag", "0010_werk"), ("mail", "0003_taal_en_voorkeur")]
    operations = [migrations.RunPython(naar_voorkeur, terug)]
