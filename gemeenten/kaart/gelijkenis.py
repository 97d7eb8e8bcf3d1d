"""Whether an organisation is there already: by its name in parts, its telephone, its website. It never decides."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import F, Q, QuerySet

from gemeenten.grond.models import Organisatie
from gemeenten.grond.selectors import organisaties_op_de_kaart
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.telefoon import lees

# Two names that are alike above this are told of; the first is for a whole name, the second when its own words agree.
ERG_GELIJK, DEEL = 0.5, 0.8
HOOGSTENS = 5
# Words that tell nothing of which one it is.
_ALGEMEEN = frozenset((
    "stichting", "vereniging", "st", "ver", "de", "het", "een", "van", "voor", "en", "in", "te", "op", "bij", "der",
    "den", "afdeling", "team", "centrum", "locatie", "bv",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gelijkenis:
    organisatie: Organisatie
    waarom: tuple[str, ...]

    @property
    def woorden(self) -> str:
        return ", ".join(self.waarom)


def naamdelen(naam: str) -> frozenset[str]:
    """The words of a name that tell which one it is, in small letters."""
    woorden = re.findall(r"[^\W_]+", naam.lower())
    return frozenset(woorden) - _ALGEMEEN or frozenset(woorden)


def domein(website: str) -> str:
    """ "voorbeeld.nl" of any page of it; empty when there is none."""
    host = (urlsplit(website if "//" in website else f"//{website}").hostname or "").lower()
    return host.removeprefix("www.")


def lijkt_op(
    *, naam: str, telefoon: str = "", website: str = "", behalve: int | None = None, hoogstens: int = HOOGSTENS
) -> list[Gelijkenis]:
    """Organisations that may well be this one, the likeliest first, with the reasons. One query."""
    kern = " ".join(sorted(naamdelen(naam)))
    nummer, host = _nummer(telefoon), domein(website)
    raakt = Q(naam__trigram_similar=naam) | Q(naam__trigram_word_similar=kern)
    if nummer:
        raakt |= Q(telefoon=nummer)
    if host:
        raakt |= Q(website__icontains=host)
    rijen: QuerySet[Organisatie] = organisaties_op_de_kaart().filter(raakt)
    if behalve is not None:
        rijen = rijen.exclude(pk=behalve)
    op_rij = rijen.annotate(gelijk=TrigramSimilarity("naam", naam)).order_by(F("gelijk").desc(), "pk")
    gevonden = [
        Gelijkenis(ander, waarom)
        for ander in op_rij[: 10 * hoogstens]
        if (waarom := _waarom(ander, naam, nummer, host, float(ander.gelijk)))
    ]
    return sorted(gevonden, key=lambda g: -len(g.waarom))[:hoogstens]


def _waarom(ander: Organisatie, naam: str, nummer: str, host: str, gelijk: float) -> tuple[str, ...]:
    eigen, zijn = naamdelen(naam), naamdelen(ander.naam)
    redenen = []
    if gelijk >= ERG_GELIJK or len(eigen & zijn) / max(1, min(len(eigen), len(zijn))) >= DEEL:
        redenen.append("de naam lijkt")
    if nummer and ander.telefoon == nummer:
        redenen.append("hetzelfde telefoonnummer")
    if host and domein(ander.website) == host:
        redenen.append("dezelfde website")
    return tuple(redenen)


def _nummer(telefoon: str) -> str:
    try:
        return lees(telefoon)
    except DomeinFout:
        return telefoon
