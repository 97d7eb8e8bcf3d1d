from django.db import migrations


def zet_datum(apps, schema_editor):
    """What was checked is due again after the months that stand for it."""
    schema_editor.execute(
        "UPDATE gemeenten_organisatie SET na_te_kijken_op = laatst_gecontroleerd + make_interval(months => controle_maanden)"
        " WHERE laatst_gecontroleerd IS NOT NULL"
    )


class Migration(migrations.Migration):

    dependencies = [
        ('gemeenten', '0005_organisatie_nakijken'),
        ('kaart', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(zet_datum, migrations.RunPython.noop),
        migrations.RemoveField(model_name='organisatie', name='categorieen'),
    ]
