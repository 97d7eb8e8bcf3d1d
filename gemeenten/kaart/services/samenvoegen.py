"""Two entries that are one: everything that hangs on the one goes over to the other, and can come back.

What hangs on an organisation is asked of the models themselves: a table that somebody adds tomorrow goes over too. A
row that the other has already (the same person in the same role) stays where it is.
"""

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from gemeenten.grond.models import Organisatie
from gemeenten.kaart.models import Samenvoeging
from gemeenten.kaart.permissions import kan_samenvoegen
from gemeenten.kaart.services.organisaties import vergrendel
from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.toegang import eis

MAG_NIET = "Je voegt alleen organisaties samen die je allebei mag wijzigen."
ZELFDE = "Kies een andere organisatie: dit is dezelfde."
NIET_MEER = "Dit kan niet meer: een van beide is daarna met nog een andere samengevoegd."
# What of two entries can be chosen; the name that stays is that of the one that stays.
TE_KIEZEN = (
    "omschrijving", "doelgroep", "kosten", "website", "email", "telefoon", "vestiging", "lat", "lon",
)  # fmt: skip
LIJSTEN = ("gemeenten", "categorieen")
# These tell what happened to an entry, of that entry.
BLIJVEN = {"gemeenten.Organisatie", "kaart.Samenvoeging"}


@transaction.atomic
def voeg_samen(*, blijft: Organisatie, weg: Organisatie, neem: Mapping[str, str], door: User) -> Samenvoeging:
    """Take ``weg`` up in ``blijft``. ``neem`` names the fields of which the value of ``weg`` is kept; what is empty is
    filled in with it anyhow. The second press finds it done.
    """
    eis(kan_samenvoegen(door, blijft, weg), MAG_NIET)
    if blijft.pk == weg.pk:
        raise DomeinFout(ZELFDE)
    if eerder := Samenvoeging.objects.filter(blijft=blijft, weg=weg, ongedaan_op=None).first():
        return eerder
    # Always in one order: two people who merge the same two wait for each other.
    sloten = {ding.pk: vergrendel(ding) for ding in sorted((blijft, weg), key=lambda ding: ding.pk)}
    blijft, weg = sloten[blijft.pk], sloten[weg.pk]
    samenvoeging = Samenvoeging(blijft=blijft, weg=weg, door=door)
    samenvoeging.velden = _velden_over(blijft, weg, neem)
    samenvoeging.erbij = _lijsten_over(blijft, weg)
    samenvoeging.verhuisd = _alles_over(blijft, weg)
    weg.opgegaan_in = blijft
    weg.save(update_fields=["opgegaan_in", "gewijzigd_op"])
    samenvoeging.save()
    leg_vast("samenvoeging.gedaan", samenvoeging, door=door, organisatie=blijft.pk, andere=weg.pk)
    return samenvoeging


@transaction.atomic
def maak_ongedaan(*, samenvoeging: Samenvoeging, door: User) -> None:
    """Give back what went over and hangs there still; a field that somebody changed since stays as it is. Idempotent.

    Raises DomeinFout when the one or the other was merged on.
    """
    eis(kan_samenvoegen(door, samenvoeging.blijft, samenvoeging.weg), MAG_NIET)
    rij = Samenvoeging.objects.select_for_update(of=("self",)).get(pk=samenvoeging.pk)
    if rij.ongedaan_op is not None:
        return
    blijft = Organisatie.objects.select_for_update(of=("self",)).get(pk=rij.blijft_id)
    weg = Organisatie.objects.select_for_update(of=("self",)).get(pk=rij.weg_id)
    if blijft.opgegaan_in_id is not None or weg.opgegaan_in_id != blijft.pk:
        raise DomeinFout(NIET_MEER)
    for label, veld, nummers in rij.verhuisd:
        _verhuis(apps.get_model(label), veld, nummers, van=blijft, naar=weg)
    for naam, nummers in rij.erbij.items():
        getattr(blijft, naam).remove(*nummers)
    terug = [naam for naam, paar in rij.velden.items() if getattr(blijft, naam) == paar["kreeg"]]
    for naam in terug:
        setattr(blijft, naam, rij.velden[naam]["had"])
    if terug:
        blijft.save(update_fields=[*terug, "gewijzigd_op"])
    weg.opgegaan_in = None
    weg.save(update_fields=["opgegaan_in", "gewijzigd_op"])
    rij.ongedaan_op = klok.nu()
    rij.save(update_fields=["ongedaan_op", "gewijzigd_op"])
    leg_vast("samenvoeging.ongedaan", rij, door=door, organisatie=blijft.pk, andere=weg.pk)


def _velden_over(blijft: Organisatie, weg: Organisatie, neem: Mapping[str, str]) -> dict[str, Any]:
    uit = {}
    for naam in TE_KIEZEN:
        had, kan = getattr(blijft, naam), getattr(weg, naam)
        if kan not in ("", None) and had != kan and (had in ("", None) or neem.get(naam) == "weg"):
            uit[naam] = {"had": had, "kreeg": kan}
            setattr(blijft, naam, kan)
    if uit:
        blijft.save(update_fields=[*uit, "gewijzigd_op"])
    return uit


def _lijsten_over(blijft: Organisatie, weg: Organisatie) -> dict[str, list[int]]:
    uit = {}
    for naam in LIJSTEN:
        heeft = set(getattr(blijft, naam).values_list("pk", flat=True))
        uit[naam] = sorted(set(getattr(weg, naam).values_list("pk", flat=True)) - heeft)
        getattr(blijft, naam).add(*uit[naam])
    return uit


def _alles_over(blijft: Organisatie, weg: Organisatie) -> list[tuple[str, str, list[Any]]]:
    uit = []
    for relatie in Organisatie._meta.related_objects:
        model = relatie.related_model
        if not isinstance(relatie, models.ManyToOneRel) or model._meta.auto_created or model._meta.label in BLIJVEN:
            continue
        veld = relatie.field.name
        nummers = list(model._base_manager.filter(**{veld: weg}).order_by("pk").values_list("pk", flat=True))
        if over := _verhuis(model, veld, nummers, van=weg, naar=blijft):
            uit.append((model._meta.label, veld, over))
    return uit


def _verhuis(
    model: type[models.Model], veld: str, nummers: list[Any], *, van: Organisatie, naar: Organisatie
) -> list[Any]:
    """Answers which went over: all at once, or one by one when the other has some of them already."""
    rijen = model._base_manager.filter(**{veld: van}, pk__in=nummers)
    try:
        with transaction.atomic():
            over = list(rijen.values_list("pk", flat=True))
            rijen.update(**{veld: naar})
            return over
    except IntegrityError:
        return [pk for pk in nummers if _verhuis_een(model, veld, pk, van, naar)]


def _verhuis_een(model: type[models.Model], veld: str, pk: Any, van: Organisatie, naar: Organisatie) -> bool:
    try:
        with transaction.atomic():
            return bool(model._base_manager.filter(**{veld: van}, pk=pk).update(**{veld: naar}))
    except IntegrityError:
        return False
