"""Each theme gets a picture of its own; the lifebuoy and the triangle are for help and danger only."""

from typing import Any

from django.db import migrations, models
from django.db.models import Q

import marktplein.basis.iconen

ICOON = {
    "alcohol-roken-en-drugs": "thema-fles",
    "angst-en-somberheid": "thema-regenwolk",
    "autisme-en-adhd": "thema-puzzelstuk",
    "baby-en-zwangerschap": "thema-kinderwagen",
    "beperking": "thema-rolstoelrijder",
    "boosheid": "thema-boos-gezicht",
    "eenzaamheid": "thema-verdrietig-gezicht",
    "gamen-en-schermen": "thema-spelcomputer",
    "gedrag": "thema-bliksem",
    "geld": "thema-spaarvarken",
    "gevoelens": "thema-blij-gezicht",
    "gewicht-en-leefstijl": "thema-appel",
    "gezondheid": "thema-stethoscoop",
    "ingrijpende-gebeurtenissen": "thema-pleister",
    "licht-verstandelijke-beperking": "thema-trap",
    "mantelzorg-en-brussen": "thema-hart-in-handen",
    "nieuwkomers": "thema-aankomst",
    "ontmoeten": "thema-koffie",
    "ontwikkeling": "thema-plant",
    "ontwikkelingsvoorsprong": "thema-raket",
    "opvoeden": "thema-warm-huis",
    "pesten": "thema-duim-omlaag",
    "peuter": "thema-hobbelpaard",
    "politie-en-grenzen": "thema-afzetting",
    "prestatiedruk": "thema-meter",
    "puber": "thema-koptelefoon",
    "relatie-van-ouders": "thema-twee-harten",
    "samenwerken": "thema-knooppunt",
    "scheiding": "thema-splitsing",
    "school-en-overgang": "thema-rugzak",
    "seksualiteit-en-relaties": "thema-gender",
    "signaleren": "thema-oog",
    "slapen-en-eten": "thema-maan",
    "social-media": "thema-mobieltje",
    "sociale-vaardigheden": "thema-gesprek",
    "sport-en-bewegen": "thema-voetbal",
    "steun": "thema-paraplu",
    "steun-thuis": "thema-hulp-aan-huis",
    "stress": "thema-hartslag",
    "taal-en-spraak": "thema-microfoon",
    "veiligheid-thuis": "thema-veilig-huis",
    "vrije-tijd": "thema-verfpalet",
    "weerbaarheid": "thema-verdediging",
    "zelfstandig-worden": "thema-sleutel",
    "ziekte-of-verslaving-van-ouder": "thema-pil",
}


def geef_eigen_icoon(apps: Any, schema_editor: Any) -> None:
    """By the address of the theme; one that an editor added shows none until a picture is chosen."""
    Thema = apps.get_model("aanbod", "Thema")
    for thema in Thema.objects.all():
        thema.icoon = ICOON.get(thema.slug, "")
        thema.save(update_fields=["icoon"])


class Migration(migrations.Migration):
    dependencies = [("aanbod", "0009_vaste_woorden")]

    operations = [
        migrations.RunPython(geef_eigen_icoon, migrations.RunPython.noop),
        migrations.AlterField(
            "thema",
            "icoon",
            models.CharField(blank=True, choices=marktplein.basis.iconen.thema_iconen, max_length=40),
        ),
        migrations.AddConstraint(
            "thema",
            models.UniqueConstraint(
                condition=~Q(icoon=""),
                fields=("icoon",),
                name="thema_eigen_icoon",
                violation_error_message="Een ander thema heeft dit icoon al. Kies een ander icoon.",
            ),
        ),
    ]
