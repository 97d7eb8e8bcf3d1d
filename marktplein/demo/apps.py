from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "marktplein.demo"
    label = "demo"
    verbose_name = "Demo"
