from django.apps import AppConfig


class BasisConfig(AppConfig):
    name = "marktplein.basis"
    label = "basis"
    verbose_name = "Basis"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Forms speak our words, and clean what is typed, from the start."""
        from marktplein.basis import foutwoorden, velden

        foutwoorden.zet()
        velden.zet()
