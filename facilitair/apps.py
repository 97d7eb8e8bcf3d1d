from django.apps import AppConfig
from django.db.models.signals import post_migrate


class FacilitairConfig(AppConfig):
    name = "facilitair"
    label = "facilitair"
    verbose_name = "Facilitair"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Importing these connects their receivers.
        from aanbod.groepen.delen import toon_bij_groep  # noqa: PLC0415 - it needs the models
        from facilitair.ruimtes.groep import ruimte_van_groep  # noqa: PLC0415 - it needs the models
        from facilitair.taken.services import volg_tekort, volg_vorm, volg_zaal  # noqa: F401, PLC0415 - it needs the models
        from facilitair.taken.sjablonen import vul_aan  # noqa: PLC0415 - it needs the models

        toon_bij_groep(21, ruimte_van_groep)
        post_migrate.connect(vul_aan, sender=self, dispatch_uid="facilitair.taken.sjablonen")
