"""Production refuses to start without what is made from the source: the files that browsers fetch, the translations."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestFilesMixin
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.files.storage import storages

from marktplein import vertalingen

# What our own source does not hold: it comes out of the front-end packages.
VAN_BUITEN = "extern/nlds.css"


@register(Tags.database)
def statische_bestanden_verzameld(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Error basis.E001 when collectstatic was not run, or not since the last upgrade.

    Runs with the checks of a real start (at the start of the web server, at migrate, at check --database), so that
    looking at settings alone does not ask for it.
    """
    opslag = storages["staticfiles"]
    if not databases or not isinstance(opslag, ManifestFilesMixin):
        return []
    ontbreekt = sorted({VAN_BUITEN, *_bestanden()} - opslag.hashed_files.keys())
    if not ontbreekt:
        return []
    opdracht = "python manage.py collectstatic --noinput"
    if VAN_BUITEN in ontbreekt:
        opdracht = f"npm ci --omit=dev --ignore-scripts && python -m marktplein.ingebed.assets && {opdracht}"
    return [
        Error(
            f"Niet alles voor de browser is verzameld: {ontbreekt[0]} ontbreekt (aantal dat mist: {len(ontbreekt)}).",
            hint=f"Draai: {opdracht}",
            id="basis.E001",
        )
    ]


def _bestanden() -> Iterator[str]:
    for vinder in get_finders():
        for pad, _ in vinder.list([]):
            yield pad


@register(Tags.database)
def vertalingen_gemaakt(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Error basis.E002 when the translations were not compiled: half of the pages would answer in Dutch."""
    if not databases or not isinstance(storages["staticfiles"], ManifestFilesMixin):
        return []
    return [
        Error(
            f"De vertalingen zijn niet gemaakt: {taal}.",
            hint="Draai: python -m marktplein.vertalingen maak",
            id="basis.E002",
        )
        for taal in vertalingen.niet_gemaakt()
    ]
