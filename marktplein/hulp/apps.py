from django.apps import AppConfig


class HulpConfig(AppConfig):
    name = "marktplein.hulp"
    label = "hulp"
