"""Where something came from stands apart: it may be forgotten after six months, and only then. No table can be emptied."""

import django.db.models.deletion
from django.db import migrations, models

import marktplein.basis.klok

VAST = """
CREATE FUNCTION audit_oorsprong_ligt_vast() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND OLD.op < now() - interval '6 months' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'de oorsprong ligt zes maanden vast: % mag niet', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER oorsprong_ligt_vast BEFORE UPDATE OR DELETE ON audit_oorsprong
    FOR EACH ROW EXECUTE FUNCTION audit_oorsprong_ligt_vast();
CREATE TRIGGER oorsprong_nooit_leeg BEFORE TRUNCATE ON audit_oorsprong
    FOR EACH STATEMENT EXECUTE FUNCTION audit_logregel_ligt_vast();
CREATE TRIGGER logregel_nooit_leeg BEFORE TRUNCATE ON audit_logregel
    FOR EACH STATEMENT EXECUTE FUNCTION audit_logregel_ligt_vast();
"""
LOS = """
DROP TRIGGER logregel_nooit_leeg ON audit_logregel;
DROP TRIGGER oorsprong_nooit_leeg ON audit_oorsprong;
DROP TRIGGER oorsprong_ligt_vast ON audit_oorsprong;
DROP FUNCTION audit_oorsprong_ligt_vast();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_alleen_toevoegen")]
    operations = [
        migrations.CreateModel(
            name="Oorsprong",
            fields=[
                (
                    "regel",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="oorsprong",
                        serialize=False,
                        to="audit.logregel",
                    ),
                ),
                ("adres", models.GenericIPAddressField()),
                ("op", models.DateTimeField(db_index=True, default=marktplein.basis.klok.nu)),
            ],
            options={"verbose_name": "oorsprong", "verbose_name_plural": "oorsprongen"},
        ),
        migrations.RunSQL(VAST, LOS),
    ]
