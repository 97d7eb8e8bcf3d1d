"""The page for machines that watch this house."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .selectors import onderzoek


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """GET /health/: 200 when everything works, 503 naming what does not."""
    uitslag = onderzoek()
    return JsonResponse(uitslag.als_json(), status=200 if uitslag.goed else 503)
