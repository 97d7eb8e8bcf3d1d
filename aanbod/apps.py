from django.apps import AppConfig


class AanbodConfig(AppConfig):
    name = "aanbod"
    label = "aanbod"
    verbose_name = "Aanbod"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Importing it connects its receiver.
        from aanbod.zoeken import volgen  # noqa: F401, PLC0415 - it needs the models
