"""Hold a page to one predicate. The predicates themselves live in each app's permissions.py."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase

from marktplein.basis.fouten import NietToegestaan, Verborgen

Ding = TypeVar("Ding", bound=Model)
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def vereist(
    mag: Callable[[Any], bool], melding: str = "Je rol geeft geen toegang tot deze pagina."
) -> Callable[[View], View]:
    """Decorator: 403 with ``melding`` unless ``mag(request.user)``."""

    def maak(view: View) -> View:
        @wraps(view)
        def bewaakt(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            eis(mag(request.user), melding)
            return view(request, *args, **kwargs)

        return cast(View, bewaakt)

    return maak


def eis(mag: bool, melding: str = "Je mag dit niet doen.") -> None:
    """Raise NietToegestaan unless ``mag``: the one line with which a service or view asks for a right."""
    if not mag:
        raise NietToegestaan(melding)


def haal(rijen: "QuerySet[Ding]", **welke: Any) -> Ding:
    """The one of ``rijen`` (what this visitor may see) that is ``welke``.

    Else 404, alike for what never was and for what is hidden; of the latter history keeps that it was asked for.
    """
    try:
        return rijen.get(**welke)
    except ObjectDoesNotExist:
        pk = rijen.model._base_manager.filter(**welke).values_list("pk", flat=True).first()
        raise Http404 if pk is None else Verborgen(rijen.model, pk) from None


def eis_te_zien(mag: bool, ding: Model) -> None:
    """Raise Verborgen unless ``mag``: who may not see it gets the same answer as when it did not exist."""
    if not mag:
        raise Verborgen(type(ding), ding.pk)
