"""A page with a list: its filter form, the page asked for, the file, and the address with what was chosen.

Every list of the house is made here, so that all of them page, keep their filters and leave the house the same way.
What a list is filtered on and which page it is goes into the title by itself (``{% titelstaart %}`` in base.html).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import capfirst

from marktplein.basis.export import als_bestand, gevraagd_formaat
from marktplein.basis.filter import gevraagd
from marktplein.basis.invoer import LANGST, nummer

PAGINA, FORMAAT = "pagina", "formaat"
DICHTHEID, COMPACT = "dichtheid", "compact"
# Of an address in a form: longer is none of ours.
LANGSTE_ADRES = 2000


def blad(request: HttpRequest, rijen: Any, per_pagina: int, naam: str = PAGINA) -> Page[Any]:
    """The page that ``?<naam>=`` asks for; the last when there are fewer, else the first.

    Raises OnbekendGevraagd when that is no number.
    """
    # Left to itself the paginator answers a page before the first with the last.
    return Paginator(rijen, per_pagina).get_page(gevraagd(request, naam, _paginanummer, 1) or 1)


def _paginanummer(waarde: str) -> int | None:
    """However far beyond the end."""
    if not (waarde.isascii() and waarde.isdecimal()):
        return None
    return nummer(waarde) or (0 if not waarde.strip("0") else 10**LANGST)


def zoekdeel(request: HttpRequest, *zonder: str) -> str:
    """What was chosen, ready to be followed by another parameter: "" or "zoek=x&"; the page and the file left out."""
    return zoekdeel_van(request.GET, *zonder)


def zoekdeel_van(vraag: QueryDict, *zonder: str) -> str:
    """The same of what stood in another address."""
    over = vraag.copy()
    for naam in (PAGINA, FORMAAT, *zonder):
        over.pop(naam, None)
    return f"{over.urlencode()}&" if over else ""


def lijst_om_rij(request: HttpRequest) -> QueryDict | None:
    """What was chosen in the list around a row that is swapped by itself; None when there is no list around it.

    An act on the row tells it in ``terug``; a row that is only read again is asked for by htmx from the list's page.
    """
    if request.method == "POST":
        adres: str | None = terug_naar(request)
    else:
        htmx = getattr(request, "htmx", None)
        adres = (htmx.current_url_abs_path or "") if htmx else None
    return None if adres is None else QueryDict(urlsplit(adres).query)


def terug_naar(request: HttpRequest) -> str:
    """The address in ``terug`` of what was posted, when it is one of ours; else empty."""
    adres = request.POST.get("terug", "")
    veilig = url_has_allowed_host_and_scheme(adres, {request.get_host()}, require_https=request.is_secure())
    return adres if veilig and adres.startswith("/") and len(adres) <= LANGSTE_ADRES else ""


def bestand(
    request: HttpRequest, naam: str, kop: Sequence[str], rijen: Callable[[], Iterable[Sequence[Any]]]
) -> HttpResponse | None:
    """The list as a file when ``?formaat=`` asks for one; None when the page is wanted, and no row is read then."""
    formaat = gevraagd_formaat(request)
    return als_bestand(formaat, kop, rijen(), naam) if formaat else None


def kruimels(*paren: tuple[str, str]) -> list[dict[str, str]]:
    """(label, address) pairs as base.html wants them; a label begins with a capital, as the title of its page does."""
    return [{"label": capfirst(label), "url": url} for label, url in paren]


@dataclass(frozen=True, slots=True)
class Lijst:
    """One page of a list, and what its template needs of it."""

    page_obj: Page[Any]
    zoekdeel: str
    filter_: Any = None

    def __iter__(self) -> Iterator[Any]:
        return iter(self.page_obj)

    def context(self, **meer: Any) -> dict[str, Any]:
        """For ``render``: ``filter``, ``page_obj`` and ``zoekdeel``, and what the page adds."""
        return {"filter": self.filter_, "page_obj": self.page_obj, "zoekdeel": self.zoekdeel} | meer


def lijst(request: HttpRequest, filter_: Any, per_pagina: int, *, rijen: Any = None) -> Lijst:
    """The page asked for of what ``filter_`` (a FilterSet, or None) leaves; ``rijen`` when more was read with it."""
    alle = filter_.qs if rijen is None else rijen
    return Lijst(blad(request, alle, per_pagina), zoekdeel(request), filter_)
