"""A trainer who has no login is called."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("aanbod", "0011_groep_voor_wie")]

    operations = [
        migrations.AddField(
            model_name="trainer", name="telefoon", field=models.CharField(blank=True, max_length=30)
        ),
    ]
