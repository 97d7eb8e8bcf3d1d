"""Telephone numbers in the one spelling to keep (E.164). What is no valid number stays as somebody typed it."""

import phonenumbers
from django.db import migrations

MODEL = ('gemeenten', 'Organisatie')


def zet_om(apps, schema_editor):
    model = apps.get_model(*MODEL)
    for rij in model.objects.exclude(telefoon="").only("telefoon").order_by("pk").iterator():
        try:
            nummer = phonenumbers.parse(rij.telefoon, "NL")
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(nummer) and not nummer.extension:
            kort = phonenumbers.format_number(nummer, phonenumbers.PhoneNumberFormat.E164)
            model.objects.filter(pk=rij.pk).update(telefoon=kort)


class Migration(migrations.Migration):

    dependencies = [
        ('gemeenten', '0002_uitnodiging_een_keer_open'),
    ]

    operations = [migrations.RunPython(zet_om, migrations.RunPython.noop, elidable=True)]
