"""Empty: what it did is in 0001 now, where each table is made in one go. Later migrations and databases name it."""

from django.db import migrations


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('aanbod', '0001_initial'),
    ]

    operations = []
