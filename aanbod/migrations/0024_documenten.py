import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

from marktplein.basis.vindbaar import trigger, zonder_trigger

# What changes the document of which thing.
TRIGGERS = (
    ("aanbod_interventie", "aanbod", "id"),
    ("aanbod_interventie_themas", "aanbod", "interventie_id"),
    ("aanbod_voorbeeldzin", "aanbod", "interventie_id"),
    ("aanbod_thema", "thema", "id"),
    ("aanbod_zoekwoord", "thema", "thema_id"),
    ("aanbod_voorbeeldzin", "thema", "thema_id"),
    ("aanbod_voorbeeldzin", "organisatie", "organisatie_id"),
    ("aanbod_groep", "groep", "id"),
)


class Migration(migrations.Migration):

    dependencies = [
        ('aanbod', '0023_aanbieders_van_buiten'),
        ('basis', '0003_te_indexeren'),
        ('gemeenten', '0006_organisatie_categorieen_als_register'),
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('soort', models.CharField(max_length=20)),
                ('nummer', models.BigIntegerField()),
                ('naam', models.CharField(max_length=200)),
                ('adres', models.CharField(max_length=200)),
                ('regel', models.TextField(blank=True)),
                ('tekst', models.TextField(blank=True)),
                ('woorden', django.contrib.postgres.search.SearchVectorField(null=True)),
                ('vector', models.BinaryField(null=True)),
                ('model', models.CharField(blank=True, max_length=60)),
                ('themas', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None)),
                ('doelgroep', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=16), blank=True, default=list, size=None)),
                ('leeftijd_min', models.PositiveSmallIntegerField(default=0)),
                ('leeftijd_max', models.PositiveSmallIntegerField(default=999)),
                ('zwangerschap', models.BooleanField(default=False)),
                ('collegas', models.BooleanField(default=False)),
                ('gemeenten', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None)),
                ('lat', models.FloatField(blank=True, null=True)),
                ('lon', models.FloatField(blank=True, null=True)),
                ('van', models.DateField(blank=True, null=True)),
                ('tot', models.DateField(blank=True, null=True)),
                ('bij_soort', models.CharField(blank=True, max_length=20)),
                ('bij_nummer', models.BigIntegerField(blank=True, null=True)),
                ('stand', models.BigIntegerField(db_index=True)),
            ],
            options={
                'verbose_name_plural': 'documenten',
                'ordering': ['naam', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Voorbeeldzin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('zin', models.CharField(max_length=200)),
                ('taal', models.CharField(choices=[('nl', 'Nederlands'), ('en', 'Engels'), ('tr', 'Turks'), ('pl', 'Pools'), ('ar', 'Arabisch'), ('uk', 'Oekraïens')], default='nl', max_length=2)),
            ],
            options={
                'verbose_name_plural': 'voorbeeldzinnen',
                'ordering': ['zin', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Zinvector',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tekst', models.CharField(max_length=200)),
                ('model', models.CharField(max_length=60)),
                ('vector', models.BinaryField()),
            ],
            options={
                'verbose_name_plural': 'zinvectoren',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Zoekstand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stand', models.BigIntegerField(default=0)),
            ],
            options={
                'verbose_name_plural': 'zoekstanden',
            },
        ),
        migrations.RemoveIndex(
            model_name='interventie',
            name='interventie_zoekvector',
        ),
        migrations.RemoveField(
            model_name='interventie',
            name='zoekvector',
        ),
        migrations.AddIndex(
            model_name='document',
            index=django.contrib.postgres.indexes.GinIndex(fields=['woorden'], name='document_woorden'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(condition=models.Q(('vector__isnull', True)), fields=['model'], name='document_zonder_vector'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.UniqueConstraint(fields=('soort', 'nummer'), name='document_een_per_ding'),
        ),
        migrations.AddField(
            model_name='voorbeeldzin',
            name='interventie',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='voorbeeldzinnen', to='aanbod.interventie'),
        ),
        migrations.AddField(
            model_name='voorbeeldzin',
            name='organisatie',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='voorbeeldzinnen', to='gemeenten.organisatie'),
        ),
        migrations.AddField(
            model_name='voorbeeldzin',
            name='thema',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='voorbeeldzinnen', to='aanbod.thema'),
        ),
        migrations.AddConstraint(
            model_name='zinvector',
            constraint=models.UniqueConstraint(fields=('tekst', 'model'), name='zinvector_een_keer'),
        ),
        migrations.AddConstraint(
            model_name='voorbeeldzin',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('interventie__isnull', True), ('organisatie__isnull', True), ('thema__isnull', False)), models.Q(('interventie__isnull', False), ('organisatie__isnull', True), ('thema__isnull', True)), models.Q(('interventie__isnull', True), ('organisatie__isnull', False), ('thema__isnull', True)), _connector='OR'), name='voorbeeldzin_van_een_ding'),
        ),
        migrations.AddConstraint(
            model_name='voorbeeldzin',
            constraint=models.UniqueConstraint(fields=('thema', 'interventie', 'organisatie', 'zin'), name='voorbeeldzin_een_keer', nulls_distinct=False),
        ),
        migrations.RunSQL('CREATE SEQUENCE aanbod_zoekstand_nr', 'DROP SEQUENCE aanbod_zoekstand_nr'),
        *(migrations.RunSQL(trigger(*waar), zonder_trigger(*waar[:2])) for waar in TRIGGERS),
    ]
