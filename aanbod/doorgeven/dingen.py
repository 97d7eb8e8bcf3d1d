"""What can be passed on, named in an address: "aanbod.stevig-staan". Nothing is kept of it, nor of who passed it on."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import quote

import segno
from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from aanbod.groepen.selectors import aankomend, zichtbaar_voor
from aanbod.models import Groep, Interventie, Thema
from aanbod.plank.selectors import contact_van, gepubliceerd
from gemeenten.grond.models import Organisatie
from gemeenten.grond.selectors import organisaties_op_de_kaart
from marktplein.basis import invoer

# More than three somebody does not read, and does not choose from.
HOOGSTENS = 3
GEVONDEN_HOOGSTENS = 5
GROEPEN_ERBIJ = 2


class Soort(StrEnum):
    AANBOD = "aanbod"
    GROEP = "groep"
    THEMA = "thema"
    ORGANISATIE = "organisatie"


PAGINA = {
    Soort.AANBOD: "aanbod:interventie",
    Soort.GROEP: "aanbod:groep",
    Soort.THEMA: "aanbod:thema",
    Soort.ORGANISATIE: "kaart:organisatie",
}
Wat = Interventie | Groep | Thema | Organisatie


@dataclass(frozen=True, slots=True)
class Ding:
    """One thing to pass on, with what its kind is; ``van`` is the row itself."""

    soort: Soort
    van: Wat

    @property
    def code(self) -> str:
        return f"{self.soort}.{self.van.slug}"

    @property
    def naam(self) -> str:
        if isinstance(self.van, Groep):
            return str(capfirst(self.van.interventie.naam))
        return str(capfirst(self.van.naam_hier if isinstance(self.van, Thema) else self.van.naam))

    @property
    def taal(self) -> str:
        """The language of its name."""
        return self.van.taal if isinstance(self.van, Thema) else settings.LANGUAGE_CODE

    @property
    def aanbod(self) -> Interventie | None:
        """The offer it is, or of which it is a group."""
        if isinstance(self.van, Groep):
            return self.van.interventie
        return self.van if isinstance(self.van, Interventie) else None

    @property
    def contact(self) -> Organisatie | None:
        if isinstance(self.van, Organisatie):
            return self.van
        return contact_van(self.aanbod) if self.aanbod else None

    @property
    def pad(self) -> str:
        return reverse(PAGINA[self.soort], args=[self.van.slug])

    @property
    def adres(self) -> str:
        """The whole address of its page, in the language of this one."""
        return f"{settings.SITE_URL}{self.pad}"

    @property
    def qr(self) -> SafeString:
        """Its address as a picture for a telephone."""
        return qr_van(self.adres)


def qr_van(adres: str) -> SafeString:
    """A QR code as SVG; what a scratch or a fold takes away (a quarter) can be read back."""
    code = segno.make(adres, error="q", micro=False)
    svg: str = code.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None)
    return mark_safe(svg)  # noqa: S308 - drawn by the library: only numbers in it


def lees(codes: Iterable[str]) -> list[Ding]:
    """The things that an address names, each once, three at most; what is not public or not there is left out."""
    dingen: dict[str, Ding] = {}
    for code in list(codes)[: HOOGSTENS * 3]:
        naam, _, slug = code.partition(".")
        if naam in set(Soort) and (ding := _zoek(Soort(naam), invoer.slug(slug))):
            dingen.setdefault(ding.code, ding)
    return list(dingen.values())[:HOOGSTENS]


def _zoek(soort: Soort, slug: str) -> Ding | None:
    rijen: dict[Soort, Callable[[], QuerySet[Any]]] = {
        Soort.AANBOD: lambda: gepubliceerd().select_related("organisatie"),
        Soort.GROEP: lambda: zichtbaar_voor(None).select_related("interventie__organisatie"),
        Soort.THEMA: Thema.objects.all,
        Soort.ORGANISATIE: organisaties_op_de_kaart,
    }
    gevonden = rijen[soort]().filter(slug=slug).first() if slug else None
    return Ding(soort, gevonden) if gevonden else None


def te_vinden(naam: str, *, zonder: Sequence[Ding]) -> list[Ding]:
    """What bears this name and is not chosen yet: offers, each with its next groups."""
    aanbod = gepubliceerd().select_related("organisatie")
    for woord in invoer.woorden(naam):
        aanbod = aanbod.filter(naam__icontains=woord)
    gekozen = {ding.code for ding in zonder}
    dingen: list[Ding] = []
    for ding in aanbod[:GEVONDEN_HOOGSTENS]:
        dingen.append(Ding(Soort.AANBOD, ding))
        komend = aankomend(zichtbaar_voor(None)).filter(interventie=ding)
        dingen += [Ding(Soort.GROEP, groep) for groep in komend[:GROEPEN_ERBIJ]]
    return [ding for ding in dingen if ding.code not in gekozen]


def vraag_van(dingen: Iterable[Ding]) -> str:
    """The part of an address behind "?" that names them."""
    return "&".join(f"wat={ding.code}" for ding in dingen)


def adres_van(dingen: Sequence[Ding]) -> str:
    """Where who gets it reads it: the page of the one thing, or a page with all of them."""
    if len(dingen) == 1:
        return dingen[0].adres
    return f"{settings.SITE_URL}{reverse('aanbod:lijstje')}?{vraag_van(dingen)}"


def mailto(onderwerp: str, tekst: str) -> str:
    """Opens the mail program of whoever passes it on, with the words in it: we send nothing and know of nothing."""
    regels = tekst.replace("\r\n", "\n").replace("\n", "\r\n")
    return f"mailto:?subject={quote(onderwerp)}&body={quote(regels)}"
