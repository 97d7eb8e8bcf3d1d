from django.apps import AppConfig


class BasisConfig(AppConfig):
    name = "marktplein.basis"
    label = "basis"
    verbose_name = "Basis"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Forms speak our words and clean what is typed; a start without collected files is refused."""
        from marktplein.basis import checks, foutwoorden, velden  # noqa: F401, PLC0415 - it needs the apps

        foutwoorden.zet()
        velden.zet()
