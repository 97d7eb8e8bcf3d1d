import django.contrib.postgres.indexes
from django.db import migrations, models

# As services.zoekindex does from now on, for what is indexed already.
WOORDEN = """
    INSERT INTO aanbod_zoekterm (woord)
    SELECT DISTINCT woord FROM aanbod_interventie, unnest(tsvector_to_array(zoekvector)) AS woord
    WHERE length(woord) BETWEEN 4 AND 60 AND woord !~ '[~_0-9]'
    ON CONFLICT DO NOTHING
"""


class Migration(migrations.Migration):

    dependencies = [
        ('aanbod', '0003_zoektekst_trigram'),
    ]

    operations = [
        migrations.CreateModel(
            name='Zoekterm',
            fields=[
                ('woord', models.CharField(max_length=60, primary_key=True, serialize=False)),
            ],
            options={
                'verbose_name_plural': 'zoektermen',
                'ordering': ['woord'],
                'indexes': [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass('woord', name='gin_trgm_ops'), name='zoekterm_trgm')],
            },
        ),
        migrations.RunSQL(WOORDEN, migrations.RunSQL.noop),
        migrations.RemoveIndex(
            model_name='interventie',
            name='interventie_zoektekst_trgm',
        ),
        migrations.RemoveField(
            model_name='interventie',
            name='zoektekst',
        ),
    ]
