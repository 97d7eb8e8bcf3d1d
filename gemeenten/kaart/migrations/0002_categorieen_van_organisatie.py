from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('gemeenten', '0006_organisatie_categorieen_als_register'),
        ('kaart', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='categorie',
            name='organisaties',
            field=models.ManyToManyField(blank=True, related_name='categorieen', to='gemeenten.organisatie'),
        ),
    ]
