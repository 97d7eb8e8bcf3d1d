"""The log can only grow: the database itself refuses to change or delete a line."""

from django.db import migrations

VAST = """
CREATE FUNCTION audit_logregel_ligt_vast() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'het logboek ligt vast: % mag niet', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER logregel_ligt_vast BEFORE UPDATE OR DELETE ON audit_logregel
    FOR EACH ROW EXECUTE FUNCTION audit_logregel_ligt_vast();
"""
LOS = """
DROP TRIGGER logregel_ligt_vast ON audit_logregel;
DROP FUNCTION audit_logregel_ligt_vast();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(VAST, LOS)]
