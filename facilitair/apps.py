from django.apps import AppConfig


class FacilitairConfig(AppConfig):
    name = "facilitair"
    label = "facilitair"
    verbose_name = "Facilitair"
    default_auto_field = "django.db.models.BigAutoField"
