"""Small helpers of the pages: pages of a list, and a form that could not be saved."""

from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.forms import BaseForm
from django.http import HttpRequest

from marktplein.basis.fouten import DomeinFout

PER_PAGINA = 12
M = TypeVar("M", bound=Model)


def pagina(request: HttpRequest, rijen: QuerySet[M], per_pagina: int = PER_PAGINA) -> Page[Any]:
    """The page of a list that ``?pagina=`` asks for; the nearest one when there is no such page."""
    return Paginator(rijen, per_pagina).get_page(request.GET.get("pagina"))


def meld_bij_veld(form: BaseForm, fout: DomeinFout) -> None:
    """Show a refusal at the field it belongs to, or above the form."""
    veld = fout.veld if fout.veld in form.fields else None
    form.add_error(veld, fout.melding)


def kruimels(*paren: tuple[str, str]) -> list[dict[str, str]]:
    """(label, address) pairs as base.html wants them."""
    return [{"label": label, "url": url} for label, url in paren]


def plekken(aantal: int) -> str:
    """ "1 plek", "3 plekken"."""
    return f"{aantal} plek" if aantal == 1 else f"{aantal} plekken"
