from django.apps import AppConfig


class AanbodConfig(AppConfig):
    name = "aanbod"
    label = "aanbod"
    verbose_name = "Aanbod"
    default_auto_field = "django.db.models.BigAutoField"
