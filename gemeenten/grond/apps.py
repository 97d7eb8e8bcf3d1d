from django.apps import AppConfig


class GemeentenConfig(AppConfig):
    name = "gemeenten.grond"
    label = "gemeenten"
    verbose_name = "Gemeenten en teams"
    default_auto_field = "django.db.models.BigAutoField"
