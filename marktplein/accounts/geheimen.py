"""The encrypted secrets of the house, to write anew when a key is replaced."""

from collections.abc import Callable, Iterator
from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import models, transaction

from marktplein.basis.versleuteling import VersleuteldVeld, draai

# What allauth encrypts of a second factor: the shared secret of an app, the seed of the recovery codes, old codes.
GEHEIM = ("secret", "seed")
GEHEIME_LIJST = "migrated_codes"


def met_elk_geheim(gegevens: dict[str, Any], doe: Callable[[str], str]) -> dict[str, Any]:
    """The data of a second factor with ``doe`` applied to each secret in it."""
    nieuw = gegevens | {naam: doe(gegevens[naam]) for naam in GEHEIM if naam in gegevens}
    if gegevens.get(GEHEIME_LIJST) is not None:
        nieuw[GEHEIME_LIJST] = [doe(code) for code in gegevens[GEHEIME_LIJST]]
    return nieuw


def draai_alles() -> dict[str, int]:
    """Encrypt every secret with the newest key; answers how many rows of what. Raises Onleesbaar, with all as it was.

    One transaction: either the old keys are superfluous afterwards or nothing has changed. Rows are locked one by one.
    """
    with transaction.atomic():
        geteld = {"tweede inlogstap": _draai_tweede_stappen()}
        for model, veld in versleutelde_velden():
            geteld[f"{model._meta.verbose_name} ({veld})"] = _draai_veld(model, veld)
    return geteld


def versleutelde_velden() -> Iterator[tuple[type[models.Model], str]]:
    for model in apps.get_models():
        yield from ((model, v.name) for v in model._meta.concrete_fields if isinstance(v, VersleuteldVeld))


def _draai_tweede_stappen() -> int:
    aantal = 0
    for stap in Authenticator.objects.select_for_update().order_by("pk"):
        nieuw = met_elk_geheim(stap.data, draai)
        if nieuw != stap.data:
            stap.data = nieuw
            stap.save(update_fields=["data"])
            aantal += 1
    return aantal


def _draai_veld(model: type[models.Model], veld: str) -> int:
    rijen = model._base_manager.select_for_update().order_by("pk").only("pk", veld)
    gevuld = [rij for rij in rijen.iterator(chunk_size=500) if getattr(rij, veld)]
    for rij in gevuld:
        model._base_manager.filter(pk=rij.pk).update(**{veld: getattr(rij, veld)})
    return len(gevuld)
