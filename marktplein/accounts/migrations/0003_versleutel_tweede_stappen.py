"""Second factors no longer lie readable in the database. Needs VERSLEUTELSLEUTELS as soon as there is one."""

from django.db import migrations

from marktplein.basis.versleuteling import is_versleuteld, ontsleutel, versleutel


def _vervang(apps, doe) -> None:
    for stap in apps.get_model("mfa", "Authenticator").objects.order_by("pk"):
        nieuw = dict(stap.data)
        for naam in ("secret", "seed"):
            if naam in nieuw:
                nieuw[naam] = doe(nieuw[naam])
        if nieuw.get("migrated_codes") is not None:
            nieuw["migrated_codes"] = [doe(code) for code in nieuw["migrated_codes"]]
        if nieuw != stap.data:
            stap.data = nieuw
            stap.save(update_fields=["data"])


def versleutel_alles(apps, schema_editor) -> None:
    _vervang(apps, lambda tekst: tekst if is_versleuteld(tekst) else versleutel(tekst))


def ontsleutel_alles(apps, schema_editor) -> None:
    _vervang(apps, lambda tekst: ontsleutel(tekst) if is_versleuteld(tekst) else tekst)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_sessienummer"), ("mfa", "0003_authenticator_type_uniq")]
    operations = [migrations.RunPython(versleutel_alles, ontsleutel_alles)]
