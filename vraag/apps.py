from django.apps import AppConfig


class VraagConfig(AppConfig):
    name = "vraag"
    label = "vraag"
    verbose_name = "Vraag"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Places of teams are aanbod's, and whose children take them is ours.
        from aanbod.deelname.vraagkant import verbind  # noqa: PLC0415 - it needs the models
        from aanbod.groepen.delen import toon_bij_groep  # noqa: PLC0415 - it needs the models
        from vraag.voorstellen.plekken import PLEKKEN  # noqa: PLC0415 - it needs the models
        from vraag.zelf.pagina import gevraagd  # noqa: PLC0415 - it needs the models

        verbind(PLEKKEN)
        toon_bij_groep(10, gevraagd)
