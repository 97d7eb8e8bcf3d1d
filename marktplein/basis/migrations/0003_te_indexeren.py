import django.db.models.functions.datetime
from django.db import migrations, models

FUNCTIE = """
    CREATE FUNCTION basis_meld_te_indexeren() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        rij jsonb;
    BEGIN
        IF TG_OP = 'UPDATE' AND NEW IS NOT DISTINCT FROM OLD THEN
            RETURN NULL;
        END IF;
        rij := to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END);
        IF rij ->> TG_ARGV[1] IS NOT NULL THEN
            INSERT INTO basis_teindexeren (soort, nummer) VALUES (TG_ARGV[0], (rij ->> TG_ARGV[1])::bigint);
        END IF;
        RETURN NULL;
    END
    $$
"""


class Migration(migrations.Migration):

    dependencies = [
        ('basis', '0002_verwerking_afdruk'),
    ]

    operations = [
        migrations.CreateModel(
            name='TeIndexeren',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('soort', models.CharField(max_length=20)),
                ('nummer', models.BigIntegerField()),
                ('op', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'verbose_name_plural': 'te indexeren',
                'ordering': ['pk'],
            },
        ),
        migrations.RunSQL(FUNCTIE, 'DROP FUNCTION basis_meld_te_indexeren() CASCADE'),
    ]
