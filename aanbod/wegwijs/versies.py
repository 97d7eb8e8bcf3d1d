"""Whole versions of what editors write: what it said after each change, to compare and to put back.

django-reversion keeps the content (decision 034). There are no persons in it; who saved stands in history only.
"""

from collections.abc import Mapping
from typing import Any

import reversion
from django.db.models import Model, QuerySet
from reversion.models import Version

from aanbod.models import Themastuk, Toegang, Uitlegpagina, Zorgpad, Zorgpadplek
from marktplein.basis import klok

INHOUD: Mapping[type[Model], tuple[str, ...]] = {
    Themastuk: (
        "titel", "titel_en", "tekst", "tekst_en", "adres", "bron", "jaar", "datum", "toegankelijk",
    ),
    Uitlegpagina: ("titel", "titel_en", "tekst", "tekst_en", "adres"),
    Zorgpad: ("naam",),
    Zorgpadplek: ("steun", "wie", "telefoon", "email", "adres"),
    Toegang: ("naam", "bezoekadres", "telefoon", "email", "openingstijden"),
}  # fmt: skip
for _soort, _velden in INHOUD.items():
    reversion.register(_soort, fields=_velden)


def versies_van(ding: Model | None) -> QuerySet[Version]:
    """Newest first; none of what is not there yet."""
    if ding is None or ding.pk is None:
        geen: QuerySet[Version] = Version.objects.none()
        return geen
    rijen: QuerySet[Version] = Version.objects.get_for_object(ding).select_related("revision").order_by("-pk")
    return rijen


def bewaar_versie(ding: Model) -> None:
    """Keep what it says now, in the caller's transaction."""
    with reversion.create_revision(atomic=False):
        reversion.set_date_created(klok.nu())
        reversion.add_to_revision(ding)


def bewaar_eerste_versie(ding: Model) -> None:
    """Before the first change of what was there before an editor came."""
    if not versies_van(ding).exists():
        bewaar_versie(ding)


def inhoud_van(bewaard: Version) -> dict[str, Any]:
    """What it said then, by the name of the field."""
    soort: Any = bewaard.content_type.model_class()
    waarden: Mapping[str, Any] = bewaard.field_dict
    return {naam: waarden[naam] for naam in INHOUD[soort] if naam in waarden}
