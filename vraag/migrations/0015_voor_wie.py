"""Demand and proposals say for whom they are; those that are there are for whom their offer is first."""

from django.conf import settings
from django.db import migrations, models


def vul_voor_wie(apps, schema_editor):
    """Children when an offer is for several kinds; and no ages for who is asked none."""
    interventie, signaal, voorstel = (
        apps.get_model("aanbod", "Interventie"),
        apps.get_model("vraag", "Signaal"),
        apps.get_model("vraag", "Groepsvoorstel"),
    )
    for i in interventie.objects.only("doelgroep", "zwangerschap", "leeftijd_max").order_by("pk"):
        if (voor := _eerst_voor(i)) == "kinderen":
            continue
        zonder = {"leeftijd_min": 0, "leeftijd_max": 0} if voor in ("zwangeren", "professionals") else {}
        signaal.objects.filter(interventie=i).update(voor=voor, **zonder)
        voorstel.objects.filter(interventie=i).update(voor=voor, **zonder)


def _eerst_voor(i):
    if "jeugdigen" in i.doelgroep or not i.doelgroep:
        return "kinderen"
    if "ouders" in i.doelgroep:
        return "zwangeren" if i.zwangerschap and i.leeftijd_max == 0 else "ouders"
    return "professionals"


class Migration(migrations.Migration):

    dependencies = [
        ('aanbod', '0011_groep_voor_wie'),
        ('gemeenten', '0004_sluitingsdag'),
        ('vraag', '0014_bestendige_voorstellen'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='groepsvoorstel',
            name='voor',
            field=models.CharField(choices=[('kinderen', 'Kinderen en jongeren'), ('samen', 'Kinderen met hun ouder'), ('ouders', 'Ouders'), ('zwangeren', 'Zwangeren'), ('professionals', 'Professionals')], default='kinderen', max_length=13, verbose_name='voor wie'),
        ),
        migrations.AddField(
            model_name='signaal',
            name='voor',
            field=models.CharField(choices=[('kinderen', 'Kinderen en jongeren'), ('samen', 'Kinderen met hun ouder'), ('ouders', 'Ouders'), ('zwangeren', 'Zwangeren'), ('professionals', 'Professionals')], default='kinderen', max_length=13, verbose_name='voor wie'),
        ),
        migrations.RunPython(vul_voor_wie, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='signaal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('voor__in', ['professionals', 'zwangeren']), _negated=True), models.Q(('leeftijd_max', 0), ('leeftijd_min', 0)), _connector='OR'), name='signaal_zonder_leeftijd'),
        ),
    ]
