from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "marktplein.audit"
    label = "audit"
    verbose_name = "Logboek"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from marktplein.audit import ontvangers  # noqa: F401, PLC0415 - it listens to models
