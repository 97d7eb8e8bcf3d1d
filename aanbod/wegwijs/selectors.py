"""Reads of what shows the way. All of it may be read by everybody but the list of what is missing."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Model, Q, QuerySet
from reversion.models import Version

from aanbod.enums import Stuksoort
from aanbod.models import Interventie, Thema, Themastuk, Toegang, Uitlegpagina, Zorgpad, Zorgpadplek
from aanbod.models.wegwijs import ZORGPADEN
from aanbod.plank.selectors import gepubliceerd
from aanbod.wegwijs.teksten import BEGIN, UITLEG_BIJ, ZORGPADNAMEN, Uitleg
from aanbod.wegwijs.versies import INHOUD, inhoud_van, versies_van
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Gemeente, Organisatie
from gemeenten.grond.selectors import bestaande_gemeenten, gemeente_ids_van, heeft_rol
from marktplein.accounts.models import Bezoeker

VERSIES_GETOOND = 10
VAN_DE_GEMEENTE = (Rol.GEMEENTEBEHEER, Rol.AANSPREEKPUNT)


@dataclass(frozen=True, slots=True)
class Stukken:
    """What stands with a theme, by kind. A link without an address is left out: it waits for the editor."""

    links: list[Themastuk]
    folders: list[Themastuk]
    cijfers: list[Themastuk]
    elders: list[Themastuk]


def stukken_van(thema: Thema) -> Stukken:
    """One query."""
    per: dict[str, list[Themastuk]] = defaultdict(list)
    for stuk in Themastuk.objects.filter(thema=thema).select_related("bestand").defer("bestand__pdf"):
        if stuk.soort in (Stuksoort.CIJFER, Stuksoort.ELDERS) or stuk.adres or hasattr(stuk, "bestand"):
            per[stuk.soort].append(stuk)
    return Stukken(*(per[soort] for soort in (Stuksoort.LINK, Stuksoort.FOLDER, Stuksoort.CIJFER, Stuksoort.ELDERS)))


def organisaties_bij(aanbod: QuerySet[Interventie]) -> QuerySet[Organisatie]:
    """Who offers these, by name, each once."""
    van = aanbod.order_by().exclude(organisatie=None).values("organisatie")
    return Organisatie.objects.filter(pk__in=van).only("naam", "slug", "omschrijving", "fictief").order_by("naam", "pk")


@dataclass(frozen=True, slots=True)
class Pad:
    """One care path, maybe in one municipality. ``naam`` is empty while nobody knows it."""

    nummer: int
    naam: str
    plek: Zorgpadplek | None = None

    @property
    def titel(self) -> str:
        return f"pad {self.nummer} – {self.naam or 'naam invullen'}"

    @property
    def compleet(self) -> bool:
        return self.plek is not None and self.plek.compleet


def zorgpaden(gemeente: Gemeente | None = None) -> list[Pad]:
    """All nineteen, always. Two queries at most."""
    namen = {**ZORGPADNAMEN, **dict(Zorgpad.objects.values_list("nummer", "naam"))}
    plekken = {plek.nummer: plek for plek in Zorgpadplek.objects.filter(gemeente=gemeente)} if gemeente else {}
    return [Pad(nummer, namen.get(nummer, ""), plekken.get(nummer)) for nummer in range(1, ZORGPADEN + 1)]


def uitleg(slug: str) -> Uitlegpagina | None:
    """The page as an editor left it, else as it began; None when there is no such page."""
    begin = BEGIN.get(slug)
    if begin is None:
        return None
    return Uitlegpagina.objects.filter(slug=slug).first() or Uitlegpagina(slug=slug, **begin_van(begin))


def begin_van(begin: Uitleg) -> dict[str, str]:
    return {naam: getattr(begin, naam) for naam in ("titel", "titel_en", "tekst", "tekst_en")}


def uitlegpaginas(*voor: str) -> list[Uitlegpagina]:
    """Those for these readers (all when none is named), in the order in which they began. One query."""
    rijen = {pagina.slug: pagina for pagina in Uitlegpagina.objects.all()}
    return [
        rijen.get(slug) or Uitlegpagina(slug=slug, **begin_van(begin))
        for slug, begin in BEGIN.items()
        if not voor or begin.voor in voor
    ]


def uitleg_bij(thema: Thema) -> list[Uitlegpagina]:
    """The pages that explain something of this theme. One query, none where there is nothing to explain."""
    slugs = UITLEG_BIJ.get(thema.slug, ())
    return [pagina for pagina in uitlegpaginas() if pagina.slug in slugs] if slugs else []


def rond_de_geboorte() -> QuerySet[Interventie]:
    """Published offers for a pregnancy or for the first two years only."""
    return gepubliceerd().filter(Q(leeftijd_max__lte=2) | Q(zwangerschap=True, leeftijd_min__lte=2))


def toegangen() -> list[tuple[Gemeente, Toegang | None]]:
    """Each municipality of today with its front door, or None. Two queries."""
    per = {deur.gemeente_id: deur for deur in Toegang.objects.all()}
    return [(gemeente, per.get(gemeente.pk)) for gemeente in bestaande_gemeenten()]


# --- for who keeps it -----------------------------------------------------------------------------------------


def themas_om_bij_te_houden() -> QuerySet[Thema]:
    """With how much of each kind there is; ``zonder_adres`` are links that lead nowhere yet."""
    van = Stuksoort
    return Thema.objects.annotate(
        links=Count("stukken", filter=Q(stukken__soort=van.LINK) & ~Q(stukken__adres="")),
        zonder_adres=Count("stukken", filter=Q(stukken__soort=van.LINK, stukken__adres="")),
        folders=Count("stukken", filter=Q(stukken__soort=van.FOLDER)),
        cijfers=Count("stukken", filter=Q(stukken__soort=van.CIJFER)),
        voorbeelden=Count("stukken", filter=Q(stukken__voorbeeld=True)),
    ).order_by("links", "volgorde", "naam")


def gemeenten_van_redactie(user: Bezoeker) -> QuerySet[Gemeente]:
    """Those whose care paths and front door this user keeps (``permissions.kan_plek_bijhouden``)."""
    alle = bestaande_gemeenten()
    return alle if heeft_rol(user, Rol.BEHEER) else alle.filter(pk__in=gemeente_ids_van(user, *VAN_DE_GEMEENTE))


def terug_te_zetten(user: Bezoeker) -> QuerySet[Version]:
    """What this user may put back (``permissions.kan_stuk_wijzigen`` of the thing itself)."""
    versies: QuerySet[Version] = Version.objects.select_related("content_type", "revision").filter(_van(*INHOUD))
    if heeft_rol(user, Rol.BEHEER):
        return versies
    van = gemeenten_van_redactie(user).values("pk")
    mag = Q(pk=None)
    for soort in (Zorgpadplek, Toegang):
        pks = [str(pk) for pk in soort._default_manager.filter(gemeente__in=van).values_list("pk", flat=True)]
        mag |= _van(soort) & Q(object_id__in=pks)
    eigen: QuerySet[Version] = versies.filter(mag)
    return eigen


def _van(*soorten: type[Model]) -> Q:
    return Q(content_type__app_label="aanbod", content_type__model__in=[soort._meta.model_name for soort in soorten])


def vorige_van(ding: Model | None) -> list[Version]:
    """What stood there before, the latest first."""
    return list(versies_van(ding)[1 : VERSIES_GETOOND + 1])


def verschil(bewaard: Version, nu: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(field, what stood there) of what is another thing now."""
    oud = inhoud_van(bewaard)
    return [(naam, str(waarde or "")) for naam, waarde in oud.items() if str(waarde or "") != str(nu.get(naam) or "")]
