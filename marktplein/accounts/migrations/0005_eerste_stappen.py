from django.db import migrations, models
from django.db.models import F


def wie_hier_al_werkt(apps, schema_editor):
    """Who has logged in before knows the way."""
    User = apps.get_model("accounts", "User")
    User.objects.filter(last_login__isnull=False).update(eerste_stappen_weg_op=F("last_login"))


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_rijen_compact"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="eerste_stappen_weg_op",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="uitleg voor de eerste keer weggezet op"
            ),
        ),
        migrations.RunPython(wie_hier_al_werkt, migrations.RunPython.noop),
    ]
