from django.apps import AppConfig


class HealthConfig(AppConfig):
    name = "marktplein.health"
    label = "health"
    verbose_name = "Gezondheid"
