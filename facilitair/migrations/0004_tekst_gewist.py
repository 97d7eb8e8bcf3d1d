"""Of a task's history the text may be emptied, and nothing else: a name that slipped in must be able to go."""

from django.db import migrations

FUNCTIE = """
CREATE OR REPLACE FUNCTION facilitair_taakgebeurtenis_ligt_vast() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.id, NEW.taak_id, NEW.op, NEW.van, NEW.naar)
           IS DISTINCT FROM (OLD.id, OLD.taak_id, OLD.op, OLD.van, OLD.naar)
       OR NEW.tekst IS DISTINCT FROM OLD.tekst{leeg}
       OR NEW.door_id IS NOT NULL AND NEW.door_id IS DISTINCT FROM OLD.door_id
       OR NEW.aan_id IS NOT NULL AND NEW.aan_id IS DISTINCT FROM OLD.aan_id THEN
        RAISE EXCEPTION 'de geschiedenis van een taak ligt vast' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("facilitair", "0003_geschiedenis_ligt_vast")]
    operations = [
        migrations.RunSQL(FUNCTIE.format(leeg=" AND NEW.tekst <> ''"), FUNCTIE.format(leeg="")),
    ]
