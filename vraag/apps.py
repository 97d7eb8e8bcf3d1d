from django.apps import AppConfig


class VraagConfig(AppConfig):
    name = "vraag"
    label = "vraag"
    verbose_name = "Vraag"
    default_auto_field = "django.db.models.BigAutoField"
