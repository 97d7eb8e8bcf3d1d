"""The public pages for search engines, in every language, with the day of the last change."""

import datetime as dt
from abc import ABC, abstractmethod
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Max, QuerySet
from django.urls import reverse

from aanbod.groepen.selectors import aankomend, zichtbaar_voor
from aanbod.models import Groep, Interventie, Thema
from aanbod.plank.selectors import gepubliceerd, themas_met_aanbod
from gemeenten.grond.models import Organisatie
from gemeenten.grond.selectors import organisaties_op_de_kaart

PER_BESTAND = 2000
VASTE_PAGINAS = ("aanbod:home", "aanbod:groepen", "kaart:kaart", "aanbod:hulp", "aanbod:privacy", "toegankelijkheid")


class _Kaart(Sitemap):  # type: ignore[type-arg]  # generic for the type checker only
    """Under the address that the settings name, whatever host was asked; both languages name each other."""

    i18n = alternates = x_default = True
    limit = PER_BESTAND
    adres = ""

    @property
    def protocol(self) -> str:  # type: ignore[override]  # an attribute of the class there
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.SITE_URL).netloc

    def location(self, item: Any) -> str:
        return reverse(self.adres, args=[item.slug])


class Paginas(_Kaart):
    def items(self) -> tuple[str, ...]:
        return VASTE_PAGINAS

    def location(self, item: str) -> str:
        return reverse(item)


class Themas(_Kaart):
    adres = "aanbod:thema"

    def items(self) -> QuerySet[Thema]:
        return themas_met_aanbod().only("slug")


class _MetDag(_Kaart, ABC):
    def lastmod(self, item: Any) -> dt.datetime:
        gewijzigd: dt.datetime = item.gewijzigd_op
        return gewijzigd

    def get_latest_lastmod(self) -> dt.datetime | None:
        """In one query: Django would read every row."""
        laatste: dt.datetime | None = self.items().order_by().aggregate(op=Max("gewijzigd_op"))["op"]
        return laatste

    @abstractmethod
    def items(self) -> QuerySet[Any]: ...


class Aanbod(_MetDag):
    adres = "aanbod:interventie"

    def items(self) -> QuerySet[Interventie]:
        return gepubliceerd().only("slug", "gewijzigd_op").order_by("pk")


class Groepen(_MetDag):
    adres = "aanbod:groep"

    def items(self) -> QuerySet[Groep]:
        return aankomend(zichtbaar_voor(None)).select_related(None).only("slug", "gewijzigd_op").order_by("pk")


class Organisaties(_MetDag):
    adres = "kaart:organisatie"

    def items(self) -> QuerySet[Organisatie]:
        return organisaties_op_de_kaart().only("slug", "gewijzigd_op").order_by("pk")


KAARTEN = {"paginas": Paginas, "themas": Themas, "aanbod": Aanbod, "groepen": Groepen, "organisaties": Organisaties}
