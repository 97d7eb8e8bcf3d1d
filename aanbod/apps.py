from django.apps import AppConfig


class AanbodConfig(AppConfig):
    name = "aanbod"
    label = "aanbod"
    verbose_name = "Aanbod"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Importing it connects its receiver.
        from aanbod.betrokken import pagina as betrokken  # noqa: PLC0415 - it needs the models
        from aanbod.deelname import pagina as deelname  # noqa: PLC0415 - it needs the models
        from aanbod.groepen.delen import toon_bij_groep  # noqa: PLC0415 - it needs the models
        from aanbod.plank import versies  # noqa: F401, PLC0415 - it needs the models
        from aanbod.plank.organisatie import aanbod_van  # noqa: PLC0415 - it needs the models
        from aanbod.zoeken import volgen  # noqa: F401, PLC0415 - it needs the models
        from gemeenten.kaart.delen import toon_bij_organisatie  # noqa: PLC0415 - it needs the models

        toon_bij_organisatie(10, aanbod_van)
        toon_bij_groep(10, deelname.tekort)
        toon_bij_groep(5, deelname.wachtlijst)
        toon_bij_groep(15, deelname.voornamen)
        toon_bij_groep(20, betrokken.wie)
        toon_bij_groep(40, betrokken.berichten)
