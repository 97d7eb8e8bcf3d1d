"""A task about a group that became too small has a kind of its own, instead of being known by its title."""

from django.db import migrations, models
from django.db.models import Min

TITEL = "Te weinig deelnemers"
SOORTEN = [
    ("zaal", "Zaal"),
    ("materiaal", "Materiaal"),
    ("werving", "Werving"),
    ("aanmeldingen", "Aanmeldingen"),
    ("presentielijst", "Presentielijst"),
]
DEELNEMERS, OVERIG = ("deelnemers", "Te weinig deelnemers"), ("overig", "Overig")


def geef_soort(apps, schema_editor):
    """The oldest one of each group that no person made; it was the first of its name by then."""
    Taak, Gebeurtenis = (apps.get_model("facilitair", naam) for naam in ("Taak", "TaakGebeurtenis"))
    van_mensen = Gebeurtenis.objects.filter(van="", naar="nieuw", door__isnull=False).values("taak")
    van_ons = Taak.objects.filter(soort="overig", titel=TITEL, groep__isnull=False).exclude(pk__in=van_mensen)
    eerste = van_ons.order_by().values("groep").annotate(pk_eerst=Min("pk")).values_list("pk_eerst", flat=True)
    Taak.objects.filter(pk__in=list(eerste)).update(soort="deelnemers")


def neem_soort_weg(apps, schema_editor):
    apps.get_model("facilitair", "Taak").objects.filter(soort="deelnemers").update(soort="overig")


class Migration(migrations.Migration):
    dependencies = [("facilitair", "0004_tekst_gewist")]

    operations = [
        migrations.AlterField(
            "taak",
            "soort",
            models.CharField(choices=[*SOORTEN, DEELNEMERS, OVERIG], default="overig", max_length=16),
        ),
        migrations.AlterField(
            "taaksjabloon", "soort", models.CharField(choices=[*SOORTEN, OVERIG], max_length=16, unique=True)
        ),
        migrations.RunPython(geef_soort, neem_soort_weg),
    ]
