"""An offer may have more forms than one, and each group has its own: what is there has the main form of its offer."""

import django.contrib.postgres.fields
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

VORMEN = [
    ('universeel', 'Voor iedereen'),
    ('selectief', 'Voor wie wat meer steun nodig heeft'),
    ('probleemgericht', 'Voor wie al hulp krijgt'),
]


def vul_vorm_van_de_groep(apps, schema_editor):
    van_aanbod = apps.get_model("aanbod", "Interventie").objects.filter(pk=OuterRef("interventie_id"))
    apps.get_model("aanbod", "Groep").objects.update(preventievorm=Subquery(van_aanbod.values("preventievorm")[:1]))


class Migration(migrations.Migration):

    dependencies = [
        ('aanbod', '0014_presentie_per_bijeenkomst'),
    ]

    operations = [
        migrations.AddField(
            model_name='interventie',
            name='andere_preventievormen',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=VORMEN, max_length=16), blank=True, default=list, help_text='waarvan er ook groepen zijn; elke groep heeft er één', size=None, verbose_name='ook groepen'),
        ),
        migrations.AddConstraint(
            model_name='interventie',
            constraint=models.CheckConstraint(condition=models.Q(('andere_preventievormen__contains', [models.F('preventievorm')]), _negated=True), name='interventie_andere_vormen'),
        ),
        migrations.AddField(
            model_name='groep',
            name='preventievorm',
            field=models.CharField(choices=VORMEN, default='universeel', help_text='bepaalt wie zich kan aanmelden', max_length=16, verbose_name='bedoeld'),
            preserve_default=False,
        ),
        migrations.RunPython(vul_vorm_van_de_groep, migrations.RunPython.noop),
    ]
