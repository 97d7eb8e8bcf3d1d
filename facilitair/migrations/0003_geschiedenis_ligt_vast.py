"""A task's history can only grow: the database refuses to change a line, or to delete it while its task exists.

Two things stay possible: forgetting who did something (a user who is removed), and removing a task with all its lines.
"""

from django.db import migrations

VAST = """
CREATE FUNCTION facilitair_taakgebeurtenis_ligt_vast() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.id, NEW.taak_id, NEW.op, NEW.van, NEW.naar, NEW.tekst)
           IS DISTINCT FROM (OLD.id, OLD.taak_id, OLD.op, OLD.van, OLD.naar, OLD.tekst)
       OR NEW.door_id IS NOT NULL AND NEW.door_id IS DISTINCT FROM OLD.door_id
       OR NEW.aan_id IS NOT NULL AND NEW.aan_id IS DISTINCT FROM OLD.aan_id THEN
        RAISE EXCEPTION 'de geschiedenis van een taak ligt vast' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER taakgebeurtenis_ligt_vast BEFORE UPDATE ON facilitair_taakgebeurtenis
    FOR EACH ROW EXECUTE FUNCTION facilitair_taakgebeurtenis_ligt_vast();

CREATE FUNCTION facilitair_taakgebeurtenis_blijft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM facilitair_taak WHERE id = OLD.taak_id) THEN
        RAISE EXCEPTION 'de geschiedenis van een taak ligt vast' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER taakgebeurtenis_blijft AFTER DELETE ON facilitair_taakgebeurtenis
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION facilitair_taakgebeurtenis_blijft();
"""
LOS = """
DROP TRIGGER taakgebeurtenis_blijft ON facilitair_taakgebeurtenis;
DROP FUNCTION facilitair_taakgebeurtenis_blijft();
DROP TRIGGER taakgebeurtenis_ligt_vast ON facilitair_taakgebeurtenis;
DROP FUNCTION facilitair_taakgebeurtenis_ligt_vast();
"""


class Migration(migrations.Migration):
    dependencies = [("facilitair", "0002_geschiedenis_en_wachten")]
    operations = [migrations.RunSQL(VAST, LOS)]
