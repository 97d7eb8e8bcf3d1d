from django.db import migrations

from marktplein.basis.vindbaar import trigger, zonder_trigger

TRIGGERS = (
    ("gemeenten_organisatie", "organisatie", "id"),
    ("gemeenten_organisatie_gemeenten", "organisatie", "organisatie_id"),
    ("kaart_categorie_organisaties", "organisatie", "organisatie_id"),
)


class Migration(migrations.Migration):

    dependencies = [
        ('kaart', '0003_voorstellen_en_samenvoegingen'),
        ('basis', '0003_te_indexeren'),
    ]

    operations = [migrations.RunSQL(trigger(*waar), zonder_trigger(*waar[:2])) for waar in TRIGGERS]
