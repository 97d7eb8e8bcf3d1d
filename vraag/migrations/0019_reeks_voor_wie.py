"""A standing series says for whom it is; those that are there are for whom their offer is first."""

from django.db import migrations, models

VOOR = [
    ('kinderen', 'Kinderen en jongeren'),
    ('samen', 'Kinderen met hun ouder'),
    ('ouders', 'Ouders'),
    ('zwangeren', 'Zwangeren'),
    ('professionals', 'Professionals'),
]


def vul_voor_wie(apps, schema_editor):
    reeks = apps.get_model("vraag", "Reeks")
    for r in reeks.objects.select_related("interventie").order_by("pk"):
        reeks.objects.filter(pk=r.pk).update(voor=_eerst_voor(r.interventie))


def _eerst_voor(i):
    if "jeugdigen" in i.doelgroep or not i.doelgroep:
        return "kinderen"
    if "ouders" in i.doelgroep:
        return "zwangeren" if i.zwangerschap and i.leeftijd_max == 0 else "ouders"
    return "professionals"


class Migration(migrations.Migration):

    dependencies = [
        ('aanbod', '0015_vorm_van_de_groep'),
        ('vraag', '0018_antwoordlink'),
    ]

    operations = [
        migrations.AddField(
            model_name='reeks',
            name='voor',
            field=models.CharField(choices=VOOR, default='kinderen', max_length=13, verbose_name='voor wie'),
        ),
        migrations.RunPython(vul_voor_wie, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name='reeks', name='reeks_een_besluit'),
        migrations.AddConstraint(
            model_name='reeks',
            constraint=models.UniqueConstraint(fields=('regio', 'gemeente', 'subregio', 'interventie', 'voor', 'seizoen'), name='reeks_een_besluit', nulls_distinct=False),
        ),
    ]
