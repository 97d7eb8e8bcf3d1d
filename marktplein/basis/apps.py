from django.apps import AppConfig


class BasisConfig(AppConfig):
    name = "marktplein.basis"
    label = "basis"
    verbose_name = "Basis"
    default_auto_field = "django.db.models.BigAutoField"
