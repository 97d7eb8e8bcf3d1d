"""Hold a page to one predicate. The predicates themselves live in each app's permissions.py."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpRequest, HttpResponseBase

from marktplein.basis.fouten import NietToegestaan

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
