"""What people were told, when they were reminded, and when a trainer is to be called again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("vraag", "0015_voor_wie")]

    operations = [
        migrations.AddField(
            model_name="groepsvoorstel",
            name="verteld",
            field=models.DateField(blank=True, null=True, verbose_name="eerste dag zoals verteld"),
        ),
        migrations.AddField(
            model_name="groepsvoorstel",
            name="herinnerd_op",
            field=models.DateField(blank=True, null=True, verbose_name="laatste dag met een herinnering"),
        ),
        migrations.AddField(
            model_name="toezegging",
            name="terugbellen_op",
            field=models.DateField(
                blank=True, help_text="de dag waarop facilitair deze trainer nog eens belt", null=True
            ),
        ),
    ]
