from django.apps import AppConfig
from django.db.models.signals import post_migrate


class KaartConfig(AppConfig):
    name = "gemeenten.kaart"
    label = "kaart"
    verbose_name = "Sociale kaart"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gemeenten.kaart.register import vul_aan  # noqa: PLC0415 - it needs the models

        post_migrate.connect(vul_aan, sender=self, dispatch_uid="gemeenten.kaart.register")
