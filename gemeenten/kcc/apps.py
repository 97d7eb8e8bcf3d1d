from django.apps import AppConfig


class KccConfig(AppConfig):
    name = "gemeenten.kcc"
    label = "kcc"
    verbose_name = "Bellen en terugbellen"
    default_auto_field = "django.db.models.BigAutoField"
