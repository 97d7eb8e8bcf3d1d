from django.apps import AppConfig


class BasisConfig(AppConfig):
    name = "marktplein.basis"
    label = "basis"
    verbose_name = "Basis"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Forms speak our words, clean what is typed and read choices fast; uncollected files refuse the start."""
        from marktplein.basis import bediening, checks, foutwoorden, sjablonen, velden  # noqa: F401, PLC0415 - it needs the apps

        foutwoorden.zet()
        velden.zet()
        bediening.zet()
        sjablonen.zet()
