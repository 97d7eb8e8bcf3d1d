"""Groups that have a room learn how many people fit in it: the smallest of the rooms that they have."""

from django.db import migrations
from django.db.models import Min, OuterRef, Subquery

VAST = ("bevestigd", "optie")


def vul(apps, _schema):
    Groep = apps.get_model("aanbod", "Groep")
    Reservering = apps.get_model("facilitair", "Reservering")
    rijen = Reservering.objects.filter(bijeenkomst__groep=OuterRef("pk"), staat__in=VAST).order_by()
    kleinste = rijen.values("bijeenkomst__groep").annotate(plekken=Min("ruimte__capaciteit")).values("plekken")
    Groep.objects.filter(zaal_plekken__isnull=True).update(zaal_plekken=Subquery(kleinste))


class Migration(migrations.Migration):
    dependencies = [
        ("facilitair", "0007_wie_is_wie"),
        ("aanbod", "0018_mensen_in_de_ruimte"),
    ]

    operations = [migrations.RunPython(vul, migrations.RunPython.noop, elidable=True)]
