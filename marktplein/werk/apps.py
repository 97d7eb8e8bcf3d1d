from django.apps import AppConfig


class WerkConfig(AppConfig):
    name = "marktplein.werk"
    label = "werk"
    verbose_name = "Werk"
