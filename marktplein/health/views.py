"""The page for machines that watch this house. What is wrong inside is told only to who looks after it."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gemeenten.grond.permissions import is_applicatiebeheerder

from .selectors import database, onderzoek


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """GET /health/: {"status": "ok"} with 200 when everything works, {"status": "niet ok"} with 503 when not.

    An application admin, and whoever sends GEZONDHEID_SLEUTEL as ``Authorization: Bearer``, gets every part with it.
    ``?deel=web`` asks only whether the website reaches its database: what its container asks itself.
    """
    if request.GET.get("deel") == "web":
        return _kort(database().goed)
    uitslag = onderzoek()
    if not _mag_naar_binnen(request):
        return _kort(uitslag.goed)
    return JsonResponse(uitslag.als_json(), status=200 if uitslag.goed else 503)


def _kort(goed: bool) -> JsonResponse:
    return JsonResponse({"status": "ok" if goed else "niet ok"}, status=200 if goed else 503)


def _mag_naar_binnen(request: HttpRequest) -> bool:
    soort, _, sleutel = request.headers.get("Authorization", "").partition(" ")
    if settings.GEZONDHEID_SLEUTEL and soort == "Bearer":
        return constant_time_compare(sleutel, settings.GEZONDHEID_SLEUTEL)
    return is_applicatiebeheerder(request.user)
