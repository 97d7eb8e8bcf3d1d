from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("basis", "0001_initial")]

    operations = [
        migrations.AddField("verwerking", "afdruk", models.CharField(blank=True, max_length=64)),
    ]
