"""Whole versions of an offer: what it said after each change, to compare and to put back.

django-reversion keeps the content (decision 034): no names of who works here, no data of participants. Who saved a
version stands in history only, found by the number of the version.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

import reversion
from django.db.models import QuerySet
from reversion.models import Version

from aanbod.models import Interventie, Thema
from aanbod.plank.inhoud import INHOUD
from marktplein.audit.models import Logregel
from marktplein.basis import klok

reversion.register(Interventie, fields=INHOUD)
SCHREVEN = ("interventie.toegevoegd", "interventie.gewijzigd", "interventie.hersteld")


@dataclass(frozen=True, slots=True)
class Versieregel:
    """One version in the list: ``velden`` are those that changed then, ``vorige`` the number of the row before it."""

    bewaard: Version
    nummer: int
    wie: str
    velden: tuple[str, ...]
    hersteld: bool
    vorige: int | None


def versies_van(ding: Interventie) -> QuerySet[Version]:
    """Newest first."""
    rijen: QuerySet[Version] = Version.objects.get_for_object(ding).select_related("revision").order_by("-pk")
    return rijen


def bewaar_versie(ding: Interventie) -> None:
    """Keep what the offer says now (its themes are set), in the caller's transaction."""
    with reversion.create_revision(atomic=False):
        reversion.set_date_created(klok.nu())
        reversion.set_comment(str(ding.versie))
        reversion.add_to_revision(ding)


def bewaar_eerste_versie(ding: Interventie) -> None:
    """Before the first change of an offer that was loaded or kept before versions were."""
    if not versies_van(ding).exists():
        bewaar_versie(ding)


def versieregels(ding: Interventie) -> list[Versieregel]:
    """All versions with who saved them, newest first; two queries."""
    regels = Logregel.objects.filter(
        soort=Interventie._meta.label, object_id=str(ding.pk), gebeurtenis__in=SCHREVEN
    ).select_related("door")
    bij = {regel.gegevens.get("versie", 1): regel for regel in regels}
    alle = list(versies_van(ding))
    ouder = [bewaard.pk for bewaard in alle[1:]]
    return [_regel(bewaard, bij.get(nummer_van(bewaard)), vorige) for bewaard, vorige in zip_longest(alle, ouder)]


def _regel(bewaard: Version, regel: Logregel | None, vorige: int | None) -> Versieregel:
    if regel is None:
        return Versieregel(bewaard, nummer_van(bewaard), "", (), False, vorige)
    velden = tuple(regel.gegevens.get("velden", ()))
    hersteld = regel.gebeurtenis == "interventie.hersteld"
    return Versieregel(bewaard, nummer_van(bewaard), str(regel.door or ""), velden, hersteld, vorige)


def nummer_van(bewaard: Version) -> int:
    return int(bewaard.revision.comment)


def inhoud_van(bewaard: Version) -> dict[str, Any]:
    """What the offer said then, by the field of the form. Themes that are gone since are left out; one query."""
    waarden: Mapping[str, Any] = bewaard.field_dict
    themas = list(Thema.objects.filter(pk__in=waarden.get("themas", ())))
    return {**{naam: waarden[naam] for naam in INHOUD if naam != "themas" and naam in waarden}, "themas": themas}
